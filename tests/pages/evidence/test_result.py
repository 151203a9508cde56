"""``{result}`` prints what a notebook computed, as it was rounded there."""

import pytest
from conftest import write_notebook

RESULTS = (
    "from batterybook import charts\n"
    "charts.publish_results({'cars': 163900.0, 'share': 8.0, 'year': '2030', 'packs': 1042})"
)


@pytest.fixture
def book(build, tmp_path):
    """Build page a with some text, beside notebooks for pages a and b."""
    for name in ("a", "b"):
        write_notebook(tmp_path / "book" / "notebooks" / f"{name}.ipynb", RESULTS)
    return lambda text: build({"book/a": f"# A\n\n{text}\n", "book/b": "# B\n"})


def test_a_result_stands_in_the_sentence_as_it_was_rounded(book):
    site = book("{result}`cars` cars, {result}`share` %, {result}`packs` packs in {result}`year`.")
    assert site.warnings == []
    assert "163,900 cars, 8.0\N{NO-BREAK SPACE}%, 1,042 packs in 2030." in site.page("book/a")


def test_a_result_of_another_page_is_named_with_it(book):
    site = book("By {result}`b.year`.")
    assert site.warnings == []
    assert "By 2030." in site.page("book/a")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{result}`crs`", 'unknown result "crs" of book/notebooks/a; nearest: cars, packs'),
        (
            "{result}`c.cars`",
            'result "cars": no notebook "book/notebooks/c"; '
            "nearest: book/notebooks/b, book/notebooks/a",
        ),
    ],
)
def test_a_slip_is_named_with_the_nearest(book, text, said):
    site = book(f"There are {text} of them.")
    assert site.warnings == [f"book/a.md:3: WARNING: {said}"]


def test_what_no_sentence_can_print_is_refused(build, tmp_path):
    write_notebook(
        tmp_path / "book" / "notebooks" / "a.ipynb",
        "from batterybook import charts\ncharts.publish_results({'cars': float('nan')})",
    )
    site = build({"book/a": "# A\n"})
    said = 'ValueError: result "cars": found nan; expected a finite number or a text'
    assert any(warning.endswith(said) for warning in site.warnings)
