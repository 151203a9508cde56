"""The role ``{claim}``: a claim's value in a sentence, with its source at hand."""

import re
from html import escape

import pandas as pd
from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import ReferenceRole

from batterybook.pages.evidence.parts import part_of, part_page
from batterybook.tables import dates
from batterybook.tables.read import nearest

logger = logging.getLogger(__name__)

#: Words that bound a figure or a share, before it and behind it.
_BEFORE = r"(?:no more than|more than|less than|at least|at most|up to|about|almost|nearly)"
_BEHIND = r"(?:or all|or more|or less|or later|or earlier|at the earliest|at the latest)"
_SHARE = r"(?:all|most|half|third|quarter|twice|double)"


class claim(nodes.Inline, nodes.TextElement):
    """A claim in a sentence; its text is what the sentence says."""


def anchor(claim_id):
    """Id of a claim's row in the ledger."""
    return f"claim-{claim_id}"


def ledger_uri(builder, docname, claim_id):
    """Address of a claim's row as seen from a page, or None without a ledger."""
    page = part_page(builder.config, part_of(builder.app.evidence, claim_id))
    if page not in builder.env.found_docs:
        return None
    # From the row's own page the relative address is empty.
    return f"{builder.get_relative_uri(docname, page)}#{anchor(claim_id)}"


def noted(evidence, note):
    """The parts of a note from a table: each key of a claim in brackets is who says it, linked.

    Parameters
    ----------
    evidence : batterybook.tables.evidence.Evidence
    note : str

    Returns
    -------
    list of docutils.nodes.Node
    """
    parts = []
    for at, part in enumerate(re.split(r"(?<=\()([a-z0-9-]+)(?=\))", note)):
        if at % 2 and part in evidence.claims.index:
            source = evidence.source_name(evidence.claims.at[part, "source"])
            words = f"{source}, {evidence.said_on(part)}"
            parts.append(claim("", words, claim=part, own_words=True))
        else:
            parts.append(nodes.Text(part))
    return parts


def _bounded(words, claim, says):
    """What a claim says, where words on it lose the bound that it has; else None."""
    words = " ".join(words.split())
    if re.search(rf"\b({_BEFORE}|{_BEHIND})\b", words):
        return None
    if re.search(rf"\b{_SHARE}\b", words) and claim["relation"] in (
        "gt",
        "ge",
        "lt",
        "le",
        "approx",
    ):
        return says
    inside = re.search(
        rf"(?:\b{_BEFORE} )?\b{re.escape(words)}\b(?: {_BEHIND}\b)?", claim["statement"], re.I
    )
    return inside[0] if inside and len(inside[0]) > len(words) else None


class ClaimRole(ReferenceRole):
    """A claim in a sentence.

    ``{claim}`id` `` prints its value, ``{claim}`words <id>` `` the words. ``id.date``
    prints when the statement holds, ``id.said`` when its source said it.
    """

    def run(self):
        evidence = self.env.app.evidence
        key, _, part = self.target.partition(".")
        if key not in evidence.claims.index:
            return self._warn(f'unknown claim "{key}"; {nearest(key, evidence.claims.index)}')
        if self.has_explicit_title:
            words = self.title
            if bounded := _bounded(words, evidence.claims.loc[key], evidence.says(key)):
                self._warn(f'claim "{key}" says "{bounded}"; found "{words}" without its bound')
        elif part == "said":
            words = evidence.said_on(key)
        elif part == "date":
            date = evidence.claims.at[key, "date"]
            if pd.isna(date):
                return self._warn(f'claim "{key}" has no date')
            words = dates.text(date)
        elif part:
            return self._warn(f'claim "{key}" has no part "{part}"; known: date, said')
        else:
            words = evidence.says(key)
        if not self.has_explicit_title:
            # A figure and its unit stay on one line.
            words = re.sub(r"(?<=\d) ", "\N{NO-BREAK SPACE}", words)
        return [claim(self.rawtext, words, claim=key, own_words=self.has_explicit_title)], []

    def _warn(self, message):
        logger.warning(message, location=self.get_location(), type="book", subtype="claim")
        return [nodes.literal(self.rawtext, self.target)], []


def _visit_html(self, node):
    uri = ledger_uri(self.builder, self.builder.current_docname, node["claim"])
    self.body.append(f'<a class="claim" href="{escape(uri)}">' if uri else '<span class="claim">')


def _depart_html(self, node):
    uri = ledger_uri(self.builder, self.builder.current_docname, node["claim"])
    self.body.append("</a>" if uri else "</span>")


def _pass(self, node):
    """Other formats print the text alone."""


def setup(app):
    """Register the role and its node."""
    app.add_config_value("book_ledger", "book/evidence", "env", str)
    plain = (_pass, _pass)
    app.add_node(
        claim, html=(_visit_html, _depart_html), latex=plain, text=plain, man=plain, texinfo=plain
    )
    app.add_role("claim", ClaimRole())
