"""Promises as things: one history for each thing promised, judged against the date first said.

A thing (first deliveries from a plant, a pilot line at work) may be announced many times. Its
outcome is judged against the *first* date that was said; the newest date stands beside it. What is
known depends on the day from which one looks back: nothing here reads a clock, and nothing that was
said later counts. Pure functions on rows; no file is read here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from batterybook.tables import dates

#: What can come of a thing promised, and what each word means.
OUTCOMES = {
    "kept": "came by the end of the date first said",
    "late": "came after it",
    "not there yet": "past that date, and known not to have come, or moved to a later one",
    "withdrawn": "given up, by its maker, by agreement or by report",
    "disputed": "sources differ on whether it came in time",
    "unknown": "past that date, and no source says; or the dates are too vague to tell",
    "not due": "that date had not passed when sources ended",
    "undated": "no date was ever said: listed, not scored",
}

#: What a claim may show of a thing.
SIGNS = ("came", "came in part", "not there", "withdrawn")

#: Kinds of things whose outcome has no months: a volume or a sum is reached or not.
WITHOUT_MONTHS = ("volume", "money")


@dataclass(frozen=True)
class Announcement:
    """One time that a thing was promised.

    Attributes
    ----------
    claim : str
        Key of the claim that says so.
    due : str or None
        For when, EDTF.
    known : datetime.date or None
        Last day on which it may have been said; None where its source is undated.
    relation : str
        That of the claim: ``ge`` names a beginning ("from 2022"), so that a part that came in time
        keeps it; ``le`` a last date ("by 2022"), so that no least slip to it is known.
    """

    claim: str
    due: str | None
    known: date | None = None
    relation: str = "eq"


@dataclass(frozen=True)
class Sign:
    """What one claim shows of a thing.

    Attributes
    ----------
    claim : str
        Its key.
    shows : str
        One of `SIGNS`.
    when : str or None
        EDTF date: when it came, or the day for which it is said not to be there.
    known : datetime.date or None
        Last day on which it may have been said; None where its source is undated.
    """

    claim: str
    shows: str
    when: str | None = None
    known: date | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of a thing, as known on a day.

    Attributes
    ----------
    status : str
        A key of `OUTCOMES`.
    first, newest : Announcement or None
        The first announcement with a date, and the last one.
    came : str or None
        When it came, by the first sign that says so, EDTF.
    slip : tuple of int or None
        Months from the date first said to when it came, or else to the date said last; least and
        greatest, the least None before a "by". None where nothing moved that is known, or where
        months mean nothing.
    evidence : tuple of str
        Claims that show it, without those of the announcements.
    """

    status: str
    first: Announcement | None = None
    newest: Announcement | None = None
    came: str | None = None
    slip: tuple[int | None, int] | None = None
    evidence: tuple[str, ...] = ()


def _known(row: Announcement | Sign, on: date | None) -> bool:
    return on is None or (row.known is not None and row.known <= on)


def outcome(
    announcements: Sequence[Announcement],
    signs: Sequence[Sign],
    on: date | None = None,
    *,
    end: date,
    horizon: date | None = None,
    months: bool = True,
) -> Outcome | None:
    """What came of one thing.

    Parameters
    ----------
    announcements : sequence of Announcement
        In the order in which they were made.
    signs : sequence of Sign
    on : datetime.date, optional
        The day from which one looks back: what was said later does not count, nor what is undated.
        By default all counts.
    end : datetime.date
        Day of the newest source that speaks of the thing: silence up to then is silence.
    horizon : datetime.date, optional
        Day of the newest source of all, up to which a date has passed: a thing that was moved
        past its first date is not there once that has passed. `end` by default.
    months : bool, default True
        Whether a slip in months means something for this kind of thing.

    Returns
    -------
    Outcome or None
        None where nothing was announced yet.

    Raises
    ------
    ValueError
        If a date is not valid.
    """
    made = [each for each in announcements if _known(each, on)]
    if not made:
        return None
    seen = [each for each in signs if _known(each, on)]
    horizon = horizon or end
    if on is not None:
        end, horizon = min(on, end), min(on, horizon)
    dated = [each for each in made if each.due]
    given_up = [each for each in seen if each.shows == "withdrawn"]
    if not dated:
        if given_up:
            return Outcome("withdrawn", None, made[-1], evidence=_claims(given_up))
        return Outcome("undated", None, made[-1], evidence=_claims(seen))
    first, newest = dated[0], dated[-1]
    arrived = [each for each in seen if each.shows == "came"]
    if first.relation == "ge":  # what has begun in part has begun
        arrived = [each for each in seen if each.shows == "came in part"] or arrived
    came = arrived[0].when if arrived else None
    until = came or (newest.due if newest.due != first.due else None)
    slip: tuple[int | None, int] | None = None
    if months and until and first.due:
        low, high = dates.slip_months(first.due, until)
        slip = (None if not came and newest.relation == "le" else low), high
    if given_up:
        return Outcome("withdrawn", first, newest, came, slip, _claims(given_up))
    absent = [each for each in seen if each.shows == "not there"]
    if arrived:
        return Outcome(
            _verdict(first, arrived, absent), first, newest, came, slip, _claims(arrived + absent)
        )
    due = dates.span(first.due)[1]
    moved = dates.span(newest.due)[0] > due
    if any(_day(each) >= due for each in absent) or (moved and due < horizon):
        status = "not there yet"
    else:
        status = "unknown" if due < end else "not due"
    return Outcome(status, first, newest, None, slip, _claims(absent))


def _claims(signs: Iterable[Sign]) -> tuple[str, ...]:
    return tuple(each.claim for each in signs)


def _day(sign: Sign) -> date:
    """Last day for which a sign speaks; an undated one speaks for none."""
    return dates.span(sign.when)[1] if sign.when else (sign.known or date.min)


def _verdict(first: Announcement, arrived: Sequence[Sign], absent: Sequence[Sign]) -> str:
    """Kept, late, disputed, or unknown where the dates are too vague."""
    due = dates.span(first.due)[1]
    found = set()
    for sign in arrived:
        came_first, came_last = dates.span(sign.when)
        found.add("kept" if came_last <= due else "late" if came_first > due else "unknown")
    for sign in absent:
        # Said to be missing on a day by which another source has it there.
        if all(_day(sign) > dates.span(each.when)[1] for each in arrived):
            return "disputed"
    if {"kept", "late"} <= found:
        return "disputed"
    return next(word for word in ("kept", "late", "unknown") if word in found)


def outcomes(
    things: pd.DataFrame,
    announcements: pd.DataFrame,
    signs: pd.DataFrame,
    on: date | None = None,
    horizon: date | None = None,
) -> pd.DataFrame:
    """What came of each thing promised.

    Parameters
    ----------
    things : pandas.DataFrame
        The table ``things``, by id.
    announcements : pandas.DataFrame
        The table ``promises`` with the columns ``due``, ``relation`` and ``known`` of each claim.
    signs : pandas.DataFrame
        The table ``signs`` with the column ``known`` of each claim.
    on, horizon : datetime.date, optional
        The day from which one looks back, and that of the newest source, see `outcome`.

    Returns
    -------
    pandas.DataFrame
        A row for each thing that was announced by then, with the columns of ``things`` and
        ``status``, ``said`` and ``due`` (claim and date of the first announcement with a date, or
        of the first), ``newest`` (the date said last), ``came``, ``slip`` (in words), ``slip_low``
        and ``slip_high`` (months), ``claims`` and ``evidence`` (tuples of claims: announcements,
        signs).
    """
    rows = []
    made = dict(iter(announcements.groupby("thing", sort=False)))
    shown = dict(iter(signs.groupby("thing", sort=False)))
    for thing in things.itertuples():
        group = made.get(thing.id, announcements.iloc[:0])
        said = [
            Announcement(row.claim, _text(row.due), _day_or_none(row.known), row.relation)
            for row in group.itertuples()
        ]
        seen = [
            Sign(row.claim, row.shows, _text(row.when), _day_or_none(row.known))
            for row in shown.get(thing.id, signs.iloc[:0]).itertuples()
        ]
        found = outcome(
            said,
            seen,
            on,
            end=dates.span(thing.assessed_on)[1],
            horizon=horizon,
            months=thing.kind not in WITHOUT_MONTHS,
        )
        if found is None:
            continue
        first = found.first or said[0]
        low, high = found.slip or (None, None)
        rows.append(
            {
                "id": thing.id,
                "status": found.status,
                "said": first.claim,
                "due": first.due,
                "newest": found.newest.due if found.newest else None,
                "came": found.came,
                "slip": dates.moved_text(found.slip, arrived=bool(found.came)),
                "slip_low": low,
                "slip_high": high,
                "claims": tuple(each.claim for each in said if _known(each, on)),
                "evidence": found.evidence,
            }
        )
    columns = ["id", "status", "said", "due", "newest", "came", "slip", "slip_low", "slip_high"]
    frame = pd.DataFrame(rows, columns=[*columns, "claims", "evidence"]).set_index("id", drop=False)
    return things.drop(columns="id").join(frame, how="inner").rename_axis(None)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _day_or_none(value: object) -> date | None:
    return value if isinstance(value, date) and not pd.isna(value) else None
