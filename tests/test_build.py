"""A build that fails or is stopped leaves the last good site, and the next one hides nothing."""

import shutil
import signal
import subprocess
import sys

import nbformat
import pytest
from conftest import ROOT, write_tables
from filelock import FileLock

PAGE = "# A book\n\nThe floor is {claim}`area`.\n"


@pytest.fixture
def checkout(tmp_path):
    """A folder with the least that `make book` needs."""
    write_tables(tmp_path)
    (tmp_path / "book" / "notebooks").mkdir(parents=True)
    for name in ("_config.yml", "book/icon.svg", "CITATION.cff"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: book/index\n", encoding="utf-8")
    (tmp_path / "book" / "index.md").write_text(PAGE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def notebook(checkout):
    """Put a notebook of some cells beside the page."""

    def write(*sources):
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        path = checkout / "book" / "notebooks" / "index.ipynb"
        nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
        toc = "format: jb-book\nroot: book/index\nchapters:\n  - file: book/notebooks/index\n"
        (checkout / "_toc.yml").write_text(toc, encoding="utf-8")

    return write


# Unbuffered, so that a line is seen when it is written.
COMMAND = [sys.executable, "-u", "-m", "batterybook", "build"]


def _build(checkout):
    return subprocess.run(COMMAND, cwd=checkout, capture_output=True, text=True)


def _site(checkout):
    return (checkout / "_build" / "html" / "book" / "index.html").read_text(encoding="utf-8")


def _change_the_floor(checkout, was, now):
    claims = checkout / "data" / "claims.csv"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(text.replace(f",eq,{was},", f",eq,{now},"), encoding="utf-8")


def test_a_figure_that_a_stopped_build_did_not_write_is_written_by_the_next(checkout):
    assert _build(checkout).returncode == 0
    assert "3,000" in _site(checkout)
    _change_the_floor(checkout, 3000, 7000)
    # Sphinx has read the pages, and stored that it did, when it begins to write them.
    with subprocess.Popen(COMMAND, cwd=checkout, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            if "preparing documents" in line:
                process.send_signal(signal.SIGKILL)
                break
    assert "3,000" in _site(checkout), "the last good site stands"
    assert _build(checkout).returncode == 0
    assert "7,000" in _site(checkout)


def test_a_second_build_in_one_checkout_says_so(checkout):
    (checkout / "_build").mkdir()
    with FileLock(checkout / "_build" / "lock"):
        second = _build(checkout)
    assert second.returncode == 1
    assert "Another build runs in this checkout" in second.stderr


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["1 + 1", "1 / 0"], "code cell 2, line 1: ZeroDivisionError: division by zero"),
        (["1 + 1", "import os; os._exit(3)"], "the kernel died in code cell 2"),
        (["while True: pass"], "code cell 1 ran longer than 3 s (timeout in _config.yml)"),
        (
            ["import sys; print('careful', file=sys.stderr)"],
            "code cell 1 wrote to stderr, which a page would show: careful",
        ),
    ],
)
def test_a_notebook_that_fails_is_named_with_its_cell_before_a_page_is_made(
    checkout, notebook, cells, said
):
    config = checkout / "_config.yml"
    text = config.read_text(encoding="utf-8").replace("timeout: 120", "timeout: 3")
    config.write_text(text, encoding="utf-8")
    notebook(*cells)
    failed = _build(checkout)
    assert failed.returncode == 1
    assert failed.stderr == f"book/notebooks/index.ipynb: {said}\n"
    assert "Traceback" not in failed.stdout


def test_a_notebook_that_writes_into_the_tables_is_refused(checkout, notebook):
    notebook("from pathlib import Path", "Path('../../data/names.csv').write_text('lost')")
    failed = _build(checkout)
    assert failed.returncode == 1
    assert failed.stderr == "book/notebooks/index.ipynb changed data/names.csv while running\n"


def test_a_notebook_that_ran_is_not_run_again(checkout, notebook):
    notebook("1 + 1")
    assert "Running book/notebooks/index.ipynb" in _build(checkout).stdout
    again = _build(checkout)
    assert again.returncode == 0
    assert "Running book" not in again.stdout
    # Sphinx finds under the same name in the cache what ran before it.
    shutil.rmtree(checkout / "_build" / "draft")
    assert "Executing notebook" not in _build(checkout).stdout
