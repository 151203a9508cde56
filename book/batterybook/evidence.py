"""Claims and promises: what they say in words, and what came of them.

Pure functions on rows of the tables; no file is read here.
"""

import calendar
from datetime import date
from functools import lru_cache

import pandas as pd
from edtf import Date, EDTFParseException, Interval, parse_edtf

#: How a relation is said before a figure, and before a date.
_FIGURE = {
    "eq": "{}",
    "approx": "about {}",
    "gt": "more than {}",
    "ge": "at least {}",
    "lt": "less than {}",
    "le": "up to {}",
}
_DATE = {
    "eq": "{}",
    "approx": "about {}",
    "gt": "after {}",
    "ge": "from {}",
    "lt": "before {}",
    "le": "by {}",
}

#: Months that have a name of their own when taken together. A source that says "early" is stored
#: as the first four months, "mid" as the middle four: no more precise than it was said.
_NAMED_INTERVALS = {
    (1, 4): "early {}",
    (5, 8): "mid-{}",
    (3, 5): "spring {}",
    (9, 11): "autumn {}",
    (1, 6): "the first half of {}",
    (7, 12): "the second half of {}",
    (1, 3): "the first quarter of {}",
    (4, 6): "the second quarter of {}",
    (7, 9): "the third quarter of {}",
    (10, 12): "the fourth quarter of {}",
}

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


def number(value):
    """A figure with thousands separators and no digits that it does not have.

    Examples
    --------
    >>> number(3000.0), number(0.5)
    ('3,000', '0.5')
    """
    return f"{value:,.12g}"


# Parsing takes some milliseconds, and the tables name few different dates many times.
@lru_cache(maxsize=None)
def span(edtf):
    """First and last day that a date covers.

    Parameters
    ----------
    edtf : str
        A day, a month, a year, or an interval of these (EDTF level 0).

    Returns
    -------
    tuple of datetime.date

    Raises
    ------
    ValueError
        If the text is no such date, or an interval runs backwards.
    """
    # The library trims blanks and completes years; a table should hold neither slip.
    if not edtf or not edtf.isascii() or edtf != edtf.strip():
        raise ValueError(f'"{edtf}" is no EDTF date')
    try:
        parsed = parse_edtf(edtf)
    except EDTFParseException:
        raise ValueError(f'"{edtf}" is no EDTF date') from None
    if type(parsed) not in (Date, Interval):
        raise ValueError(f'"{edtf}" is more than a day, a month, a year or an interval')
    try:
        first, last = (date(*bound[:3]) for bound in (parsed.lower_strict(), parsed.upper_strict()))
    except (TypeError, ValueError):
        raise ValueError(f'"{edtf}" does not exist or has an open end') from None
    if last < first:
        raise ValueError(f'"{edtf}" runs backwards')
    return first, last


def _one_date(edtf):
    parts = [int(part) for part in edtf.split("-")]
    if len(parts) > 1:
        parts[1] = calendar.month_name[parts[1]]
    return " ".join(str(part) for part in reversed(parts))


def date_text(edtf):
    """A date in words.

    Examples
    --------
    >>> date_text("2025-09-30"), date_text("2025-07/2025-12")
    ('30 September 2025', 'the second half of 2025')
    """
    span(edtf)
    if "/" not in edtf:
        return _one_date(edtf)
    start, end = edtf.split("/")
    if len(start) == len(end) == 7 and start[:4] == end[:4]:
        months = int(start[5:]), int(end[5:])
        if months in _NAMED_INTERVALS:
            return _NAMED_INTERVALS[months].format(start[:4])
        return f"{calendar.month_name[months[0]]} to {_one_date(end)}"
    return f"{_one_date(start)} to {_one_date(end)}"


def text(claim, patterns, object_name=None):
    """What a claim says, short enough to stand in a sentence.

    Parameters
    ----------
    claim : mapping
        A row of the table ``claims``.
    patterns : mapping of str to str
        Printed form of each unit, from `batterybook.units.patterns`.
    object_name : str, optional
        Name of the claim's object, if it has one.

    Returns
    -------
    str
        The figure or date with its bound and unit; for the relation ``text``, the
        name of the object, or else the statement.
    """
    relation = claim["relation"]
    if relation == "text":
        return object_name or claim["statement"]
    if relation == "range":
        if pd.isna(claim["low"]):
            return date_text(claim["date"])
        figures = f"{number(claim['low'])} to {number(claim['high'])}"
        return patterns[claim["unit"]].format(figures)
    if pd.isna(claim["value"]):
        return _DATE[relation].format(date_text(claim["date"]))
    return _FIGURE[relation].format(patterns[claim["unit"]].format(number(claim["value"])))


def _month_index(day):
    return day.year * 12 + day.month


def slip_months(due, delivered):
    """Months between the date promised and the date of delivery.

    Parameters
    ----------
    due, delivered : str
        EDTF dates.

    Returns
    -------
    tuple of int
        Least and greatest slip in calendar months that the precision of both
        dates allows; negative is early.

    Raises
    ------
    ValueError
        If a date is not valid.
    """
    due_first, due_last = map(_month_index, span(due))
    delivered_first, delivered_last = map(_month_index, span(delivered))
    return delivered_first - due_last, delivered_last - due_first


def slip_text(slip):
    """A range of months in words, such as ``"2 to 3 months late"``."""
    low, high = slip
    if low <= 0 <= high:
        return "in time" if low == high else "no slip shown"
    late = low > 0
    low, high = sorted((abs(low), abs(high)))
    months = str(low) if low == high else f"{low} to {high}"
    noun = "month" if high == 1 else "months"
    return f"{months} {noun} {'late' if late else 'early'}"


def assess(promise, evidence=None, superseded=False):
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


def chains(promises):
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


def without_repeats(promises, claims, sources):
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


def voices(claims, sources):
    """How many independent sources make each statement.

    Two claims make the same statement when they share topic, entity, quantity and object and give
    the same figure or date; "about 600" counts as 600. Words without figure and object cannot be
    compared by a rule: each such claim is a statement of its own. Whoever repeats an agency report
    or a release speaks with its voice, and all documents of one publisher are one voice.

    Parameters
    ----------
    claims, sources : pandas.DataFrame
        The tables of these names.

    Returns
    -------
    pandas.DataFrame
        A row for each statement, indexed by the id of its first claim: ``claims``, the tuple of
        its claims' ids, and ``voices``, the number of independent sources.
    """
    sources = sources.set_index("id")
    origin = sources["origin"].to_dict()

    def voice(source):
        seen = set()
        while not pd.isna(origin[source]) and source not in seen:
            seen.add(source)
            source = origin[source]
        publisher = sources.at[source, "publisher"]
        return source if pd.isna(publisher) else publisher

    same = ["topic", "entity", "quantity", "object", "relation", "value", "low", "high", "unit"]
    said = claims[[*same, "date"]].astype(object)
    said["relation"] = said["relation"].replace("approx", "eq")
    # A figure holds at a time, which sources name or leave out; a date is the statement itself.
    is_date = (claims["relation"] != "text") & claims["value"].isna() & claims["low"].isna()
    said["date"] = said["date"].where(is_date)
    only_words = (claims["relation"] == "text") & claims["object"].isna()
    said["words"] = claims["id"].where(only_words)
    keys = said.fillna("").apply(tuple, axis=1)
    by = claims.assign(voice=claims["source"].map(voice)).groupby(keys.to_numpy(), sort=False)
    return pd.DataFrame(
        {"claims": by["id"].apply(tuple).to_numpy(), "voices": by["voice"].nunique().to_numpy()},
        index=by["id"].first().to_numpy(),
    )
