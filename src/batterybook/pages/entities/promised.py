"""Things promised of one entity as a table of histories: each date said, and what came."""

import pandas as pd
from docutils import nodes

from batterybook.pages.evidence.claim import claim as claim_node
from batterybook.pages.evidence.generated import entry, generated_paragraph, paragraph, table
from batterybook.tables import dates
from batterybook.tables.outcome_words import outcome_words


def histories(evidence, things, committed=None):
    """A row for each thing: what, for when it was said each time, and what came of it.

    Parameters
    ----------
    evidence : batterybook.tables.evidence.Evidence
    things : pandas.DataFrame
        Rows of `Evidence.outcomes`.
    committed : datetime.date, optional
        Day of the book's newest commit.

    Returns
    -------
    batterybook.pages.evidence.generated.generated_table
    """
    rows = []
    for _, thing in things.iterrows():
        outcome = ["status", thing["status"].replace(" ", "-")]
        cells = [
            entry(paragraph(nodes.strong("", thing["name"])), classes=["thing"]),
            entry(*_said(evidence, thing), classes=["due"]),
            entry(outcome_words(thing, committed), *_shown(evidence, thing), classes=outcome),
        ]
        rows.append(([], cells))
    return table(["What was promised", "For when", "What came"], rows, ["histories"])


def _said(evidence, thing):
    for key in thing["claims"]:
        due = evidence.claims.at[key, "date"]
        is_date = evidence.quantities.at[evidence.claims.at[key, "quantity"], "type"] == "date"
        if is_date:
            words = evidence.says(key)
        else:
            words = "no date given" if pd.isna(due) else dates.text(due)
        yield generated_paragraph(
            "",
            "",
            claim_node("", words, claim=key, own_words=True),
            nodes.inline("", f", {_when(evidence, key)}", classes=["said"]),
        )


def _when(evidence, key):
    said_on = evidence.said_on(key)
    return "by an undated source" if said_on == "undated" else f"said {said_on}"


def _shown(evidence, thing):
    """What shows it, and up to when nobody says otherwise."""
    for key in thing["evidence"]:
        words = claim_node("", evidence.claims.at[key, "statement"], claim=key, own_words=True)
        yield generated_paragraph("", "", words, classes=["said"])
    if not thing["evidence"]:
        words = f"by what sources say up to {dates.text(thing['assessed_on'])}"
        yield generated_paragraph("", words, classes=["said"])
