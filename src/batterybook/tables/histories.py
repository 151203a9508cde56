"""Promises as things: one history for each thing promised, judged against the date first said.

A thing (first deliveries from a plant, a pilot line at work) may be announced many times. Its
outcome is judged against the *first* date that was said; the newest date stands beside it. What is
known depends on the day from which one looks back: nothing here reads a clock, and nothing that was
said later counts. Pure functions on rows; no file is read here.
"""

from dataclasses import dataclass
from datetime import date

from batterybook.tables import dates

#: What can come of a thing promised, and what each word means.
OUTCOMES = {
    "kept": "came by the end of the date first said",
    "late": "came after it",
    "not there yet": "past that date, and known not to have come, or moved to a later one",
    "withdrawn": "given up by its maker, or by agreement",
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
    begins : bool
        Whether the date is a beginning ("from 2022"): then a part that came in time keeps it.
    """

    claim: str
    due: str | None
    known: date | None = None
    begins: bool = False


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
        greatest. None where nothing moved that is known, or where months mean nothing.
    evidence : tuple of str
        Claims that show it, without those of the announcements.
    """

    status: str
    first: Announcement | None = None
    newest: Announcement | None = None
    came: str | None = None
    slip: tuple | None = None
    evidence: tuple = ()


def _known(row, on):
    return on is None or (row.known is not None and row.known <= on)


def outcome(announcements, signs, on=None, *, end, months=True):
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
        The day on which sources end, by which a date has passed or not; `on` if that is earlier.
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
    end = end if on is None else min(on, end)
    dated = [each for each in made if each.due]
    given_up = [each for each in seen if each.shows == "withdrawn"]
    if not dated:
        if given_up:
            return Outcome("withdrawn", None, made[-1], evidence=_claims(given_up))
        return Outcome("undated", None, made[-1], evidence=_claims(seen))
    first, newest = dated[0], dated[-1]
    arrived = [each for each in seen if each.shows == "came"]
    if first.begins:  # what has begun in part has begun
        arrived = [each for each in seen if each.shows == "came in part"] or arrived
    came = arrived[0].when if arrived else None
    until = came or (newest.due if newest is not first else None)
    slip = dates.slip_months(first.due, until) if months and until else None
    if given_up:
        return Outcome("withdrawn", first, newest, came, slip, _claims(given_up))
    absent = [each for each in seen if each.shows == "not there"]
    if arrived:
        return Outcome(
            _verdict(first, arrived, absent), first, newest, came, slip, _claims(arrived + absent)
        )
    status = "not due"
    if dates.span(first.due)[1] < end:
        moved = dates.span(newest.due)[0] > dates.span(first.due)[1]
        missing = any(_day(each) > dates.span(first.due)[1] for each in absent)
        status = "not there yet" if moved or missing else "unknown"
    return Outcome(status, first, newest, None, slip, _claims(absent))


def _claims(signs):
    return tuple(each.claim for each in signs)


def _day(sign):
    """Last day for which a sign speaks; an undated one speaks for none."""
    return dates.span(sign.when)[1] if sign.when else (sign.known or date.min)


def _verdict(first, arrived, absent):
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


def slip_words(result):
    """How far a thing has moved, in words; empty where that is not known or means nothing.

    Parameters
    ----------
    result : Outcome

    Returns
    -------
    str
        Such as ``"2 to 3 months late"`` for what came, ``"moved by 8 months"`` for what did not.
    """
    if not result.slip or result.slip[0] <= 0 <= result.slip[1]:
        return ""
    words = dates.slip_text(result.slip)
    return words if result.came else f"moved by {words.removesuffix(' late')}"
