"""What a pack holds in place of another: in the same space, at the same mass, for the same money.

Pure functions; all arguments broadcast. The packs' usable shares are taken as equal, so that
changes in gross energy are changes in what a car can use.
"""

from batterybook.models.cell import pack
from batterybook.models.limits import checked


def energy_change_percent(cell, shares, former_cell, former_shares):
    """Energy that a pack holds against a former one.

    Energy by volume or by mass of the one over that of the other, less one.

    Parameters
    ----------
    cell, former_cell : batterybook.models.cell.Cell
    shares, former_shares : batterybook.models.cell.PackShares

    Returns
    -------
    dict of str to ndarray
        ``"volume"`` in the same space and ``"mass"`` at the same mass, in per cent.
    """
    new, former = pack(cell, shares), pack(former_cell, former_shares)
    return {
        "volume": 100 * (new.wh_per_l / former.wh_per_l - 1),
        "mass": 100 * (new.wh_per_kg / former.wh_per_kg - 1),
    }


def energy_change_for_money_percent(price, former_price):
    """Energy that the same money buys at another price of a kilowatt-hour.

    The inverse of the ratio of prices, less one.

    Parameters
    ----------
    price, former_price : array_like
        In one unit; shares of a price do as well.

    Returns
    -------
    ndarray
        In per cent.

    Raises
    ------
    ValueError
        If a price is not positive.

    Examples
    --------
    >>> energy_change_for_money_percent(price=80, former_price=100).item()
    25.0
    """
    price = checked("price", price, 0, above=True)
    former_price = checked("former_price", former_price, 0, above=True)
    return 100 * (former_price / price - 1)


def room_change_percent(energy_change_percent, density_change_percent):
    """Space or mass that a pack takes, against a former one, to hold more energy.

    The ratio of energies over that of the energies by volume or by mass, less one.

    Parameters
    ----------
    energy_change_percent : array_like
        Energy of the pack against the former one.
    density_change_percent : array_like
        Its energy by volume or by mass against that of the former one.

    Returns
    -------
    ndarray
        In per cent.

    Examples
    --------
    >>> round(room_change_percent(20, -40), 9)
    100.0
    """
    return 100 * ((100 + energy_change_percent) / (100 + density_change_percent) - 1)
