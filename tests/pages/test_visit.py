"""No test sees a page that complains: the fixture by which all of them visit one does not let it."""

import pytest
from conftest import visiting
from serving import serving

PAGE = '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A</title>{}'


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ('<script src="log.js"></script>', "a word"),
        ('<script src="throw.js"></script>', "a slip"),
        ('<img src="none.png" alt="A">', "404"),
        ("<script>1</script>", "Content Security Policy"),
        ('<p style="color: red">A</p>', "Content Security Policy"),
    ],
)
def test_a_test_fails_whose_page_says_a_word_to_the_console(browser, tmp_path, body, complaint):
    (tmp_path / "log.js").write_text("console.log('a word');")
    (tmp_path / "throw.js").write_text("throw new Error('a slip');")
    (tmp_path / "a.html").write_text(PAGE.format(body))
    with (
        serving(tmp_path) as host,
        pytest.raises(AssertionError, match=complaint),
        visiting(browser, host) as visit,
    ):
        visit("a.html")


def test_a_test_fails_whose_page_has_no_icon(browser, tmp_path):
    (tmp_path / "a.html").write_text(PAGE.replace("data:,", "none.svg").format("A"))
    with (
        serving(tmp_path) as host,
        pytest.raises(AssertionError, match="none.svg"),
        visiting(browser, host) as visit,
    ):
        visit("a.html").wait_for_load_state("networkidle")
