"""The curated tables as typed data frames.

``data/datapackage.json`` describes every table; this module reads it and adds
nothing to it. Reading does not run the checks: that is `batterybook.checks`.
"""

import csv
import io
import json
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

import pandas as pd

PACKAGE_FILE = "datapackage.json"

#: Definitions of units beside the tables; see `batterybook.tables.units`.
UNITS_FILE = "units.txt"

#: Table Schema type -> pandas type. Strings stay strings: dates are EDTF text.
_DTYPES = {"number": "float64", "integer": "Int64", "boolean": "boolean"}


class TableError(ValueError):
    """A table, or a name asked of it, that is not as its description says."""


def nearest(name: str, known: Iterable[str]) -> str:
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


def find(start: str | Path | None = None) -> Path:
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


class Tables:
    """The tables of one folder.

    Parameters
    ----------
    folder : path-like, optional
        By default the one that `find` finds from the working folder.
    """

    def __init__(self, folder: str | Path | None = None) -> None:
        self.folder = Path(folder) if folder else find()

    @cached_property
    def package(self) -> dict:
        """The description of all tables, as ``datapackage.json`` has it."""
        return json.loads((self.folder / PACKAGE_FILE).read_text(encoding="utf-8"))

    @cached_property
    def resources(self) -> dict[str, dict]:
        """Descriptions of the tables by name, in the order of the package."""
        return {resource["name"]: resource for resource in self.package["resources"]}

    @property
    def files(self) -> list[Path]:
        """Every file of the package: its description, the units and the tables."""
        names = (resource["path"] for resource in self.resources.values())
        return [self.folder / name for name in (PACKAGE_FILE, UNITS_FILE, *names)]

    def fields(self, name: str) -> dict[str, dict]:
        """Field descriptors of one table, by field name.

        Raises
        ------
        TableError
            If there is no such table.
        """
        if name not in self.resources:
            raise TableError(f'no table "{name}"; {nearest(name, self.resources)}')
        return {field["name"]: field for field in self.resources[name]["schema"]["fields"]}

    def text(self, name: str) -> pd.DataFrame:
        """One table as it is written: every cell a string, empty cells empty.

        Row ``i`` of the frame is line ``i + 2`` of the file, since no cell spans lines.

        Raises
        ------
        TableError
            If the table is unknown, its file missing or unreadable, or its columns differ
            from the description.
        """
        expected = list(self.fields(name))
        file = self.folder / self.resources[name]["path"]
        if not file.is_file():
            raise TableError(f"data/{file.name}: the file is missing; {PACKAGE_FILE} lists it")
        header, *rows = _rows(file, expected)
        return pd.DataFrame(rows, columns=header, dtype=str)

    def load(self, name: str) -> pd.DataFrame:
        """One table as a typed data frame.

        Parameters
        ----------
        name : str
            Name of the table in ``datapackage.json``.

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
        frame = self.text(name)
        for field, descriptor in self.fields(name).items():
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

    def by_key(self, name: str) -> pd.DataFrame:
        """As `load`, with each row under its key."""
        frame = self.load(name)
        key = self.resources[name]["schema"]["primaryKey"][0]
        return frame.set_index(key, drop=False).rename_axis(None)


def _rows(file: Path, columns: list[str]) -> list[list[str]]:
    """Rows of a file as lists of text, the header first, each as long as the header."""
    where, content = f"data/{file.name}", file.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TableError(
            f"{where}, row {line}: found the byte {content[error.start]:#x}, which is no UTF-8 text; "
            "expected a file saved as UTF-8"
        ) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
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
