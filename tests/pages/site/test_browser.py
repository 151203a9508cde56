"""The site in a real browser: what a reader does, by pointer, keyboard and address."""

import re

import pytest


@pytest.fixture
def ledger(site, visit):
    """Open the ledger from disk: ``ledger("?kind=promise")``."""
    return lambda view="", **settings: visit(f"file://{site}/book/evidence.html{view}", **settings)


def _shown(page, attribute):
    return page.eval_on_selector_all(
        "table.claims tbody tr:not([hidden])",
        "(rows, name) => rows.map((row) => row.getAttribute(name))",
        attribute,
    )


def _claims(page):
    return page.locator("table.claims tbody tr")


@pytest.mark.parametrize("field", ["chapter", "entity", "kind", "source"])
def test_the_ledger_is_filtered_by_each_field_and_the_address_holds_the_view(ledger, field):
    page = ledger()
    value = _claims(page).last.get_attribute(f"data-{field}")
    page.select_option(f"form.ledger-filters [name={field}]", value)
    shown = _shown(page, f"data-{field}")
    assert set(shown) == {value}
    assert len(shown) < _claims(page).count()
    assert f"{field}={value}" in page.url

    again = ledger("?" + page.url.partition("?")[2])
    assert _shown(again, f"data-{field}") == shown
    assert again.locator(f"[name={field}]").input_value() == value


def test_the_ledger_is_searched_by_words_whatever_their_accents(ledger):
    page = ledger()
    page.fill("form.ledger-filters [name=q]", "MEGANE range")
    shown = page.locator("table.claims tbody tr:not([hidden])")
    assert 0 < shown.count() < _claims(page).count()
    texts = [text.lower() for text in shown.all_inner_texts()]
    assert all("range" in text and re.search("m[eé]gane", text) for text in texts)
    assert any("mégane" in text for text in texts)
    count = page.locator("form.ledger-filters output").inner_text()
    assert count == f"{shown.count()} of {_claims(page).count()} claims"


def test_filters_work_together_and_are_taken_back_by_keyboard(ledger):
    page = ledger("?chapter=verkor&kind=promise")
    assert set(_shown(page, "data-chapter")) == {"verkor"}
    assert set(_shown(page, "data-kind")) == {"promise"}
    page.locator("form.ledger-filters button").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("!location.search")
    assert len(_shown(page, "id")) == _claims(page).count()


def test_a_link_to_a_claim_shows_it_in_spite_of_filters(ledger):
    page = ledger("?chapter=verkor#claim-lardy-floor-area")
    assert page.locator("#claim-lardy-floor-area").is_visible()
    assert "claim-lardy-floor-area" in _shown(page, "id")


def test_a_view_that_does_not_exist_shows_everything(ledger):
    page = ledger("?chapter=lardi")
    assert len(_shown(page, "id")) == _claims(page).count()


def test_without_javascript_the_ledger_is_a_plain_table(ledger):
    page = ledger("?chapter=verkor", java_script_enabled=False)
    assert not page.locator("form.ledger-filters").is_visible()
    assert page.locator("table.claims tbody tr:visible").count() == _claims(page).count() > 300
