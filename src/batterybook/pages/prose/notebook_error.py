"""Say in one line why a notebook failed, and where.

MyST-NB warns that a notebook failed and stores the traceback in a file; a contributor
wants to know which line of which cell, and what was expected.
"""

import re

from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.util import logging

logger = logging.getLogger(__name__)

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_PLACE = re.compile(r"Cell In\[(\d+)\], line (\d+)")


def explain(traceback):
    """Where in the notebook an error arose, and its message.

    Parameters
    ----------
    traceback : str
        As Jupyter stores it, with or without colours.

    Returns
    -------
    str
    """
    plain = _COLOURS.sub("", traceback)
    place = _PLACE.search(plain)
    where = f"code cell {place[1]}, line {place[2]}: " if place else ""
    lines = [line for line in plain.splitlines() if line.strip()]
    return where + lines[-1].strip()


def _report(app, doctree):
    docname = app.env.docname
    run = NbMetadataCollector.get_exec_data(app.env, docname)
    if run and run["traceback"]:
        logger.warning(explain(run["traceback"]), location=docname, type="book", subtype="notebook")


def setup(app):
    """Look at each notebook once it has run."""
    app.connect("doctree-read", _report)
