"""What a cell plant turns out, and whom that serves.

Pure functions on NumPy arrays; no file is read here. All arguments broadcast. A year is a
number: 2026 is the whole calendar year, and 2026.5 is its middle. Every limit of the model
stands in the book's chapter on methods.
"""

import numpy as np

from batterybook.models import ramp
from batterybook.models.limits import checked, in_order

KWH_PER_GWH = 1e6


def output_gwh_per_year(nameplate_gwh_per_year, *, yield_=1.0, ramp_share=1.0, reserved_share=1.0):
    """Good cells that a plant has for one buyer in a year.

    Parameters
    ----------
    nameplate_gwh_per_year : array_like
        Yearly output that the plant is designed for, GWh/a.
    yield_ : array_like, default 1.0
        Share of cells that pass, in (0, 1]; 1.0 where the nameplate counts good cells.
    ramp_share : array_like, default 1.0
        Share of the nameplate that the plant runs at, in [0, 1].
    reserved_share : array_like, default 1.0
        Share of the good cells that is this buyer's, in [0, 1].

    Returns
    -------
    ndarray
        The product of all four, GWh/a.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    Examples
    --------
    >>> float(output_gwh_per_year(16, yield_=0.9, ramp_share=0.5, reserved_share=0.75))
    5.4
    """
    nameplate = checked("nameplate_gwh_per_year", nameplate_gwh_per_year, 0)
    return (
        nameplate
        * checked("yield_", yield_, 0, 1, above=True)
        * checked("ramp_share", ramp_share, 0, 1)
        * checked("reserved_share", reserved_share, 0, 1)
    )


def packs_per_year(cells_gwh_per_year, pack_kwh, *, yield_=1.0):
    """Packs that a year's cell output fills.

    Parameters
    ----------
    cells_gwh_per_year : array_like
        Nameplate or contracted output, GWh/a.
    pack_kwh : array_like
        Gross pack energy, kWh: a plant fills gross packs. With a usable energy, which is
        smaller, the result is an upper bound.
    yield_ : array_like, default 1.0
        Share of cells that pass, in (0, 1]; 1.0 when the contract counts good cells.

    Returns
    -------
    ndarray
        Packs a year.

    Raises
    ------
    ValueError
        If an output is negative, a pack is not positive or a yield lies outside (0, 1].

    Examples
    --------
    >>> float(packs_per_year(12, 60))
    200000.0
    """
    cells = checked("cells_gwh_per_year", cells_gwh_per_year, 0)
    pack = checked("pack_kwh", pack_kwh, 0, above=True)
    return cells * checked("yield_", yield_, 0, 1, above=True) * KWH_PER_GWH / pack


def demand_gwh_per_year(vehicles_per_year, pack_kwh):
    """Energy of the packs of a year's vehicles.

    Parameters
    ----------
    vehicles_per_year : array_like
        Vehicles built or sold in a year, each with one pack.
    pack_kwh : array_like
        Gross pack energy, kWh.

    Returns
    -------
    ndarray
        GWh/a.

    Raises
    ------
    ValueError
        If a number of vehicles is negative or a pack is not positive.

    Examples
    --------
    >>> float(demand_gwh_per_year(100_000, 52))
    5.2
    """
    vehicles = checked("vehicles_per_year", vehicles_per_year, 0)
    return vehicles * checked("pack_kwh", pack_kwh, 0, above=True) / KWH_PER_GWH


def pack_kwh_for(cells_gwh_per_year, vehicles_per_year):
    """Energy that a year's output gives to each of a number of vehicles.

    Parameters
    ----------
    cells_gwh_per_year : array_like
        GWh/a.
    vehicles_per_year : array_like
        Vehicles a year.

    Returns
    -------
    ndarray
        kWh a vehicle.

    Raises
    ------
    ValueError
        If an output is negative or a number of vehicles is not positive.

    Examples
    --------
    >>> float(pack_kwh_for(12, 200_000))
    60.0
    """
    cells = checked("cells_gwh_per_year", cells_gwh_per_year, 0)
    vehicles = checked("vehicles_per_year", vehicles_per_year, 0, above=True)
    return cells * KWH_PER_GWH / vehicles


def ramp_share(year, start, full):
    """Share of the nameplate that a plant reaches on average in a year.

    The rate grows along an S-curve from nothing at `start` to the nameplate at `full`: see
    `batterybook.models.ramp`. Real plants climb in steps and often stand still.

    Parameters
    ----------
    year : array_like
        Calendar years, such as 2026.
    start, full : array_like
        Points in time of the first cells and of the full rate, in years: 2026.5 is the middle
        of 2026. If they are equal, the plant runs at full rate from then on.

    Returns
    -------
    ndarray
        Mean of the rate over each calendar year, in [0, 1].

    Raises
    ------
    ValueError
        If a plant reaches its full rate before its start.

    Examples
    --------
    From the start of 2026 to the start of 2028, half of what one year at full rate gives:

    >>> ramp_share([2025, 2026, 2027, 2028], 2026, 2028).round(3).tolist()
    [0.0, 0.159, 0.841, 1.0]
    """
    year = checked("year", year, 0)
    start = checked("start", start, 0)
    full = checked("full", full, 0)
    in_order("start", start, "full", full, equal=True)

    # Where both are equal, any length will do: nothing is made while climbing.
    length = np.where(full > start, full - start, 1e-9)

    def made_until(time):
        """Years at full rate to which the output until `time` adds up."""
        return length * ramp.made((time - start) / length)

    return made_until(year + 1) - made_until(year)


def spread_evenly(total_gwh, start, end, year):
    """Part of a contract's energy that falls into a year, if it is delivered evenly.

    Parameters
    ----------
    total_gwh : array_like
        Energy of the whole contract, GWh.
    start, end : array_like
        First and last moment of the contract, in years: 2026 is the start of 2026, and 2031 is
        the end of 2030.
    year : array_like
        Calendar years, such as 2026.

    Returns
    -------
    ndarray
        GWh in each year.

    Raises
    ------
    ValueError
        If a total is negative or a contract does not end after its start.

    Examples
    --------
    >>> spread_evenly(10, 2025.5, 2030.5, [2025, 2026, 2031]).tolist()
    [1.0, 2.0, 0.0]
    """
    total = checked("total_gwh", total_gwh, 0)
    start = checked("start", start, 0)
    end = checked("end", end, 0)
    in_order("start", start, "end", end, equal=False)
    year = checked("year", year, 0)
    within = np.clip(year + 1, start, end) - np.clip(year, start, end)
    return total * within / (end - start)
