"""A cell from its chemistry and geometry: mass, volume, energy and metals.

A model of a stack of layers in a housing. It reads no file and knows no figure: what
it computes with comes in as frozen dataclasses, whose fields may be numbers or
arrays that broadcast against each other. It follows no rate, temperature or ageing.
"""

from dataclasses import dataclass
from types import MappingProxyType

from batterybook.models.housings import Cylindrical, Pouch, Prismatic
from batterybook.models.layers import Coating, LithiumMetal
from batterybook.models.limits import require, require_positive
from batterybook.models.materials import element_masses
from batterybook.models.stack import Stack

#: Metals whose content per kWh a result states, by symbol and by name.
METALS = {"Li": "lithium", "Ni": "nickel", "Co": "cobalt", "Mn": "manganese"}


@dataclass(frozen=True)
class CellDesign:
    """A stack in a housing.

    Attributes
    ----------
    stack : Stack
    housing : Pouch, Prismatic or Cylindrical
    cathode_area_cm2 : float or ndarray
        Coated area of the cathode, both sides of all layers counted.
    mass_allowance : float or ndarray
        Share added for tabs, terminals, tape and what else the layers leave out; less than 0
        where a sample of the model's error outweighs it.
    volume_allowance : float or ndarray
        Share added for the space that layers and walls leave free; as above.
    capacity_ah : float or ndarray, optional
        Measured capacity, in place of the one computed.
    """

    stack: Stack
    housing: Pouch | Prismatic | Cylindrical
    cathode_area_cm2: float
    mass_allowance: float = 0.0
    volume_allowance: float = 0.0
    capacity_ah: float | None = None

    def __post_init__(self):
        require_positive(self, "cathode_area_cm2")
        require(self, "mass_allowance", -1, above=True)
        require(self, "volume_allowance", -1, above=True)
        if self.capacity_ah is not None:
            require_positive(self, "capacity_ah")


@dataclass(frozen=True)
class Cell:
    """What a design gives. Numbers, or arrays of the shape its fields broadcast to.

    Attributes
    ----------
    capacity_ah, voltage_v, energy_wh, mass_g, volume_ml : float or ndarray
    wh_per_kg, wh_per_l : float or ndarray
        Of the whole cell.
    stack_wh_per_kg, stack_wh_per_l : float or ndarray
        Of the stack with its electrolyte, without housing and allowances.
    electrolyte_g_per_ah : float or ndarray
    cathode_area_cm2, anode_area_cm2, separator_area_cm2 : float or ndarray
        Both sides of all layers counted; a separator once for each side of the cathode.
    layers : float or ndarray
        Sheets of cathode, each coated on both sides; one where they are wound round.
    lithium_kg_per_kwh, nickel_kg_per_kwh : float or ndarray
    cobalt_kg_per_kwh, manganese_kg_per_kwh : float or ndarray
        In cathode and lithium metal; the electrolyte's salt, about one per cent of the
        lithium, is left out.
    masses_g, volumes_ml : mapping of str to float or ndarray
        Budgets that sum to `mass_g` and `volume_ml`. Pores count with their coating.
    """

    capacity_ah: float
    voltage_v: float
    energy_wh: float
    mass_g: float
    volume_ml: float
    wh_per_kg: float
    wh_per_l: float
    stack_wh_per_kg: float
    stack_wh_per_l: float
    electrolyte_g_per_ah: float
    cathode_area_cm2: float
    anode_area_cm2: float
    separator_area_cm2: float
    layers: float
    lithium_kg_per_kwh: float
    nickel_kg_per_kwh: float
    cobalt_kg_per_kwh: float
    manganese_kg_per_kwh: float
    masses_g: MappingProxyType
    volumes_ml: MappingProxyType

    @property
    def cells_per_kwh(self):
        """How many of them hold a kilowatt-hour."""
        return 1000 / self.energy_wh


def area_for_capacity_cm2(stack, capacity_ah):
    """Coated cathode area, both sides counted, that gives a capacity."""
    return 1000 * capacity_ah / stack.areal_capacity_mah_cm2


def stack_ml_per_cm2(stack):
    """Volume of the stack by coated cathode area, both sides counted."""
    anode_um = stack.anode_thickness_um + stack.anode_foil.thickness_um / 2
    cathode_um = stack.cathode.thickness_um + stack.cathode_foil.thickness_um / 2
    separator_um = stack.separator_area_ratio * stack.separator.thickness_um
    return (cathode_um + stack.anode_area_ratio * anode_um + separator_um) / 1e4


def evaluate(design):
    """Mass, volume, energy and metals of a design.

    The mass is the sum of its layers' areal masses times their areas, of the
    electrolyte in the pores and of the housing; the energy is capacity times mean
    voltage. These are sums of volumes and masses without a source of their own.

    Parameters
    ----------
    design : CellDesign

    Returns
    -------
    Cell
    """
    stack, area_cm2 = design.stack, design.cathode_area_cm2
    cathode, anode, separator = stack.cathode, stack.anode, stack.separator
    anode_cm2 = area_cm2 * stack.anode_area_ratio
    separator_cm2 = area_cm2 * stack.separator_area_ratio

    capacity_ah = design.capacity_ah
    if capacity_ah is None:
        capacity_ah = area_cm2 * stack.areal_capacity_mah_cm2 / 1000
    energy_wh = capacity_ah * stack.voltage_v

    volumes_ml = {
        "cathode coating": area_cm2 * cathode.thickness_um / 1e4,
        "anode": anode_cm2 * stack.anode_thickness_um / 1e4,
        "cathode foil": area_cm2 / 2 * stack.cathode_foil.thickness_um / 1e4,
        "anode foil": anode_cm2 / 2 * stack.anode_foil.thickness_um / 1e4,
        "separator": separator_cm2 * separator.thickness_um / 1e4,
    }
    stack_ml = sum(volumes_ml.values())
    pores_ml = volumes_ml["cathode coating"] * cathode.porosity
    pores_ml = pores_ml + volumes_ml["separator"] * separator.porosity
    if isinstance(anode, Coating):
        pores_ml = pores_ml + volumes_ml["anode"] * anode.porosity
    electrolyte = stack.electrolyte
    if electrolyte.g_per_ah is None:
        electrolyte_g = pores_ml * electrolyte.fill * electrolyte.density_g_cm3
    else:
        electrolyte_g = electrolyte.g_per_ah * capacity_ah

    anode_foil, cathode_foil = stack.anode_foil, stack.cathode_foil
    separator_g = volumes_ml["separator"] * (1 - separator.porosity) * separator.density_g_cm3
    cathode_g = area_cm2 * cathode.loading_mg_cm2 / 1000
    masses_g = {
        "cathode active material": cathode_g * cathode.active_share,
        "cathode filler": cathode_g * (1 - cathode.active_share),
        "anode": anode_cm2 * stack.anode_loading_mg_cm2 / 1000,
        "cathode foil": volumes_ml["cathode foil"] * cathode_foil.density_g_cm3,
        "anode foil": volumes_ml["anode foil"] * anode_foil.density_g_cm3,
        "separator": separator_g,
        "electrolyte": electrolyte_g,
    }
    stack_g = sum(masses_g.values())

    tight_ml = design.housing.volume_ml(area_cm2, stack.layer_um, stack_ml)
    volume_ml = tight_ml * (1 + design.volume_allowance)
    masses_g["housing"] = design.housing.mass_g(tight_ml)
    masses_g["allowance"] = design.mass_allowance * sum(masses_g.values())
    volumes_ml["housing"] = masses_g["housing"] / design.housing.wall_density_g_cm3
    volumes_ml["free"] = volume_ml - sum(volumes_ml.values())
    mass_g = sum(masses_g.values())

    elements = element_masses(cathode.material.formula)
    share = {symbol: elements.get(symbol, 0.0) / sum(elements.values()) for symbol in METALS}
    metals_g = {METALS[s]: masses_g["cathode active material"] * share[s] for s in METALS}
    if isinstance(anode, LithiumMetal):
        metals_g["lithium"] = metals_g["lithium"] + masses_g["anode"]

    return Cell(
        capacity_ah=capacity_ah,
        voltage_v=stack.voltage_v,
        energy_wh=energy_wh,
        mass_g=mass_g,
        volume_ml=volume_ml,
        wh_per_kg=1000 * energy_wh / mass_g,
        wh_per_l=1000 * energy_wh / volume_ml,
        stack_wh_per_kg=1000 * energy_wh / stack_g,
        stack_wh_per_l=1000 * energy_wh / stack_ml,
        electrolyte_g_per_ah=electrolyte_g / capacity_ah,
        cathode_area_cm2=area_cm2,
        anode_area_cm2=anode_cm2,
        separator_area_cm2=separator_cm2,
        layers=design.housing.layers(area_cm2),
        masses_g=MappingProxyType(masses_g),
        volumes_ml=MappingProxyType(volumes_ml),
        **{f"{name}_kg_per_kwh": grams / energy_wh for name, grams in metals_g.items()},
    )


@dataclass(frozen=True)
class Pack:
    """Cells in a pack, by their share of its mass and volume.

    Attributes
    ----------
    wh_per_kg, wh_per_l : float or ndarray
        Of the whole pack, gross.
    """

    wh_per_kg: float
    wh_per_l: float

    def mass_kg(self, energy_kwh):
        """Mass of a pack of some gross energy."""
        return 1000 * energy_kwh / self.wh_per_kg

    def volume_l(self, energy_kwh):
        """Volume of a pack of some gross energy."""
        return 1000 * energy_kwh / self.wh_per_l


@dataclass(frozen=True)
class PackShares:
    """What part of a pack the cells are.

    Attributes
    ----------
    cells_share_of_mass, cells_share_of_volume : float or ndarray
        In (0, 1].
    """

    cells_share_of_mass: float
    cells_share_of_volume: float

    def __post_init__(self):
        require(self, "cells_share_of_mass", 0, 1, above=True)
        require(self, "cells_share_of_volume", 0, 1, above=True)


def pack(cell, shares):
    """A pack of a cell: its energy by mass and volume, times the cells' share of both.

    Parameters
    ----------
    cell : Cell
    shares : PackShares

    Returns
    -------
    Pack
    """
    return Pack(
        cell.wh_per_kg * shares.cells_share_of_mass,
        cell.wh_per_l * shares.cells_share_of_volume,
    )
