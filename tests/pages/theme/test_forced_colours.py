"""Where a reader's own palette takes the place of the page's colours, nothing is lost with them."""

import pytest
from audit import LIGHT

# Contrast of each text and mark of a page's charts with the ground, by WCAG.
_CONTRASTS = f"""() => {{
  const light = {LIGHT};
  const seen = (path) => [...document.querySelectorAll(path)].filter((one) => one.checkVisibility());
  const ground = light(getComputedStyle(document.body).backgroundColor);
  const contrast = (one) => {{
    const own = light(getComputedStyle(one).fill);
    return (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05);
  }};
  const charts = ".chart-view > svg";
  return {{ words: seen(`${{charts}} text`).map(contrast),
           marks: seen(`${{charts}} path[fill*="--chart-"]`).map(contrast) }};
}}"""


@pytest.fixture(params=["light", "dark"])
def palette(request):
    return request.param


@pytest.fixture
def opened(visit, palette):
    """Open a page as a reader with a palette of their own, light or dark."""
    return lambda name, **settings: visit(name, 1280, palette, forced_colors="active", **settings)


def _choose_the_other_theme(page, palette):
    page.evaluate(
        "(mode) => { localStorage.mode = mode; }", {"light": "dark"}.get(palette, "light")
    )
    page.reload()


@pytest.mark.parametrize("scripts", [True, False])
def test_words_and_marks_of_charts_are_seen_whatever_theme_was_chosen(opened, palette, scripts):
    page = opened("book/verkor.html", java_script_enabled=scripts)
    if scripts:
        _choose_the_other_theme(page, palette)
    found = page.evaluate(_CONTRASTS)
    assert len(found["words"]) > 50 and len(found["marks"]) > 30
    assert min(found["words"]) >= 4.5
    assert min(found["marks"]) >= 3


def test_there_is_no_button_for_colours_that_the_palette_decides(opened):
    page = opened("book/lardy.html")
    assert page.get_by_role("button", name="Full screen").is_visible()
    assert not page.get_by_role("button", name="Colours").is_visible()


def test_the_contents_mark_one_page_and_one_part(opened):
    page = opened("book/lardy.html")
    page.get_by_role("link", name="Most of its tests have a counterpart in a standard").click()
    page.locator(".here [aria-current]").wait_for()
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for name in ("Contents of the book", "On this page"):
        links = page.get_by_role("navigation", name=name, exact=True).locator("ul a:visible")
        edges = links.evaluate_all(
            "(all) => all.map((link) => [link.ariaCurrent, getComputedStyle(link).borderLeftColor])"
        )
        assert len(edges) > 5
        assert [here for here, colour in edges if colour != ground] == [
            here for here, _ in edges if here
        ]


def test_a_claim_that_a_link_leads_to_and_a_word_that_was_searched_stand_out(opened):
    page = opened("book/claims/lardy-sites.html#claim-lardy-floor-area")
    outline = page.locator("#claim-lardy-floor-area").evaluate(
        "(row) => getComputedStyle(row).outlineStyle"
    )
    assert outline == "solid"
    page = opened("search.html?q=laboratory")
    word = page.locator("ul.search .highlighted").first
    word.wait_for()
    ground = "(element) => getComputedStyle(element).backgroundColor"
    assert word.evaluate(ground) != page.locator("body").evaluate(ground)


def test_what_has_the_focus_and_which_mark_is_read_stand_out(opened):
    page = opened("book/verkor.html")
    view = page.locator(".chart-view[data-chart]").first
    view.focus()
    view.locator(".chart-live svg").wait_for()
    page.keyboard.press("ArrowRight")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for element in (view, view.locator("[data-read]")):
        style, colour = element.evaluate(
            "(one) => [getComputedStyle(one).outlineStyle, getComputedStyle(one).outlineColor]"
        )
        assert style == "solid" and colour != ground
