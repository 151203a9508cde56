"""From rows of the model tables to the dataclasses of the cell model.

The only module of the cell model that reads tables. A parameter is looked up from
the most general scope to the most special one: all cells, the housing's format, the
electrolyte, the two active materials, the design.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from batterybook.models import cell, housings, layers, limits, materials, ranges, stack
from batterybook.models.ranges import Range
from batterybook.tables.read import Tables, nearest
from batterybook.tables.units import Units

#: Scopes that are neither a format, an electrolyte nor a key of another table.
SCOPES = ("common", "modules", "cell-to-pack")

#: What is blended into graphite.
SILICON = "silicon-oxide"

# Parameters that each material has; for the model their names begin with its part in the cell.
_OF_A_MATERIAL = ("capacity", "voltage", "first_cycle_efficiency")
# What a cell with one kind of anode has, and one with the other has not.
_GRAPHITE_ONLY = {"np_ratio", "anode_active_share", "anode_porosity", "silicon_share"}
_LITHIUM_ONLY = {"lithium_excess"}
# What the model errs by in one cell says nothing on another: each has a sample of its own.
_ERRORS = {"mass_error", "volume_error"}
_HOUSINGS = {"pouch": (housings.Pouch, "laminate"), "prismatic": (housings.Prismatic, "aluminium")}


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
            Names as in ``assumptions``; those of a material begin with its part in the cell:
            ``cathode_capacity``, ``anode_voltage``, ``silicon_first_cycle_efficiency``.

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
        parts = {cathode: "cathode", anode: "anode"}
        if anode != "lithium":
            parts[SILICON] = "silicon"
        found = {}
        for scope in ("common", housing_format, electrolyte, *parts, design):
            for parameter, each in self.by_scope.get(scope, {}).items():
                if parameter in _OF_A_MATERIAL:
                    parameter = f"{parts[scope]}_{parameter}"
                elif parameter in _ERRORS:
                    each = replace(each, assumption=f"{each.assumption} of {design}")
                found[parameter] = each
        for name in _GRAPHITE_ONLY if anode == "lithium" else _LITHIUM_ONLY:
            found.pop(name, None)
        return found

    def density_g_cm3(self, material):
        """Density of a material without pores."""
        return _row(self.materials, material, "material")["density_g_cm3"]

    def active(self, part, material, values):
        """An active material with the capacity, voltage and efficiency of its part in the cell."""
        row = _row(self.materials, material, "chemistry")
        return materials.ActiveMaterial(
            row["formula"],
            row["electrons"],
            row["density_g_cm3"],
            *(values[f"{part}_{parameter}"] for parameter in _OF_A_MATERIAL),
        )

    def coating(self, side, material, values, **known):
        """A coating from parameters and from what is known of it (see `layers.coating`)."""
        active = self.active(side, material, values)
        if side == "anode" and np.any(values["silicon_share"]):
            silicon = self.active("silicon", SILICON, values)
            active = materials.Blend(active, silicon, values["silicon_share"])
        return layers.coating(
            active,
            active_share=values[f"{side}_active_share"],
            filler_density_g_cm3=self.density_g_cm3("filler"),
            **known,
        )

    def cathode(self, material, electrolyte, values):
        """The cathode that parameters give; polymer is part of it, liquid comes afterwards."""
        if electrolyte == "liquid":
            tight = {"density_g_cm3": values["cathode_density"]}
        else:
            porosity = layers.porosity_for_polymer(
                self.active("cathode", material, values),
                active_share=values["cathode_active_share"],
                filler_density_g_cm3=self.density_g_cm3("filler"),
                with_polymer=values["active_share_with_polymer"],
                polymer_density_g_cm3=self.density_g_cm3(electrolyte),
                fill=values["electrolyte_fill"],
            )
            tight = {"porosity": porosity}
        areal_mah_cm2 = values["areal_capacity"]
        return self.coating(
            "cathode", material, values, areal_capacity_mah_cm2=areal_mah_cm2, **tight
        )

    def anode(self, material, values, cathode):
        """The anode that parameters give to a cathode: matched graphite, or lithium metal."""
        if material == "lithium":
            lithium = self.active("anode", material, values)
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
        return stack.Stack(
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
            window_share=values["window_share"],
            anode_area_ratio=values["anode_area_ratio"],
            separator_area_ratio=values["separator_area_ratio"],
        )

    def housing(self, housing_format, values):
        """A case of the size, the walls and the coated share that the parameters give."""
        if housing_format == "cylindrical":
            return housings.Cylindrical(
                values["housing_height"],
                values["wall_thickness"],
                self.density_g_cm3("steel"),
                values["housing_height"] - values["headspace"],
                values["core_diameter"],
                values["end_thickness"],
            )
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
        cathode = self.cathode(row["cathode"], row["electrolyte"], values)
        anode = self.anode(row["anode"], values, cathode)
        made = self.stack(cathode, anode, row["electrolyte"], values)
        mass, volume = (
            (1 + values[f"{name}_allowance"]) * (1 + values[f"{name}_error"]) - 1
            for name in ("mass", "volume")
        )
        return cell.CellDesign(
            stack=made,
            housing=self.housing(row["format"], values),
            cathode_area_cm2=cell.area_for_capacity_cm2(made, values["cell_capacity"]),
            mass_allowance=mass,
            volume_allowance=volume,
        )

    def evaluate(self, design, values=None):
        """What `build` gives, evaluated."""
        return cell.evaluate(self.build(design, values))


def _row(frame, key, what):
    if key not in frame.index:
        known = ", ".join(frame.index)
        near = nearest(str(key), frame.index)
        raise limits.DesignError(what, repr(key), f"one of {known} ({near})")
    return frame.loc[key]


def load(tables: Tables) -> Parameters:
    """The model tables, read."""
    units = Units(tables)

    def convert(parameter, value, unit):
        return ranges.in_model_unit(parameter, value, unit, units)

    by_scope = ranges.by_scope(tables.load("assumptions"), ranges.UNITS, convert)
    materials = tables.by_key("materials")
    designs = tables.by_key("designs")
    return Parameters(materials.replace({np.nan: None}), designs, by_scope)
