"""Search: results are sentences that a reader can read, the argument before its computations."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def results(visit):
    """Title and excerpt of each result for a query."""

    def search(query):
        page = visit(f"search.html?q={query}")
        # Not by a script in words, which the strict host refuses.
        page.locator("ul.search li").nth(1).wait_for()
        expect(page.locator("ul.search li:not(:has(> :nth-child(2)))")).to_have_count(0)
        return [item.inner_text().split("\n", 1) for item in page.locator("ul.search li").all()]

    return search


@pytest.mark.parametrize("query", ["laboratory", "dry room"])
def test_each_excerpt_is_text_of_its_page_and_no_label_of_a_chart(results, query):
    for title, excerpt in results(query):
        # A figure glued to a word or to another, as labels of an axis are, is no sentence.
        assert not re.search(r"[a-z]\d{2}|%\d|\d%[a-z]", excerpt), f"{title}: {excerpt}"
        assert excerpt.count(" ") > 2, f"{title}: {excerpt}"


def test_an_excerpt_shows_the_word_where_the_text_has_it(results):
    found = dict(results("laboratory"))
    assert "laboratory" in found["Lardy: what can a laboratory decide that makes no cells to sell?"]


def test_a_term_is_found_with_its_explanation(results):
    found = dict(results("dry room"))
    assert found["Glossary"].strip().startswith("A room with air so dry")


def test_chapters_come_before_computations(results):
    titles = [title for title, _ in results("Dunkirk")]
    computed = [title.startswith("Computations") for title in titles]
    assert computed == sorted(computed) and any(computed)
