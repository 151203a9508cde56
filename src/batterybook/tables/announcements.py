"""Announcements of things promised, as charts and their tables show them."""

from collections.abc import Mapping

import pandas as pd

from batterybook.tables import dates
from batterybook.tables.evidence import Evidence
from batterybook.tables.outcome_words import outcome_words

#: Outcomes that are known: of the rest nobody knows yet, or no date was said.
KNOWN = ("kept", "late", "not there yet", "withdrawn", "disputed")


def announcements(book: Evidence, things: pd.DataFrame) -> pd.DataFrame:
    """A row for each time that some things were announced, in order, for a time line.

    Parameters
    ----------
    book : Evidence
    things : pandas.DataFrame
        Rows of `Evidence.outcomes`.

    Returns
    -------
    pandas.DataFrame
        ``thing``, ``name``, ``outcome`` (in words), ``claim``, ``said`` and ``due`` (EDTF), and
        ``again``, true where the same date had been said before. On the last row of a thing that is
        not: ``came`` and ``came_claim``, or ``missing`` and ``missing_claim``, the newest day for
        which it is said not to be there where it is not there yet.
    """
    rows: list[dict] = []
    for thing in things.to_dict("records"):
        signs = book.signs[book.signs["claim"].isin(thing["evidence"])]
        signs = signs[signs["thing"] == thing["id"]]
        last = _last(signs, thing)
        made: list[dict] = []
        for claim in thing["claims"]:
            due = book.claims.at[claim, "date"]
            again = any(due == row["due"] for row in made)
            row = {
                "thing": thing["id"],
                "name": thing["name"],
                "outcome": outcome_words(thing),
                "claim": claim,
                "said": book.known_up_to([claim]),
                "due": None if pd.isna(due) else due,
                "again": again,
            }
            made.append(row)
        [row for row in made if not row["again"]][-1].update(last)
        rows += made
    columns = ["thing", "name", "outcome", "claim", "said", "due", "again"]
    columns += ["came", "came_claim", "missing", "missing_claim"]
    return pd.DataFrame(rows, columns=columns)


def _last(signs: pd.DataFrame, thing: Mapping) -> dict[str, str | None]:
    """When a thing came, or was last seen missing, and the claim that says so."""
    if not pd.isna(thing["came"]):
        came = signs[signs["when"].eq(thing["came"]) & signs["shows"].str.startswith("came")]
        return {"came": thing["came"], "came_claim": came["claim"].iloc[0]}
    absent = signs[signs["shows"].eq("not there") & signs["when"].notna()]
    if thing["status"] != "not there yet" or absent.empty:
        return {}
    newest = absent.loc[absent["when"].map(lambda when: dates.span(when)[1]).idxmax()]
    return {"missing": newest["when"], "missing_claim": newest["claim"]}
