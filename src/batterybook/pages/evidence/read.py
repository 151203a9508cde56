"""The evidence that pages are made from, read once for each build."""

from pathlib import Path

from sphinx.errors import SphinxError

from batterybook.tables.evidence import Evidence
from batterybook.tables.read import TableError, Tables


class BadTable(SphinxError):
    """A table that cannot be read stops the build with its message."""

    category = "Table"


def _read(app, config):
    tables = Tables(Path(app.srcdir) / "data")
    try:
        for name in tables.resources:
            tables.load(name)
    except TableError as error:
        raise BadTable(str(error)) from None
    app.evidence = Evidence(tables)


def setup(app):
    """Give the application its evidence before anything asks for it."""
    # Sphinx pickles the environment, not the application: frames belong on the latter.
    app.connect("config-inited", _read, priority=300)
