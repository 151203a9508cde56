"""What opens on a page is as open to everyone as the page: dialogues, drawers, charts, cards."""

import pytest
from audit import violations

DESK, PHONE = 1280, 360


@pytest.fixture(params=["light", "dark"])
def opened(visit, request):
    """Open a page as a reader whose machine is set to light or dark and to little motion."""
    # A state is judged once it is reached.
    return lambda name, width: visit(name, width, request.param, reduced_motion="reduce")


def _fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_search_dialogue(opened):
    page = opened("book/lardy.html", PHONE)
    page.keyboard.press("Control+k")
    page.get_by_role("dialog", name="Search the book").wait_for()
    assert violations(page) == []


def test_the_drawer_on_a_phone(opened):
    page = opened("book/lardy.html", PHONE)
    page.get_by_role("button", name="Contents of the book").click()
    page.get_by_role("navigation", name="Contents of the book").wait_for()
    assert violations(page) == []


def test_the_contents_of_a_page_on_a_phone(opened):
    page = opened("book/lardy.html", PHONE)
    page.locator("summary", has_text="On this page").click()
    assert violations(page) == []


def test_the_menu_of_a_page(opened):
    page = opened("book/lardy.html", DESK)
    page.get_by_role("button", name="Download or mend this page").click()
    page.get_by_role("link", name="Source of this page").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_chart_that_is_read_with_its_menu_and_all_that_unfolds(opened, width):
    page = opened("book/chemistry.html", width)
    page.locator("details").evaluate_all("(all) => all.forEach((one) => { one.open = true; })")
    view = page.locator(".chart-view:has(~ form.chart-controls)").first
    view.focus()
    view.locator(".chart-live svg").wait_for()
    page.keyboard.press("ArrowRight")
    page.locator(".chart-tip").wait_for()
    assert _fits(page)
    assert violations(page) == []


@pytest.mark.parametrize(
    "target, width",
    [
        ("claims/lardy-sites", DESK),
        ("claims/lardy-sites", PHONE),
        ("glossary", DESK),
        ("bibliography", PHONE),
    ],
)
def test_a_card(opened, target, width):
    page = opened("book/lardy.html", width)
    page.keyboard.press("Tab")  # so that what is focused counts as reached by keyboard
    page.locator(f"article p a[href*='{target}.html#']").first.focus()
    page.locator(".book-card").wait_for()
    assert _fits(page)
    assert violations(page) == []


def test_claims_that_were_found(opened):
    page = opened("book/evidence.html?chapter=verkor&kind=promise&q=gigafactory", PHONE)
    page.locator("ol.claims-found > li").first.wait_for()
    assert _fits(page)
    assert violations(page) == []


def test_the_results_of_a_search(opened):
    page = opened("search.html?q=laboratory", PHONE)
    page.locator("ul.search .highlighted").first.wait_for()
    assert _fits(page)
    assert violations(page) == []
