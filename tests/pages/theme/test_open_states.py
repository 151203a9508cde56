"""What opens on a page is as open to everyone as the page: dialogues, drawers, charts, cards."""

import pytest
from audit import violations
from serving import serving

DESK, PHONE = 1280, 360


@pytest.fixture(scope="module")
def address(site):
    with serving(site) as (address, _):
        yield address


@pytest.fixture(params=["light", "dark"])
def visit(address, browser, request):
    """Open a page as a reader whose machine is set to light or dark and to little motion."""
    contexts = []

    def open_page(name, width):
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=request.param,
            reduced_motion="reduce",  # a state is judged once it is reached
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}/{name}", wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()


def _fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_search_dialogue(visit):
    page = visit("book/lardy.html", PHONE)
    page.keyboard.press("Control+k")
    page.locator("#pst-search-dialog").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("side", ["primary", "secondary"])
def test_a_drawer_on_a_phone(visit, side):
    page = visit("book/lardy.html", PHONE)
    page.locator(f".{side}-toggle").click()
    drawer = page.locator(f"#pst-{side}-sidebar-modal")
    drawer.wait_for()
    drawer.locator("summary").evaluate_all("(all) => all.forEach((one) => { one.click(); })")
    assert violations(page) == []


def test_the_download_menu(visit):
    page = visit("book/lardy.html", DESK)
    page.locator(".dropdown-download-buttons > button").click()
    page.locator(".dropdown-download-buttons .dropdown-menu").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_chart_that_is_read_with_its_sliders_and_all_that_unfolds(visit, width):
    page = visit("book/verkor.html", width)
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
    [("evidence", DESK), ("evidence", PHONE), ("glossary", DESK), ("bibliography", PHONE)],
)
def test_a_card(visit, target, width):
    page = visit("book/lardy.html", width)
    page.keyboard.press("Tab")  # so that what is focused counts as reached by keyboard
    page.locator(f"article p a[href*='{target}.html#']").first.focus()
    page.locator(".book-card").wait_for()
    assert _fits(page)
    assert violations(page) == []


def test_a_filtered_ledger(visit):
    page = visit("book/evidence.html?chapter=verkor&kind=promise&q=gigafactory", PHONE)
    page.locator(".ledger-filters output:not(:empty)").wait_for()
    assert _fits(page)
    assert violations(page) == []


def test_the_results_of_a_search(visit):
    page = visit("search.html?q=laboratory", PHONE)
    page.locator("ul.search .highlighted").first.wait_for()
    assert _fits(page)
    assert violations(page) == []
