"""A page is light: few bytes, few requests, and nothing that it does not need."""

import pytest
from conftest import CHAPTERS
from serving import serving

FIRST_VISIT_BYTES, FURTHER_CHAPTER_BYTES, REQUESTS = 42_000, 28_000, 8


@pytest.fixture(scope="module")
def served(site):
    with serving(site) as (address, log):
        yield address, log


@pytest.fixture
def reader(browser):
    """A reader's first visit: an empty cache, and every request noted."""
    context = browser.new_context()
    context.asked = []
    context.on("request", lambda request: context.asked.append(request.url))
    yield context
    context.close()


def _open(reader, served, address):
    """Requests and bytes of one more page."""
    host, log = served
    page = reader.new_page()
    before = len(log)
    page.goto(f"{host}/{address}", wait_until="networkidle")
    page.close()
    return log[before:]


def _weight(answers):
    return sum(size for _, size in answers)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_with_its_charts_is_light_on_a_first_visit(reader, served, chapter):
    answers = _open(reader, served, f"book/{chapter}.html")
    assert _weight(answers) <= FIRST_VISIT_BYTES, answers
    # A browser does not report that it asks for the site's icon; the server sees it.
    assert max(len(reader.asked), len(answers)) <= REQUESTS, reader.asked


def test_a_further_chapter_is_lighter(reader, served):
    _open(reader, served, "book/index.html")
    for chapter in CHAPTERS:
        answers = _open(reader, served, f"book/{chapter}.html")
        assert _weight(answers) <= FURTHER_CHAPTER_BYTES, answers


def test_the_search_index_loads_where_a_reader_searches(reader, served):
    answers = _open(reader, served, "book/lardy.html")
    assert not any("searchindex" in path for path, _ in answers)
    answers = _open(reader, served, "search.html?q=laboratory")
    assert any("searchindex" in path for path, _ in answers)


def test_no_rule_of_a_style_sheet_asks_for_a_font(site):
    for name in ("theme.css", "print.css"):
        sheet = (site / "_static" / name).read_text(encoding="utf-8")
        assert "@font-face" not in sheet
        assert "@import" not in sheet
    assert not list((site / "_static").rglob("*.woff2"))
