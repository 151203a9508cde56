"""The evidence page lists every claim and each thing promised, each with an anchor."""

import re

PAGE = "# Evidence\n\n```{claims}\n```\n\n```{promises}\n```\n"


def _rows(html):
    return [
        [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td.*?</td>", row, re.S)]
        for row in re.findall(r"<tr.*?</tr>", html, re.S)
    ]


def test_every_claim_has_a_row_with_an_anchor(build):
    site = build({"book/evidence": PAGE})
    assert site.warnings == []
    html = site.page("book/evidence")
    assert len(set(re.findall(r'id="claim-([a-z-]+)"', html))) >= 10
    rows = _rows(html)
    assert [
        "The laboratory covers 3000 m².\n“trois mille mètres carrés”\narea\n",
        "3,000 m²",
        "actual",
        "Le Journal: Le laboratoire, 7 October 2025; opening read on 8 October 2025",
    ] in rows


def test_titles_and_quotes_are_marked_with_their_language(build):
    html = build({"book/evidence": PAGE}).page("book/evidence")
    assert '<span class="quote" lang="fr">“trois mille mètres carrés”</span>' in html
    assert '<span class="source-title" lang="fr">Le laboratoire</span>' in html


def test_a_ledger_of_one_chapter_leaves_the_others_out(build, edit):
    edit("claims", "supplies,lardy", "supplies,verkor")
    site = build({"book/evidence": "# E\n\n```{claims}\n:chapter: verkor\n```\n"})
    assert re.findall(r'<tr[^>]* id="claim-([a-z-]+)"', site.page("book/evidence")) == ["supplies"]


def test_an_unknown_chapter_is_named_with_the_nearest(build):
    site = build({"book/evidence": "# E\n\n```{claims}\n:chapter: lardi\n```\n"})
    assert site.warnings == [
        'book/evidence.md:3: WARNING: no claims of a chapter "lardi"; nearest: lardy'
    ]


def test_a_disagreement_shows_both_sides_and_the_verdict(build):
    page = "# Evidence\n\n```{disagreements}\n```\n\n```{claims}\n```\n"
    site = build({"book/evidence": page})
    assert site.warnings == []
    html = site.page("book/evidence")
    row = html.partition('id="disagreement-how-large"')[2].partition("</tr>")[0]
    assert 'href="#claim-area"' in row
    assert 'href="#claim-area-again"' in row
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
    site = build({"book/c": "# C\n\n```{corrections}\n```\n", "book/evidence": PAGE})
    assert site.warnings == []
    html = site.page("book/c").partition('id="correction-area-typo"')[2].partition("</tr>")[0]
    text = [line for line in re.sub(r"<[^>]+>", "\n", html).splitlines() if line.strip("> ")]
    assert text[:3] == ["5 January 2026", "c", "3100"]
    assert text[-1] == "The release says so."
    assert 'href="evidence.html#claim-area"' in html


def test_a_correction_of_an_unknown_page_is_named(build, data):
    _correct(data, "book/d")
    site = build({"book/c": "# C\n\n```{corrections}\n```\n"})
    assert site.warnings[0] == (
        'book/c.md:3: WARNING: correction "area-typo": no page "book/d"; nearest: book/c, book/contents'
    )
