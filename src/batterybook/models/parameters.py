"""From rows of the model tables to the dataclasses of the cell model.

The only module of the cell model that reads tables. A parameter is looked up from
the most general scope to the most special one: all cells, the housing's format, the
electrolyte, the two active materials, the design.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from batterybook.models import cell, housings, layers, limits, materials
from batterybook.tables.read import TableError, Tables, nearest
from batterybook.tables.units import Units

#: Each parameter of ``assumptions`` with the unit in which the model takes it.
UNITS = {
    "capacity": "mAh/g",
    "voltage": "V",
    "areal_capacity": "mAh/cm²",
    "cathode_density": "g/cm³",
    "cathode_active_share": "dimensionless",
    "anode_active_share": "dimensionless",
    "usable_share": "dimensionless",
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
    "layer_share": "dimensionless",
    "mass_allowance": "dimensionless",
    "volume_allowance": "dimensionless",
    "cells_share_of_mass": "dimensionless",
    "cells_share_of_volume": "dimensionless",
}

#: Scopes that are neither a format, an electrolyte nor a key of another table.
SCOPES = ("common", "modules", "cell-to-pack")

# What a cell with one kind of anode has, and one with the other has not.
_GRAPHITE_ONLY = {"np_ratio", "anode_active_share", "anode_porosity"}
_LITHIUM_ONLY = {"lithium_excess"}
_HOUSINGS = {"pouch": (housings.Pouch, "laminate"), "prismatic": (housings.Prismatic, "aluminium")}


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
            raise limits.DesignError(
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


def in_model_unit(parameter, value, unit, units):
    """A value of a parameter in the unit in which the model takes it.

    Raises
    ------
    batterybook.models.limits.DesignError
        If the parameter is unknown or the unit does not convert.
    """
    if parameter not in UNITS:
        raise limits.DesignError("parameter", repr(parameter), nearest(parameter, UNITS))
    try:
        return units.convert(float(value), unit, UNITS[parameter])
    except (TableError, ValueError):
        expected = f"a unit that converts to {UNITS[parameter]}"
        raise limits.DesignError(parameter, f"{value} {unit}", expected) from None


@dataclass(frozen=True)
class Parameters:
    """The model tables, ready to build cells from.

    Attributes
    ----------
    materials, designs : pandas.DataFrame
        Indexed by id.
    by_scope : dict of str to dict of str to Range
        Assumptions in the model's units.
    """

    materials: pd.DataFrame
    designs: pd.DataFrame
    by_scope: dict[str, dict[str, Range]]

    def modes(self, design, **values):
        """Most likely value of each parameter of a design; `values` replace some of them."""
        return {name: each.mode for name, each in self.ranges(design).items()} | values

    def ranges(self, design):
        """Ranges of all parameters of a design.

        Parameters
        ----------
        design : str
            Key of ``designs``.

        Returns
        -------
        dict of str to Range
            Names as in ``assumptions``; `capacity` and `voltage` are those of
            ``cathode_capacity``, ``anode_capacity`` and so on.

        Raises
        ------
        batterybook.models.limits.DesignError
            If the design is unknown.
        """
        row = _row(self.designs, design, "design")
        return self.scoped(row["cathode"], row["anode"], row["format"], row["electrolyte"], design)

    def scoped(self, cathode, anode, housing_format, electrolyte="liquid", design=None):
        """As `ranges`, for a cell that is no row of ``designs``."""
        _row(self.materials, cathode, "cathode")
        _row(self.materials, anode, "anode")
        found = {}
        for scope in ("common", housing_format, electrolyte, cathode, anode, design):
            for parameter, each in self.by_scope.get(scope, {}).items():
                if parameter in ("capacity", "voltage"):
                    parameter = f"{'cathode' if scope == cathode else 'anode'}_{parameter}"
                found[parameter] = each
        for name in _GRAPHITE_ONLY if anode == "lithium" else _LITHIUM_ONLY:
            found.pop(name, None)
        return found

    def density_g_cm3(self, material):
        """Density of a material without pores."""
        return _row(self.materials, material, "material")["density_g_cm3"]

    def active(self, material, capacity_mah_g, voltage_v):
        """An active material with some practical capacity and mean voltage."""
        row = _row(self.materials, material, "chemistry")
        return materials.ActiveMaterial(
            row["formula"], row["electrons"], row["density_g_cm3"], capacity_mah_g, voltage_v
        )

    def coating(self, side, material, values, **known):
        """A coating from parameters and from what is known of it (see `layers.coating`)."""
        return layers.coating(
            self.active(material, values[f"{side}_capacity"], values[f"{side}_voltage"]),
            active_share=values[f"{side}_active_share"],
            filler_density_g_cm3=self.density_g_cm3("filler"),
            **known,
        )

    def anode(self, material, values, cathode):
        """The anode that parameters give to a cathode: matched graphite, or lithium metal."""
        if material == "lithium":
            lithium = self.active(material, values["anode_capacity"], values["anode_voltage"])
            return layers.LithiumMetal(lithium, values["lithium_excess"])
        return self.coating(
            "anode",
            material,
            values,
            areal_capacity_mah_cm2=values["np_ratio"] * cathode.areal_capacity_mah_cm2,
            porosity=values["anode_porosity"],
        )

    def stack(self, cathode, anode, electrolyte, values):
        """A stack from its electrodes and parameters."""
        film = "polyolefin" if electrolyte == "liquid" else electrolyte
        foil = {
            metal: layers.Foil(values[f"{metal}_thickness"], self.density_g_cm3(metal))
            for metal in ("aluminium", "copper")
        }
        return layers.Stack(
            cathode=cathode,
            anode=anode,
            cathode_foil=foil["aluminium"],
            anode_foil=foil["copper"],
            separator=layers.Separator(
                values["separator_thickness"],
                values["separator_porosity"],
                self.density_g_cm3(film),
            ),
            electrolyte=layers.Electrolyte(
                self.density_g_cm3(electrolyte), fill=values["electrolyte_fill"]
            ),
            usable_share=values["usable_share"],
            anode_area_ratio=values["anode_area_ratio"],
            separator_area_ratio=values["separator_area_ratio"],
        )

    def flat_housing(self, housing_format, values):
        """A pouch or can whose face and coated share the parameters give."""
        kind, material = _HOUSINGS[housing_format]
        face_cm2 = values["housing_length"] * values["housing_height"] / 100
        return kind(
            values["housing_length"],
            values["housing_height"],
            values["wall_thickness"],
            self.density_g_cm3(material),
            face_cm2 * values["layer_share"],
        )

    def build(self, design, values=None):
        """The design of a row of ``designs``, for some values of its parameters.

        Parameters
        ----------
        design : str
            Key of ``designs``.
        values : mapping of str to float or ndarray, optional
            One for each parameter of `ranges`; the most likely ones by default.

        Returns
        -------
        batterybook.models.cell.CellDesign
        """
        row = _row(self.designs, design, "design")
        values = self.modes(design) if values is None else values
        cathode = self.coating(
            "cathode",
            row["cathode"],
            values,
            areal_capacity_mah_cm2=values["areal_capacity"],
            density_g_cm3=values["cathode_density"],
        )
        anode = self.anode(row["anode"], values, cathode)
        stack = self.stack(cathode, anode, row["electrolyte"], values)
        return cell.CellDesign(
            stack=stack,
            housing=self.flat_housing(row["format"], values),
            cathode_area_cm2=cell.area_for_capacity_cm2(stack, values["cell_capacity"]),
            mass_allowance=values["mass_allowance"],
            volume_allowance=values["volume_allowance"],
        )

    def evaluate(self, design, values=None):
        """What `build` gives, evaluated."""
        return cell.evaluate(self.build(design, values))

    def pack_shares(self, kind, point="mode"):
        """What part of a pack its cells are: ``"modules"`` or ``"cell-to-pack"``."""
        found = self.by_scope[kind]
        return cell.PackShares(
            getattr(found["cells_share_of_mass"], point),
            getattr(found["cells_share_of_volume"], point),
        )


def _row(frame, key, what):
    if key not in frame.index:
        known = ", ".join(frame.index)
        near = nearest(str(key), frame.index)
        raise limits.DesignError(what, repr(key), f"one of {known} ({near})")
    return frame.loc[key]


def load(tables: Tables) -> Parameters:
    """The model tables, read."""
    units = Units(tables)
    by_scope: dict[str, dict[str, Range]] = {}
    for row in tables.load("assumptions").itertuples():
        low, mode, high = (
            in_model_unit(row.parameter, value, row.unit, units)
            for value in (row.low, row.mode, row.high)
        )
        by_scope.setdefault(row.scope, {})[row.parameter] = Range(
            low, mode, high, UNITS[row.parameter], row.id, row.source, row.unit == "%"
        )
    materials = tables.by_key("materials")
    designs = tables.by_key("designs")
    return Parameters(materials.replace({np.nan: None}), designs, by_scope)
