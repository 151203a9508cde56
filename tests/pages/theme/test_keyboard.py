"""The keyboard reaches everything that a pointer does, and one sees where it is."""

import pytest
from serving import serving

DESK, PHONE = 1280, 360

# What a reader can do something with, where it shows. A closed <details> shows its summary alone.
_REACHABLE = """() => {
  const all = document.querySelectorAll(
    "a[href], button, input, select, summary, [tabindex='0'], .chart-view[data-chart]");
  const found = [...all].filter((element) => !element.disabled
    && element.checkVisibility({ visibilityProperty: true }));
  found.forEach((element, index) => { element.dataset.stop = index; });
  return found.map((element) => `${element.outerHTML.replace(/\\s+/g, " ").slice(0, 120)}`);
}"""

# Where the focus is: which of them, and whether anything is drawn round it.
_FOCUS = """() => {
  const element = document.activeElement;
  const ringed = (part) => {
    const style = getComputedStyle(part), box = part.getBoundingClientRect();
    return box.width * box.height > 0 && (style.boxShadow !== "none"
      || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1);
  };
  return { stop: element.dataset.stop ?? null, body: element === document.body,
           seen: [element, ...element.children].some(ringed) };
}"""


@pytest.fixture(scope="module")
def address(site):
    with serving(site) as (address, _):
        yield address


@pytest.fixture
def visit(address, browser):
    contexts = []

    def open_page(name, width=DESK, **settings):
        viewport = {"width": width, "height": 800}
        context = browser.new_context(viewport=viewport, reduced_motion="reduce", **settings)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}/{name}", wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    "name, width, scheme",
    [("book/verkor.html", DESK, "light"), ("book/lardy.html", PHONE, "dark")],
)
def test_tab_leads_to_each_thing_once_and_shows_where_one_is(visit, name, width, scheme):
    page = visit(name, width, color_scheme=scheme)
    things = page.evaluate(_REACHABLE)
    assert len(things) > 100
    stops, unseen = [], []
    for _ in range(2 * len(things)):
        page.keyboard.press("Tab")
        focus = page.evaluate(_FOCUS)
        if focus["body"]:
            break  # round the page
        if focus["stop"] is None:
            continue  # a box that scrolls, which browsers let one reach by themselves
        stops.append(int(focus["stop"]))
        if not focus["seen"]:
            unseen.append(things[stops[-1]])
    assert [things[index] for index in set(range(len(things))) - set(stops)] == [], "not reached"
    assert len(stops) == len(set(stops)), "reached twice"
    assert unseen == [], "nothing shows that they have the focus"


def test_the_first_stop_leads_past_the_contents(visit):
    page = visit("book/lardy.html")
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.inner_text() == "Skip to main content"
    box = link.bounding_box()
    assert box["x"] >= 0 and box["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def _press(page, selector, key="Enter"):
    page.locator(selector).first.focus()
    page.keyboard.press(key)


def test_each_button_of_a_page_works_from_the_keyboard(visit):
    page = visit("book/lardy.html")
    mode = page.evaluate("document.documentElement.dataset.mode")
    _press(page, "button.theme-switch-button:visible")
    assert page.evaluate("document.documentElement.dataset.mode") != mode
    _press(page, ".primary-toggle:visible", "Space")
    page.locator("#pst-primary-sidebar").wait_for(state="hidden")
    _press(page, ".primary-toggle:visible", "Space")
    page.locator("#pst-primary-sidebar").wait_for()
    assert page.evaluate("document.activeElement.matches('.primary-toggle')")
    folder = page.locator(".bd-links details").nth(1)
    assert not folder.locator("a").is_visible()
    folder.locator("summary").focus()
    page.keyboard.press("Enter")
    assert folder.locator("a").is_visible()
    _press(page, ".dropdown-download-buttons > button")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.dropdown-menu') !== null")
    page.keyboard.press("Escape")
    _press(page, "details.chart-table > summary")
    assert page.locator("table.chart-data:visible").count() == 1
    _press(page, ".btn-fullscreen-button")
    page.wait_for_function("document.fullscreenElement !== null")


@pytest.mark.parametrize("side", ["primary", "secondary"])
def test_a_drawer_opens_takes_the_focus_and_gives_it_back(visit, side):
    page = visit("book/lardy.html", PHONE)
    _press(page, f".{side}-toggle")
    page.locator(f"#pst-{side}-sidebar-modal").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    page.locator(f"#pst-{side}-sidebar-modal").wait_for(state="hidden")
    assert page.evaluate(f"document.activeElement.matches('.{side}-toggle')")


def test_the_ledger_is_filtered_from_the_keyboard(visit):
    page = visit("book/evidence.html")
    rows = page.locator("table.claims tbody tr:visible")
    before = rows.count()
    page.locator("form.ledger-filters [name=q]").focus()
    page.keyboard.type("pilot")
    assert 0 < rows.count() < before
    found = rows.count()
    page.keyboard.press("Tab")
    page.keyboard.type("Lardy")  # the menu of chapters takes the first letters
    assert page.locator("form.ledger-filters [name=chapter]").input_value() == "lardy"
    assert 0 < rows.count() < found


def test_copying_code_needs_no_pointer(visit):
    page = visit("book/notebooks/lardy.html", permissions=["clipboard-read", "clipboard-write"])
    button = page.locator("button.copybtn").first
    button.focus()
    page.wait_for_function("getComputedStyle(document.activeElement).opacity > 0.9")
    page.keyboard.press("Enter")
    page.wait_for_selector("button.copybtn.success")


def test_nothing_moves_by_itself_for_a_reader_who_asked_for_that(visit):
    page = visit("book/notebooks/lardy.html", PHONE)
    page.locator(".primary-toggle").click()
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].flatMap((element) =>
             [null, "::before", "::after"].map((part) => getComputedStyle(element, part))
               .filter((style) => style.scrollBehavior === "smooth"
                 || style.animationName !== "none"
                 || !/^(none|all 0s)/.test(style.transition) && /[1-9]/.test(style.transitionDuration))
               .map((style) => `${element.tagName}.${element.className}: ${style.transition}`))"""
    )
    assert sorted(set(moving)) == []
