"""Prose that carries more figures than one reads is named with its line."""

import json

import pytest
from conftest import write_tables

from batterybook.checks import density
from batterybook.tables.read import Tables

TOC = "format: jb-book\nroot: book/index\nparts:\n  - chapters:\n      - file: book/lardy\n"
WORDS = "Nine words stand here so that figures are rare. " * 4


@pytest.fixture
def found(tmp_path):
    """What is wrong with a page of the tiny book."""
    write_tables(tmp_path)
    (tmp_path / "_toc.yml").write_text(TOC, encoding="utf-8")
    (tmp_path / "_config.yml").write_text("parse: {}\n", encoding="utf-8")
    notebooks = tmp_path / "book" / "notebooks"
    notebooks.mkdir(parents=True)
    output = {"data": {"text/plain": ["{'least': 3,\n", " 'much_words': 'about even'}"]}}
    notebook = {"cells": [{"outputs": [output]}]}
    (notebooks / "lardy.ipynb").write_text(json.dumps(notebook), encoding="utf-8")

    def problems(text):
        (tmp_path / "book" / "lardy.md").write_text(text, encoding="utf-8")
        return density.problems(tmp_path, Tables(tmp_path / "data"))

    return problems


def test_a_sentence_with_many_figures_is_named_with_its_line(found):
    many = "It has {claim}`area`, {claim}`equipment`,\n{claim}`growth` and {result}`least`."
    assert found(f"# A\n\n{WORDS}\n\n## B\n\n{WORDS}{WORDS}\n\n{WORDS}\n{many}\n") == [
        "book/lardy.md, line 10: found 4 figures in a sentence; expected at most 3: "
        "“It has …, …, … and ….”"
    ]


def test_an_opening_may_carry_fewer_figures_than_the_body(found):
    two = f"{WORDS}It has {{claim}}`area` and {{claim}}`equipment`."
    assert found(f"# A\n\n{WORDS}\n\n## B\n\n{two}\n") == []
    assert found(f"# A\n\n{two}\n\n## B\n\n{WORDS}\n") == [
        "book/lardy.md, line 3: found 4.9 figures in a hundred words of the opening; "
        "expected at most 3: move some to a chart or table"
    ]


def test_a_body_full_of_figures_is_named(found):
    dense = "It has {claim}`area`. " * 3
    (problem,) = found(f"# A\n\n{WORDS}\n\n## B\n\n{dense}\n")
    assert problem.startswith("book/lardy.md, line 7: found 33.3 figures in a hundred words")


def test_words_on_a_claim_and_results_in_words_are_no_figures(found):
    words = "{claim}`its floor <area>` {result}`much_words` {cite}`paper-1` {claim}`soon`"
    assert found(f"# A\n\n{WORDS}\n\n## B\n\n{words} {words}.\n") == []


def test_tables_and_charts_may_hold_any_number(found):
    row = "| {claim}`area` | {claim}`growth` | {claim}`equipment` | {claim}`area-feet` |\n"
    chart = "```{chart} a\nWith {claim}`area`, {claim}`area`, {claim}`area`, {claim}`area`.\n```\n"
    table = f"| a | b | c | d |\n|---|---|---|---|\n{row}"
    assert found(f"# A\n\n{WORDS}\n\n## B\n\n{WORDS}\n\n{table}\n{chart}") == []


def test_slips_that_the_build_names_are_no_tracebacks(found, tmp_path):
    page = f"# A\n\n{WORDS}\n\n## B\n\nOn {{claim}}`equipment.date`, {{claim}}`no` {{result}}`least`. {WORDS}\n"
    assert found(page) == []
    for damaged in ("{", "[]", '{"cells": 1}', '{"cells": [{"outputs": [{"data": 1}]}]}'):
        (tmp_path / "book" / "notebooks" / "lardy.ipynb").write_text(damaged, encoding="utf-8")
        assert found(page) == []
