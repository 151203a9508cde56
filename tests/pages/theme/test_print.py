"""On paper a page is black on white from either theme, and leaves out what needs a screen."""

from itertools import combinations

import pytest
from audit import LIGHT

#: Width of a sheet between its margins, in CSS pixels.
SHEET = 680


@pytest.fixture(params=["light", "dark"])
def sheet(visit, site, request):
    """A chapter with a chart in its interactive view, as it goes to the printer."""
    page = visit(f"file://{site}/book/verkor.html", SHEET, request.param)
    page.locator(".chart-view").first.focus()
    page.locator(".chart-live svg").wait_for()
    page.emulate_media(media="print")
    return page


def test_words_are_dark_on_a_white_sheet(sheet):
    found = sheet.evaluate(
        f"""() => {{
             const light = {LIGHT}, pale = [], grounds = [];
             for (const element of document.querySelectorAll("body, body *")) {{
               if (!element.checkVisibility({{ visibilityProperty: true }})) continue;
               const style = getComputedStyle(element), name = element.outerHTML.slice(0, 100);
               const ground = element.closest("svg") ? null : light(style.backgroundColor);
               if (ground !== null && ground < 0.95) grounds.push(name);
               const words = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE
                 && node.data.trim());
               const ink = element.closest("svg") ? style.fill : style.color;
               if (words && light(ink) > 0.1) pale.push(name);
             }}
             return {{ pale, grounds, sheet: light(getComputedStyle(document.body).backgroundColor) }};
           }}"""
    )
    assert found == {"pale": [], "grounds": [], "sheet": 1}


def test_what_needs_a_screen_stays_off_the_sheet(sheet):
    gone = (
        "button, input, select, form, output, dialog, nav, body > header, body > footer, "
        ".chart-files, .chart-tip, .book-card, .headerlink, details:not([open], .chart-more)"
    )
    left = sheet.locator(f":is({gone}):visible")
    assert left.evaluate_all("(all) => all.map((one) => one.outerHTML.slice(0, 100))") == []
    assert sheet.locator("h1:visible").count() == 1
    shown = sheet.locator(".chart-view svg:visible").count()
    assert shown == sheet.locator(".chart-view").count() > 4
    assert sheet.evaluate("document.documentElement.scrollWidth") <= SHEET


def test_a_sheet_shows_all_sources_of_a_chart(sheet):
    folded = sheet.locator("details.chart-more:not([open]) a")
    assert folded.count() > 4
    assert all(link.bounding_box()["height"] > 0 for link in folded.all()[:5])


def test_a_printer_without_colours_tells_the_colours_of_charts_apart(sheet):
    names = ("blue", "orange", "green", "purple", "sky")
    lights = sheet.evaluate(
        f"""(names) => names.map((name) => {{
             const mark = document.createElement("i");
             mark.style.color = `var(--chart-${{name}})`;
             document.body.append(mark);
             const found = ({LIGHT})(getComputedStyle(mark).color);
             mark.remove();
             return found;
           }})""",
        names,
    )
    for (one, light), (other, dark) in combinations(zip(names, lights, strict=True), 2):
        light, dark = max(light, dark), min(light, dark)
        assert (light + 0.05) / (dark + 0.05) > 1.4, f"{one} and {other}"


def test_the_sheets_hold_the_chapter(sheet):
    pages = sheet.pdf(format="A4").count(b"/Type /Page\n")
    assert 4 <= pages <= 15
