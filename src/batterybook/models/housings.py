"""Housings of cells: pouch, prismatic, cylindrical. Each knows its outer volume and its mass.

A housing has its outer size in all directions but one, in which it follows the layers.
"""

from dataclasses import dataclass, fields

import numpy as np

from batterybook.models.limits import DesignError, require, require_positive


@dataclass(frozen=True)
class _FlatHousing:
    """A housing with a given face, as thick as its layers and two walls.

    Attributes
    ----------
    length_mm, height_mm : float or ndarray
        Outer size of the face.
    wall_um, wall_density_g_cm3 : float or ndarray
    layer_area_cm2 : float or ndarray
        Coated cathode on one side of one layer; no more than the face.
    """

    length_mm: float
    height_mm: float
    wall_um: float
    wall_density_g_cm3: float
    layer_area_cm2: float

    def __post_init__(self):
        require_positive(self, *(field.name for field in fields(self)))
        face_cm2 = np.asarray(self.face_cm2)
        if np.any(self.layer_area_cm2 > face_cm2):
            found = np.max(self.layer_area_cm2)
            limit = f"above 0 and at most the face, {face_cm2.flat[0]:g}"
            raise DesignError(f"{type(self).__name__} layer_area_cm2", f"{found:g}", limit)

    @property
    def face_cm2(self):
        """Outer area of the face."""
        return self.length_mm * self.height_mm / 100

    def volume_ml(self, area_cm2, layer_um, stack_ml):
        """Outer volume around some coated area (both sides counted)."""
        layers = area_cm2 / 2 / self.layer_area_cm2
        return self.face_cm2 * (layers * layer_um + 2 * self.wall_um) / 1e4


@dataclass(frozen=True)
class Pouch(_FlatHousing):
    """A pouch: two sheets of laminate."""

    def mass_g(self, volume_ml):
        """Mass of both faces; the rim is in the mass allowance."""
        return 2 * self.face_cm2 * self.wall_um / 1e4 * self.wall_density_g_cm3


@dataclass(frozen=True)
class Prismatic(_FlatHousing):
    """A metal can: six walls of one thickness."""

    def mass_g(self, volume_ml):
        """Mass of the walls; terminals are in the mass allowance."""
        rim_cm2 = 2 * (self.length_mm + self.height_mm) / 10 * volume_ml / self.face_cm2
        surface_cm2 = 2 * self.face_cm2 + rim_cm2
        return surface_cm2 * self.wall_um / 1e4 * self.wall_density_g_cm3


@dataclass(frozen=True)
class Cylindrical:
    """A round can of given height, as wide as its winding and two walls.

    Attributes
    ----------
    height_mm : float or ndarray
        Outer height.
    wall_um, wall_density_g_cm3 : float or ndarray
    layer_height_mm : float or ndarray
        Height of the coated cathode; no more than the can.
    """

    height_mm: float
    wall_um: float
    wall_density_g_cm3: float
    layer_height_mm: float

    def __post_init__(self):
        require_positive(self, *(field.name for field in fields(self)))
        require(self, "layer_height_mm", 0, np.min(self.height_mm), above=True)

    def volume_ml(self, area_cm2, layer_um, stack_ml):
        """Outer volume: the winding's cross-section is its volume over its height."""
        winding_cm = np.sqrt(4 / np.pi * stack_ml / (self.layer_height_mm / 10))
        diameter_cm = winding_cm + 2 * self.wall_um / 1e4
        return np.pi / 4 * diameter_cm**2 * self.height_mm / 10

    def mass_g(self, volume_ml):
        """Mass of the side and both ends."""
        height_cm = self.height_mm / 10
        diameter_cm = np.sqrt(4 / np.pi * volume_ml / height_cm)
        surface_cm2 = np.pi * diameter_cm * (height_cm + diameter_cm / 2)
        return surface_cm2 * self.wall_um / 1e4 * self.wall_density_g_cm3
