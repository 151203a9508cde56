"""The layers of a cell: coatings, lithium metal, foils, separators, electrolyte.

Thicknesses and masses are those of one side unless a name says otherwise.
"""

from dataclasses import dataclass

import numpy as np

from batterybook.models.limits import DesignError, require, require_positive
from batterybook.models.materials import ActiveMaterial, Blend


@dataclass(frozen=True)
class Coating:
    """A porous layer of active material, binder and carbon on one side of a foil.

    Attributes
    ----------
    material : ActiveMaterial or Blend
    loading_mg_cm2 : float or ndarray
        Dry mass of the whole coating.
    density_g_cm3 : float or ndarray
        Of the coating with its pores.
    active_share : float or ndarray
        Of its dry mass, in (0, 1].
    filler_density_g_cm3 : float or ndarray
        Of binder and carbon.
    """

    material: ActiveMaterial | Blend
    loading_mg_cm2: float
    density_g_cm3: float
    active_share: float
    filler_density_g_cm3: float

    def __post_init__(self):
        require_positive(self, "loading_mg_cm2", "density_g_cm3", "filler_density_g_cm3")
        require(self, "active_share", 0, 1, above=True)
        require(self, "porosity", 0, 1, below=True)

    @property
    def porosity(self):
        """Share of pores, ``1 - density / solid density``."""
        return 1 - self.density_g_cm3 / solid_density_g_cm3(
            self.material, self.active_share, self.filler_density_g_cm3
        )

    @property
    def thickness_um(self):
        """Loading over density; 1 mg/cm² at 1 g/cm³ is 10 µm."""
        return 10 * self.loading_mg_cm2 / self.density_g_cm3

    @property
    def areal_capacity_mah_cm2(self):
        """Reversible capacity of one side in a half cell."""
        return self.loading_mg_cm2 * self.active_share * self.material.capacity_mah_g / 1000


def solid_density_g_cm3(material, active_share, filler_density_g_cm3):
    """Density of a coating without pores: volumes of its parts add up."""
    return 1 / (active_share / material.density_g_cm3 + (1 - active_share) / filler_density_g_cm3)


def porosity_for_polymer(
    material, *, active_share, filler_density_g_cm3, with_polymer, polymer_density_g_cm3, fill
):
    """Pores of a cathode that hold just the polymer which its weight shares ask for.

    Parameters
    ----------
    material : ActiveMaterial or Blend
    active_share : float or ndarray
        Of the coating without its polymer.
    filler_density_g_cm3, polymer_density_g_cm3 : float or ndarray
    with_polymer : float or ndarray
        Share of active material in the coating with its polymer.
    fill : float or ndarray
        Share of the pores that polymer fills.

    Returns
    -------
    float or ndarray
    """
    polymer_ml_g = (active_share / with_polymer - 1) / polymer_density_g_cm3
    solid_ml_g = 1 / solid_density_g_cm3(material, active_share, filler_density_g_cm3)
    pores_ml_g = polymer_ml_g / fill
    return pores_ml_g / (pores_ml_g + solid_ml_g)


def coating(
    material,
    *,
    active_share,
    filler_density_g_cm3,
    loading_mg_cm2=None,
    areal_capacity_mah_cm2=None,
    density_g_cm3=None,
    porosity=None,
    thickness_um=None,
):
    """A coating from what is known of it.

    Exactly two of loading (or the areal capacity that gives it), density (or the
    porosity that gives it) and thickness.

    Raises
    ------
    DesignError
        If too much or too little is given, or a value is impossible.
    """
    if porosity is not None and np.any((np.asarray(porosity) < 0) | (np.asarray(porosity) >= 1)):
        raise DesignError("Coating porosity", porosity, "at least 0 and below 1")
    if thickness_um is not None and np.any(~(np.asarray(thickness_um) > 0)):
        raise DesignError("Coating thickness_um", thickness_um, "above 0")
    if areal_capacity_mah_cm2 is not None and loading_mg_cm2 is None:
        loading_mg_cm2 = 1000 * areal_capacity_mah_cm2 / (active_share * material.capacity_mah_g)
    if porosity is not None and density_g_cm3 is None:
        solid = solid_density_g_cm3(material, active_share, filler_density_g_cm3)
        density_g_cm3 = (1 - porosity) * solid
    known = {
        "loading": loading_mg_cm2 is not None,
        "density": density_g_cm3 is not None,
        "thickness": thickness_um is not None,
    }
    if sum(known.values()) != 2:
        given = ", ".join(name for name, there in known.items() if there) or "nothing"
        raise DesignError("Coating", given, "two of loading, density and thickness")
    if loading_mg_cm2 is None:
        loading_mg_cm2 = thickness_um * density_g_cm3 / 10
    elif density_g_cm3 is None:
        density_g_cm3 = 10 * loading_mg_cm2 / thickness_um
    return Coating(material, loading_mg_cm2, density_g_cm3, active_share, filler_density_g_cm3)


@dataclass(frozen=True)
class LithiumMetal:
    """A lithium-metal anode.

    Attributes
    ----------
    material : ActiveMaterial
    excess : float or ndarray
        Lithium laid in, by the cathode's areal capacity; 0 for a cell that starts without.
    """

    material: ActiveMaterial
    excess: float

    def __post_init__(self):
        require(self, "excess", 0)


@dataclass(frozen=True)
class Separator:
    """A porous separator, or with porosity 0 a film of polymer electrolyte.

    Attributes
    ----------
    thickness_um, porosity : float or ndarray
    density_g_cm3 : float or ndarray
        Of its material without pores.
    """

    thickness_um: float
    porosity: float
    density_g_cm3: float

    def __post_init__(self):
        require_positive(self, "thickness_um", "density_g_cm3")
        require(self, "porosity", 0, 1, below=True)


@dataclass(frozen=True)
class Electrolyte:
    """What fills the pores: liquid, or polymer.

    Attributes
    ----------
    density_g_cm3 : float or ndarray
    fill : float or ndarray, optional
        Volume by that of all pores.
    g_per_ah : float or ndarray, optional
        Mass by capacity. Exactly one of the two.
    """

    density_g_cm3: float
    fill: float | None = None
    g_per_ah: float | None = None

    def __post_init__(self):
        require_positive(self, "density_g_cm3")
        if (self.fill is None) == (self.g_per_ah is None):
            raise DesignError(
                "Electrolyte", f"fill {self.fill}, g_per_ah {self.g_per_ah}", "one of them"
            )
        require(self, "fill" if self.g_per_ah is None else "g_per_ah", 0)


@dataclass(frozen=True)
class Foil:
    """A current collector.

    Attributes
    ----------
    thickness_um, density_g_cm3 : float or ndarray
    """

    thickness_um: float
    density_g_cm3: float

    def __post_init__(self):
        require_positive(self, "thickness_um", "density_g_cm3")
