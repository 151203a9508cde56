"""Parameters of the cell model: their units, and what is known of each, and from where."""

from dataclasses import dataclass

from batterybook.models.limits import DesignError
from batterybook.tables.read import TableError, nearest

#: Each parameter of ``assumptions`` with the unit in which the model takes it.
UNITS = {
    "capacity": "mAh/g",
    "voltage": "V",
    "first_cycle_efficiency": "dimensionless",
    "cathode_capacity": "mAh/g",
    "cathode_voltage": "V",
    "areal_capacity": "mAh/cm²",
    "cathode_density": "g/cm³",
    "cathode_active_share": "dimensionless",
    "anode_active_share": "dimensionless",
    "active_share_with_polymer": "dimensionless",
    "silicon_share": "dimensionless",
    "window_share": "dimensionless",
    "np_ratio": "dimensionless",
    "lithium_excess": "dimensionless",
    "anode_porosity": "dimensionless",
    "anode_area_ratio": "dimensionless",
    "separator_area_ratio": "dimensionless",
    "separator_thickness": "µm",
    "separator_porosity": "dimensionless",
    "electrolyte_fill": "dimensionless",
    "aluminium_thickness": "µm",
    "copper_thickness": "µm",
    "cell_capacity": "Ah",
    "housing_length": "mm",
    "housing_height": "mm",
    "wall_thickness": "µm",
    "end_thickness": "µm",
    "core_diameter": "mm",
    "headspace": "mm",
    "layer_share": "dimensionless",
    "mass_allowance": "dimensionless",
    "volume_allowance": "dimensionless",
    "mass_error": "dimensionless",
    "volume_error": "dimensionless",
    "cells_share_of_mass": "dimensionless",
    "cells_share_of_volume": "dimensionless",
}


@dataclass(frozen=True)
class Range:
    """A low, a most likely and a high value, in the model's unit, and where they are from.

    Attributes
    ----------
    low, mode, high : float
    unit : str
    assumption, source : str
        Keys of ``assumptions`` and ``sources``.
    in_percent : bool
        Whether its row states it in per cent; for the model it is a share.
    """

    low: float
    mode: float
    high: float
    unit: str = "dimensionless"
    assumption: str = ""
    source: str = ""
    in_percent: bool = False

    def __post_init__(self):
        if not self.low <= self.mode <= self.high:
            raise DesignError(
                self.assumption or "range",
                f"{self.low:g}, {self.mode:g}, {self.high:g}",
                "low, mode and high in this order",
            )

    def says(self, *values):
        """Values of this parameter in words.

        Examples
        --------
        >>> Range(0.9, 0.93, 0.96, in_percent=True).says(0.9, 0.96)
        '90 to 96 %'
        """
        factor, unit = (100, " %") if self.in_percent else (1, f" {self.unit}")
        words = " to ".join(f"{factor * value:.4g}" for value in values)
        return words + unit.replace(" dimensionless", "")


def in_model_unit(parameter, value, unit, units, known=UNITS):
    """A value of a parameter in the unit in which a model takes it.

    Parameters
    ----------
    parameter : str
    value : float or str
    unit : str
        In which the value is stated.
    units : batterybook.tables.units.Units
    known : mapping of str to str, optional
        Each parameter of the model with its unit.

    Raises
    ------
    batterybook.models.limits.DesignError
        If the parameter is unknown or the unit does not convert.
    """
    if parameter not in known:
        raise DesignError("parameter", repr(parameter), nearest(parameter, known))
    try:
        return units.convert(float(value), unit, known[parameter])
    except (TableError, ValueError):
        expected = f"a unit that converts to {known[parameter]}"
        raise DesignError(parameter, f"{value} {unit}", expected) from None


def by_scope(rows, known, convert):
    """Ranges of a table of parameters, by scope and parameter.

    Parameters
    ----------
    rows : pandas.DataFrame
        Such as the table ``assumptions``.
    known : mapping of str to str
        Each parameter of the model with its unit.
    convert : callable
        As `in_model_unit`, of a parameter, a value and its unit.

    Returns
    -------
    dict of str to dict of str to Range
    """
    found: dict[str, dict[str, Range]] = {}
    for row in rows.itertuples():
        low, mode, high = (
            convert(row.parameter, value, row.unit) for value in (row.low, row.mode, row.high)
        )
        found.setdefault(row.scope, {})[row.parameter] = Range(
            low, mode, high, known[row.parameter], row.id, row.source, row.unit == "%"
        )
    return found
