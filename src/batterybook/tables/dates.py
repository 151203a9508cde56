"""Dates as sources give them (EDTF), in words, and how far apart two of them are."""

import calendar
from datetime import date
from functools import cache

from edtf import Date, EDTFParseException, Interval, parse_edtf
from edtf.parser.grammar import level0Expression
from pyparsing import ParseException

#: How ``datapackage.json`` marks a field that holds such a date.
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"

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


def _parse(edtf: str) -> Date | Interval:
    # The whole grammar takes ten times as long, and there are hundreds of dates: it is asked
    # what else a text may be that is no date of level 0.
    try:
        return level0Expression.parse_string(edtf, parse_all=True)[0]
    except ParseException:
        return parse_edtf(edtf)


# The tables name few different dates many times.
@cache
def span(edtf: str) -> tuple[date, date]:
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
        parsed = _parse(edtf)
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


def moments(edtf: str) -> tuple[float, float]:
    """When a date begins and ends, as numbers of years: 2026.5 is the middle of 2026.

    Examples
    --------
    >>> moments("2026/2027"), moments("2027-12-31")[1]
    ((2026.0, 2028.0), 2028.0)
    """
    first, last = span(edtf)

    def years(day: date, days_over: int) -> float:
        year_days = 366 if calendar.isleap(day.year) else 365
        return day.year + (day.timetuple().tm_yday - 1 + days_over) / year_days

    return years(first, 0), years(last, 1)


def _one_date(edtf: str) -> str:
    parts = [part.lstrip("0") for part in edtf.split("-")]
    if len(parts) > 1:
        parts[1] = calendar.month_name[int(parts[1])]
    return " ".join(reversed(parts))


def text(edtf: str) -> str:
    """A date in words.

    Examples
    --------
    >>> text("2025-09-30"), text("2025-07/2025-12")
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


def _month_index(day: date) -> int:
    return day.year * 12 + day.month


def slip_months(due: str, delivered: str) -> tuple[int, int]:
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


def months_text(slip: tuple[int | None, int]) -> str:
    """A range of months as figures; without a least, the greatest alone is known.

    Examples
    --------
    >>> months_text((2, 3)), months_text((3, 3)), months_text((None, 9))
    ('2 to 3', '3', 'up to 9')
    """
    low, high = slip
    if low is None:
        return f"up to {high}"
    return str(low) if low == high else f"{low} to {high}"


def slip_text(slip: tuple[int, int]) -> str:
    """A range of months in words, such as ``"2 to 3 months late"``."""
    low, high = slip
    if low <= 0 <= high:
        return "in time" if low == high else "no slip shown"
    late = low > 0
    low, high = sorted((abs(low), abs(high)))
    noun = "month" if high == 1 else "months"
    return f"{months_text((low, high))} {noun} {'late' if late else 'early'}"


def moved_text(slip: tuple[int | None, int] | None, arrived: bool) -> str:
    """How far a date has moved, in words; empty where that is not known, or where nothing moved.

    Parameters
    ----------
    slip : tuple of int or None
        Least and greatest months; without a least, the greatest alone is known.
    arrived : bool
        Whether what was to come has come.

    Examples
    --------
    >>> moved_text((2, 3), True), moved_text((None, 8), False), moved_text((0, 3), False)
    ('2 to 3 months late', 'moved by up to 8 months', '')
    """
    if not slip or slip[1] <= 0 or (slip[0] is not None and slip[0] <= 0):
        return ""
    if arrived:
        return slip_text((slip[0] or 0, slip[1]))
    return f"moved by {months_text(slip)} {'month' if slip[1] == 1 else 'months'}"
