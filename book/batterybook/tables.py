"""The curated tables as typed data frames.

``data/datapackage.json`` describes every table; this module reads it and adds
nothing to it. Reading does not run the checks: that is `batterybook.checks`.
"""

import csv
import io
import json
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

import pandas as pd

PACKAGE_FILE = "datapackage.json"

#: Table Schema type -> pandas type. Strings stay strings: dates are EDTF text.
_DTYPES = {"number": "float64", "integer": "Int64", "boolean": "boolean"}


class TableError(ValueError):
    """A table, or a name asked of it, that is not as its description says."""


def nearest(name, known):
    """Say which known names are nearest to a wrong one.

    Parameters
    ----------
    name : str
        What was found.
    known : iterable of str
        What would have been right.

    Returns
    -------
    str
        A clause for the end of a message: the nearest names, or a few of those
        that exist, or the word that there are none.
    """
    known = sorted(set(known))
    close = get_close_matches(str(name), known, n=3, cutoff=0.5)
    if close:
        return "nearest: " + ", ".join(close)
    if not known:
        return "none exist"
    return "known: " + ", ".join(known[:8]) + (", …" if len(known) > 8 else "")


def data_dir(start=None):
    """Find the folder of the tables.

    Parameters
    ----------
    start : path-like, optional
        Where to look; by default the working folder, so that a notebook, a test
        and the command line each find the tables of the checkout they are in.

    Returns
    -------
    pathlib.Path
        ``data`` in `start` or in its nearest ancestor that has one.

    Raises
    ------
    TableError
        If no ancestor holds ``data/datapackage.json``.
    """
    start = Path(start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "data" / PACKAGE_FILE).is_file():
            return folder / "data"
    raise TableError(f"no data/{PACKAGE_FILE} in {start} or any folder above it")


@lru_cache(maxsize=8)
def _resources(package_file, modified_ns):
    # The time of change is part of the key: a long-lived process sees an edit.
    package = json.loads(Path(package_file).read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in package["resources"]}


def resources(folder=None):
    """Descriptions of all tables.

    Parameters
    ----------
    folder : path-like, optional
        The folder of the tables; found from the working folder by default.

    Returns
    -------
    dict of str to dict
        Resource descriptors of ``datapackage.json`` by table name, in its order.
    """
    file = Path(folder or data_dir()) / PACKAGE_FILE
    return _resources(str(file), file.stat().st_mtime_ns)


def fields(name, folder=None):
    """Field descriptors of one table, by field name.

    Raises
    ------
    TableError
        If there is no such table.
    """
    known = resources(folder)
    if name not in known:
        raise TableError(f'no table "{name}"; {nearest(name, known)}')
    return {field["name"]: field for field in known[name]["schema"]["fields"]}


def _rows(file, columns):
    """Rows of a file as lists of text, the header first, each as long as the header."""
    where, content = f"data/{file.name}", file.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise TableError(
            f"{where}, row {row}: found the byte {content[error.start]:#x}, which is no UTF-8 text; "
            "expected a file saved as UTF-8"
        ) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows = []
    try:
        for row in reader:
            if rows and not row:
                raise TableError(f"{where}, row {reader.line_num}: an empty line; expected a row")
            if rows and len(row) != len(columns):
                raise TableError(
                    f"{where}, row {reader.line_num}: found {len(row)} cells; expected "
                    f"{len(columns)}: each text with a comma in quotes, and a comma between cells"
                )
            if not rows and row != columns:
                hint = ", separated by commas" if ";" in "".join(row) else ""
                raise TableError(
                    f"{where}, row 1: found the columns {', '.join(row)}; "
                    f"expected {', '.join(columns)}{hint}"
                )
            rows.append(row)
    except csv.Error as error:
        raise TableError(f"{where}, row {reader.line_num}: not a CSV table: {error}") from None
    if not rows:
        raise TableError(f"{where}: the file is empty; expected the columns {', '.join(columns)}")
    return rows


def read_text(name, folder=None):
    """One table as it is written: every cell a string, empty cells empty.

    Row ``i`` of the frame is line ``i + 2`` of the file, since no cell spans lines.

    Raises
    ------
    TableError
        If the table is unknown, its file missing or unreadable, or its columns differ from the
        description.
    """
    folder = Path(folder or data_dir())
    expected = list(fields(name, folder))
    file = folder / resources(folder)[name]["path"]
    if not file.is_file():
        raise TableError(f"data/{file.name}: the file is missing; {PACKAGE_FILE} lists it")
    header, *rows = _rows(file, expected)
    return pd.DataFrame(rows, columns=header, dtype=str)


def load(name, folder=None):
    """One table as a typed data frame.

    Parameters
    ----------
    name : str
        Name of the table in ``datapackage.json``.
    folder : path-like, optional
        The folder of the tables; found from the working folder by default.

    Returns
    -------
    pandas.DataFrame
        Columns as described: ``number`` is float64, ``integer`` Int64, ``boolean``
        boolean, all else strings. Empty cells are missing values.

    Raises
    ------
    TableError
        If the table is unknown or unreadable, or a cell is not of its type.
    """
    frame = read_text(name, folder)
    for field, descriptor in fields(name, folder).items():
        text = frame[field].where(frame[field] != "")
        kind = descriptor["type"]
        if kind == "boolean":
            typed = text.map({"true": True, "false": False})
        elif kind in _DTYPES:
            typed = pd.to_numeric(text, errors="coerce")
        else:
            frame[field] = text
            continue
        wrong = typed.isna() & text.notna()
        if wrong.any():
            row = wrong.idxmax()
            raise TableError(
                f'data/{name}.csv, row {row + 2}, field {field}: found "{text[row]}"; '
                f"expected a {kind}"
            )
        frame[field] = typed.astype(_DTYPES[kind])
    return frame


def preferred(claims):
    """Of each quantity of each entity, the claim that tables and charts use.

    Parameters
    ----------
    claims : pandas.DataFrame
        Rows of the table ``claims``.

    Returns
    -------
    pandas.DataFrame
        The claims marked as preferred, and those without a rival.
    """
    rivals = claims.groupby(["entity", "quantity"], sort=False)["id"].transform("size")
    return claims[claims["preferred"].fillna(False).astype(bool) | (rivals == 1)]


def wide(kind, quantities, folder=None):
    """Claims laid out as one row for each entity.

    Parameters
    ----------
    kind : str
        Kind of the entities, such as ``"laboratory"``.
    quantities : sequence of str
        Quantities that become columns.
    folder : path-like, optional
        The folder of the tables; found from the working folder by default.

    Returns
    -------
    pandas.DataFrame
        Index: entity id. Columns: ``name``, ``label`` (the short name, if there is
        one), and for each quantity ``q`` its value ``q`` and the id of its preferred
        claim ``q_claim``. A number is in the
        unit of the quantity (a range has no one value and stays empty); a date is
        EDTF text; a text is the name of the claim's object. Entities of the kind
        without any such claim are left out.

    Raises
    ------
    TableError
        If an entity kind or a quantity is unknown, a unit does not convert, or one
        entity has several preferred claims for a quantity (with different objects).
    """
    from batterybook import units  # pint takes half a second to import: only where needed

    folder = Path(folder or data_dir())
    entities = load("entities", folder).set_index("id")
    kinds = load("quantities", folder).set_index("id")
    if kind not in set(entities["kind"]):
        raise TableError(f'no entity of kind "{kind}"; {nearest(kind, entities["kind"])}')
    for quantity in quantities:
        if quantity not in kinds.index:
            raise TableError(f'no quantity "{quantity}"; {nearest(quantity, kinds.index)}')

    claims = preferred(load("claims", folder))
    entities["label"] = entities["short"].fillna(entities["name"])
    rows = entities.loc[entities["kind"] == kind, ["name", "label"]]
    for quantity in quantities:
        found = claims[(claims["quantity"] == quantity) & claims["entity"].isin(rows.index)]
        found = found.set_index("entity")
        several = found.index[found.index.duplicated()]
        if len(several):
            raise TableError(f"{quantity} of {several[0]}: several preferred claims, so no column")
        if kinds.at[quantity, "type"] == "number":
            values = found.apply(
                lambda claim, q=quantity: units.convert(
                    claim["value"], claim["unit"], kinds.at[q, "unit"], folder
                ),
                axis=1,
                result_type="reduce",
            ).astype(float)
        elif kinds.at[quantity, "type"] == "date":
            values = found["date"]
        else:
            values = found["object"].map(entities["name"])
        rows[quantity] = values
        rows[f"{quantity}_claim"] = found["id"]
    return rows.dropna(how="all", subset=[f"{quantity}_claim" for quantity in quantities])
