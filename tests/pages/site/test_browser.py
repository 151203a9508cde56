"""The site in a real browser: what a reader does, by pointer, keyboard and address."""

import re

import pytest

FORM, FOUND = "form.claim-finder", "ol.claims-found > li"


@pytest.fixture
def finder(site, visit):
    """Open the index of the evidence from disk: ``finder("?kind=promise")``."""
    return lambda view="", **settings: visit(f"file://{site}/book/evidence.html{view}", **settings)


def _counted(page):
    """How many claims were found, and of how many."""
    page.locator(f"{FORM} output:not(:empty)").wait_for()
    words = page.locator(f"{FORM} output").inner_text().replace(",", "")
    return [int(number) for number in re.findall(r"\d+", words)]


@pytest.mark.parametrize("field", ["chapter", "entity", "kind", "source"])
def test_claims_are_found_by_each_field_and_the_address_holds_the_view(finder, field):
    page = finder()
    page.locator(f"{FORM} [name=q]").focus()  # the menus know their names once one reaches for them
    page.locator(f"{FORM} [name={field}] option").nth(1).wait_for(state="attached")
    page.select_option(f"{FORM} [name={field}]", index=1)
    found, of = _counted(page)
    assert 0 < found < of
    value = page.locator(f"{FORM} [name={field}]").input_value()
    assert f"{field}={value}" in page.url

    again = finder("?" + page.url.partition("?")[2])
    assert _counted(again) == [found, of]
    assert again.locator(f"{FORM} [name={field}]").input_value() == value


def test_claims_are_found_by_words_whatever_their_accents(finder):
    page = finder("?q=MEGANE range")
    found, of = _counted(page)
    assert 0 < found < of
    assert any("Mégane" in text for text in page.locator(FOUND).all_inner_texts())
    page.fill(f"{FORM} [name=q]", "mégane")
    more, _ = _counted(page)
    page.fill(f"{FORM} [name=q]", "range mégane")
    assert _counted(page)[0] == found < more


def test_what_is_found_leads_to_its_row_and_a_promise_says_what_came(finder):
    page = finder("?q=verkor+dunkirk&kind=promise")
    _counted(page)
    assert "late" in page.locator("ol.claims-found").inner_text()
    page.locator(f"{FOUND} a").first.click()
    page.wait_for_url("**/claims/*.html#claim-*")
    assert page.locator(":target td").first.is_visible()


def test_more_is_shown_when_asked_by_keyboard_and_the_focus_goes_on_there(finder):
    page = finder("?chapter=verkor")
    found, _ = _counted(page)
    first = page.locator(FOUND).count()
    assert first < found
    page.get_by_role("button", name="Show more").focus()
    page.keyboard.press("Enter")
    assert page.locator(FOUND).count() == 2 * first
    assert page.locator(f"{FOUND} a").nth(first).evaluate("(a) => a === document.activeElement")


def test_filters_work_together_and_are_taken_back_by_keyboard(finder):
    page = finder("?chapter=verkor&kind=promise")
    both, _ = _counted(page)
    assert both < _counted(finder("?chapter=verkor"))[0]
    page.locator(f"{FORM} button").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("!location.search")
    assert page.locator(FOUND).count() == 0


def test_an_address_of_a_row_from_before_rows_had_pages_leads_to_the_row(finder):
    page = finder("?chapter=verkor#claim-lardy-floor-area")
    page.wait_for_url("**/claims/lardy-sites.html#claim-lardy-floor-area")
    assert page.locator("#claim-lardy-floor-area").is_visible()


def test_a_view_that_does_not_exist_asks_for_nothing(finder):
    page = finder("?chapter=lardi")
    page.locator(f"{FORM} [name=source] option").nth(1).wait_for(state="attached")
    assert page.locator(FOUND).count() == 0
    assert page.locator(f"{FORM} [name=chapter]").input_value() == ""


def test_what_is_looked_through_loads_when_a_reader_reaches_for_it(finder):
    page = finder()
    asked = page.context.asked
    assert not any("claims.js" in url for url in asked)
    page.locator(f"{FORM} [name=q]").focus()
    page.locator(f"{FORM} [name=source] option").nth(1).wait_for(state="attached")
    assert any("claims.js" in url for url in asked)


def test_without_javascript_plain_pages_have_every_claim(finder):
    page = finder("?chapter=verkor", java_script_enabled=False)
    assert not page.locator(FORM).is_visible()
    links = page.locator("ul.claim-parts a")
    assert links.count() > 10
    links.first.click()
    assert page.locator("table.claims tbody tr:visible").count() > 10


def test_from_a_car_a_reader_comes_to_the_row_of_a_claim_and_back_to_a_page_that_uses_it(
    site, visit
):
    page = visit(f"file://{site}/book/entities/index.html", java_script_enabled=False)
    page.locator("article a", has_text="Renault 5 E-Tech").first.click()
    assert page.locator("h1").inner_text().startswith("Renault 5 E-Tech")
    page.locator("dl.facts a.claim", has_text="NMC").click()
    row = page.locator(":target")
    assert row.locator("p.used-in a", has_text="Renault 5").first.is_visible()
    row.locator("p.used-in a", has_text="Renault 5").first.click()
    assert page.locator("h1").inner_text().startswith("Renault 5")
