"""The directives that show the evidence as tables: claims, disagreements, corrections."""

import pandas as pd
from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from batterybook.pages.evidence.claim import anchor, noted
from batterybook.pages.evidence.claim import claim as claim_node
from batterybook.pages.evidence.generated import entry, lead, paragraph, section, table
from batterybook.pages.evidence.parts import part_title, parts
from batterybook.pages.evidence.uses import used_in
from batterybook.pages.made import entity_page
from batterybook.pages.site.history import committed_on
from batterybook.tables import dates
from batterybook.tables.entities import home
from batterybook.tables.outcome_words import outcome_words
from batterybook.tables.read import nearest

logger = logging.getLogger(__name__)


def source_words(evidence, claim):
    """A paragraph on who says a claim, in what, when, and how much of it was read."""
    source = evidence.sources.loc[claim["source"]]
    name = evidence.source_name(claim["source"])
    # docutils turns a class "language-fr" into lang="fr".
    language = f"language-{evidence.title_language(claim['source'])}"
    title = nodes.inline("", source["title"], classes=["source-title", language])
    if not pd.isna(source["url"]):
        link = nodes.reference("", "", internal=False, refuri=source["url"])
        link += title
        title = link
    parts = [title]
    if name != source["title"]:
        parts = [nodes.Text(f"{name}: "), *parts]
    read = evidence.read_on(claim["source"])
    ending = f", {evidence.said_on(claim['id'])}" + (f"; {read}" if read else "")
    return paragraph(*parts, nodes.Text(ending))


class ClaimRowsDirective(SphinxDirective):
    """A part of the ledger: each claim with its value, kind, source, and where it is used."""

    required_arguments = 1

    def run(self):
        evidence, part = self.env.app.evidence, self.arguments[0]
        known = parts(evidence)
        if part not in known:
            logger.warning(
                f'no part "{part}" of the ledger; {nearest(part, known)}',
                location=self.get_location(),
                type="book",
                subtype="ledger",
            )
            return []
        rows = [([anchor(key)], self._entries(evidence, key)) for key in known[part]]
        headers = ["Statement", "Value", "Kind", "Source"]
        words = (
            f"{len(known[part])} claims, in our own words and with the source's words where they "
        )
        words += "carry the figure. The name in small letters is the key of the claim."
        whole = section(part_title(part), lead("", words), table(headers, rows, ["claims"]))
        return [whole]

    def _entries(self, evidence, claim_id):
        claim = evidence.claims.loc[claim_id]
        statement = [claim["statement"]]
        if not pd.isna(claim["quote"]):
            language = f"language-{evidence.sources.at[claim['source'], 'language']}"
            quote = nodes.inline("", f"“{claim['quote']}”", classes=["quote", language])
            statement.append(paragraph(quote))
        key = nodes.reference("", claim_id, refid=anchor(claim_id), classes=["claim-key"])
        value = "–" if claim["relation"] == "text" else evidence.says(claim_id)
        return [
            entry(
                *statement,
                paragraph(key),
                *self._about(claim),
                used_in(claims=[claim_id], listed=False),
            ),
            entry(value, classes=["value"]),
            entry(*kind_words(evidence, claim, committed_on(self.config)), classes=["kind"]),
            entry(source_words(evidence, claim), classes=["source"]),
        ]

    def _about(self, claim):
        """A link to the page of what a claim is about."""
        app = self.env.app
        page = home(app.entity_pages, app.evidence, claim["entity"])
        if not page:
            return []
        link = page_link(self.env, entity_page(self.config, page), app.evidence.labels[page])
        return [nodes.paragraph("", "On ", link, classes=["used-in"])]


def page_link(env, page, words):
    """A link to another page of the book."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", words),
        refdomain="std",
        reftype="doc",
        reftarget=f"/{page}",
        refexplicit=True,
        refwarn=False,
        refdoc=env.docname,
    )


def kind_words(evidence, claim, committed):
    """The kind of a claim, and what came of it where it is a promise."""
    if claim["id"] not in evidence.promises.index:
        return [claim["kind"]]
    thing = evidence.outcomes.loc[evidence.promises.at[claim["id"], "thing"]]
    return [claim["kind"], outcome_words(thing, committed)]


class DisagreementsDirective(SphinxDirective):
    """Where sources contradict each other, with both sides and a verdict."""

    def run(self):
        evidence = self.env.app.evidence
        rows = []
        for key, row in evidence.disagreements.iterrows():
            entries = [entry(row["topic"])]
            for side in (row["claim_a"], row["claim_b"]):
                claim = evidence.claims.loc[side]
                said = claim_node("", claim["statement"], claim=side, own_words=True)
                entries.append(entry(paragraph(said), source_words(evidence, claim)))
            entries.append(entry(paragraph(*noted(evidence, row["verdict"])), classes=["verdict"]))
            rows.append(([f"disagreement-{key}"], entries))
        headers = ["On", "One side", "The other side", "What can be said"]
        return [table(headers, rows, ["disagreements"])]


class CorrectionsDirective(SphinxDirective):
    """What was corrected, newest first."""

    def run(self):
        evidence = self.env.app.evidence
        corrections = evidence.corrections.sort_values("corrected_on", ascending=False)
        if corrections.empty:
            return [nodes.paragraph("", "Nothing has been corrected so far.")]
        rows = [
            ([f"correction-{key}"], self._entries(evidence, row))
            for key, row in corrections.iterrows()
        ]
        return [table(["When", "Where", "Was", "Is now", "Why"], rows, ["corrections"])]

    def _entries(self, evidence, row):
        if row["page"] not in self.env.found_docs:
            logger.warning(
                f'correction "{row["id"]}": no page "{row["page"]}"; '
                f"{nearest(row['page'], self.env.found_docs)}",
                location=self.get_location(),
                type="book",
                subtype="ledger",
            )
        where = page_link(self.env, row["page"], row["page"].removeprefix("book/"))
        now = nodes.Text(row["now"])
        if not pd.isna(row["claim"]):
            now = claim_node("", row["now"], claim=row["claim"], own_words=True)
        return [
            entry(dates.text(row["corrected_on"])),
            entry(paragraph(where)),
            entry(row["was"]),
            entry(paragraph(now)),
            entry(row["reason"]),
        ]


def setup(app):
    """Register the directives."""
    app.add_directive("claim-rows", ClaimRowsDirective)
    app.add_directive("disagreements", DisagreementsDirective)
    app.add_directive("corrections", CorrectionsDirective)
