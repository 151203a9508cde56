"""The bill of materials of a kilowatt-hour of cells: what is in it, what it costs, what is lost.

Pure functions on NumPy arrays; no file is read here, and all arguments broadcast.
"""

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from batterybook.models.layers import LithiumMetal
from batterybook.models.materials import element_masses

_LITHIUM_IN_CARBONATE = 0.18787
_METALS = {"Ni": "nickel_price", "Co": "cobalt_price", "Mn": "manganese_price"}


@dataclass(frozen=True)
class Budget:
    """What a kilowatt-hour of cells takes.

    Attributes
    ----------
    masses : mapping of str to float or ndarray
        kg/kWh, by the names of `batterybook.models.cell.Cell.masses_g`.
    metals : mapping of str to float or ndarray
        kg/kWh in the cathode, by symbol.
    electrode_m2, separator_m2 : float or ndarray
        m²/kWh: cathode coated, both sides counted, and separator.
    cells : float or ndarray
        Cells in a kilowatt-hour.
    lithium_anode, polymer : bool
        Whether the anode is lithium metal, and the separator a film of the electrolyte.
    """

    masses: MappingProxyType
    metals: MappingProxyType
    electrode_m2: float
    separator_m2: float
    cells: float
    lithium_anode: bool
    polymer: bool

    @property
    def drivers(self):
        """What drives the steps of a plant, for each kWh, by the names in ``capex_steps``."""
        return {
            "energy": 1.0,
            "cathode": self.masses["cathode active material"],
            "anode": self.masses["anode"],
            "area": self.electrode_m2,
            "cells": self.cells,
        }


def budget(design, made):
    """What a kilowatt-hour of a cell takes.

    Parameters
    ----------
    design : batterybook.models.cell.CellDesign
    made : batterybook.models.cell.Cell
        The same design, evaluated.

    Returns
    -------
    Budget
    """
    stack = design.stack
    masses = {name: grams / made.energy_wh for name, grams in made.masses_g.items()}
    elements = element_masses(stack.cathode.material.formula)
    whole = sum(elements.values())
    electrode_m2 = design.cathode_area_cm2 / made.energy_wh / 10
    return Budget(
        masses=MappingProxyType(masses),
        metals=MappingProxyType(
            {
                symbol: masses["cathode active material"] * elements.get(symbol, 0.0) / whole
                for symbol in ("Li", *_METALS)
            }
        ),
        electrode_m2=electrode_m2,
        separator_m2=electrode_m2 * stack.separator_area_ratio,
        cells=1000 / made.energy_wh,
        lithium_anode=isinstance(stack.anode, LithiumMetal),
        polymer=bool(np.all(np.asarray(stack.separator.porosity) == 0)),
    )


def yields(values):
    """Share of what is begun that ends in good cells, from the start and from assembly on.

    Parameters
    ----------
    values : mapping of str to float or ndarray
        Parameters of ``cost_inputs``: `scrap` in all, and `late_scrap`, the part of it that is
        lost once electrodes have become rolls or cells.

    Returns
    -------
    tuple of ndarray
    """
    good = 1 - values["scrap"]
    return good, good ** values["late_scrap"]


def materials(needs, values):
    """Cost of what is in a good cell, by item.

    Parameters
    ----------
    needs : Budget
    values : mapping of str to float or ndarray

    Returns
    -------
    dict of str to ndarray
        EUR/kWh, by the names of the mass budget; ``cathode metals`` and ``cathode conversion``
        make up the active material.
    """
    masses = needs.masses
    metals = needs.metals["Li"] / _LITHIUM_IN_CARBONATE * values["lithium_carbonate_price"]
    for symbol, price in _METALS.items():
        metals = metals + needs.metals[symbol] * values[price]
    film = (
        masses["separator"] * values["electrolyte_price"]
        if needs.polymer
        else needs.separator_m2 * values["separator_price"]
    )
    bought = {
        "cathode metals": metals,
        "cathode conversion": masses["cathode active material"] * values["cathode_conversion"],
        "anode": masses["anode"] * values["anode_price"],
        "cathode filler": masses["cathode filler"] * values["filler_price"],
        "cathode foil": masses["cathode foil"] * values["aluminium_foil_price"],
        "anode foil": masses["anode foil"] * values["copper_foil_price"],
        "separator": film,
        "electrolyte": masses["electrolyte"] * values["electrolyte_price"],
        "housing and tabs": values["parts_cost"],
    }
    return {name: cost * (1 + values["material_premium"]) for name, cost in bought.items()}


#: Items that are lost from assembly on; all others go into the electrodes.
_ASSEMBLED = ("separator", "electrolyte", "housing and tabs")


def scrap_cost(bought, values):
    """Cost of material that ends in no good cell, less what its sale brings back.

    Parameters
    ----------
    bought : mapping of str to float or ndarray
        Of `materials`.
    values : mapping of str to float or ndarray

    Returns
    -------
    ndarray
        EUR/kWh.
    """
    from_start, from_assembly = yields(values)
    late = sum(bought[name] for name in _ASSEMBLED)
    early = sum(bought.values()) - late
    lost = early * (1 / from_start - 1) + late * (1 / from_assembly - 1)
    return lost * (1 - values["scrap_resale"])
