"""One thing promised has one history and one outcome, judged against the date first said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterybook.tables.dates import moved_text, span
from batterybook.tables.histories import Announcement, Sign, outcome

END = date(2026, 3, 31)


def said(due, on, relation="eq"):
    return Announcement(f"due-{due}", due, span(on)[1] if on else None, relation)


def sign(shows, when, on):
    return Sign(f"{shows}-{when}", shows, when, span(on)[1] if on else None)


HISTORIES = {
    "kept on the first date": (
        [said("2025", "2023")],
        [sign("came", "2025-09-30", "2025-10")],
        "kept",
        "",
    ),
    "kept on the second date is late by the first": (
        [said("2024", "2021"), said("2025", "2023-10"), said("2025-03", "2024-10")],
        [sign("came", "2025-03", "2025-04")],
        "late",
        "3 to 14 months late",
    ),
    "moved three times and never seen": (
        [
            said("2024-10/2024-12", "2024-06"),
            said("2025-01/2025-04", "2024-10"),
            said("2025-09", "2025-02"),
            said("2026-06", "2025-11"),
        ],
        [],
        "not there yet",
        "moved by 18 to 20 months",
    ),
    "moved, and its first date has not passed": (
        [said("2027", "2022-06"), said("2029", "2022-09")],
        [],
        "not due",
        "moved by 13 to 35 months",
    ),
    "moved to a last date, so only the greatest slip is known": (
        [said("2025", "2022"), said("2028", "2025", "le")],
        [],
        "not there yet",
        "moved by up to 47 months",
    ),
    "two sources, two deliveries": (
        [said("2024", "2022")],
        [sign("came", "2024-11", "2024-12"), sign("came", "2025-02", "2025-03")],
        "disputed",
        "",
    ),
    "there by one source, missing by a later one": (
        [said("2024", "2022")],
        [sign("came", "2024-11", "2024-12"), sign("not there", "2025-06", "2025-06")],
        "disputed",
        "",
    ),
    "missing before it came is no dispute": (
        [said("2024", "2022")],
        [sign("not there", "2024-06", "2024-06"), sign("came", "2025-02", "2025-03")],
        "late",
        "2 to 13 months late",
    ),
    "from 2022, and a part opened in 2022": (
        [said("2022", "2021-06", "ge")],
        [sign("came in part", "2022-11", "2022-11"), sign("came", "2023-06", "2023-06")],
        "kept",
        "",
    ),
    "by 2022, and only a part opened in 2022": (
        [said("2022", "2021-06")],
        [sign("came in part", "2022-11", "2022-11"), sign("came", "2023-06", "2023-06")],
        "late",
        "6 to 17 months late",
    ),
    "withdrawn after being late": (
        [said("2023", "2021"), said("2025", "2023")],
        [sign("not there", "2024-02", "2024-02"), sign("withdrawn", "2025-05", "2025-05")],
        "withdrawn",
        "moved by 13 to 35 months",
    ),
    "due, and no source says": ([said("2023", "2021")], [], "unknown", ""),
    "due, and a source says that it is not there": (
        [said("2025", "2024-10")],
        [sign("not there", "2026-01-17", "2026-01-17")],
        "not there yet",
        "",
    ),
    "came at some time around its date": (
        [said("2022-06", "2022-03")],
        [sign("came", "2022-03/2022-11", "2022-11")],
        "unknown",
        "",
    ),
    "not due when sources ended": ([said("2026-05", "2025")], [], "not due", ""),
    "without a date": ([said(None, "2025-10")], [], "undated", ""),
}


@pytest.mark.parametrize(
    ("announcements", "signs", "status", "slip"), HISTORIES.values(), ids=HISTORIES
)
def test_a_history_made_by_hand_has_the_outcome_that_a_reader_would_give_it(
    announcements, signs, status, slip
):
    found = outcome(announcements, signs, end=END)
    assert (found.status, moved_text(found.slip, bool(found.came))) == (status, slip)


def test_whoever_announces_again_is_judged_by_the_first_date():
    """The newest date was met: by the announcements alone, kept; by the thing, late."""
    moved = [said("2024", "2022"), said("2025", "2024-06")]
    came = [sign("came", "2025-05", "2025-06")]
    assert outcome(moved[1:], came, end=END).status == "kept"
    assert outcome(moved, came, end=END).status == "late"


def test_what_was_moved_past_its_first_date_is_not_there_once_that_has_passed():
    """Whoever says in 2025 that it comes in 2026 need not be asked again whether it came in 2025."""
    moved = [said("2025", "2022"), said("2026", "2025-06")]
    spoke = date(2025, 6, 30)
    assert outcome(moved, [], end=spoke).status == "not due"
    assert outcome(moved, [], end=spoke, horizon=END).status == "not there yet"
    assert outcome(moved[:1], [], end=spoke, horizon=END).status == "not due"


def test_a_volume_is_not_late_by_months():
    found = outcome([said("2025", "2023"), said("2027", "2024")], [], end=END, months=False)
    assert (found.status, found.slip) == ("not there yet", None)


def test_looking_back_nobody_knows_what_was_said_later():
    thing = [said("2024", "2022"), said("2025", "2024-06")]
    came = [sign("came", "2025-05", "2025-06")]
    seen = [
        outcome(thing, came, on, end=END)
        for on in map(date.fromisoformat, ("2021-05-01", "2023-01-01", "2024-07-01"))
    ]
    assert seen[0] is None
    assert (seen[1].status, seen[1].newest.due) == ("not due", "2024")
    assert (seen[2].status, seen[2].newest.due) == ("not due", "2025")
    assert outcome(thing, came, date(2025, 1, 1), end=END).status == "not there yet"
    assert outcome(thing, came, date(2025, 7, 1), end=END).status == "late"


def test_what_is_undated_counts_only_when_all_counts():
    thing = [said("2024", None)]
    assert outcome(thing, [], date(2026, 3, 31), end=END) is None
    assert outcome(thing, [], end=END).status == "unknown"


months = st.dates(date(2018, 1, 1), date(2026, 3, 1)).map(lambda day: f"{day:%Y-%m}")
announced = st.builds(said, months, months)
shown = st.builds(sign, st.sampled_from(["came", "not there", "withdrawn"]), months, months)


@given(st.lists(announced, min_size=1, max_size=4), st.lists(shown, max_size=4), months)
def test_what_is_said_after_a_day_changes_nothing_that_was_known_on_it(thing, signs, later):
    on = date(2024, 1, 1)
    more = sign("came", later, "2025-01"), said(later, "2025-01")
    before = outcome(thing, signs, on, end=END)
    assert outcome([*thing, more[1]], [*signs, more[0]], on, end=END) == before
