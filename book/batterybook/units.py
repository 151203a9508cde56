"""Units: pint with the book's own definitions, and how a value is printed."""

from functools import lru_cache
from pathlib import Path

import pint

from batterybook import tables


@lru_cache(maxsize=8)
def _registry(definitions, modified_ns):
    registry = pint.UnitRegistry()
    registry.load_definitions(definitions)
    return registry


def registry(folder=None):
    """The unit registry: pint's own units and those of ``data/units.txt``."""
    file = Path(folder or tables.data_dir()) / "units.txt"
    return _registry(str(file), file.stat().st_mtime_ns)


def is_known(unit, folder=None):
    """Whether a unit is one that pint or ``data/units.txt`` defines."""
    try:
        registry(folder).parse_units(unit)
    except (pint.UndefinedUnitError, pint.DefinitionSyntaxError, ValueError):
        return False
    return True


def convert(value, unit, to, folder=None):
    """Convert a value between units.

    Parameters
    ----------
    value : float
        May be NaN.
    unit, to : str
        Units as the tables spell them.

    Returns
    -------
    float

    Raises
    ------
    batterybook.tables.TableError
        If a unit is unknown or the two do not convert.
    """
    if unit == to:
        return value
    ureg = registry(folder)
    try:
        return ureg.Quantity(value, ureg.parse_units(unit)).m_as(ureg.parse_units(to))
    except (pint.UndefinedUnitError, pint.DimensionalityError) as error:
        raise tables.TableError(str(error)) from None


def patterns(folder=None):
    """How values are printed: unit -> pattern with ``{}`` for the number."""
    return tables.load("units", folder).set_index("unit")["display"].to_dict()
