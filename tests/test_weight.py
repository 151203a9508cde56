"""A page is light: few bytes, few requests, one host, and nothing said to the console."""

import pytest
from serving import serving

CHAPTERS = ("lardy", "basquevolt", "verkor", "chemistry")
FIRST_VISIT_BYTES, FURTHER_CHAPTER_BYTES, REQUESTS = 100_000, 40_000, 12


@pytest.fixture(scope="module")
def served(site):
    with serving(site) as (address, log):
        yield address, log


@pytest.fixture
def reader(browser):
    """A reader's first visit: an empty cache, and every request and message noted."""
    context = browser.new_context()
    context.asked, context.said = [], []
    context.on("request", lambda request: context.asked.append(request.url))
    context.on("console", lambda message: context.said.append(message.text))
    context.on("weberror", lambda error: context.said.append(str(error.error)))
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


def _pages(site):
    """All pages but the entrance, which leads on to one of them at once."""
    return sorted(
        str(path.relative_to(site))
        for path in site.rglob("*.html")
        if "_static" not in path.parts and path != site / "index.html"
    )


def test_no_page_asks_another_host_or_says_anything_to_the_console(reader, served, site):
    host, log = served
    for name in _pages(site):
        reader.asked.clear()
        _open(reader, served, name)
        assert [url for url in reader.asked if not url.startswith(host)] == [], name
        assert reader.said == [], name
    assert [path for path, size in log if not size] == []  # nothing is missing


def test_from_disk_no_page_asks_for_what_is_not_there(reader, site):
    missing = []
    reader.on("requestfailed", lambda request: missing.append(request.url))
    for name in _pages(site):
        if name == "404.html":
            continue  # only a host shows it
        page = reader.new_page()
        page.goto(f"file://{site}/{name}", wait_until="load")
        page.close()
    assert missing == []
    assert [url for url in reader.asked if not url.startswith(("file:", "data:"))] == []
    assert reader.said == []


def test_the_search_index_loads_where_a_reader_searches(reader, served):
    answers = _open(reader, served, "book/lardy.html")
    assert not any("searchindex" in path for path, _ in answers)
    answers = _open(reader, served, "search.html?q=laboratory")
    assert any("searchindex" in path for path, _ in answers)


def test_no_rule_of_the_style_sheet_asks_for_a_font(site):
    sheet = (site / "_static" / "site.css").read_text(encoding="utf-8")
    assert "@font-face" not in sheet
    assert "@import" not in sheet
    assert not list((site / "_static").rglob("*.woff2"))
