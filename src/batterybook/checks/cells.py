"""Rules on single cells: what Table Schema says, in the words of this book, and what it cannot."""

import re

from frictionless import Package

from batterybook.checks.problem import Problem, quoted
from batterybook.tables import dates
from batterybook.tables.read import PACKAGE_FILE, nearest

_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def problems(tables, frames):
    """Problems of single cells, each place once.

    Parameters
    ----------
    tables : batterybook.tables.read.Tables
    frames : dict of str to pandas.DataFrame
        Every table as it is written.

    Returns
    -------
    list of Problem
    """
    found = list(_cells(tables, frames))
    named = {(problem.table, problem.row, problem.field) for problem in found}
    return found + [
        problem
        for problem in _schema(tables, frames)
        if (problem.table, problem.row, problem.field) not in named
    ]


def _schema(tables, frames):
    """What Frictionless finds, in the words of this book."""
    for task in Package(str(tables.folder / PACKAGE_FILE)).validate().tasks:
        keys = tables.resources[task.name]["schema"]["primaryKey"]
        for error in task.errors:
            details = error.to_dict()
            row = details.get("rowNumber")
            if error.type == "primary-key":
                field, cell = keys[0], frames[task.name].at[row - 2, keys[0]]
            elif error.type == "foreign-key":
                field, cell = details["fieldNames"][0], details["fieldCells"][0]
            else:
                field, cell = details.get("fieldName", ""), details.get("cell", "")
            yield Problem(
                task.name,
                row,
                field,
                quoted(cell),
                _expected(error, details, task.name, field, cell, tables, frames),
            )


def _expected(error, details, table, field, cell, tables, frames):
    if error.type == "foreign-key":
        other = details["referenceName"] or table
        key = details["referenceFieldNames"][0]
        return f"a key of data/{other}.csv ({nearest(cell, frames[other][key])})"
    if error.type == "primary-key":
        return "a key that no other row has"
    if error.type == "type-error":
        if tables.fields(table)[field].get("format") == "uri":
            return "an address, such as https://example.org/page"
        return f"a {tables.fields(table)[field]['type']}"
    if error.type == "constraint-error":
        constraints = tables.fields(table)[field]["constraints"]
        if constraints.get("required") and not cell:
            return "a value"
        if "enum" in constraints:
            return f"one of {', '.join(constraints['enum'])}"
        if "pattern" in constraints:
            return f"text of the form {constraints['pattern']}"
    return error.note


def _cells(tables, frames):
    """Blanks, dates and numbers, cell by cell."""
    for name, frame in frames.items():
        for field, descriptor in tables.fields(name).items():
            for index, cell in frame.loc[frame[field] != "", field].items():
                if cell != cell.strip() or "\n" in cell:
                    expected = "one line without blanks at its ends"
                elif descriptor["type"] == "number" and not _NUMBER.fullmatch(cell):
                    expected = "a plain decimal number, such as 1234.5"
                elif descriptor.get("rdfType") == dates.EDTF and (error := _date_error(cell)):
                    expected = (
                        "an existing day, month or year, or an interval of them, such as "
                        f"2025-09-30, 2025-09, 2025 or 2025-07/2025-12 ({error})"
                    )
                else:
                    continue
                yield Problem(name, index + 2, field, quoted(cell), expected)


def _date_error(cell):
    try:
        dates.span(cell)
    except ValueError as error:
        return str(error)
    return None
