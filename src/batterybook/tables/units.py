"""Units: pint with the book's own definitions."""

from functools import cached_property, lru_cache

import pint

from batterybook.tables.read import UNITS_FILE, TableError, Tables


# Half a second to make: once for each content of the file, wherever it stands.
@lru_cache(maxsize=8)
def _registry(definitions: str) -> pint.UnitRegistry:
    registry: pint.UnitRegistry = pint.UnitRegistry()
    registry.load_definitions(definitions.splitlines())
    return registry


class Units:
    """Pint's own units and those of ``units.txt``.

    Parameters
    ----------
    tables : batterybook.tables.read.Tables
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    @cached_property
    def registry(self) -> pint.UnitRegistry:
        """The unit registry."""
        return _registry((self._tables.folder / UNITS_FILE).read_text(encoding="utf-8"))

    def is_known(self, unit: str) -> bool:
        """Whether a unit is one that pint or ``data/units.txt`` defines."""
        try:
            self.registry.parse_units(unit)
        except (pint.UndefinedUnitError, pint.DefinitionSyntaxError, ValueError):
            return False
        return True

    def convert(self, value: float, unit: str, to: str) -> float:
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
        batterybook.tables.read.TableError
            If a unit is unknown or the two do not convert.
        """
        if unit == to:
            return value
        parse = self.registry.parse_units
        try:
            return self.registry.Quantity(value, parse(unit)).m_as(parse(to))
        except (pint.UndefinedUnitError, pint.DimensionalityError) as error:
            raise TableError(str(error)) from None
