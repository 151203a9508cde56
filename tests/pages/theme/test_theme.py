"""What the theme offers still works on slim pages: in both themes, on a desk and on a phone."""

import pytest
from serving import serving

DESK, PHONE = 1280, 360


@pytest.fixture(scope="module")
def address(site):
    with serving(site) as (address, _):
        yield address


@pytest.fixture(params=["light", "dark"])
def scheme(request):
    return request.param


@pytest.fixture
def visit(address, browser, scheme):
    """Open a page as a reader whose machine is set to light or dark."""
    contexts = []

    def open_page(name, width=DESK, **settings):
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, **settings
        )
        contexts.append(context)
        context.said = []
        context.on("console", lambda message: context.said.append(message.text))
        context.on("weberror", lambda error: context.said.append(str(error.error)))
        page = context.new_page()
        page.goto(f"{address}/{name}", wait_until="networkidle")
        return page

    yield open_page
    for context in contexts:
        assert context.said == []
        context.close()


def _style(locator, name):
    return locator.evaluate("(element, name) => getComputedStyle(element)[name]", name)


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("way", ["button", "keys"])
def test_the_search_dialogue_opens_looks_like_one_and_leads_to_results(visit, width, way):
    page = visit("book/lardy.html", width)
    dialogue = page.locator("#pst-search-dialog")
    assert not dialogue.is_visible()
    if way == "keys":
        page.keyboard.press("Control+k")
    else:
        page.locator("button.search-button__button:visible").first.click()
    assert dialogue.is_visible()
    assert dialogue.locator("svg").is_visible()
    assert page.evaluate("document.activeElement.name") == "q"
    box = dialogue.bounding_box()
    assert box["width"] > width * 0.5 and box["x"] >= 0 and box["x"] + box["width"] <= width
    assert _style(dialogue.locator("form"), "display") == "flex"
    page.keyboard.press("Escape")
    assert not dialogue.is_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("dry room")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=dry+room")
    page.locator("ul.search li a").first.wait_for()


def test_a_result_of_the_search_shows_where_it_was_found(visit):
    page = visit("search.html?q=laboratory")
    page.locator("ul.search .highlighted").first.wait_for()
    link = page.locator("ul.search li a").first
    title = link.inner_text()
    link.click()
    page.wait_for_load_state()
    assert title in page.title() or title in page.locator("article").inner_text()


def test_results_come_from_disk_as_well(browser, site):
    context = browser.new_context()
    said = []
    context.on("console", lambda message: said.append(message.text))
    page = context.new_page()
    page.goto(f"file://{site}/search.html?q=laboratory")
    page.locator("ul.search li a").first.wait_for()
    page.wait_for_timeout(300)
    assert said == []
    context.close()


def test_a_first_visit_has_the_theme_of_the_readers_machine_before_any_script_runs(visit, scheme):
    page = visit("book/lardy.html")
    assert page.evaluate("document.documentElement.dataset.theme") == scheme
    colour = page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    )
    assert (sum(colour) < 200) == (scheme == "dark")


def test_the_theme_switch_goes_round_and_is_remembered(visit):
    page = visit("book/lardy.html")
    button = page.locator("button.theme-switch-button:visible")
    seen = set()
    for _ in range(3):
        assert button.locator("svg:visible").count() == 1
        button.click()
        seen.add(page.evaluate("document.documentElement.dataset.mode"))
    assert seen == {"light", "dark", "auto"}
    while page.evaluate("document.documentElement.dataset.mode") != "dark":
        button.click()
    page.goto(page.url.replace("lardy", "verkor"))
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_on_a_desk_the_side_bar_folds_away_and_comes_back(visit):
    page = visit("book/lardy.html")
    bar, toggle = page.locator("#pst-primary-sidebar"), page.locator(".primary-toggle")
    assert bar.is_visible()
    toggle.click()
    bar.wait_for(state="hidden")
    assert page.locator("#main-content").bounding_box()["x"] == 0
    toggle.click()
    bar.wait_for(state="visible")
    assert page.locator("#pst-secondary-sidebar").is_visible()


@pytest.mark.parametrize("side", ["primary", "secondary"])
def test_on_a_phone_both_side_bars_are_drawers(visit, side):
    page = visit("book/lardy.html", PHONE)
    drawer = page.locator(f"#pst-{side}-sidebar-modal")
    assert not drawer.is_visible()
    page.locator(f".{side}-toggle").click()
    drawer.wait_for(state="visible")
    page.wait_for_timeout(400)
    assert drawer.locator("a:visible").count() > 3
    box = drawer.bounding_box()
    assert box["height"] > 400 and 0 <= box["x"] and box["x"] + box["width"] <= PHONE
    page.keyboard.press("Escape")
    drawer.wait_for(state="hidden")


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_download_menu_opens_with_its_entries(visit, width):
    page = visit("book/lardy.html", width)
    menu = page.locator(".dropdown-download-buttons .dropdown-menu")
    assert not menu.is_visible()
    page.locator(".dropdown-download-buttons > button").click()
    assert menu.is_visible()
    assert menu.locator("svg:visible").count() == menu.locator("li").count() == 2
    box = menu.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    page.mouse.move(1, 700)  # the theme keeps the menu open under a pointer
    page.keyboard.press("Escape")
    menu.wait_for(state="hidden")


def test_a_button_says_what_it_does_when_pointed_at(visit):
    page = visit("book/lardy.html")
    page.locator(".btn-fullscreen-button").hover()
    tip = page.locator(".tooltip")
    tip.wait_for()
    assert tip.inner_text() == "Fullscreen mode"
    assert _style(tip, "position") == "absolute"


def test_full_screen_is_entered_and_left(visit):
    page = visit("book/lardy.html")
    page.locator(".btn-fullscreen-button").click()
    page.wait_for_function("document.fullscreenElement !== null")
    page.locator(".btn-fullscreen-button").click()
    page.wait_for_function("document.fullscreenElement === null")


def test_the_copy_button_copies_the_code(visit):
    page = visit("book/notebooks/lardy.html", permissions=["clipboard-read", "clipboard-write"])
    block = page.locator("div.highlight:has(button.copybtn)").first
    button = block.locator("button.copybtn")
    assert _style(button, "opacity") == "0"
    block.hover()
    page.wait_for_function("getComputedStyle(document.querySelector('button.copybtn')).opacity > 0")
    button.click()
    page.wait_for_selector("button.copybtn.success")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == block.locator("pre").inner_text().strip()


def test_code_is_coloured(visit):
    page = visit("book/notebooks/lardy.html")
    spans = page.locator("div.highlight pre span[class]")
    colours = {_style(spans.nth(index), "color") for index in range(min(40, spans.count()))}
    assert len(colours) > 2
