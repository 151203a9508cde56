"""Run the notebooks side by side: for a build, and to store what the tests compare."""

import asyncio
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import yaml
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from batterybook.pages.fresh import BadNotebook, digest, with_inputs
from batterybook.pages.prose.notebook_error import explain
from batterybook.tables.read import Tables

#: A cell with this comment keeps its output, and nbval compares it.
MARK = "NBVAL_CHECK_OUTPUT"

#: Where Sphinx looks for what has run, by the root of the checkout.
CACHE = Path("_build") / ".jupyter_cache"

TIMEOUT_S = 120


def _code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


async def _run(notebook, folder, timeout_s):
    """Run one notebook in place.

    Returns
    -------
    str
        Which cell went wrong and how, or nothing.
    """
    cells = _code_cells(notebook)
    for cell in cells:
        cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        notebook,
        timeout=timeout_s,
        kernel_name="python3",  # the book's own, whichever one the file was saved with
        resources={"metadata": {"path": folder}},
        record_timing=False,  # it would be part of what the cache compares
    )
    # The cell that was running is the first that has no number yet.
    try:
        # What a kernel says of its own end is no help: the cell is named below.
        await client.async_execute(stderr=subprocess.DEVNULL)
    except CellExecutionError as error:
        return explain(str(error))
    except CellTimeoutError:
        return f"code cell {_running(cells)} ran longer than {timeout_s} s (timeout in _config.yml)"
    except DeadKernelError:
        return f"the kernel died in code cell {_running(cells)}"
    for number, cell in enumerate(cells, start=1):
        for output in cell.outputs:
            if output.get("name") == "stderr":
                first = output.text.strip().splitlines()[0]
                return f"code cell {number} wrote to stderr, which a page would show: {first}"
    return ""


def _running(cells):
    done = sum(cell.execution_count is not None for cell in cells)
    return min(done + 1, len(cells))


def run(notebooks, folder, timeout_s=TIMEOUT_S):
    """Run notebooks in place, as many at once as there are cores.

    Parameters
    ----------
    notebooks : dict of str to nbformat.NotebookNode
        By their file's name.
    folder : pathlib.Path
        Where they stand.
    timeout_s : float
        For one cell.

    Returns
    -------
    dict of str to (str, float)
        What went wrong, or nothing, and how many seconds it took, in the order of ending.
    """

    async def one(name, free):
        async with free:
            print(f"Running {name} …", flush=True)
            began = time.monotonic()
            problem = await _run(notebooks[name], str(folder), timeout_s)
            return name, (problem, time.monotonic() - began)

    async def all_of_them():
        free = asyncio.Semaphore(os.cpu_count() or 1)
        waiting = [one(name, free) for name in notebooks]
        return dict([await each for each in asyncio.as_completed(waiting)])

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(all_of_them())
    # `make serve` builds within the loop of its server.
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, all_of_them()).result()


def fill_cache(root):
    """Run the notebooks that Sphinx would not find in its cache.

    Parameters
    ----------
    root : pathlib.Path
        The checkout.

    Returns
    -------
    list of str
        What went wrong, with the notebook and the cell. What went well is kept all the same.
    """
    tables, folder = Tables(root / "data"), root / "book" / "notebooks"
    settings = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8")) or {}
    cache = get_cache(str(root / CACHE))
    found, stale = [], {}
    for path in sorted(folder.glob("*.ipynb")):
        name = str(path.relative_to(root).with_suffix(""))
        try:
            text = with_inputs(path.read_text(encoding="utf-8"), tables, name)
        except BadNotebook as error:
            found.append(str(error))
            continue
        notebook = nbformat.reads(text, as_version=4)
        try:
            cache.match_cache_notebook(notebook)
        except KeyError:
            stale[f"{name}.ipynb"] = notebook
    if not stale:
        return found
    before = _digests(tables.folder)
    ended = run(stale, folder, settings.get("execute", {}).get("timeout", TIMEOUT_S))
    found += [f"{name}: {problem}" for name, (problem, _) in ended.items() if problem]
    after = _digests(tables.folder)
    changed = sorted(file for file in before | after if before.get(file) != after.get(file))
    if changed:
        return [*found, f"{', '.join(stale)} changed {', '.join(changed)} while running"]
    for name, (problem, seconds) in ended.items():
        if not problem:
            bundle = CacheBundleIn(stale[name], name, data={"execution_seconds": seconds})
            cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
    return found


def _digests(folder):
    return {f"{folder.name}/{file.name}": digest([file]) for file in folder.iterdir()}


def refresh(folder):
    """Run each notebook and keep only the outputs of marked cells.

    Parameters
    ----------
    folder : pathlib.Path
        The notebooks.

    Returns
    -------
    int
        1 if a notebook failed; that one is left as it was.
    """
    paths = sorted(folder.glob("*.ipynb"))
    notebooks = {path.name: nbformat.read(path, as_version=4) for path in paths}
    failed = 0
    for name, (problem, _) in run(notebooks, folder).items():
        if problem:
            print(f"{name}: {problem}", file=sys.stderr)
            failed = 1
            continue
        notebook = notebooks[name]
        for cell in _code_cells(notebook):
            # nbval compares a cell only if it has a count.
            if MARK not in cell.source:
                cell.outputs, cell.execution_count = [], None
        notebook.metadata.pop("language_info", None)
        nbformat.write(notebook, folder / name)
    return failed
