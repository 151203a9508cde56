"""What came of a thing promised, as a page says it."""

from collections.abc import Mapping
from datetime import date

from batterybook.tables import dates
from batterybook.tables.histories import OUTCOMES, WITHOUT_MONTHS

#: Not due by its sources, but due by now: they end before its date, and the book does not.
DUE_SINCE = "due since"

#: What a reader may find as an outcome, and what each word means.
MEANINGS = {status: means for status, means in OUTCOMES.items() if status != "not due"} | {
    DUE_SINCE: "that date had not passed when our sources ended, and has passed since",
    "not due": OUTCOMES["not due"],
}


def counted_as(thing: Mapping, committed: date | None = None) -> str:
    """The word of `MEANINGS` under which a thing is counted.

    Parameters
    ----------
    thing : mapping
        A row of `batterybook.tables.evidence.Evidence.outcomes`.
    committed : datetime.date, optional
        Day of the book's newest commit; nothing here reads a clock.

    Returns
    -------
    str
    """
    if thing["status"] != "not due" or committed is None:
        return thing["status"]
    return DUE_SINCE if dates.span(thing["due"])[1] < committed else "not due"


def outcome_words(thing: Mapping, committed: date | None = None) -> str:
    """What came of a thing.

    Parameters
    ----------
    thing : mapping
        A row of `batterybook.tables.evidence.Evidence.outcomes`.
    committed : datetime.date, optional
        Day of the book's newest commit.

    Returns
    -------
    str
        By how much it came late, or else its status and how far its date has moved.

    Examples
    --------
    >>> outcome_words({"status": "not there yet", "kind": "volume", "slip": ""})
    'not reached'
    """
    status = counted_as(thing, committed)
    if status == DUE_SINCE:
        words = f"due since {dates.text(thing['due'])}, our sources end before"
    elif status == "not there yet" and thing["kind"] in WITHOUT_MONTHS:
        words = "not reached"
    elif status == "late" and thing["slip"]:
        return thing["slip"]
    else:
        words = status
    return f"{words}, {thing['slip']}" if thing["slip"] else words
