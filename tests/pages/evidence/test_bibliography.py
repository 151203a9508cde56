"""Citations come from the table of sources; nothing is typed twice."""

from html import escape

import pytest

from batterybook.pages.evidence.read import BadTable

BIBLIOGRAPHY = "# Bibliography\n\n```{bibliography}\n:all:\n```\n"


def test_a_citation_leads_to_the_source_in_the_table(build):
    site = build({"book/a": "# A\n\nSo {cite}`paper-1`.", "book/b": BIBLIOGRAPHY})
    assert site.warnings == []
    assert 'title="Le Journal. Le laboratoire. 7 October 2025.' in site.page("book/a")
    assert "Le laboratoire" in site.page("book/b")
    assert "Ann Doe. A reading. undated; read whole on 9 October 2025." in site.page("book/b")


def test_a_paper_whose_authors_were_not_read_is_listed(build, edit):
    edit("sources", "paper-1,news", "paper-1,paper")
    site = build({"book/b": BIBLIOGRAPHY})
    assert site.warnings == []
    assert 'Le Journal. <span lang="fr">Le laboratoire</span>.' in site.page("book/b")


def test_the_bibliography_is_a_plain_list_whose_titles_are_marked_with_their_language(build):
    html = build({"book/b": BIBLIOGRAPHY}).page("book/b")
    listed = html.partition('<ul class="citations')[2].partition("</ul>")[0]
    assert listed.count("<li") == 2 and "role=" not in listed
    assert 'Le Journal. <span lang="fr">Le laboratoire</span>. 7 October 2025.' in listed
    assert "Ann Doe. A reading. undated; read whole on 9 October 2025." in listed


def test_words_of_our_own_for_a_title_have_a_language_of_their_own(build, edit):
    edit("sources", "7,fr,,", "7,fr,en,")
    edit("sources", "Le laboratoire", "[The laboratory]")
    pages = {"book/b": BIBLIOGRAPHY, "book/evidence": "# Evidence\n\n```{claims}\n```\n"}
    site = build(pages)
    assert "Le Journal. [The laboratory]. 7 October 2025." in site.page("book/b")
    assert '<span class="source-title" lang="en">[The laboratory]' in site.page("book/claims/lardy")


def test_an_unknown_source_fails_the_build(build):
    site = build({"book/a": "# A\n\nSo {cite}`paper-l`.", "book/b": BIBLIOGRAPHY})
    assert site.warnings == ['book/a.md:3: WARNING: unknown source "paper-l"; nearest: paper-1']


def test_a_corrected_title_reaches_the_page(build, edit):
    build({"book/b": BIBLIOGRAPHY})
    edit("sources", "Le laboratoire", "Un laboratoire")
    assert "Un laboratoire" in build({"book/b": BIBLIOGRAPHY}).page("book/b")


def test_special_characters_survive(build, edit):
    title = "R&D_x: 100% ~ d’électrique #1 $5 <b> a^2"
    edit("sources", "Le laboratoire", title)
    page = build({"book/b": BIBLIOGRAPHY}).page("book/b")
    assert f'Le Journal. <span lang="fr">{escape(title)}</span>.' in page


def test_an_address_is_linked_as_it_stands_in_the_table(build, edit):
    address = "https://example.org/a_b%20c&d~e#f"
    edit("sources", "https://example.org/a", address)
    assert f'href="{address.replace("&", "&amp;")}"' in build({"book/b": BIBLIOGRAPHY}).page(
        "book/b"
    )


def test_a_title_that_bibtex_cannot_hold_is_a_message(build, edit):
    edit("sources", "Le laboratoire", "Le {laboratoire")
    with pytest.raises(BadTable, match="data/sources.csv: not fit for BibTeX: .*Le {laboratoire"):
        build({"book/b": BIBLIOGRAPHY})
