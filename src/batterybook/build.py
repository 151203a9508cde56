"""Build the site so that a failed build leaves the last good one in place."""

import shutil
import sys

import yaml
from jupyter_book.sphinx import build_sphinx


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
    ``_build/draft``: only a build without warnings replaces ``_build/html``.

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
    draft, site = root / "_build" / "draft" / "html", root / "_build" / "html"
    print("Building the book; a notebook runs only where its inputs changed …", flush=True)
    result = build_sphinx(
        str(root),
        str(draft),
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
        kept = f"; {site} is still the last good one" if site.exists() else ""
        print(f"\nThe book was not built: see the messages above{kept}.")
        return 1
    # Copied aside first, so that the moment without a site is as short as a rename.
    fresh = site.with_name("html.new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(draft, fresh)
    shutil.rmtree(site, ignore_errors=True)
    fresh.rename(site)
    print(f"\nThe book is built. Open {site / 'index.html'}")
    return 0
