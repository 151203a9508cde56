"""No page keeps an old number, and nothing runs that need not."""

import shutil

import pytest
from conftest import write_notebook

from batterybook.pages import fresh
from batterybook.tables.read import Tables

NOTEBOOK = """
from batterybook.tables.evidence import Evidence
from batterybook.tables.wide import wide
from myst_nb import glue

area = wide(Evidence(), "laboratory", ["floor_area"]).at["lab", "floor_area"]
glue("twice", float(2 * area), display=False)
"""
OTHER = """
from myst_nb import glue

glue("constant", 7, display=False)
"""
PAGES = {
    "book/a": "# A\n\n{claim}`area` twice is {result}`twice`.",
    "book/b": "# B\n\n{result}`constant`",
    "book/evidence": "# E\n\n```{claims}\n```\n",
}


@pytest.fixture
def book(build, tmp_path):
    write_notebook(tmp_path / "book" / "notebooks" / "a.ipynb", NOTEBOOK)
    write_notebook(tmp_path / "book" / "notebooks" / "b.ipynb", OTHER)
    return lambda pages=PAGES: build(pages, nb_execution_cache_path="")  # its own, as any book


def _executed(site):
    # Executions are told on the status stream, as the notebook's path and this phrase.
    return [
        name for name in ("a", "b") if f"notebooks/{name}.ipynb: Executed notebook" in site.status
    ]


def test_a_changed_cell_reaches_every_page_that_uses_it(book, edit):
    first = book()
    assert first.warnings == []
    assert _executed(first) == ["a", "b"]
    assert "6,000" in first.page("book/a")

    edit("claims", "eq,3000,", "eq,3500,")
    second = book()
    assert "3,500\N{NO-BREAK SPACE}m²" in second.page("book/a")
    assert "7,000" in second.page("book/a")
    assert "3,500 m²" in second.page("book/claims/lardy")
    assert _executed(second) == ["a"]


def test_an_edit_in_prose_runs_no_notebook(book):
    book()
    again = book(PAGES | {"book/a": PAGES["book/a"] + " More words."})
    assert "More words." in again.page("book/a")
    assert _executed(again) == []


def test_a_table_that_a_notebook_does_not_read_leaves_it_alone(book, edit):
    book()
    edit("names", "A390,a car", "A390,a fast car")
    assert _executed(book()) == []


def test_a_notebook_depends_on_the_modules_it_imports_and_the_tables_they_name(root):
    code = (
        "from batterybook import charts\n"
        "from batterybook.tables.evidence import Evidence\n"
        "Evidence().promises, Evidence().tables.load('prices')"
    )
    names = {
        path.relative_to(root).as_posix() for path in fresh.inputs(code, Tables(root / "data"))
    }
    package = "src/batterybook"
    assert {f"{package}/charts/look.py", f"{package}/tables/read.py"} <= names
    assert "requirements.txt" in names, "other versions of libraries may compute otherwise"
    assert {"data/claims.csv", "data/promises.csv", "data/prices.csv"} <= names
    assert not {f"{package}/checks/__init__.py", f"{package}/models/cell.py"} & names
    assert "data/corrections.csv" not in names


def test_code_that_cannot_be_read_depends_on_everything(root):
    names = {path.name for path in fresh.inputs("%matplotlib inline", Tables(root / "data"))}
    assert {"validation.py", "names.csv"} <= names


def test_a_line_in_a_module_changes_the_place_in_the_cache_of_notebooks_that_import_it(
    root, tmp_path, monkeypatch
):
    monkeypatch.setattr(fresh, "PACKAGE", tmp_path / "batterybook")
    shutil.copytree(root / "src" / "batterybook", fresh.PACKAGE)
    tables = Tables(root / "data")

    def places():
        return [
            fresh.digest(fresh.inputs(f"from batterybook.models import {module}", tables))
            for module in ("plant", "cell")
        ]

    before = places()
    with (fresh.PACKAGE / "models" / "plant.py").open("a") as file:
        file.write("x = 1\n")
    after = places()
    assert before[0] != after[0]
    assert before[1] == after[1]
