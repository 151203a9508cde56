"""Each mark of each chart says which row it stands for, and its figure or date."""

import re

import pytest

#: Pages with charts, by the pictures that they hold.
PAGES = ("index", "bet", "lardy", "verkor", "basquevolt", "chemistry", "methods", "evidence")

# What the marks of a chart tell, each sentence once.
_TOLD = """(view) => {
  const marks = [...view.querySelectorAll(".chart-live svg *")];
  const told = marks.map((part) => part.__data__?._svg === part && part.__data__.tooltip);
  return [...new Set(told.filter(Boolean))];
}"""

# What the card says, if it is seen.
_CARD = """document.querySelector(".chart-tip:not([hidden]) .fact")?.textContent ?? null"""


@pytest.fixture(params=PAGES)
def charts_of(request, visit):
    """Open a page in a window of some size, and reach for each of its charts."""

    def views(**settings):
        page = visit(f"book/{request.param}.html", **settings)
        for key in page.eval_on_selector_all(
            "[data-chart]", "(all) => all.map((v) => v.dataset.chart)"
        ):
            view = page.locator(f'.chart-view[data-chart="{key}"]')
            view.focus()
            view.locator(".chart-live svg").wait_for()
            yield page, view

    return views


def _said(page):
    return page.evaluate(_CARD)


def test_the_keyboard_reads_each_mark_of_each_chart_once(charts_of):
    for page, view in charts_of():
        expected = view.evaluate(_TOLD)
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
            assert not re.search(r"\b(undefined|NaN|nan|null|None)\b", sentence)


# Where a mark's middle is once it is in sight, in whole pixels as a tap has them; nothing where
# another mark lies over it.
_MIDDLE = """(view, told) => {
  const mark = [...view.querySelectorAll(".chart-live svg *")]
    .find((part) => part.__data__?._svg === part && part.__data__.tooltip === told);
  mark.scrollIntoView({ block: "center" });
  const { left, top, width, height } = mark.getBoundingClientRect();
  const middle = [Math.round(left + width / 2), Math.round(top + height / 2)];
  const over = document.elementFromPoint(...middle)?.__data__?.tooltip;
  return over && over !== told ? null : middle;
}"""

# What the marks tell that lie at a place, one over the other.
_BELOW = """(middle) => document.elementsFromPoint(...middle)
  .map((part) => part.__data__?.tooltip).filter(Boolean)"""


@pytest.mark.parametrize("by", ["pointer", "touch"])
def test_each_mark_answers_to_pointer_and_touch(charts_of, by):
    for page, view in charts_of(**({"width": 360, "has_touch": True} if by == "touch" else {})):
        for sentence in view.evaluate(_TOLD):
            middle = view.evaluate(_MIDDLE, sentence)
            if middle is None:
                continue
            if by == "touch":
                # Where marks overlap, the browser chooses one of those below the finger.
                below = page.evaluate(_BELOW, middle)
                assert sentence in below
                page.touchscreen.tap(*middle)
                page.wait_for_function(f"(told) => told.includes({_CARD})", arg=below)
            else:
                page.mouse.move(*middle)
                assert _said(page) == sentence
        page.keyboard.press("Escape")
        assert _said(page) is None
