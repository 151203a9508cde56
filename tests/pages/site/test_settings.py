"""One block of settings: what it holds is on the site, what is empty is not."""

import pytest
from sphinx.errors import ConfigError

from batterybook.build import book as build_book

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


@pytest.mark.parametrize("name", ["_config.yml", "_toc.yml"])
def test_settings_that_are_no_yaml_are_named_with_their_line(tmp_path, capsys, name):
    for file in ("_config.yml", "_toc.yml"):
        (tmp_path / file).write_text("a: 1\n", encoding="utf-8")
    (tmp_path / name).write_text("a: 1\nb: c: d\n", encoding="utf-8")
    assert build_book(tmp_path) == 1
    assert capsys.readouterr().err.startswith(f"{name}, line 2: mapping values")
