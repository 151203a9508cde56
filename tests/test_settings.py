"""One block of settings: what it holds is on the site, what is empty is not."""

import pytest
from sphinx.errors import ConfigError

PAGE = {"book/a": "# A\n\n```{contact}\n```\n"}


def test_without_an_address_the_page_says_so(build):
    assert "This copy of the book names no address" in build(PAGE).page("book/a")


def test_an_address_and_a_repository_are_shown(build):
    settings = {"contact": "us@example.org", "repository": "https://example.org/book"}
    html = build(PAGE, book_site=settings).page("book/a")
    assert 'href="mailto:us' in html
    assert 'href="https://example.org/book/issues"' in html


def test_an_unknown_setting_is_named_with_the_nearest(build):
    with pytest.raises(ConfigError, match='unknown key "adress"; nearest: address'):
        build(PAGE, book_site={"adress": "https://example.org/"})
