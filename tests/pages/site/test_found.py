"""The book is found and shared: cards, pictures, maps for machines, citations, a page 404."""

import csv
import json
import os
import re
import struct
import subprocess
from html import unescape
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from conftest import CHAPTERS, CHART_NOTEBOOK, CHART_PAGE, build_site, write_notebook, write_tables
from pybtex.database import parse_string
from sphinx.errors import ConfigError

from batterybook.pages.site import citation, sharing

ADDRESS = "https://example.org/b/"
PAGES = {
    "book/lardy": CHART_PAGE.replace(
        "# A\n", "# Cells & </script>: why?\n\nSo {cite}`paper-1` it is.\n"
    ),
    "book/data": "# Data\n\n```{downloads}\n```\n",
    "book/sources": "# Sources\n\n```{bibliography}\n:all:\n```\n",
}
CITATION = "title: The Book\nversion: 2.0\nauthors:\n  - family-names: Doe\n    given-names: Ann\n"

#: Properties of schema.org that the types have which the book uses.
_WORK = (
    *("name", "url", "abstract", "author", "license", "inLanguage", "version", "dateModified"),
    *("datePublished", "isAccessibleForFree", "image", "isPartOf", "headline", "citation"),
    *("hasPart", "creator", "description"),
)
VOCABULARY = {
    "Book": _WORK,
    "ScholarlyArticle": _WORK,
    "Dataset": (*_WORK, "distribution", "variableMeasured"),
    "DataDownload": (*_WORK, "contentUrl", "encodingFormat"),
    "CreativeWork": _WORK,
    "Organization": ("name",),
    "Person": ("name",),
}


def _tags(html):
    """What a page says of itself, by name."""
    found = re.findall(r'<meta (?:name|property)="([^"]*)" content="([^"]*)"', html)
    return {name: unescape(content) for name, content in found}


def _things(html):
    return [
        json.loads(text)
        for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    ]


def _canonical(html):
    return re.findall(r'<link rel="canonical" href="([^"]*)"', html)


def _all_things(thing):
    if isinstance(thing, list):
        for part in thing:
            yield from _all_things(part)
    elif isinstance(thing, dict):
        yield thing
        yield from _all_things(list(thing.values()))


def _size(png):
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])


@pytest.fixture(scope="module")
def pages(site):
    """Pages of the real book, which has no address, by their path."""
    return {
        str(path.relative_to(site)): path.read_text(encoding="utf-8")
        for path in site.rglob("*.html")
    }


@pytest.fixture(scope="module")
def addressed(tmp_path_factory):
    """A small book with an address, without the slash at its end."""
    root = tmp_path_factory.mktemp("addressed")
    write_tables(root)
    write_notebook(root / "book" / "notebooks" / "lardy.ipynb", CHART_NOTEBOOK)
    (root / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    site = build_site(
        root,
        PAGES,
        book_site={"address": ADDRESS.rstrip("/")},
        html_title="The Book",
    )
    assert site.warnings == []
    return site


# Cards


def test_each_page_says_its_title_and_what_it_is_about(pages):
    for name, html in pages.items():
        tags, title = _tags(html), unescape(re.search("<title>(.*?)</title>", html)[1])
        assert tags["og:title"] in title, name
        assert tags["og:site_name"] == "Knowing the Cell", name
        assert tags["description"] == tags["og:description"], name
        assert tags["description"][-1] in ".?!…", name
        assert len(tags["description"]) <= sharing.MOST, name


def test_a_description_is_made_of_the_pages_first_sentences(pages):
    for name, html in pages.items():
        if not name.startswith("book/") or name == "book/index.html":
            continue
        before_headings = html.partition("<article")[2].partition("<h2")[0]
        paragraphs = re.findall(r"<p>(.*?)</p>", before_headings, re.S)
        text = re.sub(r'<span class="bibtex-citation".*?</span>', "", " ".join(paragraphs))
        text = " ".join(unescape(re.sub("<[^>]+>", "", text)).split())
        assert text.startswith(_tags(html)["description"]), name


def test_without_an_address_nothing_needs_one(pages, site):
    for name, html in pages.items():
        tags = _tags(html)
        assert not {"og:url", "og:image"} & set(tags), name
        assert tags["twitter:card"] == "summary", name
        assert name == "index.html" or _canonical(html) == [], name
        for thing in _all_things(_things(html)):
            for key in ("@id", "url", "image", "contentUrl"):
                where = thing.get(key, "")
                if thing["@type"] != "CreativeWork" and where:  # sources are elsewhere
                    assert (site / name).parent.joinpath(where).is_file(), (name, where)
    assert not (site / "sitemap.xml").exists()
    assert (site / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nDisallow:\n"


def test_with_an_address_each_page_names_its_own_and_a_picture(addressed):
    for name in ("book/lardy", "book/data", "book/contents"):
        html = addressed.page(name)
        assert _canonical(html) == [f"{ADDRESS}{name}.html"]
        assert _tags(html)["og:url"] == f"{ADDRESS}{name}.html"
    tags = _tags(addressed.page("book/lardy"))
    assert tags["og:image"] == f"{ADDRESS}posters/book-lardy.png"
    assert tags["og:image:alt"] == "The first is larger."
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    assert tags["twitter:card"] == "summary_large_image"
    assert tags["og:title"] == "Cells & </script>: why?"
    assert tags["description"] == "So it is. See Fig. 1."  # without who says so


def test_each_chapter_and_the_first_page_have_a_picture_of_the_right_size(site):
    for name in (*CHAPTERS, "index"):
        assert _size((site / "posters" / f"book-{name}.png").read_bytes()) == (1200, 630)


def test_the_entrance_has_a_card_and_leads_on(pages, addressed):
    html = pages["index.html"]
    assert 'content="0; url=book/index.html"' in html
    assert '<a href="book/index.html">Knowing the Cell</a>' in html
    assert _canonical(html) == ["book/index.html"]
    own, first = _tags(html), _tags(pages["book/index.html"])
    assert own == {name: first[name] for name in own}
    assert own["og:title"] == "Knowing the Cell"
    assert _canonical(addressed.page("index")) == [f"{ADDRESS}book/contents.html"]


@pytest.mark.parametrize("address", ["example.org", "https://", "ftp://example.org/"])
def test_an_address_that_is_none_is_named(build, address):
    with pytest.raises(ConfigError, match=f'address: found "{address}"; expected https'):
        build({"book/a": "# A\n"}, book_site={"address": address})


# For machines


def test_each_chapter_is_an_article_that_names_its_page_book_and_sources(pages, site):
    titles = {row["title"] for row in _rows(site / "data" / "sources.csv")}
    for name in CHAPTERS:
        html = pages[f"book/{name}.html"]
        (thing,) = _things(html)
        assert thing["@context"] == "https://schema.org"
        assert thing["@type"] == "ScholarlyArticle"
        assert thing["name"] == _tags(html)["og:title"]
        assert thing["abstract"] == _tags(html)["description"]
        assert thing["isPartOf"]["name"] == "Knowing the Cell"
        assert urljoin(f"book/{name}.html", thing["url"]) == f"book/{name}.html"
        assert {source["name"] for source in thing["citation"]} <= titles
        assert len(thing["citation"]) == len(set(re.findall(r'bibliography.html#(\w+)"', html)))


def test_the_first_page_is_a_book_of_these_chapters(pages):
    (thing,) = _things(pages["book/index.html"])
    assert thing["@type"] == "Book"
    parts = [urljoin("book/index.html", part["@id"]) for part in thing["hasPart"]]
    assert parts == [f"book/{name}.html" for name in CHAPTERS]


def test_the_tables_are_a_data_set_with_every_file(pages, site):
    (thing,) = _things(pages["book/data.html"])
    package = json.loads((site / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert thing["@type"] == "Dataset"
    assert thing["license"] == package["licenses"][0]["path"]
    files = {urljoin("book/data.html", part["contentUrl"]) for part in thing["distribution"]}
    assert files == {f"data/{path.name}" for path in site.glob("data/*.csv")} | {
        "data/knowing-the-cell-data.zip"
    }
    assert "Floor area" in thing["variableMeasured"]


def test_what_machines_read_is_in_the_vocabulary_of_schema_org(pages, addressed):
    found = [thing for html in pages.values() for thing in _all_things(_things(html))]
    found += _all_things(_things(addressed.page("book/lardy")))
    assert {thing["@type"] for thing in found} == set(VOCABULARY)
    for thing in found:
        own = {key for key in thing if not key.startswith("@")}
        assert own <= set(VOCABULARY[thing["@type"]]), thing
        assert "" not in thing.values(), thing


def test_no_title_ends_the_script_that_names_it(addressed):
    (thing,) = _things(addressed.page("book/lardy"))
    assert thing["headline"] == "Cells & </script>: why?"
    assert thing["url"] == f"{ADDRESS}book/lardy.html"
    assert thing["image"] == f"{ADDRESS}posters/book-lardy.png"
    assert thing["author"] == [{"@type": "Person", "name": "Ann Doe"}]
    assert thing["citation"] == [
        {"@type": "CreativeWork", "name": "Le laboratoire", "url": "https://example.org/a"}
    ]


def test_the_sitemap_lists_every_page_once_and_robots_find_it(addressed):
    folder = addressed.root / "_build" / "html"
    tree = ElementTree.parse(folder / "sitemap.xml").getroot()
    listed = [element.text for element in tree.iter() if element.tag.endswith("}loc")]
    sources = {
        path.relative_to(addressed.root).with_suffix(".html").as_posix()
        for path in (addressed.root / "book").rglob("*")
        if path.suffix in (".md", ".ipynb")
    }
    assert sorted(listed) == sorted(ADDRESS + name for name in sources)
    assert all((folder / url.removeprefix(ADDRESS)).is_file() for url in listed)
    robots = (folder / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {ADDRESS}sitemap.xml\n" in robots


def test_a_site_that_lost_its_address_keeps_no_sitemap(build):
    page = {"book/a": "# A\n"}
    site = build(page, book_site={"address": ADDRESS})
    file = site.root / "_build" / "html" / "sitemap.xml"
    assert file.exists()
    html = build(page).page("book/a")
    assert not file.exists()
    assert ADDRESS not in html


# The page 404


def test_the_missing_page_has_its_look_and_its_links_at_any_depth(site, served, visit):
    page = visit("404.html")
    # A host answers with this page and 404; Chromium would tell the console of the number.
    page.route(
        "**/a/b/c.html",
        lambda route: route.fulfill(path=site / "404.html", content_type="text/html"),
    )
    page.goto(f"{served}/a/b/c.html", wait_until="networkidle")
    assert page.locator("article h1").inner_text() == "Page not found"
    sheet = page.locator("link[rel=stylesheet]").first
    assert sheet.evaluate("link => link.sheet.cssRules.length")
    links = page.eval_on_selector_all("a[href]", "all => all.map((one) => one.href)")
    paths = {link.removeprefix(served).partition("#")[0] for link in links}
    paths.discard("/a/b/c.html")  # to the page's own parts
    assert paths >= {f"/book/{name}.html" for name in (*CHAPTERS, "evidence")}
    assert "/search.html" in paths
    assert [path for path in paths if not (site / path[1:]).is_file()] == []
    page.locator("article a", has_text="Verkor").click()
    page.wait_for_url(f"{served}/book/verkor.html")


def test_the_missing_page_knows_the_path_of_the_site_and_is_no_page_to_find(addressed):
    html = addressed.page("404")
    assert 'data-content_root="/b/"' in html
    addresses = re.findall(r'\s(?:href|src|action)="([^"#]+)"', html)
    assert [address for address in addresses if not address.startswith(("/b/", "https:"))] == []
    assert f"{ADDRESS}404" not in html
    assert _tags(html)["robots"] == "noindex"


# Last changed, and how to cite


def _rows(file):
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def _git(folder, *words, day="2026-01-01"):
    stamp = f"{day}T12:00:00+00:00"
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words],
        cwd=folder,
        check=True,
        capture_output=True,
        env=os.environ | {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp},
    )


def _end(html):
    return html.partition('<div class="page-end">')[2].partition("</div>")[0]


@pytest.fixture
def history(tmp_path, data):
    """A book whose page is of January and whose claims are of March."""
    (tmp_path / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    (tmp_path / ".gitignore").write_text("_build/\n", encoding="utf-8")
    page = tmp_path / "book" / "a.md"
    page.parent.mkdir()
    page.write_text("# A\n", encoding="utf-8")
    _git(tmp_path, "init")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "-m", "begin")
    with (data / "claims.csv").open("a", encoding="utf-8") as claims:
        claims.write("new,lardy,new,lab,equipment,,eq,7,,,pieces,,Seven.,actual,paper-1,,,\n")
    _git(tmp_path, "commit", "-a", "-m", "add a claim", day="2026-03-02")
    return tmp_path


def test_a_page_last_changed_with_its_tables_and_says_so_when_cited(history):
    site = build_site(history, {"book/a": "# A\n"}, book_site={"address": ADDRESS})
    assert site.warnings == []
    end = _end(site.page("book/a"))
    assert '<time datetime="2026-03-02">2 March 2026</time>' in end
    assert (
        "Ann Doe (2026). “A.” In <cite>The Book</cite>, version 2.0. "
        f'Last changed on 2 March 2026. <a href="{ADDRESS}book/a.html">' in end
    )
    entry = parse_string(unescape(end.partition("<pre>")[2].partition("</pre>")[0]), "bibtex")
    (entry,) = entry.entries.values()
    assert str(entry.persons["author"][0]) == "Doe, Ann"
    assert (entry.fields["title"], entry.fields["year"]) == ("{A}", "2026")
    assert entry.fields["url"] == f"{ADDRESS}book/a.html"
    sitemap = (history / "_build" / "html" / "sitemap.xml").read_text(encoding="utf-8")
    assert "<lastmod>2026-03-02</lastmod>" in sitemap


def test_a_clone_cut_short_gives_no_date_rather_than_a_wrong_one(history, tmp_path):
    clone = tmp_path / "clone"
    _git(tmp_path, "clone", "--depth", "1", f"file://{history}", str(clone))
    (clone / "seeds").mkdir(exist_ok=True)
    site = build_site(clone, {"book/a": "# A\n"})
    assert site.warnings == []
    end = _end(site.page("book/a"))
    assert "<time" not in end
    assert "Ann Doe. “A.” In <cite>The Book</cite>, version 2.0.</p>" in end


def test_without_a_history_a_page_is_cited_without_a_date(pages):
    end = _end(pages["book/lardy.html"])
    assert "<time" not in end
    assert "changed on" not in end
    assert "The contributors to Knowing the Cell. “Lardy: what can" in end
    assert "sell?” In <cite>Knowing the Cell</cite>" in end
    assert "Cite this book" in _end(pages["book/index.html"])
    assert _end(pages["search.html"]) == ""


def test_a_book_without_a_citation_file_is_built_without_citations(build):
    site = build({"book/a": "# A\n"})
    assert site.warnings == []
    assert "page-end" not in site.page("book/a")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: a: b\n", "CITATION.cff, line 1: mapping values are not allowed here"),
        ("title: A\n", 'CITATION.cff: expected "authors"'),
        ("title: A\nauthors: [Ann]\n", "CITATION.cff, authors: found 'Ann'; expected"),
        ("- a\n", 'CITATION.cff: expected "title"'),
    ],
)
def test_a_citation_file_that_is_wrong_is_named_with_its_place(tmp_path, text, message):
    (tmp_path / "CITATION.cff").write_text(text, encoding="utf-8")
    with pytest.raises(citation.BadCitation, match=re.escape(message)):
        citation.read(tmp_path)


def test_a_changed_citation_file_reaches_every_page(build, tmp_path):
    file, untouched = tmp_path / "CITATION.cff", tmp_path / "book" / "b.md"
    file.write_text(CITATION, encoding="utf-8")
    untouched.parent.mkdir()
    untouched.write_text("---\norphan: true\n---\n\n# B\n\n```{downloads}\n```\n", encoding="utf-8")
    build({"book/a": "# A\n"})
    file.write_text(CITATION.replace("2.0", "3.0"), encoding="utf-8")
    html = build({"book/a": "# A\n"}).page("book/b")
    assert "version 3.0" in _end(html)
    assert "Cite as: Ann Doe, The Book, version 3.0." in html
