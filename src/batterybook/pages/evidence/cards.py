"""Cards: what a claim, a citation or a term stands for, where a reader points at it.

A page carries links alone. Its cards are a script of their own, which ``cards.js``
loads once a reader reaches for the first of them: a page from disk may run a script, but
not fetch data.
"""

import hashlib
import json
import re
from html import unescape
from pathlib import Path

import pandas as pd
from docutils import nodes

from batterybook.pages import theme
from batterybook.pages.evidence.claim import anchor, ledger_uri
from batterybook.pages.site.history import committed_on
from batterybook.tables import dates
from batterybook.tables.outcome_words import outcome_words

#: Claims named on a card besides its own.
MOST_OTHERS = 4

# Not the link of a row of the ledger to itself, which has nothing to add.
_LINK = re.compile(r'<a class="(?!claim-key)[^"]*" href="([^"#]*#([^"]+))"')


def _title(evidence, source):
    return {
        "words": source["title"],
        "language": evidence.title_language(source["id"]),
        "address": None if pd.isna(source["url"]) else source["url"],
    }


def _origin(evidence, source):
    return "" if pd.isna(source["origin"]) else evidence.source_name(source["origin"])


def _kind(evidence, claim, committed):
    """What kind of statement it is, and what came of it if it is a promise."""
    if claim["kind"] == "actual":
        return ""
    words = claim["kind"].capitalize()
    if claim["id"] not in evidence.promises.index:
        return words
    thing = evidence.outcomes.loc[evidence.promises.at[claim["id"], "thing"]]
    as_of = dates.text(thing["assessed_on"])
    came = outcome_words(thing, committed)
    return f"{words} ({thing['name']}): {came}, by what sources say up to {as_of}"


def _said(evidence, claim_id):
    source = evidence.claims.at[claim_id, "source"]
    return f"{evidence.source_name(source)}, {evidence.said_on(claim_id)}"


def _words(evidence, claim_id):
    claim = evidence.claims.loc[claim_id]
    return claim["statement"] if claim["relation"] == "text" else evidence.says(claim_id)


def claim_card(evidence, claim_id, address, committed=None):
    """What a claim says, who says so and when, and who else speaks on its topic.

    Parameters
    ----------
    evidence : batterybook.tables.evidence.Evidence
    claim_id : str
    address : callable
        Address of a claim's row in the ledger, as seen from the page.
    committed : datetime.date, optional
        Day of the book's newest commit.

    Returns
    -------
    str
        HTML.
    """
    claim = evidence.claims.loc[claim_id]
    source = evidence.sources.loc[claim["source"]]
    others = evidence.claims.index[evidence.claims["topic"] == claim["topic"]].drop(claim_id)
    return theme.part(
        "card",
        value="" if claim["relation"] == "text" else evidence.says(claim_id),
        statement=claim["statement"],
        kind=_kind(evidence, claim, committed),
        quote=None
        if pd.isna(claim["quote"])
        else {"words": claim["quote"], "language": source["language"]},
        title=_title(evidence, source),
        said=_said(evidence, claim_id),
        origin=_origin(evidence, source),
        others=[
            {
                "address": address(other) or "",
                "words": _words(evidence, other),
                "said": _said(evidence, other),
            }
            for other in others[:MOST_OTHERS]
        ],
        more=max(0, len(others) - MOST_OTHERS),
    )


def source_card(evidence, source_id):
    """What a source is, and how much of the book rests on it; HTML."""
    source = evidence.sources.loc[source_id]
    date = "undated" if pd.isna(source["published"]) else dates.text(source["published"])
    count = int((evidence.claims["source"] == source_id).sum())
    read = f"; {words}" if (words := evidence.read_on(source_id)) else ""
    rests = {0: "No claim rests", 1: "One claim rests"}.get(count, f"{count} claims rest")
    return theme.part(
        "card",
        title=_title(evidence, source),
        speaker=f"{evidence.source_name(source_id)}, {date}",
        origin=_origin(evidence, source),
        rests=f"{source['kind'].capitalize()}. {rests} on it{read}.",
    )


def _terms(app):
    """Cards of the glossary's terms, by the anchor of each."""
    cards = {}
    terms = app.env.get_domain("std").objects.items()
    for page in sorted({page for (kind, _), (page, _) in terms if kind == "term"}):
        for item in app.env.get_doctree(page).findall(nodes.definition_list_item):
            explained = next(item.findall(nodes.definition)).astext()
            for term in item.findall(nodes.term):
                card = theme.part("card", statement=term.astext(), speaker=explained)
                cards |= dict.fromkeys(term["ids"], card)
    return cards


def _sources(app):
    """Ids of sources by the anchor of each in the bibliography."""
    return {citation.citation_id: citation.key for citation in app.env.get_domain("cite").citations}


def _cards(app, pagename, body):
    """Cards of a page's links, by the address that a link has."""
    if not hasattr(app, "card_anchors"):  # the same for all pages of a build
        app.card_anchors = _terms(app), _sources(app)
    terms, sources = app.card_anchors
    claims = {anchor(claim_id): claim_id for claim_id in app.evidence.claims.index}
    committed = committed_on(app.config)

    def address(claim_id):
        return ledger_uri(app.builder, pagename, claim_id)

    cards = {}
    for link in set(_LINK.findall(body)):
        href, target = (unescape(part) for part in link)
        if target in claims and href == address(claims[target]):
            cards[href] = claim_card(app.evidence, claims[target], address, committed)
        elif target in terms:
            cards[href] = terms[target]
        elif target in sources and sources[target] in app.evidence.sources.index:
            cards[href] = source_card(app.evidence, sources[target])
    return dict(sorted(cards.items()))


def _add_cards(app, pagename, templatename, context, doctree):
    if doctree is None or app.builder.format != "html":
        return
    cards = _cards(app, pagename, context["body"])
    if not cards:
        return
    detail = json.dumps(cards, ensure_ascii=False, separators=(",", ":"))
    text = f"document.dispatchEvent(new CustomEvent('book-cards',{{detail:{detail}}}));\n"
    file = Path(app.outdir) / "_static" / "cards" / f"{pagename.replace('/', '-')}.js"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    version = hashlib.sha256(text.encode()).hexdigest()[:8]
    context["cards"] = f"cards/{file.name}?v={version}"


def setup(app):
    """Give each page the cards of its links."""
    app.connect("html-page-context", _add_cards)
