"""A card says what a claim, a citation or a term stands for: read off a tiny book's own files."""

import json
import re

import pytest

PAGES = {
    "book/evidence": "# Evidence\n\n```{claims}\n```\n",
    "book/glossary": "# Glossary\n\n```{glossary}\ndry room\n  Air without <water>.\n```\n",
    "book/bibliography": "# Bibliography\n\n```{bibliography}\n```\n",
}


@pytest.fixture
def cards(build, tmp_path):
    """Build a page with the given text, and read its cards by address."""

    def read(text):
        site = build(PAGES | {"book/a": f"# A\n\n{text}"})
        assert site.warnings == []
        file = tmp_path / "_build" / "html" / "_static" / "cards" / "book-a.js"
        assert f'data-cards="cards/{file.name}?v=' in site.page("book/a")
        detail = re.search(r"\{detail:(.*)\}\)\);", file.read_text(encoding="utf-8"))[1]
        return json.loads(detail)

    return read


def _words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_claims_card_has_value_statement_quote_source_publisher_and_date(cards):
    (card,) = cards("{claim}`area`").values()
    assert '<p class="card-value">3,000 m²</p>' in card
    assert '<q lang="fr">trois mille mètres carrés</q>' in card
    assert '<a href="https://example.org/a"><cite lang="fr">Le laboratoire</cite></a>' in card
    assert "</cite></a>, Le Journal, 7 October 2025</p>" in card


def test_a_claims_card_leads_to_the_other_claims_on_its_topic(cards):
    (card,) = cards("{claim}`area`").values()
    other = '<a href="claims/lardy.html#claim-area-again">about 3,100 m²</a> (Ann Doe, undated)'
    assert f"<ul><li>{other}</li></ul>" in card


def test_the_card_of_a_promise_says_what_came_of_it(cards):
    (card,) = cards("{claim}`opens`").values()
    words = "Promise (The laboratory open): 2 months late, by what sources say up to 7 October 2025"
    assert words in card


def test_a_card_of_an_opinion_or_estimate_says_that_it_is_one(cards):
    (card,) = cards("{claim}`cost-share`").values()
    assert '<p class="card-kind">Estimate</p>' in card


def test_a_citations_card_says_what_rests_on_the_source(cards):
    (card,) = cards("{cite}`undated-1`").values()
    rests = "4 claims rest on it; read whole on 9 October 2025."
    assert _words(card) == f"A reading Ann Doe, undated Analysis. {rests}"


def test_a_terms_card_explains_it(cards):
    (card,) = cards("{term}`dry room`").values()
    assert _words(card) == "dry room Air without &lt;water&gt;."


def test_a_page_without_such_links_loads_nothing_for_cards(build):
    assert "cards.js" not in build({"book/a": "# A\n\nText."}).page("book/a")
