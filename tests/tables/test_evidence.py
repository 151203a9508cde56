"""Claims in words, dates no more precise than their source, and slips as ranges."""

from datetime import date

import pytest

from batterybook.tables import dates
from batterybook.tables.claims import voices
from batterybook.tables.evidence import Evidence
from batterybook.tables.outcome_words import MEANINGS, counted_as, outcome_words
from batterybook.tables.read import Tables


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
    assert Evidence(Tables(data)).says(claim) == words


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
    book = Evidence(Tables(data))
    assert book.says("equipment") == figure
    assert book.says("opened") == date


def test_a_label_names_the_technology_that_a_claim_is_about_and_no_other_object(data, edit):
    assert Evidence(Tables(data)).about("supplies") == "Cell laboratory: supplier"
    edit("entities", "maker,organisation", "maker,technology")
    assert Evidence(Tables(data)).about("supplies") == "Cell laboratory: supplier, Cellmaker"


def test_a_range_of_dates_is_said_as_an_interval(data, edit):
    edit("claims", "opening,,eq,,,,,2025-09-30", "opening,,range,,,,,2025-02/2025-03")
    assert Evidence(Tables(data)).says("opened") == "February to March 2025"


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
    assert dates.text(edtf) == words


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
        dates.span(wrong)


@pytest.mark.parametrize(
    ("edtf", "begins", "ends"),
    [
        ("2025", 2025, 2026),
        ("2025-10/2025-12", 2025 + 273 / 365, 2026),
        ("2028-02-29", 2028 + 59 / 366, 2028 + 60 / 366),
    ],
)
def test_a_date_lasts_from_the_start_of_its_first_day_to_the_end_of_its_last(edtf, begins, ends):
    assert dates.moments(edtf) == pytest.approx((begins, ends), abs=1e-9)


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
    assert dates.slip_months(due, delivered) == slip
    assert dates.slip_text(slip) == words


def _voices(data):
    return voices(Tables(data).load("claims"), Tables(data).load("sources"))["voices"]


def test_two_publishers_that_give_one_figure_are_two_voices(data, edit):
    edit("claims", "floor_area,,approx,3100", "floor_area,,approx,3000")
    assert _voices(data)["area"] == 2
    assert "area-again" not in _voices(data)


def test_another_figure_is_another_statement(data):
    voices = _voices(data)
    assert voices["area"] == voices["area-again"] == 1


def test_who_repeats_a_release_is_no_second_voice(data, edit):
    edit("claims", "floor_area,,approx,3100", "floor_area,,approx,3000")
    edit("sources", ",2025-10-09,whole,,,weak", ",2025-10-09,whole,,paper-1,weak")
    assert _voices(data)["area"] == 1


def test_two_documents_of_one_publisher_are_one_voice(data, edit):
    edit("claims", "floor_area,,approx,3100", "floor_area,,approx,3000")
    edit("sources", '"Doe, Ann",,', '"Doe, Ann",Le Journal,')
    assert _voices(data)["area"] == 1


def test_words_that_no_rule_can_compare_stand_alone(data, edit):
    edit(
        "claims",
        "equipment,lardy,equipment,lab,equipment,,gt,120,,,pieces",
        "said,lardy,soon,maker,withdrawal,,text,,,,",
    )
    assert _voices(data)["said"] == _voices(data)["soon"] == 1


def _thing(status, slip="", kind="cells", due="2025-07"):
    return {"status": status, "slip": slip, "kind": kind, "due": due}


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        (_thing("kept"), "kept"),
        (_thing("late", "2 months late"), "2 months late"),
        (_thing("late"), "late"),
        (_thing("not there yet", "moved by 8 months"), "not there yet, moved by 8 months"),
        (_thing("not there yet", kind="volume"), "not reached"),
        (_thing("not there yet", kind="money"), "not reached"),
        (_thing("not due", "moved by up to 8 months"), "not due, moved by up to 8 months"),
    ],
)
def test_what_came_of_a_thing_is_said_with_its_slip(thing, words):
    assert outcome_words(thing) == words


@pytest.mark.parametrize(
    ("committed", "counted"),
    [(None, "not due"), (date(2025, 7, 31), "not due"), (date(2025, 8, 1), "due since")],
)
def test_a_thing_is_due_since_its_first_date_once_the_books_last_commit_is_later(
    committed, counted
):
    assert counted_as(_thing("not due"), committed) == counted
    assert counted in MEANINGS


def test_only_what_is_not_due_by_its_sources_becomes_due_by_a_commit():
    known = [status for status in MEANINGS if status not in ("not due", "due since")]
    assert [counted_as(_thing(status), date(2030, 1, 1)) for status in known] == known


def test_a_source_says_how_much_of_it_was_read_if_it_was(data, edit):
    book = Evidence(Tables(data))
    assert book.read_on("paper-1") == "opening read on 8 October 2025"
    assert book.read_on("undated-1") == "read whole on 9 October 2025"
    edit("sources", "https://example.org/a", "")
    assert Evidence(Tables(data)).read_on("paper-1") == ""


def test_what_a_claim_is_about_is_said_with_short_words(data, edit):
    book = Evidence(Tables(data))
    assert book.about("area-feet") == "Other: floor area"
    edit("quantities", "floor_area,Floor area,,", "floor_area,Floor area,area,")
    assert Evidence(Tables(data)).about("area-feet") == "Other: area"
