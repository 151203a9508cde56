"""``{chart}`` is a numbered figure that stands without a script, with its data and sources."""

import re

import pytest
from conftest import CHART_NOTEBOOK, CHART_PAGE, write_notebook


@pytest.fixture
def notebook(tmp_path):
    def write(code=CHART_NOTEBOOK, name="a"):
        write_notebook(tmp_path / "book" / "notebooks" / f"{name}.ipynb", code)

    return write


def publishing(more, code=CHART_NOTEBOOK):
    """The notebook, whose chart rests on more than its frame says."""
    return code.replace(", table)", f", table, {more})")


def test_a_chart_is_a_numbered_figure_with_text_picture_data_and_sources(build, notebook):
    notebook()
    site = build({"book/a": CHART_PAGE, "book/evidence": "# E\n\n```{claims}\n```\n"})
    assert site.warnings == []
    html = site.page("book/a")
    assert '<span class="std std-numref">Fig. 1</span>' in html
    figure = html.partition("<figure")[2].partition("</figure>")[0]
    assert '<p class="chart-title">One laboratory is larger</p>' in figure
    assert figure.count('<svg role="img" aria-label="The first is larger."') == 2
    assert "Floor <em>area</em> of both." in figure
    rest = html.partition("</figure>")[2]
    assert '<a href="claims/lardy.html#claim-area">Le Journal</a> (7 October 2025)' in rest
    assert "<summary>Data of this figure</summary>" in rest
    assert re.search(r"<td>Cell laboratory</td>\s*<td>3,000</td>", rest)


def test_a_chart_names_sources_beside_those_of_its_claims(build, notebook):
    notebook(publishing('sources=["undated-1", "paper-1"]'))
    site = build({"book/a": CHART_PAGE})
    assert site.warnings == []
    (line,) = re.findall('<p class="chart-sources">.*</p>', site.page("book/a"))
    assert line.count("Le Journal") == 1
    assert "(7 October 2025)" in line, "the source of a claim keeps its place in the ledger"
    assert "Ann Doe" in line


def test_an_unknown_source_of_a_chart_is_named(build, notebook):
    notebook(publishing('sources=["paper-l"]'))
    (warning,) = build({"book/a": CHART_PAGE.replace("See {numref}`areas`.", "")}).warnings
    assert 'chart "areas" names an unknown source "paper-l"; nearest: paper-1' in warning


def test_a_picture_takes_its_colours_from_the_page(build, notebook):
    notebook()
    svg = (
        build({"book/a": CHART_PAGE}).page("book/a").partition("<figure")[2].partition("</svg>")[0]
    )
    assert "var(--chart-ink" in svg
    assert 'fill="white"' not in svg


def test_labels_of_a_chart_stay_out_of_the_search_index(build, notebook):
    notebook()
    site = build({"book/a": CHART_PAGE})
    index = (site.root / "_build" / "html" / "searchindex.js").read_text(encoding="utf-8")
    # "Other" is a label of the chart and in its data; "larger" is prose of this page, too.
    assert '"other"' not in index


def test_the_notebooks_own_page_shows_the_chart(build, notebook):
    notebook()
    html = build({"book/a": CHART_PAGE}).page("book/notebooks/a")
    assert '<svg role="img" aria-label="One laboratory is larger"' in html


def test_a_missing_alt_text_is_named(build, notebook):
    notebook()
    site = build({"book/a": "# A\n\n```{chart} areas\nCaption.\n```\n"})
    assert site.warnings == [
        'book/a.md:3: WARNING: chart "areas" has no alt text: say what its data show'
    ]


def test_a_missing_caption_is_named(build, notebook):
    notebook()
    site = build({"book/a": "# A\n\n```{chart} areas\n:alt: The first is larger.\n```\n"})
    assert site.warnings == [
        'book/a.md:3: WARNING: chart "areas" has no caption: say what is plotted'
    ]


def test_an_unknown_chart_is_named_with_the_nearest(build, notebook):
    notebook()
    site = build({"book/a": "# A\n\n```{chart} aeras\n:alt: x\nCaption.\n```\n"})
    assert site.warnings == [
        'book/a.md:3: WARNING: no chart "aeras" in book/notebooks/a.ipynb; nearest: areas'
    ]


def test_a_chart_of_another_notebook_is_placed_by_name(build, notebook):
    notebook(name="other")
    text = "# A\n\n```{chart} areas\n:alt: x\n:notebook: other\nCaption.\n```\n"
    assert build({"book/a": text}).warnings == []


def test_an_unknown_notebook_is_named_with_the_nearest(build, notebook):
    notebook(name="lardy")
    text = "# A\n\n```{chart} areas\n:alt: x\n:notebook: lardi\nCaption.\n```\n"
    assert build({"book/a": text}).warnings == [
        'book/a.md:3: WARNING: chart "areas": no notebook "book/notebooks/lardi"; '
        "nearest: book/notebooks/lardy"
    ]


def test_an_unknown_claim_of_a_chart_is_named_with_the_nearest(build, notebook):
    notebook(publishing('claims=["aera"]'))
    assert build({"book/a": CHART_PAGE}).warnings == [
        'book/a.md:5: WARNING: chart "areas" names an unknown claim "aera"; nearest: area'
    ]


def test_a_source_of_a_row_that_is_no_claim_is_named_and_linked(build, notebook):
    own = CHART_NOTEBOOK.replace("labs.round()", "labs.drop(columns='floor_area_claim').round()")
    notebook(publishing('sources=["paper-1", "undated-1"]', own))
    site = build({"book/a": CHART_PAGE})
    assert site.warnings == []
    line = site.page("book/a").partition('<p class="chart-sources">')[2].partition("</p>")[0]
    assert line == (
        'Sources: <a href="https://example.org/a">Le Journal</a> (7 October 2025); '
        '<a href="https://example.org/b">Ann Doe</a> (undated).'
    )


def test_of_many_sources_two_are_seen_and_the_others_fold_behind_their_count(build, notebook, data):
    with (data / "sources.csv").open("a", encoding="utf-8") as file:
        for name in ("c", "d"):
            address = f"https://example.org/{name}"
            file.write(
                f"paper-{name},news,T,,P{name},,en,,{address},,2025-10-08,opening,,,medium,\n"
            )
    own = CHART_NOTEBOOK.replace("labs.round()", "labs.drop(columns='floor_area_claim').round()")
    notebook(publishing('sources=["paper-1", "undated-1", "paper-c", "paper-d"]', own))
    notes = build({"book/a": CHART_PAGE}).page("book/a").partition('<p class="chart-sources">')[2]
    seen, folded = notes.split("</p>")[:2]
    assert seen.count("<a ") == 2
    assert "<summary>and 2 more</summary>" in folded
    assert folded.count("<a ") == 2 and "paper" not in folded


def test_an_unknown_source_of_a_chart_is_named_with_the_nearest(build, notebook):
    notebook(publishing('sources=["papr-1"]'))
    assert build({"book/a": CHART_PAGE}).warnings == [
        'book/a.md:5: WARNING: chart "areas" names an unknown source "papr-1"; nearest: paper-1'
    ]


def test_a_chart_without_a_title_is_refused(build, notebook):
    notebook(CHART_NOTEBOOK.replace("One laboratory is larger", ""))
    (first, *_) = build({"book/a": CHART_PAGE}, nb_execution_show_tb=True).warnings
    assert "Executing notebook failed" in first
