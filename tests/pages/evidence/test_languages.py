"""Words of another language say so wherever they show, so that they are read out as such."""

import pytest
from bs4 import BeautifulSoup

from batterybook.tables.read import Tables

# Sphinx makes quotation marks curly; what is searched for has them straight.
_STRAIGHT = str.maketrans("’‘“”", "''\"\"")
_UNREAD = ("script", "style", "title", "head")


def _plain(text):
    return " ".join(text.translate(_STRAIGHT).split())


@pytest.fixture(scope="module")
def foreign(root):
    """Titles and quotes that are not English, with their language."""
    sources = Tables(root / "data").by_key("sources")
    spoken = sources["title_language"].fillna(sources["language"])
    found = {_plain(title): spoken[key] for key, title in sources["title"].items()}
    claims = Tables(root / "data").load("claims").dropna(subset="quote")
    for claim in claims.itertuples():
        found[_plain(claim.quote)] = sources.at[claim.source, "language"]
    return {text: language for text, language in found.items() if language != "en"}


def test_each_foreign_title_and_quote_is_marked_with_its_language(site, foreign):
    wrong, marked = [], 0
    for path in sorted(site.rglob("*.html")):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for text in page.find_all(string=True):
            words = _plain(text)
            if len(words) < 5 or text.find_parent(_UNREAD):
                continue
            for phrase in (phrase for phrase in foreign if phrase in words):
                language = text.find_parent(lang=True)["lang"]
                marked += language == foreign[phrase]
                if language != foreign[phrase]:
                    wrong.append(f"{path.name}: {phrase!r} is read as {language}")
    assert wrong == []
    assert marked > 500


def test_every_page_says_in_which_language_it_is(site):
    for path in site.rglob("*.html"):
        assert '<html lang="en"' in path.read_text(encoding="utf-8"), path.name


def test_words_of_another_language_are_marked_in_prose(build):
    page = "# A\n\nHe says “[jamais]{.language-fr}”.\n"
    site = build({"book/a": page}, myst_enable_extensions=["attrs_inline"])
    assert site.warnings == []
    assert '“<span lang="fr">jamais</span>”' in site.page("book/a")
