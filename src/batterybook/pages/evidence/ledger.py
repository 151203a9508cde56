"""The directives that show the evidence as tables, from ``{claims}`` to ``{corrections}``."""

import pandas as pd
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from batterybook.pages.evidence.claim import anchor, noted
from batterybook.pages.evidence.claim import claim as claim_node
from batterybook.pages.evidence.generated import entry, paragraph, table
from batterybook.pages.evidence.ledger_filters import filterable_row, ledger_filters
from batterybook.tables import dates
from batterybook.tables.read import nearest

logger = logging.getLogger(__name__)


class _EvidenceDirective(SphinxDirective):
    option_spec = {"chapter": directives.unchanged}

    def run(self):
        evidence = self.env.app.evidence
        claims = evidence.claims
        chapter = self.options.get("chapter")
        if chapter:
            chapters = claims["chapter"].unique()
            if chapter not in chapters:
                logger.warning(
                    f'no claims of a chapter "{chapter}"; {nearest(chapter, chapters)}',
                    location=self.get_location(),
                    type="book",
                    subtype="ledger",
                )
                return []
            claims = claims[claims["chapter"] == chapter]
        return [*self.before(evidence, claims), self.table(evidence, claims)]

    @staticmethod
    def before(evidence, claims):
        """What stands above the table."""
        return []


def _source(evidence, claim):
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


class ClaimsDirective(_EvidenceDirective):
    """The ledger: each claim with its value, kind, source and quote, and filters above."""

    @staticmethod
    def before(evidence, claims):
        return [ledger_filters(evidence, claims)]

    @staticmethod
    def table(evidence, claims):
        rows = []
        for claim_id, claim in claims.iterrows():
            key = nodes.reference("", claim_id, refid=anchor(claim_id), classes=["claim-key"])
            statement = [claim["statement"]]
            if not pd.isna(claim["quote"]):
                language = f"language-{evidence.sources.at[claim['source'], 'language']}"
                quote = nodes.inline("", f"“{claim['quote']}”", classes=["quote", language])
                statement.append(paragraph(quote))
            value = "–" if claim["relation"] == "text" else evidence.says(claim_id)
            entries = [
                entry(*statement, paragraph(key)),
                entry(value, classes=["value"]),
                entry(claim["kind"], classes=["kind"]),
                entry(_source(evidence, claim), classes=["source"]),
            ]
            rows.append((filterable_row(claim, anchor(claim_id)), entries))
        return table(["Statement", "Value", "Kind", "Source"], rows, ["claims"])


class DisagreementsDirective(_EvidenceDirective):
    """Where sources contradict each other, with both sides and a verdict."""

    @staticmethod
    def table(evidence, claims):
        rows = []
        for key, row in evidence.disagreements.iterrows():
            sides = [row["claim_a"], row["claim_b"]]
            if not claims.index.isin(sides).any():
                continue
            entries = [entry(row["topic"])]
            for side in sides:
                claim = evidence.claims.loc[side]
                said = claim_node("", claim["statement"], claim=side, own_words=True)
                entries.append(entry(paragraph(said), _source(evidence, claim)))
            entries.append(entry(paragraph(*noted(evidence, row["verdict"])), classes=["verdict"]))
            rows.append(([f"disagreement-{key}"], entries))
        headers = ["On", "One side", "The other side", "What can be said"]
        return table(headers, rows, ["disagreements"])


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
        where = addnodes.pending_xref(
            "",
            nodes.inline("", row["page"].removeprefix("book/")),
            refdomain="std",
            reftype="doc",
            reftarget=f"/{row['page']}",
            refexplicit=True,
            refwarn=False,
            refdoc=self.env.docname,
        )
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
    app.add_directive("claims", ClaimsDirective)
    app.add_directive("disagreements", DisagreementsDirective)
    app.add_directive("corrections", CorrectionsDirective)
