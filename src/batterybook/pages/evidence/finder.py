"""The directive ``{claims}``: a form that finds claims, and the pages on which all of them stand.

The pages are plain and need no script. What the form looks through is a script of its own, which
``finder.js`` loads once a reader asks for a claim: a page from disk may run a script, but not
fetch data.
"""

import json
import zlib
from pathlib import Path

import pandas as pd
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from batterybook.pages import theme
from batterybook.pages.evidence.generated import generated_paragraph
from batterybook.pages.evidence.ledger import kind_words, page_link
from batterybook.pages.evidence.parts import part_of, part_page, part_title, parts
from batterybook.pages.site.history import committed_on

#: Fields of a claim by which the form filters besides words, in its order.
FIELDS = ("chapter", "entity", "kind", "source")
FILE = "claims.js"


class claim_finder(nodes.General, nodes.Element):
    """The form and the place of what it finds; both stay hidden where no script runs."""


class ClaimsDirective(SphinxDirective):
    """The finder, and a list of the ledger's parts by chapter."""

    def run(self):
        evidence = self.env.app.evidence
        claims = evidence.claims
        finder = claim_finder(
            choices={
                "chapter": {key: key.capitalize() for key in claims["chapter"].unique()},
                "entity": {},
                "kind": {key: key for key in sorted(claims["kind"].unique())},
                "source": {},
            },
            total=len(claims),
        )
        return [finder, self._parts(parts(evidence))]

    def _parts(self, found):
        chapters = {}
        for part, claims in found.items():
            chapter, _, group = part_title(part).removeprefix("Claims: ").partition(", ")
            chapters.setdefault(chapter, []).append((part, group or "all", len(claims)))
        whole = nodes.bullet_list(classes=["claim-parts"])
        for chapter, own in chapters.items():
            line = generated_paragraph("", f"{chapter}: ")
            for at, (part, group, count) in enumerate(own):
                line += nodes.Text(", " if at else "")
                page = part_page(self.config, part)
                known = page in self.env.found_docs
                line += page_link(self.env, page, group) if known else nodes.Text(group)
                line += nodes.Text(f" ({count})")
            whole += nodes.list_item("", line)
        return whole


def _data(app, page):
    """What the form looks through, as small as JSON gets: each name stands once."""
    evidence = app.evidence
    claims, sources = evidence.claims, evidence.sources
    committed = committed_on(app.config)
    own = {key: list(dict.fromkeys(claims[key])) for key in ("chapter", "entity", "kind", "source")}
    places = {field: {key: at for at, key in enumerate(keys)} for field, keys in own.items()}
    names = list(parts(evidence))
    rows = []
    for key, claim in claims.iterrows():
        _, *outcome = kind_words(evidence, claim, committed)
        rows.append(
            [
                key,
                names.index(part_of(evidence, key)),
                claim["statement"],
                "" if claim["relation"] == "text" else evidence.says(key),
                *(places[field][claim[field]] for field in FIELDS),
                evidence.said_on(key),
                "" if pd.isna(claim["quote"]) else claim["quote"],
                *outcome,
            ]
        )
    builder = app.builder
    return {
        "pages": [builder.get_relative_uri(page, part_page(app.config, name)) for name in names],
        "chapter": [[key, key.capitalize()] for key in own["chapter"]],
        "entity": [[key, evidence.entities.at[key, "name"]] for key in own["entity"]],
        "kind": [[key, key] for key in own["kind"]],
        "source": [
            [key, evidence.source_name(key), sources.at[key, "title"], evidence.title_language(key)]
            for key in own["source"]
        ],
        "rows": rows,
    }


def _visit(self, node):
    self.body.append(
        theme.part("claim-finder", choices=node["choices"], total=f"{node['total']:,}")
    )
    raise nodes.SkipNode


def _skip(self, node):
    raise nodes.SkipNode


def _fill(app, pagename, templatename, context, doctree):
    if doctree is None or next(doctree.findall(claim_finder), None) is None:
        return  # the script is that of pages with the form alone
    detail = json.dumps(_data(app, pagename), ensure_ascii=False, separators=(",", ":"))
    text = f"document.dispatchEvent(new CustomEvent('book-claims',{{detail:{detail}}}));\n"
    (Path(app.outdir) / "_static" / FILE).write_text(text, encoding="utf-8")
    context["claims"] = f"{FILE}?v={zlib.crc32(text.encode()):08x}"


def setup(app):
    """Register the directive, the form, and the script of the pages that have it."""
    app.add_node(
        claim_finder,
        html=(_visit, None),
        **dict.fromkeys(("latex", "text", "man", "texinfo"), (_skip, None)),
    )
    app.add_directive("claims", ClaimsDirective)
    app.connect("html-page-context", _fill)
