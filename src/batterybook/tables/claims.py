"""Claims: what they say in words, and how many independent sources say it.

Pure functions on rows of the tables; no file is read here.
"""

from collections.abc import Mapping

import pandas as pd

from batterybook.tables import dates

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


def number(value: float) -> str:
    """A figure with thousands separators and no digits that it does not have.

    Examples
    --------
    >>> number(3000.0), number(0.5)
    ('3,000', '0.5')
    """
    return f"{value:,.12g}"


def text(claim: Mapping, patterns: Mapping[str, str], object_name: str | None = None) -> str:
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
            return dates.text(claim["date"])
        figures = f"{number(claim['low'])} to {number(claim['high'])}"
        return patterns[claim["unit"]].format(figures)
    if pd.isna(claim["value"]):
        return _DATE[relation].format(dates.text(claim["date"]))
    return _FIGURE[relation].format(patterns[claim["unit"]].format(number(claim["value"])))


def voices(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
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

    def voice(source: str) -> str:
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
