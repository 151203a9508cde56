"""What came of promises: status, and what counts once.

Pure functions on rows of the tables; no file is read here.
"""

from collections.abc import Mapping

import pandas as pd

from batterybook.tables.dates import span

#: What became of a promise, and what each word means.
STATUSES = {
    "kept": "delivered within the time that was said",
    "late": "delivered after it",
    "missed": "a source dated after it was due says that it had not happened",
    "withdrawn": "given up by its maker, or by agreement",
    "superseded": "announced anew with another date",
    "unknown": "due, and no source says; or the dates are too vague to tell",
    "pending": "not due yet when sources last spoke, or without a date",
}

#: A claim of this quantity says that a promise was given up.
WITHDRAWAL = "withdrawal"


def assess(promise: Mapping, evidence: Mapping | None = None, superseded: bool = False) -> str:
    """Status of a promise as of the date of its newest evidence.

    Parameters
    ----------
    promise : mapping
        A row of the table ``promises``: ``due``, ``delivered``, ``assessed_on``.
    evidence : mapping, optional
        The claim that shows what became of it.
    superseded : bool, default False
        Whether another promise announces the same anew.

    Returns
    -------
    str
        ``kept``, ``late``, ``withdrawn``, ``superseded``, ``pending``, ``missed`` or
        ``unknown``, as ``data/datapackage.json`` defines them. Where the dates do
        not tell whether delivery came in time, the status is ``unknown``.

    Raises
    ------
    ValueError
        If a date is not valid.
    """
    due = None if pd.isna(promise["due"]) else span(promise["due"])
    if not pd.isna(promise["delivered"]):
        delivered = span(promise["delivered"])
        if due is None or delivered[1] <= due[1]:
            return "kept"
        return "late" if delivered[0] > due[1] else "unknown"
    if evidence is not None and evidence["quantity"] == WITHDRAWAL:
        return "withdrawn"
    if superseded:
        return "superseded"
    if due is None or due[1] >= span(promise["assessed_on"])[1]:
        return "pending"
    if (
        evidence is not None
        and not pd.isna(evidence["stated_on"])
        and span(evidence["stated_on"])[0] > due[1]
    ):
        return "missed"
    return "unknown"


def without_repeats(
    promises: pd.DataFrame, claims: pd.DataFrame, sources: pd.DataFrame
) -> pd.DataFrame:
    """Promises, each once though several sources repeat it from one origin.

    Parameters
    ----------
    promises, claims, sources : pandas.DataFrame
        The tables of these names.

    Returns
    -------
    pandas.DataFrame
        The rows of `promises` without those of a repeating source whose topic has a promise of
        the origin, or of a source with the same origin.
    """
    said = promises[["claim"]].join(claims.set_index("id")[["topic", "source"]], on="claim")
    origin = said["source"].map(sources.set_index("id")["origin"])
    said["said_by"] = origin.fillna(said["source"])
    said["second_hand"] = origin.notna()
    # The origin's own promise comes first, wherever it stands.
    again = said.sort_values("second_hand", kind="stable").duplicated(["topic", "said_by"])
    return promises[~(again.reindex(promises.index) & said["second_hand"])]
