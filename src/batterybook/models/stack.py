"""The stack of a cell: its layers, what they hold, and what films take of it.

Lithium is counted once for the whole cell: what the cathode brings, what it does not take back
after the first charge, and what ends in films on the anode.
"""

from dataclasses import dataclass

import numpy as np

from batterybook.models.layers import Coating, Electrolyte, Foil, LithiumMetal, Separator
from batterybook.models.limits import require, require_positive


@dataclass(frozen=True)
class Stack:
    """The layers that repeat: both electrodes on their foils, and two separators.

    Attributes
    ----------
    cathode : Coating
    anode : Coating or LithiumMetal
    cathode_foil, anode_foil : Foil
    separator : Separator
    electrolyte : Electrolyte
    window_share : float or ndarray
        Of the cathode's half-cell capacity, what lies within the cell's limits of voltage, in
        (0, 1].
    anode_area_ratio, separator_area_ratio : float or ndarray
        Their area by that of the coated cathode, at least 1.
    """

    cathode: Coating
    anode: Coating | LithiumMetal
    cathode_foil: Foil
    anode_foil: Foil
    separator: Separator
    electrolyte: Electrolyte
    window_share: float
    anode_area_ratio: float = 1.0
    separator_area_ratio: float = 1.0

    def __post_init__(self):
        require(self, "window_share", 0, 1, above=True)
        require(self, "anode_area_ratio", 1)
        require(self, "separator_area_ratio", 1)
        require_positive(self, "voltage_v")
        require(self, "usable_share", 0, 1, above=True)

    @property
    def np_ratio(self):
        """Areal capacity of the anode as laid in, by that of the cathode."""
        if isinstance(self.anode, LithiumMetal):
            return self.anode.excess
        return self.anode.areal_capacity_mah_cm2 / self.cathode.areal_capacity_mah_cm2

    @property
    def voltage_v(self):
        """Mean voltage: that of the cathode less that of the anode, both against lithium."""
        return self.cathode.material.voltage_v - self.anode.material.voltage_v

    @property
    def charged_share(self):
        """Lithium that the first charge may move, by the cathode's half-cell capacity.

        Of a coated anode no more than it takes up, film included: beyond, lithium would plate.
        """
        released = self.window_share + self.cathode.material.first_cycle_loss
        if isinstance(self.anode, LithiumMetal):
            return released
        return np.minimum(released, self.np_ratio * (1 + self.anode.material.first_cycle_loss))

    @property
    def film_share(self):
        """Lithium that ends in films on the anode, by the cathode's half-cell capacity.

        On the whole anode, since its rim fills with lithium in the course of weeks.
        """
        facing = self.charged_share
        if isinstance(self.anode, Coating):
            facing = self.np_ratio * self.anode_area_ratio
        return facing * self.anode.material.first_cycle_loss

    @property
    def usable_share(self):
        """Of the cathode's half-cell capacity, what the cell gives.

        The lithium that the cathode itself does not take back pays for the film first, then
        lithium laid in; what is still owed is missing from each cycle.
        """
        not_taken_back = self.cathode.material.first_cycle_loss
        laid_in = self.anode.excess if isinstance(self.anode, LithiumMetal) else 0
        owed = np.maximum(0, self.film_share - not_taken_back - laid_in)
        return self.charged_share - not_taken_back - owed

    @property
    def areal_capacity_mah_cm2(self):
        """What one side gives in the cell."""
        return self.cathode.areal_capacity_mah_cm2 * self.usable_share

    @property
    def anode_loading_mg_cm2(self):
        """Mass of one side of the anode as built."""
        if isinstance(self.anode, Coating):
            return self.anode.loading_mg_cm2
        laid_in = self.anode.excess * self.cathode.areal_capacity_mah_cm2
        return 1000 * laid_in / self.anode.material.capacity_mah_g

    @property
    def anode_thickness_um(self):
        """One side of the anode; lithium metal as when first charged: laid in and plated."""
        if isinstance(self.anode, Coating):
            return self.anode.thickness_um
        plated_mah_cm2 = self.charged_share * self.cathode.areal_capacity_mah_cm2
        plated_mg_cm2 = 1000 * plated_mah_cm2 / self.anode.material.capacity_mah_g
        return 10 * (self.anode_loading_mg_cm2 + plated_mg_cm2) / self.anode.material.density_g_cm3

    @property
    def layer_um(self):
        """Thickness of one repeat: two sides of each electrode, foils, two separators."""
        coatings = 2 * (self.cathode.thickness_um + self.anode_thickness_um)
        foils = self.cathode_foil.thickness_um + self.anode_foil.thickness_um
        return coatings + foils + 2 * self.separator.thickness_um
