"""One block of settings: what it holds is on the site, what is empty is not."""

import pytest
from sphinx.errors import ConfigError

from batterybook.build import book as build_book

PAGE = {"book/a": "# A\n\n```{contact}\n```\n"}


def test_without_an_address_the_page_says_so(build):
    assert "This copy of the book names no address" in build(PAGE).page("book/a")


def test_an_address_and_a_repository_are_shown(build):
    settings = {"contact": "us@example.org", "repository": "https://github.com/us/book"}
    html = build(PAGE, book_site=settings).page("book/a")
    assert 'href="mailto:us' in html
    assert 'href="https://github.com/us/book/issues"' in html


@pytest.mark.parametrize(
    ("repository", "edit", "issue"),
    [
        ("https://github.com/us/b", "/edit/main/book/a.md", "/issues/new?title=A"),
        (
            "https://gitlab.example.org/us/b/",
            "/-/edit/main/book/a.md",
            "/-/issues/new?issue[title]=A",
        ),
        ("https://codeberg.org/us/b", "/_edit/main/book/a.md", "/issues/new?title=A"),
        ("https://bitbucket.org/us/b", "/src/main/book/a.md?mode=edit", "/issues/new?title=A"),
    ],
)
def test_a_page_is_edited_and_reported_where_its_host_does_that(build, repository, edit, issue):
    site = build(PAGE, book_site={"repository": repository})
    assert site.warnings == []
    for path in (edit, issue):
        assert f'href="{repository.rstrip("/")}{path}"' in site.page("book/a")


def test_an_unknown_host_has_no_buttons_and_one_sentence_says_so(build):
    site = build(PAGE, book_site={"repository": "https://example.org/book"})
    assert site.warnings == []
    assert "no buttons to edit a page on https://example.org/book" in site.status
    assert "Edit this page" not in site.page("book/a")
    assert 'href="https://example.org/book"' in site.page("book/a")


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
