"""Charts stand without a script, and answer who reaches for one, without moving the page."""

import re

import pytest
from conftest import build_site, write_notebook, write_tables

NOTEBOOK = """
import altair as alt
import pandas as pd
from batterybook import charts
from batterybook.charts import forms
from batterybook.tables.evidence import Evidence
from batterybook.tables.wide import wide

labs = wide(Evidence(), "laboratory", ["floor_area"])
tip = "{label}, floor area: {floor_area:,.0f} m²"
areas = forms.bars(labs, "floor_area", "Floor area (m²)", tip=tip)
table = {"name": "Site", "floor_area": "Area (m²)"}
charts.publish("areas", areas, "One laboratory is larger", labs.round(), table)

pack = alt.param(
    name="pack", value=50, bind=alt.binding_range(min=20, max=100, step=5, name="Pack (kWh)")
)
basis = alt.param(
    name="basis", value="gross", bind=alt.binding_select(options=["gross", "net"], name="Basis")
)
supply = pd.DataFrame({"gwh": [12.0], "claim": "area"})
cars = (
    alt.Chart(supply)
    .transform_calculate(cars="datum.gwh * 1e6 / pack * (basis == 'net' ? 0.9 : 1)")
    .transform_calculate(tip="'Cars: ' + format(datum.cars, ',') + ' a year'")
    .mark_bar()
    .encode(alt.X("cars:Q", scale=alt.Scale(domain=[0, 600000])), tooltip="tip:N")
    .add_params(pack, basis)
)
charts.publish("what-if", cars, "Twelve GWh fill many packs", supply, {"gwh": "GWh"})

years = pd.DataFrame({"due": [str(year) for year in range(2014, 2030)]})
years["name"] = years["label"] = "Plant " + years["due"]
plans = forms.timeline(years.assign(said="2012-02", delivered=None))
charts.publish("plans", plans, "Much is due", years, {"name": "Plant", "due": "Due"})
"""
PAGE = """# A

```{chart} areas
---
alt: The first is larger.
---
Floor area of both.
```

```{chart} what-if
---
alt: Packs that the energy fills.
---
Energy over pack.
```

```{chart} plans
---
alt: A plant a year.
---
Said and promised.
```

The end.
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A book of one page with a plain chart and one with a slider and a menu."""
    root = tmp_path_factory.mktemp("small")
    write_tables(root)
    write_notebook(root / "book" / "notebooks" / "a.ipynb", NOTEBOOK)
    site = build_site(root, {"book/a": PAGE})
    assert site.warnings == []
    return root / "_build" / "html"


@pytest.fixture(params=[1280, 360])
def width(request):
    return request.param


@pytest.fixture
def opened(visit, small):
    """Open the page from disk, as the strictest place to open it from."""
    pages = []

    def open_page(address="", **settings):
        pages.append(visit(f"file://{small}/book/a.html{address}", **settings))
        return pages[-1]

    yield open_page
    asked = [url for page in pages for url in page.context.asked]
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def _view(page, key):
    return page.locator(f'.chart-view[data-chart="{key}"]')


def _live(page, key):
    """Reach for a chart by keyboard and wait for its interactive view."""
    _view(page, key).focus()
    _view(page, key).locator(".chart-live svg").wait_for()
    return _view(page, key)


def _bar(page, key="what-if"):
    return page.locator(f'.chart-view[data-chart="{key}"] .mark-rect path').last.bounding_box()


def _layout(page):
    """Where everything on the page stands, but for what is inside the charts."""
    return page.evaluate(
        """() => [...document.querySelectorAll("article *:not(.chart-view *)")].map((element) => {
             const box = element.getBoundingClientRect();
             return [element.tagName, box.x, box.y + scrollY, box.width, box.height].join(" ");
           })"""
    )


def test_nothing_of_vega_loads_before_a_reader_reaches_for_a_chart(opened):
    page = opened()
    page.wait_for_timeout(300)
    assert not any(re.search(r"vega|charts/", url) for url in page.context.asked)
    assert _view(page, "areas").locator("svg:visible").get_attribute("role") == "img"


def test_without_javascript_charts_stand_and_sliders_do_not(opened, width):
    page = opened(java_script_enabled=False, viewport={"width": width, "height": 900})
    for key in ("areas", "what-if"):
        assert _view(page, key).locator("svg:visible").count() == 1
    assert not page.locator("form.chart-controls").is_visible()


@pytest.mark.parametrize("reach", ["pointer", "focus", "tap"])
def test_each_way_of_reaching_for_a_chart_swaps_the_interactive_view_in(opened, reach):
    page = opened(has_touch=True)
    view = _view(page, "areas")
    {"pointer": view.hover, "focus": view.focus, "tap": view.tap}[reach]()
    live = view.locator(".chart-live svg")
    live.wait_for()
    assert view.locator("svg:visible").count() == 1
    assert live.get_attribute("role") == "img"
    assert live.get_attribute("aria-label") == "The first is larger."
    if reach == "focus":
        assert page.evaluate("document.activeElement.dataset.chart") == "areas"


def test_vega_loads_once_for_all_charts_and_leaves_no_global_behind(opened):
    page = opened()
    before = set(page.evaluate("Object.keys(window)"))
    for key in ("areas", "what-if"):
        _live(page, key)
    assert sum("vega.js" in url for url in page.context.asked) == 1
    assert set(page.evaluate("Object.keys(window)")) == before


def test_the_swap_moves_nothing_on_the_page(opened, width):
    page = opened(viewport={"width": width, "height": 900})
    before = _layout(page)
    for key in ("areas", "what-if"):
        _live(page, key)
    assert _layout(page) == before


def test_a_narrow_window_gets_the_narrow_view_also_after_it_was_turned(opened):
    page = opened()
    wide = _live(page, "areas").locator(".chart-live svg").bounding_box()
    page.set_viewport_size({"width": 360, "height": 800})
    page.wait_for_selector('.chart-view[data-live="narrow"]')
    narrow = _view(page, "areas").locator(".chart-live svg").bounding_box()
    assert narrow["width"] < wide["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_tooltip_tells_value_unit_and_source(opened):
    page = opened()
    view = _live(page, "areas")
    view.locator(".chart-live .mark-rect path").first.hover()
    card = page.locator(".chart-tip")
    assert "Cell laboratory, floor area: 3,000 m²" in card.inner_text()
    assert "Source: Le Journal (7 October 2025)" in card.inner_text()
    page.mouse.move(2, 2)
    assert not card.is_visible()


def _told(page):
    card = page.locator(".chart-tip")
    return card.locator(".fact").inner_text() if card.is_visible() else None


def test_the_keyboard_reads_each_datum_once_from_the_top(opened):
    page = opened()
    _live(page, "areas")
    read = []
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        read.append(_told(page))
    page.keyboard.press("ArrowUp")
    assert _told(page) == read[1]
    assert read[0].startswith("Cell laboratory") and read[1].startswith("Other")
    assert read[2] == read[0]
    page.keyboard.press("Escape")
    assert _told(page) is None


def _fits(page):
    card = page.locator(".chart-tip").bounding_box()
    window = page.viewport_size
    return (
        card["x"] >= 0
        and card["y"] >= 0
        and card["x"] + card["width"] <= window["width"]
        and card["y"] + card["height"] <= window["height"]
    )


@pytest.mark.parametrize("window", [(320, 568), (844, 390), (1280, 900)])
def test_each_datum_that_the_keyboard_reads_is_in_sight_and_its_card_too(opened, window):
    width, height = window
    page = opened(viewport={"width": width, "height": height})
    _live(page, "plans")
    for _ in range(32):  # sixteen plants, said and promised
        page.keyboard.press("ArrowRight")
        assert _fits(page)
        mark = page.locator(".chart-live [data-read]").bounding_box()
        assert mark["y"] >= 0 and mark["y"] + mark["height"] <= height + 1
    assert _told(page) == "Plant 2029, promised for: 2029"


def _tap(page, key, part=0):
    box = _view(page, key).locator(".chart-live .mark-rect path").nth(part).bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}


def test_a_tap_pins_the_card_until_a_tap_elsewhere(opened):
    page = opened(**PHONE)
    _live(page, "areas")
    _tap(page, "areas")
    page.wait_for_function("!document.querySelector('.chart-tip').hidden")
    assert _told(page) == "Cell laboratory, floor area: 3,000 m²" and _fits(page)
    page.wait_for_timeout(300)
    assert _told(page)
    page.touchscreen.tap(5, 5)
    assert _told(page) is None


def test_the_first_tap_on_a_picture_tells_too(opened):
    page = opened(**PHONE)
    _view(page, "areas").scroll_into_view_if_needed()
    box = _view(page, "areas").locator("svg:visible path[fill*='chart-blue']").first.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function("!document.querySelector('.chart-tip').hidden")
    assert _told(page) == "Cell laboratory, floor area: 3,000 m²"


def test_a_click_pins_the_card_while_the_pointer_leaves(opened):
    page = opened()
    view = _live(page, "areas")
    view.locator(".chart-live .mark-rect path").first.click()
    page.mouse.move(2, 2)
    assert _told(page)
    page.keyboard.press("Escape")
    assert _told(page) is None


def test_a_pinned_card_follows_its_mark_and_goes_with_it(opened):
    page = opened(viewport={"width": 360, "height": 400})
    view = _live(page, "areas")
    view.locator(".chart-live .mark-rect path").first.click()
    card = page.locator(".chart-tip")
    before = card.bounding_box()["y"]
    page.evaluate("scrollBy({ top: 20, behavior: 'instant' })")
    page.wait_for_timeout(100)
    assert card.bounding_box()["y"] < before
    page.evaluate("scrollBy({ top: 2000, behavior: 'instant' })")
    page.wait_for_function("document.querySelector('.chart-tip').hidden")


def test_a_scroll_by_finger_over_a_chart_leaves_no_card(opened):
    page = opened(**PHONE)
    box = _live(page, "plans").bounding_box()
    page.keyboard.press("Escape")
    session = page.context.new_cdp_session(page)
    x, y = box["x"] + 150, min(box["y"] + 200, 600)
    for kind, at in (("touchStart", y), ("touchMove", y - 90), ("touchMove", y - 180)):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": at}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(200)
    assert _told(page) is None


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati"])
def test_dates_are_the_same_words_and_places_in_every_time_zone(opened, zone):
    def seen(page):
        view = _live(page, "plans")
        read = []
        for _ in range(3):
            page.keyboard.press("ArrowRight")
            read.append(_told(page))
        labels = view.locator(".chart-live .role-axis-label text").all_inner_texts()
        places = view.locator(".chart-live .mark-rect path").evaluate_all(
            "(all) => all.map((path) => path.getAttribute('d'))"
        )
        return read, labels, places

    assert seen(opened(timezone_id=zone)) == seen(opened(timezone_id="UTC"))


def test_a_slider_moves_the_chart_by_keyboard_and_the_address_holds_the_view(opened):
    page = opened()
    page.get_by_label("Pack (kWh)").focus()
    page.wait_for_selector('.chart-view[data-chart="what-if"][data-live]')
    before = _bar(page)["width"]
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("location.search.includes('what-if.pack=70')")
    page.wait_for_function(
        f"""document.querySelector('[data-chart="what-if"] .chart-live .mark-rect path')
            .getBoundingClientRect().width < {before} - 1"""
    )
    assert page.evaluate("document.activeElement.name") == "pack"
    assert page.locator("form.chart-controls output").inner_text() == "70"

    again = opened("?" + page.url.partition("?")[2])
    again.wait_for_selector('.chart-view[data-chart="what-if"][data-live]')
    assert again.get_by_label("Pack (kWh)").input_value() == "70"
    assert _bar(again)["width"] == pytest.approx(_bar(page)["width"], abs=1)


def test_a_menu_changes_the_chart_too(opened):
    page = opened()
    page.get_by_label("Basis").select_option("net")
    page.wait_for_selector('.chart-view[data-chart="what-if"][data-live]')
    net = _bar(page)["width"]
    page.get_by_label("Basis").select_option("gross")
    page.wait_for_function("!location.search")
    page.wait_for_timeout(100)
    assert _bar(page)["width"] > net * 1.05


def test_reset_takes_everything_back(opened):
    page = opened("?what-if.pack=80&what-if.basis=net#what-if")
    page.wait_for_selector('.chart-view[data-chart="what-if"][data-live]')
    page.get_by_role("button", name="Reset").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("!location.search")
    assert page.get_by_label("Pack (kWh)").input_value() == "50"
    assert page.get_by_label("Basis").input_value() == "gross"


def test_a_view_that_cannot_be_is_left_out(opened):
    page = opened("?what-if.pack=many")
    assert page.get_by_label("Pack (kWh)").input_value() == "50"


def test_the_interactive_view_takes_its_colours_from_the_page(opened):
    page = opened(color_scheme="light")
    mark = _live(page, "areas").locator(".chart-live .mark-rect path").first
    light = mark.evaluate("(path) => getComputedStyle(path).fill")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert mark.evaluate("(path) => getComputedStyle(path).fill") != light
