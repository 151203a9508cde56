"""Active materials: formula, theoretical and practical capacity, voltage."""

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
    """

    formula: str
    electrons: float
    density_g_cm3: float
    capacity_mah_g: float
    voltage_v: float

    def __post_init__(self):
        require_positive(self, "electrons", "density_g_cm3", "capacity_mah_g")
        require(self, "voltage_v", 0, 6)
        limit = theoretical_capacity_mah_g(self.formula, self.electrons)
        # A thousandth of tolerance: tables round.
        require(self, "capacity_mah_g", 0, limit * 1.001, above=True)
