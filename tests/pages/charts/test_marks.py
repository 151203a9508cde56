"""Each mark of each chart says which row it stands for, and its figure or date."""

import re

import pytest
from serving import serving

from batterybook.charts.tips import UNPORTED

#: Pages with charts, by the pictures that they hold.
PAGES = ("index", "lardy", "verkor", "basquevolt", "chemistry", "methods", "evidence")

# Boxes of the marks that tell something, each sentence once; and of any mark of data that is mute.
_TOLD = """(view) => {
  const told = new Map();
  for (const part of view.querySelectorAll(".chart-live svg *")) {
    const item = [part.__data__].flat()[0];
    if (item?._svg !== part || !item.tooltip || told.has(item.tooltip)) continue;
    const { left, top, width, height } = part.getBoundingClientRect();
    told.set(item.tooltip, [left + width / 2, top + height / 2]);
  }
  return Object.fromEntries(told);
}"""


@pytest.fixture(scope="module")
def address(site):
    with serving(site) as (address, _):
        yield address


@pytest.fixture(params=PAGES)
def charts_of(request, address, browser):
    """Open a page in a window of some size, and reach for each of its charts."""
    contexts = []

    def views(**settings):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | settings)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}/book/{request.param}.html", wait_until="load")
        for key in page.eval_on_selector_all(
            "[data-chart]", "(all) => all.map((v) => v.dataset.chart)"
        ):
            view = page.locator(f'.chart-view[data-chart="{key}"]')
            view.focus()
            view.locator(".chart-live svg").wait_for()
            if key not in UNPORTED:
                yield page, view

    yield views
    for context in contexts:
        context.close()


def _said(page):
    card = page.locator(".chart-tip")
    return card.locator(".fact").inner_text() if card.is_visible() else None


def test_the_keyboard_reads_each_mark_of_each_chart_once(charts_of):
    for page, view in charts_of():
        expected = set(view.evaluate(_TOLD))
        assert expected
        read = []
        for _ in expected:
            page.keyboard.press("ArrowRight")
            read.append(_said(page))
        assert sorted(read) == sorted(expected)
        page.keyboard.press("ArrowRight")
        assert _said(page) == read[0], "round and begin again"
        for sentence in read:
            name, _, figure = sentence.partition(": ")
            assert re.search(r"[^\W\d]{2}", name), f"{sentence}: no name of a row"
            assert re.search(r"\d", figure), f"{sentence}: no figure or date"
            assert not re.search(r"undefined|NaN|nan|null|None", sentence)


def _covered(page, view, sentence, x, y):
    """Whether another mark lies over the middle of this one."""
    return page.evaluate(
        "([x, y, told]) => { const at = document.elementFromPoint(x, y);"
        " const over = at?.__data__?.tooltip; return over && over !== told; }",
        [x, y, sentence],
    )


@pytest.mark.parametrize("by", ["pointer", "touch"])
def test_each_mark_answers_to_pointer_and_touch(charts_of, by):
    settings = (
        {"viewport": {"width": 360, "height": 800}, "has_touch": True} if by == "touch" else {}
    )
    for page, view in charts_of(**settings):
        for sentence in view.evaluate(_TOLD):
            view.evaluate(
                """(view, told) => [...view.querySelectorAll(".chart-live svg *")]
                     .find((part) => part.__data__?.tooltip === told)
                     .scrollIntoView({ block: "center" })""",
                sentence,
            )
            x, y = view.evaluate(_TOLD)[sentence]
            if _covered(page, view, sentence, x, y):
                continue
            if by == "touch":
                page.touchscreen.tap(x, y)
                page.wait_for_function("!document.querySelector('.chart-tip').hidden")
            else:
                page.mouse.move(x, y)
            assert _said(page) == sentence
        page.keyboard.press("Escape")
        assert _said(page) is None


def test_no_chart_is_left_without_tips():
    assert UNPORTED == set()
