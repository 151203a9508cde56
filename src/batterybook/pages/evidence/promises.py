"""The directives ``{promises}`` and ``{scoreboard}``: things promised, and what came of them."""

import pandas as pd
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from batterybook.pages.evidence.claim import claim as claim_node
from batterybook.pages.evidence.claim import noted
from batterybook.pages.evidence.generated import entry, generated_paragraph, paragraph, table
from batterybook.pages.site.history import committed_on
from batterybook.tables import dates
from batterybook.tables.outcome_words import MEANINGS, counted_as, outcome_words
from batterybook.tables.read import nearest

logger = logging.getLogger(__name__)

#: Headers of kinds of things; another kind is its own header.
_KINDS = {"cells": "Cells and plants", "volume": "Volumes"}


def thing_anchor(thing_id):
    """Id of a thing's row in the table of things promised."""
    return f"thing-{thing_id}"


class _ThingsDirective(SphinxDirective):
    """Things of one chapter or kind, or of all chapters without one."""

    option_spec = {
        "chapter": directives.unchanged,
        "without": directives.unchanged,
        "kind": directives.unchanged,
    }

    def run(self):
        evidence = self.env.app.evidence
        things = evidence.outcomes
        for option, field in (("chapter", "chapter"), ("without", "chapter"), ("kind", "kind")):
            name, known = self.options.get(option), evidence.outcomes[field].unique()
            if not name:
                continue
            if name not in known:
                self._warn(f'no things promised of a {field} "{name}"; {nearest(name, known)}')
                return []
            things = things[(things[field] == name) != (option == "without")]
        shown = self.content_of(evidence, things)
        claims = [claim for row in (*things["claims"], *things["evidence"]) for claim in row]
        shown[0]["claims"] = list(dict.fromkeys(claims))
        return shown

    def _warn(self, message):
        logger.warning(message, location=self.get_location(), type="book", subtype="ledger")


class PromisesDirective(_ThingsDirective):
    """Each thing with its announcements, its dates, what came of it, and what shows it."""

    def content_of(self, evidence, things):
        """The table alone."""
        committed = committed_on(self.config)
        rows = [
            (
                [thing_anchor(key)],
                [
                    entry(*_announcements(evidence, thing), classes=["thing"]),
                    entry(*_due(evidence, thing), classes=["due"]),
                    entry(
                        outcome_words(thing, committed),
                        classes=["status", thing["status"].replace(" ", "-")],
                    ),
                    entry(*_proof(evidence, thing), classes=["proof"]),
                ],
            )
            for key, thing in things.iterrows()
        ]
        headers = ["What was promised", "First for", "What came", "Evidence up to"]
        return [table(headers, rows, ["promises"])]


def _announcements(evidence, thing):
    """What the thing is, and each time that it was announced."""
    yield paragraph(nodes.strong("", thing["name"]))
    if not pd.isna(thing["note"]):
        yield paragraph(*noted(evidence, thing["note"]))
    for claim_id in thing["claims"]:
        words, said_on = evidence.claims.at[claim_id, "statement"], evidence.said_on(claim_id)
        said = paragraph(
            nodes.Text(f"{said_on[0].upper()}{said_on[1:]}: "),
            claim_node("", words, claim=claim_id, own_words=True),
        )
        note = evidence.promises.at[claim_id, "note"]
        if not pd.isna(note):
            said += [nodes.Text(" "), *noted(evidence, note)]
        # The address of a promise from before things had rows of their own.
        said["ids"].append(f"promise-{claim_id}")
        yield said


def _date(evidence, claim_id):
    """For when a claim promises, with its bound where it is one on the date."""
    claim = evidence.claims.loc[claim_id]
    is_date = evidence.quantities.at[claim["quantity"], "type"] == "date"
    return evidence.says(claim_id) if is_date else dates.text(claim["date"])


def _due(evidence, thing):
    dated = [key for key in thing["claims"] if not pd.isna(evidence.claims.at[key, "date"])]
    if not dated:
        return ["no date given"]
    first, last = _date(evidence, dated[0]), _date(evidence, dated[-1])
    return [first] if first == last else [first, f"last said for: {last}"]


def _proof(evidence, thing):
    on = dates.text(thing["assessed_on"])
    if not thing["evidence"]:
        moved = thing["status"] == "not there yet"
        return [f"{on}; {'its later date shows it' if moved else 'none found'}"]
    shown = [
        paragraph(claim_node("", evidence.claims.at[key, "statement"], claim=key, own_words=True))
        for key in thing["evidence"]
    ]
    shown[0].insert(0, nodes.Text(f"{on}: "))
    return shown


class ScoreboardDirective(_ThingsDirective):
    """How many things came to what: by kind, or with ``:by: maker`` by who promised them.

    ``together`` is the name of a line that counts the things marked as Renault's own new cells,
    before those of single makers.
    """

    option_spec = _ThingsDirective.option_spec | {
        "by": lambda argument: directives.choice(argument, ("kind", "maker")),
        "together": directives.unchanged_required,
    }

    def content_of(self, evidence, things):
        """The table, and how many things it leaves out."""
        committed = committed_on(self.config)
        counted = [counted_as(thing, committed) for _, thing in things.iterrows()]
        things = things.assign(counted_as=counted)
        scored = things[things["counted_as"] != "undated"]
        if self.options.get("by") == "maker":
            board = self._by_maker(evidence, scored)
        else:
            board = self._by_kind(scored)
        undated = len(things) - len(scored)
        if not undated:
            return [board]
        words = f"{undated} things" if undated > 1 else "One thing"
        verb = "are" if undated > 1 else "is"
        return [
            board,
            generated_paragraph("", f"{words} without a date {verb} listed below, and not scored."),
        ]

    @staticmethod
    def _by_kind(things):
        count = pd.crosstab(things["counted_as"], things["kind"])
        kinds = [kind for kind in things["kind"].unique() if kind in count]
        count = count.reindex(list(MEANINGS), fill_value=0)
        rows = [
            (
                [],
                [
                    entry(status, classes=["outcome"]),
                    *(_count(count.at[status, kind], kind) for kind in kinds),
                    entry(means),
                ],
            )
            for status, means in MEANINGS.items()
            if status != "undated"
        ]
        headers = ["Outcome", *(_KINDS.get(kind, kind.capitalize()) for kind in kinds)]
        return table([*headers, "What it means"], rows, ["scoreboard"])

    def _by_maker(self, evidence, things):
        lines = {}
        if label := self.options.get("together"):
            lines[label] = things[things["renault_cells"].fillna(False).astype(bool)]
        makers = dict(iter(things.groupby("maker")))
        for maker in sorted(makers, key=lambda key: (-len(makers[key]), evidence.labels[key])):
            lines[evidence.labels[maker]] = makers[maker]
        outcomes = [status for status in MEANINGS if (things["counted_as"] == status).any()]
        rows = [
            (
                [],
                [
                    entry(name, classes=["maker"]),
                    *(_count((own["counted_as"] == each).sum(), each) for each in outcomes),
                ],
            )
            for name, own in lines.items()
        ]
        headers = ["Promised by", *(status.capitalize() for status in outcomes)]
        return table(headers, rows, ["scoreboard"])


def _count(number, what):
    classes = ["count", what.replace(" ", "-"), *([] if number else ["none"])]
    return entry(str(number), classes=classes)


def setup(app):
    """Register the directives."""
    app.add_directive("promises", PromisesDirective)
    app.add_directive("scoreboard", ScoreboardDirective)
