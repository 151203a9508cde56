"""A page is light: few bytes, few requests, and nothing that it does not need."""

import pytest
from conftest import CHAPTERS

from batterybook.pages import theme

FIRST_VISIT_BYTES, FURTHER_CHAPTER_BYTES, REQUESTS = 42_000, 28_000, 8


@pytest.fixture
def opened(visit, host):
    """Open a page, and give it with the path and the bytes of each answer.

    Each test is a reader's first visit: its first page finds an empty cache, the next ones do not.
    """
    address, answers = host
    pages = []

    def open_page(name):
        before = len(answers)
        if pages:
            pages[0].goto(f"{address}/{name}", wait_until="load")
        else:
            pages.append(visit(name))
        pages[0].wait_for_load_state("networkidle")
        return pages[0], answers[before:]

    return open_page


def _weight(answers):
    return sum(size for _, size in answers)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_with_its_charts_is_light_on_a_first_visit(opened, chapter):
    page, answers = opened(f"book/{chapter}.html")
    assert _weight(answers) <= FIRST_VISIT_BYTES, answers
    # A browser does not report that it asks for the site's icon; the server sees it.
    asked = page.context.asked
    assert max(len(asked), len(answers)) <= REQUESTS, asked


def test_a_further_chapter_is_lighter(opened):
    opened("book/index.html")
    for chapter in CHAPTERS:
        _, answers = opened(f"book/{chapter}.html")
        assert answers, "each chapter comes from the host"
        assert _weight(answers) <= FURTHER_CHAPTER_BYTES, answers


def test_the_search_index_loads_where_a_reader_searches(opened):
    _, answers = opened("book/lardy.html")
    assert not any("searchindex" in path for path, _ in answers)
    _, answers = opened("search.html?q=laboratory")
    assert any("searchindex" in path for path, _ in answers)


def test_the_index_of_the_evidence_stays_small_however_many_claims_there_are(opened, site):
    page, answers = opened("book/evidence.html")
    assert dict(answers)["/book/evidence.html"] <= 60_000
    # What was promised has a page of its own.
    elements = page.locator("*").count() - page.locator("#promises *").count()
    assert elements <= 3000
    assert not any("claims.js" in path for path, _ in answers), "until somebody searches"


def test_no_rule_of_a_style_sheet_asks_for_a_font(site):
    for name in ("theme.css", "print.css"):
        sheet = (site / "_static" / name).read_text(encoding="utf-8")
        assert "@font-face" not in sheet
        assert "@import" not in sheet
    assert not list((site / "_static").rglob("*.woff2"))


def test_readers_load_no_comments_of_styles_and_scripts(site):
    for name in ("theme.css", "chart.js", "cards.js"):
        own = (theme.FOLDER / "static" / name).read_text(encoding="utf-8")
        sent = (site / "_static" / name).read_text(encoding="utf-8")
        assert "/*" in own or "//" in own
        assert len(sent) < 0.9 * len(own)
