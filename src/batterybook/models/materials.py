"""Active materials, alone and blended: capacity, voltage, and what the first cycle loses."""

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from batterybook.models.limits import DesignError, require, require_positive


@lru_cache(maxsize=64)
def element_masses(formula):
    """Molar mass of each element in one formula unit, g/mol.

    Parameters
    ----------
    formula : str
        Such as ``LiNi0.8Mn0.1Co0.1O2``.

    Returns
    -------
    mapping of str to float
        By symbol. Standard atomic weights of the package `periodictable`.

    Raises
    ------
    DesignError
        If the formula cannot be read.
    """
    import periodictable

    try:
        atoms = periodictable.formula(formula).atoms
    except ValueError:
        raise DesignError("formula", repr(formula), "a chemical formula") from None
    return MappingProxyType({str(atom): count * atom.mass for atom, count in atoms.items()})


def theoretical_capacity_mah_g(formula, electrons):
    """Charge that a formula unit can give per gram, mAh/g.

    Faraday's law: ``q = n F / (3.6 M)`` with n electrons for each formula unit, the
    molar mass M in g/mol, and 3.6 coulombs to a milliampere-hour.

    Parameters
    ----------
    formula : str
    electrons : float or ndarray
        Electrons that each formula unit exchanges.

    Returns
    -------
    float or ndarray
    """
    from scipy.constants import physical_constants

    faraday_c_mol = physical_constants["Faraday constant"][0]
    return electrons * faraday_c_mol / (3.6 * sum(element_masses(formula).values()))


@dataclass(frozen=True)
class ActiveMaterial:
    """What stores lithium.

    Attributes
    ----------
    formula : str
    electrons : float
        Electrons that each formula unit can exchange.
    density_g_cm3 : float or ndarray
        Without pores.
    capacity_mah_g : float or ndarray
        Reversible in a half cell; at most what the formula allows.
    voltage_v : float or ndarray
        Mean on discharge, against lithium.
    first_cycle_efficiency : float or ndarray
        Charge that comes back in a half cell's first cycle, by the charge put in; in (0, 1].
    """

    formula: str
    electrons: float
    density_g_cm3: float
    capacity_mah_g: float
    voltage_v: float
    first_cycle_efficiency: float = 1.0

    def __post_init__(self):
        require_positive(self, "electrons", "density_g_cm3", "capacity_mah_g")
        require(self, "voltage_v", 0, 6)
        require(self, "first_cycle_efficiency", 0, 1, above=True)
        limit = theoretical_capacity_mah_g(self.formula, self.electrons)
        # A thousandth of tolerance: tables round.
        require(self, "capacity_mah_g", 0, limit * 1.001, above=True)

    @property
    def first_cycle_loss(self):
        """Lithium that the first cycle leaves behind, by reversible capacity."""
        return 1 / self.first_cycle_efficiency - 1


@dataclass(frozen=True)
class Blend:
    """Two active materials in one coating, such as graphite with some silicon oxide.

    Volumes and charges of the two add up; the voltage is their mean, weighted by charge.

    Attributes
    ----------
    host, additive : ActiveMaterial
    additive_share : float or ndarray
        Of the mass of both, in [0, 1].
    """

    host: ActiveMaterial
    additive: ActiveMaterial
    additive_share: float

    def __post_init__(self):
        require(self, "additive_share", 0, 1)

    def _sum(self, of):
        """A quantity by mass, of both parts."""
        return (1 - self.additive_share) * of(self.host) + self.additive_share * of(self.additive)

    @property
    def density_g_cm3(self):
        """Without pores."""
        return 1 / self._sum(lambda part: 1 / part.density_g_cm3)

    @property
    def capacity_mah_g(self):
        """Reversible in a half cell."""
        return self._sum(lambda part: part.capacity_mah_g)

    @property
    def voltage_v(self):
        """Mean on discharge, against lithium."""
        return self._sum(lambda part: part.capacity_mah_g * part.voltage_v) / self.capacity_mah_g

    @property
    def first_cycle_loss(self):
        """Lithium that the first cycle leaves behind, by reversible capacity."""
        lost = self._sum(lambda part: part.capacity_mah_g * part.first_cycle_loss)
        return lost / self.capacity_mah_g
