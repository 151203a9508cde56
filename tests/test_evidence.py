"""Claims in words, dates no more precise than their source, and slips as ranges."""

import pandas as pd
import pytest

from batterybook import evidence
from batterybook.sphinxext.book import Book


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("area", "3,000 m²"),
        ("area-again", "about 3,100 m²"),
        ("equipment", "more than 120"),
        ("cost-share", "up to 40 %"),
        ("growth", "50 to 60 %"),
        ("opened", "30 September 2025"),
        ("supplies", "Cellmaker"),
        ("soon", "The campus opens soon."),
    ],
)
def test_a_claim_says_its_figure_with_bound_and_unit(data, claim, words):
    assert Book(data).claim_text(claim) == words


@pytest.mark.parametrize(
    ("relation", "figure", "date"),
    [
        ("eq", "120", "2025"),
        ("approx", "about 120", "about 2025"),
        ("gt", "more than 120", "after 2025"),
        ("ge", "at least 120", "from 2025"),
        ("lt", "less than 120", "before 2025"),
        ("le", "up to 120", "by 2025"),
    ],
)
def test_a_bound_keeps_its_direction(data, edit, relation, figure, date):
    edit("claims", "equipment,,gt,120", f"equipment,,{relation},120")
    edit("claims", "opening,,eq,,,,,2025-09-30", f"opening,,{relation},,,,,2025")
    book = Book(data)
    assert book.claim_text("equipment") == figure
    assert book.claim_text("opened") == date


def test_a_range_of_dates_is_said_as_an_interval(data, edit):
    edit("claims", "opening,,eq,,,,,2025-09-30", "opening,,range,,,,,2025-02/2025-03")
    assert Book(data).claim_text("opened") == "February to March 2025"


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025", "2025"),
        ("2025-10", "October 2025"),
        ("2025-07/2025-12", "the second half of 2025"),
        ("2026-01/2026-04", "early 2026"),
        ("2022-05/2022-08", "mid-2022"),
        ("2022-09/2022-11", "autumn 2022"),
        ("2022-10/2022-12", "the fourth quarter of 2022"),
        ("2024-11/2025-02", "November 2024 to February 2025"),
        ("2026/2028", "2026 to 2028"),
    ],
)
def test_a_date_is_no_more_precise_than_its_source(edtf, words):
    assert evidence.date_text(edtf) == words


@pytest.mark.parametrize(
    "wrong",
    [
        "2026-02-30",
        "2025-13",
        "2025-7",
        "07/10/2025",
        "2025-12/2025-07",
        "2025/..",
        "2025~",
        "2022-23",
        " 2025",
        "２０２５",
        "soon",
        "",
    ],
)
def test_what_is_no_date_is_refused(wrong):
    with pytest.raises(ValueError, match="no EDTF date|more than a day|does not exist|backwards"):
        evidence.span(wrong)


@pytest.mark.parametrize(
    ("due", "delivered", "slip", "words"),
    [
        ("2025-07", "2025-09-30", (2, 2), "2 months late"),
        ("2025-08", "2025-09-30", (1, 1), "1 month late"),
        ("2025-07-31", "2025", (-6, 5), "no slip shown"),
        ("2025", "2026-03", (3, 14), "3 to 14 months late"),
        ("2025-07/2025-12", "2025-03", (-9, -4), "4 to 9 months early"),
        ("2025-07", "2025-07-03", (0, 0), "in time"),
    ],
)
def test_a_slip_is_the_range_that_both_dates_allow(due, delivered, slip, words):
    assert evidence.slip_months(due, delivered) == slip
    assert evidence.slip_text(slip) == words


def _promise(due=None, delivered=None, assessed_on="2026-03-12"):
    return {"due": due, "delivered": delivered, "assessed_on": assessed_on}


def _proof(stated_on, quantity="opening"):
    return {"quantity": quantity, "stated_on": stated_on}


@pytest.mark.parametrize(
    ("promise", "proof", "superseded", "status"),
    [
        (_promise("2025-07/2025-12", "2025-09-30"), None, False, "kept"),
        (_promise("2025-07", "2025-09-30"), None, False, "late"),
        (_promise("2025-07", "2025"), None, False, "unknown"),
        (_promise(None, "2025"), None, False, "kept"),
        (_promise("2028"), None, False, "pending"),
        (_promise(None), None, False, "pending"),
        (_promise("2026"), _proof("2026-01"), False, "pending"),
        (_promise("2022"), None, False, "unknown"),
        (_promise("2022"), _proof("2023-02"), False, "missed"),
        (_promise("2022"), _proof("2022-06"), False, "unknown"),
        (_promise("2022"), _proof(None), False, "unknown"),
        (_promise("2030"), _proof("2024-01", "withdrawal"), False, "withdrawn"),
        (_promise("2022"), None, True, "superseded"),
        (_promise("2022", "2022-05"), None, True, "kept"),
    ],
)
def test_a_status_follows_from_dates_and_evidence(promise, proof, superseded, status):
    assert evidence.assess(promise, proof, superseded) == status


def test_what_several_pages_repeat_from_one_origin_counts_once():
    claims = pd.DataFrame(
        [
            ("copy", "start", "magazine"),
            ("first", "start", "agency"),
            ("cost", "price", "magazine"),
            ("other-copy", "start", "weekly"),
            ("own", "start", "newspaper"),
            ("own-again", "start", "newspaper"),
            ("one-of-two", "range", "blog"),
            ("two-of-two", "range", "forum"),
        ],
        columns=["id", "topic", "source"],
    ).set_index("id")
    # The test that blog and forum repeat is not among the sources of these claims.
    origin = pd.Series(
        {
            "magazine": "agency",
            "weekly": "agency",
            "agency": None,
            "newspaper": None,
            "blog": "test",
            "forum": "test",
        }
    )
    again = evidence.repeats(claims, origin)
    assert list(again.index[again]) == ["copy", "other-copy", "two-of-two"]
