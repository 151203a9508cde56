"""Cards in a browser: on hover, focus and tap, from a server and from disk, put away by Escape."""

import pytest

CLAIM = "a.claim[href$='claim-lardy-floor-area']"
OTHERS = {
    "citation": "a[href*='bibliography.html#']",
    "term": "a[href*='glossary.html#term-']",
}


@pytest.fixture
def chapter(visit, site):
    """Open a chapter from disk, where a script may not fetch data."""
    return lambda **settings: visit(f"file://{site}/book/lardy.html", **settings)


def _card(page):
    return page.locator(".book-card")


def test_nothing_loads_for_cards_before_a_reader_reaches_for_one(chapter):
    page = chapter()
    scripts = page.locator("script[src*='/cards/']")
    assert scripts.count() == 0
    page.locator(CLAIM).first.hover()
    _card(page).wait_for()
    assert scripts.count() == 1


def test_pointing_at_a_claim_opens_its_card_and_leaving_closes_it(chapter):
    page = chapter()
    link = page.locator(CLAIM).first
    link.hover()
    _card(page).wait_for()
    assert "3,000 m²" in _card(page).inner_text()
    assert "7 October 2025" in _card(page).inner_text()
    word, card = link.bounding_box(), _card(page).bounding_box()
    above = word["y"] - (card["y"] + card["height"])
    below = card["y"] - (word["y"] + word["height"])
    assert 0 <= max(above, below) < 20
    _card(page).hover()  # the card can be pointed at, to follow its links
    page.wait_for_timeout(400)
    assert _card(page).is_visible()
    page.mouse.move(1, 1)
    _card(page).wait_for(state="hidden")


@pytest.mark.parametrize("kind", OTHERS)
def test_citations_and_terms_have_cards_too(chapter, kind):
    page = chapter()
    page.locator(f"article {OTHERS[kind]}").first.hover()
    _card(page).wait_for()


def test_the_keyboard_opens_a_card_goes_into_it_and_puts_it_away(chapter):
    page = chapter()
    link = page.locator("a.claim[href$='claim-lardy-cost']").first
    link.evaluate("link => { link.focus({ focusVisible: true }) }")
    _card(page).wait_for()
    assert link.get_attribute("aria-describedby") == _card(page).get_attribute("id")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.book-card') !== null")
    page.keyboard.press("Escape")
    assert not _card(page).is_visible()
    assert link.evaluate("link => link === document.activeElement")
    assert link.get_attribute("aria-describedby") is None


def test_the_first_tap_shows_the_card_and_the_second_follows_the_link(chapter):
    page = chapter(has_touch=True, width=360)
    link = page.locator(CLAIM).first
    link.tap()
    _card(page).wait_for()
    assert page.url.endswith("lardy.html")
    box = _card(page).bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 360
    page.locator(".chart-title").first.tap()  # which no card covers
    _card(page).wait_for(state="hidden")
    link.tap()
    _card(page).wait_for()
    link.tap()
    page.wait_for_url("**/claims/lardy-sites.html#claim-lardy-floor-area")


def test_a_link_without_a_card_is_followed_by_one_tap(chapter):
    page = chapter(has_touch=True, width=360)
    page.locator("article a[href='#lardy-floor-area']").first.tap()
    page.wait_for_url("**/lardy.html#lardy-floor-area")


def test_without_javascript_a_claim_leads_to_its_row(chapter):
    page = chapter(java_script_enabled=False)
    page.locator(CLAIM).first.click()
    page.wait_for_url("**/claims/lardy-sites.html#claim-lardy-floor-area")
