"""The keyboard reaches everything that a pointer does, and one sees where it is."""

import pytest

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


@pytest.fixture
def opened(visit):
    """Open a page as a reader who wants little motion."""
    return lambda name, width=DESK, **settings: visit(
        name, width, reduced_motion="reduce", **settings
    )


@pytest.mark.parametrize(
    "name, width, scheme",
    [("book/verkor.html", DESK, "light"), ("book/lardy.html", PHONE, "dark")],
)
def test_tab_leads_to_each_thing_once_and_shows_where_one_is(opened, name, width, scheme):
    page = opened(name, width, scheme=scheme)
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


def test_the_first_stop_leads_past_the_contents(opened):
    page = opened("book/lardy.html")
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.inner_text() == "Skip to main content"
    box = link.bounding_box()
    assert box["x"] >= 0 and box["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def _press(page, name, key="Enter"):
    page.get_by_role("button", name=name).focus()
    page.keyboard.press(key)


def _focused(page):
    return page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.innerText")


def test_each_button_of_a_page_works_from_the_keyboard(opened):
    page = opened("book/lardy.html")
    mode = page.evaluate("document.documentElement.dataset.mode")
    _press(page, "Colours")
    assert page.evaluate("document.documentElement.dataset.mode") != mode
    contents = page.get_by_role("navigation", name="Contents of the book")
    _press(page, "Contents of the book", "Space")
    contents.wait_for(state="hidden")
    page.keyboard.press("Space")
    contents.wait_for()
    assert _focused(page) == "Contents of the book"
    _press(page, "Download or mend this page")
    page.keyboard.press("Tab")
    assert _focused(page) == "Source of this page"
    page.keyboard.press("Escape")
    assert _focused(page) == "Download or mend this page"
    page.locator("details.chart-table > summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("table.chart-data:visible").count() == 1
    _press(page, "Search the book")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Escape")
    assert _focused(page) == "Search the book"
    _press(page, "Full screen")
    page.wait_for_function("document.fullscreenElement !== null")


def test_the_drawer_opens_takes_the_focus_and_gives_it_back(opened):
    page = opened("book/lardy.html", PHONE)
    _press(page, "Contents of the book")
    drawer = page.get_by_role("navigation", name="Contents of the book")
    drawer.wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('nav') !== null")
    page.keyboard.press("Escape")
    drawer.wait_for(state="hidden")
    assert _focused(page) == "Contents of the book"


def test_claims_are_found_from_the_keyboard(opened):
    page = opened("book/evidence.html")
    found = page.locator("ol.claims-found > li")
    page.locator("form.claim-finder [name=q]").focus()
    page.keyboard.type("pilot line")
    found.first.wait_for()
    count = page.locator("form.claim-finder output")
    before = count.inner_text()
    page.keyboard.press("Tab")
    page.keyboard.type("Lardy")  # the menu of chapters takes the first letters
    assert page.locator("form.claim-finder [name=chapter]").input_value() == "lardy"
    assert count.inner_text() != before
    assert found.first.is_visible()


def test_copying_code_needs_no_pointer(opened):
    page = opened("book/notebooks/lardy.html", permissions=["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Copy", exact=True).first
    button.focus()
    assert button.evaluate("(button) => getComputedStyle(button).opacity") == "1"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copied").wait_for()


def test_nothing_moves_by_itself_for_a_reader_who_asked_for_that(opened):
    page = opened("book/notebooks/lardy.html", PHONE)
    _press(page, "Contents of the book")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].flatMap((element) =>
             [null, "::before", "::after"].map((part) => getComputedStyle(element, part))
               .filter((style) => style.scrollBehavior === "smooth"
                 || style.animationName !== "none"
                 || !/^(none|all 0s)/.test(style.transition) && /[1-9]/.test(style.transitionDuration))
               .map((style) => `${element.tagName}.${element.className}: ${style.transition}`))"""
    )
    assert sorted(set(moving)) == []
