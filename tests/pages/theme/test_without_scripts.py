"""Where no script runs, everything there is to read is there, and nothing pretends to work."""

import pytest

# A button of a menu or a drawer that the browser itself opens is none of these.
_CONTROLS = "button:not([popovertarget]), input, select, form, output, [role=button], .chart-tip, .book-card"


@pytest.fixture(params=[1280, 360])
def page(visit, site, request):
    """A chapter from disk in a browser without scripts."""
    return visit(f"file://{site}/book/lardy.html", request.param, java_script_enabled=False)


def _facts(page):
    """What one sees of a page: read in one go, since it is large."""
    return page.locator("body").evaluate(
        """(body, controls) => {
             const seen = (selector) => [...body.querySelectorAll(selector)]
               .filter((element) => element.checkVisibility({ visibilityProperty: true }));
             return {
               controls: seen(controls).map((element) => element.outerHTML.slice(0, 100)),
               charts: body.querySelectorAll(".chart-view").length,
               pictures: seen(".chart-view > svg").length,
               rows: body.querySelectorAll("article > section tbody tr").length,
               hidden: [...body.querySelectorAll("article section tbody tr")]
                 .filter((row) => !row.closest("details") && !row.checkVisibility()).length,
               words: body.querySelector("main").innerText.length,
               wide: document.documentElement.scrollWidth - innerWidth,
             };
           }""",
        _CONTROLS,
    )


def test_text_charts_tables_and_the_way_on_are_there_and_no_dead_control(site, page):
    charts = rows = 0
    for path in sorted([*(site / "book").rglob("*.html"), site / "genindex.html"]):
        page.goto(f"file://{path}", wait_until="load")
        facts = _facts(page)
        name = path.relative_to(site)
        assert facts["controls"] == [], name
        assert facts["pictures"] == facts["charts"], name
        assert facts["hidden"] == 0, name
        assert facts["words"] > 300, name
        assert facts["wide"] <= 0, name
        charts, rows = charts + facts["charts"], rows + facts["rows"]
    assert charts > 30
    assert rows > 700


def test_the_contents_are_there_or_open_and_so_does_the_menu(page):
    contents = page.get_by_role("navigation", name="Contents of the book")
    if not contents.is_visible():
        page.get_by_role("button", name="Contents of the book").click()
    assert contents.locator("a:visible").count() > 8
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Download or mend this page").click()
    assert page.get_by_role("link", name="Source of this page").is_visible()
    assert page.locator("#page-files li:visible").count() == 1


def test_the_search_page_says_that_it_needs_a_script(site, page):
    page.goto(f"file://{site}/search.html", wait_until="load")
    assert page.locator("noscript .admonition").is_visible()
    assert _facts(page)["controls"] == []


def test_what_folds_unfolds(page):
    page.locator("details.chart-table > summary").first.click()
    assert page.locator("table.chart-data").first.is_visible()
