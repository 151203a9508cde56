"""Announcements of things promised, in the order in which charts and tables show them."""

from types import SimpleNamespace

import pandas as pd
import pytest

from batterybook.tables.announcements import announcements


@pytest.fixture
def book():
    """Three things: one late, one moved and missed, one promised without a date."""
    said = {
        "start-2024": ("2024", "2021-05"),
        "start-again": ("2024", "2022"),
        "start-2025": ("2025", "2023-03-01"),
        "rate-2024": ("2024", "2021-05"),
        "rate-2026": ("2026", None),
        "open": (None, "2022"),
    }
    claims = pd.DataFrame(said, index=["date", "stated_on"]).T
    signs = pd.DataFrame(
        [
            ("start", "seen", "came", "2025-03"),
            ("start", "not-yet", "not there", "2024-12-31"),
            ("rate", "empty", "not there", "2025-01"),
            ("rate", "still-empty", "not there", "2025-06-30"),
            ("start", "still-empty", "not there", "2025-12-31"),
        ],
        columns=["thing", "claim", "shows", "when"],
    )
    return SimpleNamespace(
        claims=claims, signs=signs, known_up_to=lambda claim: claims.at[claim[0], "stated_on"]
    )


@pytest.fixture
def things():
    return pd.DataFrame(
        [
            {
                "id": "start",
                "name": "The start",
                "kind": "cells",
                "status": "late",
                "slip": "3 to 14 months late",
                "came": "2025-03",
                "claims": ("start-2024", "start-again", "start-2025"),
                "evidence": ("seen", "not-yet"),
            },
            {
                "id": "rate",
                "name": "The full rate",
                "kind": "cells",
                "status": "not there yet",
                "slip": "moved by 13 to 35 months",
                "came": None,
                "claims": ("rate-2024", "rate-2026"),
                "evidence": ("empty", "still-empty"),
            },
            {
                "id": "open",
                "name": "The opening",
                "kind": "cells",
                "status": "undated",
                "slip": "",
                "came": None,
                "claims": ("open",),
                "evidence": (),
            },
        ]
    )


def test_each_announcement_is_a_row_in_the_order_of_its_thing(book, things):
    made = announcements(book, things)
    assert list(made["claim"]) == list(book.claims.index)
    assert list(made["said"].dropna()) == ["2021-05", "2022", "2023-03-01", "2021-05", "2022"]
    assert list(made["due"].dropna()) == ["2024", "2024", "2025", "2024", "2026"]


def test_a_date_said_again_is_marked_so_that_a_chart_draws_it_once(book, things):
    made = announcements(book, things)
    assert list(made["claim"][made["again"]]) == ["start-again"]


def test_what_came_stands_once_beside_the_last_date_with_the_claim_that_shows_it(book, things):
    made = announcements(book, things).set_index("claim")
    assert made["came"].dropna().to_dict() == {"start-2025": "2025-03"}
    assert made["came_claim"].dropna().to_dict() == {"start-2025": "seen"}


def test_what_came_stands_beside_a_new_date_though_an_old_one_was_said_after_it(book, things):
    things.at[0, "claims"] = ("start-2024", "start-2025", "start-again")
    made = announcements(book, things).set_index("claim")
    assert list(made["came"].dropna().index) == ["start-2025"]


def test_what_is_not_there_is_dated_by_the_newest_look_at_that_thing(book, things):
    made = announcements(book, things).set_index("claim")
    assert made["missing"].dropna().to_dict() == {"rate-2026": "2025-06-30"}
    assert made["missing_claim"].dropna().to_dict() == {"rate-2026": "still-empty"}


def test_no_things_make_no_rows(book, things):
    assert announcements(book, things[:0]).empty
