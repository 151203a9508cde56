"""A block that nobody closed is named with its line, instead of swallowing the text behind it."""

from pathlib import Path

from batterybook.pages.prose.fences import unclosed

CHART = "```{claims}\n---\nchapter: lardy\n---\n"


def test_a_block_left_open_is_named_with_its_line(build):
    site = build({"book/a": f"# A\n\nText.\n\n{CHART}\n## B\n\nMore.\n\n```{{promises}}\n```\n"})
    assert site.warnings[0] == (
        "book/a.md:5: WARNING: this block is not closed: a line with its opening marks alone "
        "is missing"
    )


def test_a_block_open_to_the_end_is_named():
    assert unclosed("# A\n\n```{glossary}\nterm\n  Words.\n") == [3]


def test_blocks_within_blocks_and_marks_within_code_are_fine():
    assert unclosed("::::{grid}\n:::{item}\nText\n:::\n:::{item}\n:::\n::::\n") == []
    assert unclosed("````md\n```{chart} a\n```\n````\n") == []


def test_the_books_own_pages_close_their_blocks(root):
    for page in Path(root / "book").glob("*.md"):
        assert unclosed(page.read_text(encoding="utf-8")) == [], page.name
