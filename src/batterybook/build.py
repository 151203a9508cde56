"""Build the site so that a failed build leaves the last good one in place."""

import os
import shutil
import sys
import time

import yaml
from filelock import FileLock, Timeout
from jupyter_book.sphinx import build_sphinx

from batterybook import notebooks

#: Stands in the draft from the end of a whole build to the beginning of the next.
WHOLE = "whole"


def _settings_problem(root):
    """What is wrong with the YAML of the two settings files, or None."""
    for name in ("_config.yml", "_toc.yml"):
        try:
            yaml.safe_load((root / name).read_text(encoding="utf-8"))
        except yaml.MarkedYAMLError as error:
            return f"{name}, line {error.problem_mark.line + 1}: {error.problem}"
    return None


def book(root):
    """Build the book with every warning an error.

    The same call as ``jupyter-book build . -n -W --keep-going``, but into
    ``_build/draft``: only a build without warnings replaces ``_build/html``. Notebooks run
    before it, side by side.

    Parameters
    ----------
    root : pathlib.Path
        The checkout.

    Returns
    -------
    int
        0 if the site was built, else 1.
    """
    if problem := _settings_problem(root):
        print(problem, file=sys.stderr)
        return 1
    folder = root / "_build"
    try:
        folder.mkdir(exist_ok=True)
        with FileLock(folder / "lock", timeout=0):
            return _book(root, folder / "draft", folder / "html")
    except Timeout:
        print("Another build runs in this checkout: wait until it has ended.", file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or folder}: {error.strerror}", file=sys.stderr)
    return 1


def _book(root, draft, site):
    os.environ["TZ"] = "UTC"  # charts are drawn in the time zone of the process
    time.tzset()
    print("Building the book; a notebook runs only where its inputs changed …", flush=True)
    problems = notebooks.fill_cache(root)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        return _not_built(site)
    # A build that was stopped leaves old pages that look new: they are written again.
    if not (draft / WHOLE).exists():
        shutil.rmtree(draft / "html", ignore_errors=True)
    (draft / WHOLE).unlink(missing_ok=True)
    # Tracebacks of notebooks that failed; the next good site would carry them.
    shutil.rmtree(draft / "html" / "reports", ignore_errors=True)
    result = build_sphinx(
        str(root),
        str(draft / "html"),
        noconfig=True,
        path_config=root / "_config.yml",
        confoverrides={
            "external_toc_path": str(root / "_toc.yml"),
            "latex_individualpages": False,
            "nitpicky": True,
        },
        warningiserror=True,
        keep_going=True,
    )
    if result:
        return _not_built(site)
    (draft / WHOLE).touch()
    # Copied aside first, so that the moment without a site is as short as a rename.
    fresh, old = site.with_name("html.new"), site.with_name("html.old")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(draft / "html", fresh)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    print(f"\nThe book is built. Open {site / 'index.html'}")
    return 0


def _not_built(site):
    kept = f"; {site} is still the last good one" if site.exists() else ""
    print(f"\nThe book was not built: see the messages above{kept}.")
    return 1
