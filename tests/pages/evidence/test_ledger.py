"""Each claim has one row on a page of the ledger; the evidence page leads to all of them."""

import json
import re

from conftest import CHART_NOTEBOOK, CHART_PAGE, write_notebook

from batterybook.tables.evidence import Evidence
from batterybook.tables.read import Tables

PAGE = {"book/evidence": "# Evidence\n\n```{claims}\n```\n"}
CLAIMS = "book/claims/lardy"


def _rows(html):
    return [
        [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td.*?</td>", row, re.S)]
        for row in re.findall(r"<tr.*?</tr>", html, re.S)
    ]


def _row(html, claim):
    return re.search(rf'<tr[^>]* id="claim-{claim}".*?</tr>', html, re.S)[0]


def _used_in(site, claim):
    line = re.search(r'<p class="used-in">Used in (.*?)</p>', _row(site.page(CLAIMS), claim))
    return re.findall(r'href="([^"]+)">([^<]+)<', line[1]) if line else []


def test_every_claim_has_a_row_with_an_anchor(build):
    site = build(PAGE)
    assert site.warnings == []
    rows = _rows(site.page(CLAIMS))
    assert [
        "The laboratory covers 3000 m².\n“trois mille mètres carrés”\narea\n",
        "3,000 m²",
        "actual",
        "Le Journal: Le laboratoire, 7 October 2025; opening read on 8 October 2025",
    ] in rows


def test_each_claim_of_the_book_has_exactly_one_row_and_the_index_leads_to_its_page(site, root):
    claims = [*Evidence(Tables(root / "data")).claims.index]
    pages = sorted((site / "book" / "claims").glob("*.html"))
    found = [
        claim
        for page in pages
        for claim in re.findall(r'<tr[^>]* id="claim-([^"]+)"', page.read_text(encoding="utf-8"))
    ]
    assert sorted(found) == sorted(claims)
    index = (site / "book" / "evidence.html").read_text(encoding="utf-8")
    assert [page.name for page in pages if f'href="claims/{page.name}"' not in index] == []


def test_the_page_of_a_row_follows_from_its_chapter_and_what_it_is_about(build, edit, data):
    edit("claims", "supplies,lardy", "supplies,verkor")
    with (data / "kinds.csv").open("a", encoding="utf-8") as file:
        file.write("laboratory,sites,Laboratories,laboratory,,\n")
    site = build(PAGE)
    assert re.findall(r'<tr[^>]* id="claim-([a-z-]+)"', site.page("book/claims/verkor-sites")) == [
        "supplies"
    ]
    assert re.findall(r'<tr[^>]* id="claim-([a-z-]+)"', site.page(CLAIMS)) == ["soon"]


def test_titles_and_quotes_are_marked_with_their_language(build):
    html = build(PAGE).page(CLAIMS)
    assert '<span class="quote" lang="fr">“trois mille mètres carrés”</span>' in html
    assert '<span class="source-title" lang="fr">Le laboratoire</span>' in html


def test_a_promise_says_what_came_of_it(build):
    cells = _rows(_row(build(PAGE).page(CLAIMS), "opens"))[0]
    assert cells[2].split("\n") == ["promise", "2 months late", ""]


def test_a_row_leads_back_to_each_page_that_uses_its_claim(build, tmp_path):
    write_notebook(tmp_path / "book" / "notebooks" / "a.ipynb", CHART_NOTEBOOK)
    prose = "# B: why\n\n## Size\n\nIt covers {claim}`area`, or {claim}`more <area-again>`.\n"
    site = build(PAGE | {"book/a": CHART_PAGE, "book/b": prose})
    assert site.warnings == []
    assert _used_in(site, "area") == [("../a.html", "A"), ("../b.html#size", "B")]
    assert _used_in(site, "area-again") == [("../b.html#size", "B")]
    assert _used_in(site, "equipment") == []


def test_a_page_that_takes_up_a_claim_is_named_at_once_in_a_row_that_did_not_change(build):
    book = PAGE | {"book/a": "# A\n\nIt covers {claim}`area`.\n"}
    assert _used_in(build(book), "growth") == []
    site = build(book | {"book/a": "# A\n\nIt covers {claim}`area`, up {claim}`growth`.\n"})
    assert _used_in(site, "growth") == [("../a.html", "A")]
    site = build(book)
    assert _used_in(site, "growth") == []


def test_what_the_finder_looks_through_has_each_claim_with_the_address_of_its_row(build):
    site = build(PAGE)
    script = (site.root / "_build" / "html" / "_static" / "claims.js").read_text(encoding="utf-8")
    data = json.loads(script.partition("{detail:")[2].removesuffix("}));\n"))
    rows = {row[0]: row for row in data["rows"]}
    assert len(rows) == site.page(CLAIMS).count('id="claim-')
    assert data["pages"][rows["opens"][1]] == "claims/lardy.html"
    assert rows["opens"][-1] == "2 months late"


def test_an_unknown_part_is_named_with_the_nearest(build):
    site = build({"book/a": "# A\n\n```{claim-rows} lardi\n```\n"})
    assert site.warnings == ['book/a.md:3: WARNING: no part "lardi" of the ledger; nearest: lardy']


def test_a_disagreement_shows_both_sides_and_the_verdict(build):
    site = build({"book/evidence": "# Evidence\n\n```{disagreements}\n```\n"})
    assert site.warnings == []
    html = site.page("book/evidence")
    row = html.partition('id="disagreement-how-large"')[2].partition("</tr>")[0]
    assert 'href="claims/lardy.html#claim-area"' in row
    assert 'href="claims/lardy.html#claim-area-again"' in row
    assert "The release is closer to the fact." in row


def test_a_book_without_corrections_says_so(build):
    site = build({"book/c": "# C\n\n```{corrections}\n```\n"})
    assert site.warnings == []
    assert "Nothing has been corrected so far." in site.page("book/c")


def _correct(data, page):
    row = f"area-typo,2026-01-05,{page},3100,3000,The release says so.,area\n"
    with (data / "corrections.csv").open("a", encoding="utf-8") as file:
        file.write(row)


def test_a_correction_says_when_where_what_and_why(build, data):
    _correct(data, "book/c")
    site = build({"book/c": "# C\n\n```{corrections}\n```\n", **PAGE})
    assert site.warnings == []
    html = site.page("book/c").partition('id="correction-area-typo"')[2].partition("</tr>")[0]
    text = [line for line in re.sub(r"<[^>]+>", "\n", html).splitlines() if line.strip("> ")]
    assert text[:3] == ["5 January 2026", "c", "3100"]
    assert text[-1] == "The release says so."
    assert 'href="claims/lardy.html#claim-area"' in html


def test_a_correction_of_an_unknown_page_is_named(build, data):
    _correct(data, "book/d")
    site = build({"book/c": "# C\n\n```{corrections}\n```\n"})
    assert site.warnings[0] == (
        'book/c.md:3: WARNING: correction "area-typo": no page "book/d"; nearest: book/c, book/contents'
    )
