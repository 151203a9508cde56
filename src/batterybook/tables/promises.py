"""What came of promises: status, renewals, and what counts once.

Pure functions on rows of the tables; no file is read here.
"""

from collections.abc import Mapping

import pandas as pd

from batterybook.tables.dates import slip_months, slip_text, span

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


def outcome(promise: Mapping) -> str:
    """What became of a promise, in words: by how much it came late, or else its status.

    Parameters
    ----------
    promise : mapping
        A row of the table ``promises``.

    Examples
    --------
    >>> outcome({"status": "late", "due": "2025-07", "delivered": "2025-09-30"})
    '2 months late'
    """
    if promise["status"] != "late":
        return promise["status"]
    return slip_text(slip_months(promise["due"], promise["delivered"]))


def renewal(promise: Mapping, before: str | None = None) -> str:
    """What became of a promise, in words, after how far it moved from the one before it.

    Parameters
    ----------
    promise : mapping
        A row of the table ``promises``.
    before : str, optional
        Date for which the same was promised before, EDTF; missing for a first promise.

    Examples
    --------
    >>> renewal({"status": "pending", "due": "2029", "delivered": None}, "2027")
    '13 to 35 months later, pending'
    """
    if promise["status"] == "late":
        return outcome(promise)
    superseded = promise["status"] == "superseded"
    if pd.isna(before):
        return "first date" if superseded else promise["status"]
    moved = slip_text(slip_months(before, promise["due"])).replace(" late", " later")
    # That another date followed, its own row says.
    return moved if superseded else f"{moved}, {promise['status']}"


def chains(promises: pd.DataFrame) -> list[list[str]]:
    """Promises that were announced anew, in the order of their announcement.

    Parameters
    ----------
    promises : pandas.DataFrame
        The table ``promises``.

    Returns
    -------
    list of list of str
        The claims of each chain, oldest first; a promise that was made once is in none.
    """
    renewed = promises.dropna(subset="supersedes").set_index("supersedes")["claim"].to_dict()
    firsts = [claim for claim in renewed if claim not in renewed.values()]
    found = [[first] for first in firsts]
    for chain in found:
        while chain[-1] in renewed:
            chain.append(renewed[chain[-1]])
    return found


def moved(chain: pd.DataFrame, relation: str) -> tuple[int | None, int]:
    """How far a promise that was announced anew has moved so far.

    Parameters
    ----------
    chain : pandas.DataFrame
        Its rows of the table ``promises``, oldest first.
    relation : str
        Relation of the newest claim.

    Returns
    -------
    tuple of int
        Least and greatest months from the first date promised to delivery, or else to the newest
        date promised. "By" a date may be any time before it: then there is no least (None).
    """
    said = [date for date in chain[["due", "delivered"]].to_numpy().ravel() if not pd.isna(date)]
    low, high = slip_months(said[0], said[-1])
    by = pd.isna(chain["delivered"].iloc[-1]) and relation == "le"
    return None if by else max(low, 0), high


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
