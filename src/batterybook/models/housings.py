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

    def layers(self, area_cm2):
        """Layers of cathode that make up some coated area (both sides counted)."""
        return area_cm2 / 2 / self.layer_area_cm2

    def volume_ml(self, area_cm2, layer_um, stack_ml):
        """Outer volume around some coated area (both sides counted)."""
        return self.face_cm2 * (self.layers(area_cm2) * layer_um + 2 * self.wall_um) / 1e4


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
        Height of the winding; the rest of the can's height is headspace, lid and bottom.
    core_mm : float or ndarray
        Diameter of the hole in the winding.
    end_um : float or ndarray
        Thickness of lid and of bottom, each as a plain disc of the same mass.
    """

    height_mm: float
    wall_um: float
    wall_density_g_cm3: float
    layer_height_mm: float
    core_mm: float
    end_um: float

    def __post_init__(self):
        sizes = [field.name for field in fields(self) if field.name != "core_mm"]
        require_positive(self, *sizes)
        require(self, "core_mm", 0)
        require(self, "headspace_mm", 0)

    @property
    def headspace_mm(self):
        """Height that neither the winding nor the ends take."""
        return self.height_mm - self.layer_height_mm - 2 * self.end_um / 1000

    def layers(self, area_cm2):
        """One wound layer, however long."""
        return 1.0

    def volume_ml(self, area_cm2, layer_um, stack_ml):
        """Outer volume: the winding is a ring around its core."""
        ring_cm2 = stack_ml / (self.layer_height_mm / 10)
        winding_cm = np.sqrt(4 / np.pi * ring_cm2 + (self.core_mm / 10) ** 2)
        diameter_cm = winding_cm + 2 * self.wall_um / 1e4
        return np.pi / 4 * diameter_cm**2 * self.height_mm / 10

    def winding_ml(self, volume_ml):
        """Volume of the winding in a can of some outer volume."""
        diameter_cm = np.sqrt(4 / np.pi * volume_ml / (self.height_mm / 10))
        inside_cm = diameter_cm - 2 * self.wall_um / 1e4
        ring_cm2 = np.pi / 4 * (inside_cm**2 - (self.core_mm / 10) ** 2)
        return ring_cm2 * self.layer_height_mm / 10

    def mass_g(self, volume_ml):
        """Mass of the side, the lid and the bottom."""
        height_cm = self.height_mm / 10
        diameter_cm = np.sqrt(4 / np.pi * volume_ml / height_cm)
        side_ml = np.pi * diameter_cm * height_cm * self.wall_um / 1e4
        ends_ml = 2 * np.pi / 4 * diameter_cm**2 * self.end_um / 1e4
        return (side_ml + ends_ml) * self.wall_density_g_cm3
