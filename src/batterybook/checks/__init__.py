"""Everything that must hold before a page is built: in ``data/``, and in how dense prose is.

Table Schema says most of it, and Frictionless checks that. The rest, rules on
dates, units and rows of several tables, is here and is reported in the same form.
"""

import json

from batterybook.checks import cells, claims, promises, seeds
from batterybook.tables import articles
from batterybook.tables.read import PACKAGE_FILE, TableError, Tables


def problems(tables=None):
    """All problems of the tables.

    Parameters
    ----------
    tables : batterybook.tables.read.Tables, optional
        By default those found from the working folder.

    Returns
    -------
    list of Problem or str
        Empty where all is well. A file that cannot be read is a plain message, and
        then nothing else is checked.
    """
    tables = tables or Tables()
    try:
        frames = {name: tables.text(name) for name in tables.resources}
        records = articles.records(tables.folder.parent / "seeds")
    except TableError as error:
        return [str(error)]
    except json.JSONDecodeError as error:
        return [f"data/{PACKAGE_FILE}, line {error.lineno}: not JSON: {error.msg}"]
    found = cells.problems(tables, frames)
    if not found:
        # Rules across fields rest on cells that are well formed.
        found = [
            *claims.problems(tables, frames),
            *promises.problems(frames),
            *seeds.problems(frames, records),
            *_model_problems(tables, frames),
        ]
    return sorted(found, key=lambda problem: (problem.table, problem.row or 0, problem.field))


def of_book(root):
    """What is wrong in the tables, or else in how dense prose is: what stops a build.

    Parameters
    ----------
    root : pathlib.Path
        The checkout.

    Returns
    -------
    list of Problem or str
    """
    from batterybook.checks import density  # the parser of pages takes a second to load

    tables = Tables(root / "data")
    # Prose is looked at once the tables that it prints are well.
    return problems(tables) or density.problems(root, tables)


def _model_problems(tables, frames):
    if "assumptions" not in frames:
        return []  # a book without models of cells
    from batterybook.checks import models

    return models.problems(tables, frames)
