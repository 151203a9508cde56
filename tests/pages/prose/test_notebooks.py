"""Notebooks are committed without outputs, except the results that nbval compares."""

import nbformat
import pytest
from conftest import write_notebook

from batterybook import notebooks
from batterybook.pages.fresh import BadNotebook
from batterybook.tables.read import find

NOTEBOOKS = sorted((find().parent / "book" / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_only_marked_cells_have_outputs_and_each_of_them_has_one(path):
    cells = [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
    marked = [cell for cell in cells if notebooks.MARK in cell.source]
    assert marked == cells[-2:-1], "the cell with the headline results is marked, and it alone"
    assert cells[-1].source == "charts.publish_results(results)"
    assert marked[0].outputs, "a marked cell without output compares nothing: run `make results`"
    assert not [cell.source for cell in cells if cell.outputs and cell not in marked]


def test_refreshing_keeps_marked_outputs_and_drops_the_others(tmp_path):
    cells = [
        nbformat.v4.new_code_cell("1 + 1"),
        nbformat.v4.new_code_cell(f"# {notebooks.MARK}\n2 + 2"),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "n.ipynb")
    assert notebooks.refresh(tmp_path) == 0
    first, second = nbformat.read(tmp_path / "n.ipynb", as_version=4).cells
    assert first.outputs == []
    assert second.outputs[0].data["text/plain"] == "4"


def test_refreshing_leaves_a_failing_notebook_as_it_was(tmp_path, capsys):
    cells = [nbformat.v4.new_code_cell("1 / 0")]
    path = tmp_path / "n.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    before = path.read_bytes()
    assert notebooks.refresh(tmp_path) == 1
    assert path.read_bytes() == before
    said = "n.ipynb: code cell 1, line 1: ZeroDivisionError: division by zero\n"
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Tables().load('clams')", 'TableError: no table "clams"; nearest: claims, names, cells'),
        (
            "wide(Evidence(), 'laboratory', ['flor_area'])",
            'TableError: no quantity "flor_area"; nearest: floor_area',
        ),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("1 +", "SyntaxError: invalid syntax"),
    ],
)
def test_a_failing_notebook_is_named_with_cell_line_and_reason(build, tmp_path, line, message):
    imports = (
        "from batterybook.tables.evidence import Evidence\n"
        "from batterybook.tables.read import Tables\n"
        "from batterybook.tables.wide import wide"
    )
    path = tmp_path / "book" / "notebooks" / "a.ipynb"
    write_notebook(path, imports, f"x = 1\n{line}")
    site = build({"book/a": "# A\n"})
    place = "book/notebooks/a.ipynb: WARNING: code cell 2, line 2: "
    assert [warning for warning in site.warnings if "mystnb" not in warning] == [place + message]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{\n "cells": [\n', "book/notebooks/a.ipynb, line 3: not a notebook: Expecting value"),
        ("[]", "book/notebooks/a.ipynb: JSON, but not a notebook with cells"),
    ],
)
def test_a_file_that_is_no_notebook_is_named(build, tmp_path, text, message):
    path = tmp_path / "book" / "notebooks" / "a.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadNotebook) as error:
        build({"book/a": "# A\n"})
    assert str(error.value) == message
