"""What the frame of a page offers works: in both themes, on a desk and on a phone."""

import pytest
from conftest import CHAPTERS

DESK, PHONE = 1280, 360


@pytest.fixture(params=["light", "dark"])
def scheme(request):
    return request.param


@pytest.fixture
def opened(visit, scheme):
    """Open a page as a reader whose machine is set to light or dark."""
    return lambda name, width=DESK, **settings: visit(name, width, scheme, **settings)


def _button(page, name):
    return page.get_by_role("button", name=name)


def _contents(page):
    return page.get_by_role("navigation", name="Contents of the book")


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("way", ["button", "keys"])
def test_the_search_dialogue_opens_and_leads_to_results(opened, width, way):
    page = opened("book/lardy.html", width)
    dialogue = page.get_by_role("dialog", name="Search the book")
    assert not dialogue.is_visible()
    if way == "keys":
        page.keyboard.press("Control+k")
    else:
        _button(page, "Search the book").click()
    assert dialogue.is_visible()
    assert page.evaluate("document.activeElement.name") == "q"
    box = dialogue.bounding_box()
    assert box["width"] > width * 0.4 and box["x"] >= 0 and box["x"] + box["width"] <= width
    page.keyboard.press("Escape")
    assert not dialogue.is_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("dry room")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=dry+room")
    page.locator("ul.search li a").first.wait_for()


def test_a_result_of_the_search_shows_where_it_was_found(opened):
    page = opened("search.html?q=laboratory")
    page.locator("ul.search .highlighted").first.wait_for()
    link = page.locator("ul.search li a").first
    title = link.inner_text()
    link.click()
    page.wait_for_load_state()
    assert title in page.title() or title in page.locator("article").inner_text()


def test_results_come_from_disk_as_well(opened, site):
    page = opened(f"file://{site}/search.html?q=laboratory")
    page.locator("ul.search li a").first.wait_for()
    page.wait_for_timeout(300)  # a complaint of the browser would come now


def test_a_first_visit_has_the_theme_of_the_readers_machine_before_anything_is_drawn(
    opened, scheme
):
    page = opened("book/lardy.html")
    assert page.evaluate("document.documentElement.dataset.theme") == scheme
    blocking = page.evaluate(
        """[...document.querySelectorAll("head script[src]")]
             .filter((script) => !script.defer && !script.async).map((script) => script.src)"""
    )
    assert [address.partition("?")[0].rpartition("/")[2] for address in blocking] == ["first.js"]
    colour = page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    )
    assert (sum(colour) < 200) == (scheme == "dark")


def test_the_choice_of_theme_goes_round_outlives_a_reload_and_holds_for_other_pages(opened):
    page = opened("book/lardy.html")
    button, seen = _button(page, "Colours"), set()
    for _ in range(3):
        assert button.locator("svg:visible").count() == 1
        button.click()
        seen.add(page.evaluate("document.documentElement.dataset.mode"))
        assert seen <= {"light", "dark", "auto"}
    assert len(seen) == 3
    for chosen in ("dark", "light"):
        while page.evaluate("document.documentElement.dataset.mode") != chosen:
            button.click()
        page.reload()
        assert page.evaluate("document.documentElement.dataset.theme") == chosen
        page.goto(page.url.replace("lardy", "verkor"))
        assert page.evaluate("document.documentElement.dataset.theme") == chosen
        page.goto(page.url.replace("verkor", "lardy"))


def test_the_contents_name_the_chapters_and_say_which_page_one_is_on(opened):
    page = opened("book/verkor.html")
    names = [
        link.inner_text().split("\n")[0].strip() for link in _contents(page).locator("a").all()
    ]
    chapters = ["The bet", "Chemistry", "Lardy", "Basquevolt", "Verkor"]
    assert names[:6] == ["Knowing the Cell", *chapters]
    current = _contents(page).locator("[aria-current=page]")
    assert current.get_attribute("href") == "#" or "verkor" in current.get_attribute("href")
    assert current.count() == 1


def test_on_a_desk_the_contents_fold_away_and_come_back(opened):
    page = opened("book/lardy.html")
    toggle, before = _button(page, "Contents of the book"), page.locator("main").bounding_box()
    assert _contents(page).is_visible()
    toggle.click()
    assert not _contents(page).is_visible()
    assert toggle.get_attribute("aria-expanded") == "false"
    assert page.locator("main").bounding_box()["x"] < before["x"]
    toggle.click()
    assert _contents(page).is_visible()


def test_the_contents_of_the_page_mark_the_part_in_view(opened):
    page = opened("book/lardy.html")
    here = page.get_by_role("navigation", name="On this page")
    here.get_by_role("link", name="Most of its tests have a counterpart in a standard").click()
    page.mouse.wheel(0, 10)
    here.locator(
        "[aria-current]", has_text="Most of its tests have a counterpart in a standard"
    ).wait_for()
    assert here.locator("[aria-current]").count() == 1


def test_on_a_phone_the_contents_are_a_drawer(opened):
    page = opened("book/lardy.html", PHONE)
    assert not _contents(page).is_visible()
    _button(page, "Contents of the book").click()
    assert _contents(page).locator("a:visible").count() > 8
    box = _contents(page).bounding_box()
    assert box["height"] > 400 and 0 <= box["x"] and box["x"] + box["width"] <= PHONE
    page.mouse.click(PHONE - 5, 400)  # beside it
    _contents(page).wait_for(state="hidden")


def test_on_a_phone_the_contents_of_the_page_unfold_above_it(opened):
    page = opened("book/lardy.html", PHONE)
    page.locator("summary", has_text="On this page").click()
    page.get_by_role("link", name="Most of its tests have a counterpart in a standard").click()
    page.wait_for_url("**#most-of-its-tests-have-a-counterpart-in-a-standard")


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_menu_of_a_page_has_its_source_and_prints(opened, width):
    page = opened("book/lardy.html", width)
    _button(page, "Download or mend this page").click()
    source = page.get_by_role("link", name="Source of this page")
    box = page.locator("#page-files").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    with page.expect_download() as started:
        source.click()
    assert started.value.suggested_filename == "lardy.md"
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    _button(page, "Print or save as PDF").click()
    assert page.title() == "printed"
    page.keyboard.press("Escape")
    page.locator("#page-files").wait_for(state="hidden")


def test_each_button_of_the_bar_says_what_it_does_when_pointed_at(opened):
    for width in (DESK, PHONE):
        for button in opened("book/lardy.html", width).locator("header button:visible").all():
            assert button.get_attribute("title")
            assert button.get_attribute("aria-label")


def test_full_screen_is_entered_and_left(opened):
    page = opened("book/lardy.html")
    _button(page, "Full screen").click()
    page.wait_for_function("document.fullscreenElement !== null")
    _button(page, "Full screen").click()
    page.wait_for_function("document.fullscreenElement === null")


def test_previous_and_next_lead_from_chapter_to_chapter(opened):
    page, seen = opened("book/index.html"), []
    while (link := page.locator("a[rel=next]")).count():
        link.click()
        page.wait_for_load_state()
        seen.append(page.url.rpartition("/")[2].removesuffix(".html"))
    assert seen[: len(CHAPTERS)] == CHAPTERS
    assert seen[-1] == "corrections" and "notebooks" not in page.url
    page.locator("a[rel=prev]").click()
    page.wait_for_url(f"**/{seen[-2]}.html")


@pytest.mark.parametrize("name", ["lardy", "methods", "index"])
def test_computations_hang_on_their_page(opened, name):
    page = opened(f"book/{name}.html")
    page.get_by_role("link", name="its computations").click()
    page.wait_for_url(f"**/notebooks/{name}.html")
    assert page.locator("a[rel=next], a[rel=prev]").count() == 0
    page.locator("main .up a").click()
    page.wait_for_url(f"**/book/{name}.html")


def test_the_copy_button_copies_the_code(opened):
    page = opened("book/notebooks/lardy.html", permissions=["clipboard-read", "clipboard-write"])
    block = page.locator("div.highlight").first
    button = block.get_by_role("button", name="Copy")
    opacity = "(button) => getComputedStyle(button).opacity"
    assert button.evaluate(opacity) == "0"
    block.hover()
    assert button.evaluate(opacity) == "1"
    button.click()
    block.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == block.locator("pre").inner_text().strip()


def test_code_is_coloured(opened):
    page = opened("book/notebooks/lardy.html")
    spans = page.locator("div.highlight pre span[class]")
    colours = {
        spans.nth(index).evaluate("(span) => getComputedStyle(span).color")
        for index in range(min(40, spans.count()))
    }
    assert len(colours) > 2


def test_lines_have_sixty_to_seventy_five_letters_on_a_desk(opened):
    page = opened("book/methods.html")
    heights = page.evaluate(
        """() => [...document.querySelectorAll("article > section > section > p")].map((block) => [
             block.innerText.length,
             Math.round(block.getBoundingClientRect().height
               / parseFloat(getComputedStyle(block).lineHeight))])"""
    )
    full = [letters / (lines - 0.5) for letters, lines in heights if lines > 3]
    assert len(full) > 5
    assert 60 <= sum(full) / len(full) <= 75
