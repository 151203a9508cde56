"""One way to say what is wrong in a table."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, and what would be right.

    Attributes
    ----------
    table : str
        Name of the table.
    row : int or None
        Line of the file, the header being 1; None where the whole file is meant.
    field : str
        Name of the column, or empty.
    found, expected : str
    """

    table: str
    row: int | None
    field: str
    found: str
    expected: str

    def __str__(self):
        place = [f"data/{self.table}.csv"]
        if self.row:
            place.append(f"row {self.row}")
        if self.field:
            place.append(f"field {self.field}")
        return f"{', '.join(place)}: found {self.found}; expected {self.expected}"


def quoted(cell):
    """A cell as a message says it."""
    return f'"{cell}"' if cell not in ("", None) else "nothing"
