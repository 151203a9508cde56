"""What a cell plant turns out, whom that serves, and what it costs to build.

Pure functions on NumPy arrays; no file is read here. All arguments broadcast. A year is a
number: 2026 is the whole calendar year, and 2026.5 is its middle. Every limit of the model
stands in the book's chapter on methods.
"""

from dataclasses import dataclass

import numpy as np

KWH_PER_GWH = 1e6


def _checked(name, values, low, high=np.inf, *, above=False):
    """Values as an array, or a ValueError that names field, value and range."""
    try:
        array = np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be numbers; found {values!r}") from None
    fits = np.isfinite(array) & (array > low if above else array >= low) & (array <= high)
    if not fits.all():
        found = array[~fits].flat[0]
        bounds = f"{'greater than' if above else 'at least'} {low:g}"
        if np.isfinite(high):
            bounds += f" and at most {high:g}"
        raise ValueError(f"{name} must be {bounds}; found {found:g}")
    return array


def _in_order(first_name, first, second_name, second, *, equal):
    """Refuse a pair of times of which the second comes too early."""
    pairs = np.broadcast_arrays(first, second)
    wrong = pairs[1] < pairs[0] if equal else pairs[1] <= pairs[0]
    if wrong.any():
        start, end = (float(values[wrong].flat[0]) for values in pairs)
        bound = "at least" if equal else "greater than"
        raise ValueError(f"{second_name} must be {bound} {first_name}, {start:g}; found {end:g}")


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
    nameplate = _checked("nameplate_gwh_per_year", nameplate_gwh_per_year, 0)
    return (
        nameplate
        * _checked("yield_", yield_, 0, 1, above=True)
        * _checked("ramp_share", ramp_share, 0, 1)
        * _checked("reserved_share", reserved_share, 0, 1)
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
    cells = _checked("cells_gwh_per_year", cells_gwh_per_year, 0)
    pack = _checked("pack_kwh", pack_kwh, 0, above=True)
    return cells * _checked("yield_", yield_, 0, 1, above=True) * KWH_PER_GWH / pack


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
    vehicles = _checked("vehicles_per_year", vehicles_per_year, 0)
    return vehicles * _checked("pack_kwh", pack_kwh, 0, above=True) / KWH_PER_GWH


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
    cells = _checked("cells_gwh_per_year", cells_gwh_per_year, 0)
    vehicles = _checked("vehicles_per_year", vehicles_per_year, 0, above=True)
    return cells * KWH_PER_GWH / vehicles


def ramp_share(year, start, full):
    """Share of the nameplate that a plant reaches on average in a year.

    The rate grows in a straight line from nothing at `start` to the nameplate at `full`. Real
    plants climb in steps and often stand still; the straight line is an assumption.

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
    From the start of 2026 to the start of 2028 a quarter and three quarters are reached:

    >>> ramp_share([2025, 2026, 2027, 2028], 2026, 2028).tolist()
    [0.0, 0.25, 0.75, 1.0]
    """
    year = _checked("year", year, 0)
    start = _checked("start", start, 0)
    full = _checked("full", full, 0)
    _in_order("start", start, "full", full, equal=True)

    def made_until(time):
        """Years at full rate to which the output until `time` adds up."""
        climbing = np.clip(time, start, full) - start
        # Where start and full are equal nothing is made while climbing.
        length = np.where(full > start, full - start, 1.0)
        return climbing**2 / (2 * length) + np.maximum(time - full, 0)

    return made_until(year + 1) - made_until(year)


def full_rate_by(nameplate_gwh_per_year, start, reached, cumulative_gwh):
    """When a straight ramp that has made so much by a date would reach the nameplate.

    Solves ``cumulative = nameplate × (reached - start) ** 2 / (2 × (full - start))`` for `full`,
    which holds while the plant still climbs.

    Parameters
    ----------
    nameplate_gwh_per_year : array_like
        GWh/a.
    start, reached : array_like
        Points in time of the first cells and of the output below, in years.
    cumulative_gwh : array_like
        All that was made from `start` to `reached`, GWh.

    Returns
    -------
    ndarray
        Point in time of the full rate, in years.

    Raises
    ------
    ValueError
        If `reached` is not after `start`, or so much was made that the plant must have reached its
        full rate before.

    Examples
    --------
    Half a GWh in the first year of a plant for 10 GWh/a is a tenth of the rate at the year's end:

    >>> float(full_rate_by(10, 2025, 2026, 0.5))
    2035.0
    """
    nameplate = _checked("nameplate_gwh_per_year", nameplate_gwh_per_year, 0, above=True)
    start = _checked("start", start, 0)
    reached = _checked("reached", reached, 0)
    _in_order("start", start, "reached", reached, equal=False)
    made = _checked("cumulative_gwh", cumulative_gwh, 0, above=True)
    most = nameplate * (reached - start) / 2
    if np.any(made > most):
        raise ValueError(
            f"cumulative_gwh must be at most {np.min(most):g}, half of what the full rate would "
            f"make; found {np.max(made):g}"
        )
    return start + nameplate * (reached - start) ** 2 / (2 * made)


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
    total = _checked("total_gwh", total_gwh, 0)
    start = _checked("start", start, 0)
    end = _checked("end", end, 0)
    _in_order("start", start, "end", end, equal=False)
    year = _checked("year", year, 0)
    within = np.clip(year + 1, start, end) - np.clip(year, start, end)
    return total * within / (end - start)


@dataclass(frozen=True)
class CapitalCost:
    """Capital cost per yearly output of some plants, with what it may be compared by.

    Attributes
    ----------
    meur_per_gwh_per_year : ndarray
        Million euros for each GWh/a, in money of `currency_year`; nothing is deflated.
    scope : ndarray of str
        What the money buys, in words.
    currency_year : ndarray of int
        Year of the money, which is the year in which the amount was said.
    """

    meur_per_gwh_per_year: np.ndarray
    scope: np.ndarray
    currency_year: np.ndarray


def capital_cost_per_gwh(capital_cost_meur, gwh_per_year, scope, currency_year):
    """Capital cost of plants per yearly output, each with its scope and the year of its money.

    Parameters
    ----------
    capital_cost_meur : array_like
        Announced, appraised or spent, million euros.
    gwh_per_year : array_like
        Output that this money is for, GWh/a: of the same plan and phase.
    scope : array_like of str
        What the money buys. A figure without its scope means nothing, so none may be empty.
    currency_year : array_like of int
        Year of the money.

    Returns
    -------
    CapitalCost

    Raises
    ------
    ValueError
        If a cost or an output is not positive, a scope is empty or a year is out of range.

    Examples
    --------
    >>> cost = capital_cost_per_gwh([700], [10], ["whole plan"], [2022])
    >>> float(cost.meur_per_gwh_per_year[0]), str(cost.scope[0]), int(cost.currency_year[0])
    (70.0, 'whole plan', 2022)
    """
    cost = _checked("capital_cost_meur", capital_cost_meur, 0, above=True)
    output = _checked("gwh_per_year", gwh_per_year, 0, above=True)
    year = _checked("currency_year", currency_year, 1990, 2100).astype(int)
    scope = np.asarray(scope, dtype=object)
    for words in scope.flat:
        if not isinstance(words, str) or not words.strip():
            raise ValueError(f"scope must be words that say what the money buys; found {words!r}")
    return CapitalCost(*np.broadcast_arrays(cost / output, scope, year))


def step_costs(share, scale_exponent, share_at_gwh_per_year, gwh_per_year, *, factor=1.0):
    """Cost of each process step of a cell plant at a given size.

    A step's cost grows with output to a power below one (the rule of chemical engineering that
    the BatteryCost model applies to each step): ``share × factor × (output / base) ** exponent``.

    Parameters
    ----------
    share : array_like, shape (steps,)
        Share of each step in the cost of all equipment; any unit, since only ratios count.
    scale_exponent : array_like, shape (steps,)
        In [0, 1].
    share_at_gwh_per_year : float
        Output for which the shares hold, GWh/a.
    gwh_per_year : array_like, shape (...)
        Output of the plant, GWh/a.
    factor : array_like, shape (steps,) or (..., steps), default 1.0
        What a change of process makes of each step: 0 drops it, 0.5 halves it, 1 keeps it.

    Returns
    -------
    ndarray, shape (..., steps)
        Cost of each step, where all unchanged steps at the base output together cost 1.

    Raises
    ------
    ValueError
        If a share or factor is negative, an output is not positive, an exponent lies outside
        [0, 1] or no step costs anything.

    Examples
    --------
    Two equal steps, one of which grows with output and one with its square root:

    >>> step_costs([1, 1], [1, 0.5], 6, 24).tolist()
    [2.0, 1.0]
    """
    share = _checked("share", share, 0)
    if not share.sum() > 0:
        raise ValueError(f"share must have a sum greater than 0; found {share.sum():g}")
    exponent = _checked("scale_exponent", scale_exponent, 0, 1)
    base = _checked("share_at_gwh_per_year", share_at_gwh_per_year, 0, above=True)
    output = _checked("gwh_per_year", gwh_per_year, 0, above=True)
    factor = _checked("factor", factor, 0)
    return share / share.sum() * factor * (output[..., np.newaxis] / base) ** exponent


def remaining_share(share, scale_exponent, share_at_gwh_per_year, gwh_per_year, *, factor):
    """What is left of the equipment's cost when steps are dropped or scaled.

    Parameters and errors are those of `step_costs`.

    Returns
    -------
    ndarray, shape (...)
        Cost of the changed plant divided by that of the unchanged one of the same output.

    Examples
    --------
    >>> float(remaining_share([60, 40], [0.8, 0.8], 6, 10, factor=[1, 0]))
    0.6
    """
    size = (share_at_gwh_per_year, gwh_per_year)
    changed = step_costs(share, scale_exponent, *size, factor=factor).sum(axis=-1)
    return changed / step_costs(share, scale_exponent, *size).sum(axis=-1)


def still_to_vanish(remaining, target_cut):
    """What else must vanish to reach a cut, as a share of the unchanged cost.

    Parameters
    ----------
    remaining : array_like
        Share of the cost that is left, at least 0; from `remaining_share`.
    target_cut : array_like
        Cut to be reached, in [0, 1].

    Returns
    -------
    ndarray
        0 where the cut is reached already.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    Examples
    --------
    >>> round(float(still_to_vanish(0.86, 0.30)), 2)
    0.16
    """
    left = _checked("remaining", remaining, 0)
    return np.maximum(left - (1 - _checked("target_cut", target_cut, 0, 1)), 0)


def equipment_cut_for(target_cut, equipment_share):
    """Cut in the cost of equipment that a cut in the cost of the whole plant needs.

    Buildings and all else are taken to cost as before.

    Parameters
    ----------
    target_cut : array_like
        Cut in the capital of the whole plant, in [0, 1].
    equipment_share : array_like
        Share of equipment in that capital, in (0, 1].

    Returns
    -------
    ndarray
        Cut in the cost of equipment; above 1, equipment alone cannot do it.

    Raises
    ------
    ValueError
        If an argument lies outside its range.

    Examples
    --------
    >>> float(equipment_cut_for(0.3, 0.6))
    0.5
    """
    target = _checked("target_cut", target_cut, 0, 1)
    return target / _checked("equipment_share", equipment_share, 0, 1, above=True)


def cut_by_size(share, scale_exponent, share_at_gwh_per_year, gwh_per_year, larger_gwh_per_year):
    """Cut in the cost of equipment per GWh that sheer size brings.

    Parameters
    ----------
    share, scale_exponent, share_at_gwh_per_year
        As in `step_costs`.
    gwh_per_year, larger_gwh_per_year : array_like, shape (...)
        Outputs of the plants compared, GWh/a.

    Returns
    -------
    ndarray, shape (...)
        Share by which a GWh/a of the second plant is cheaper; negative if it is dearer.

    Raises
    ------
    ValueError
        As `step_costs`.

    Examples
    --------
    >>> float(cut_by_size([1], [0.5], 6, 10, 40))
    0.5
    """

    def per_gwh(output):
        costs = step_costs(share, scale_exponent, share_at_gwh_per_year, output)
        return costs.sum(axis=-1) / np.asarray(output, dtype=float)

    return 1 - per_gwh(larger_gwh_per_year) / per_gwh(gwh_per_year)


def size_for_cut(share, scale_exponent, share_at_gwh_per_year, gwh_per_year, target_cut):
    """Output at which sheer size brings a cut in the cost of equipment per GWh.

    Parameters
    ----------
    share, scale_exponent, share_at_gwh_per_year
        As in `step_costs`.
    gwh_per_year : float
        Output of the plant to compare with, GWh/a.
    target_cut : float
        In [0, 1).

    Returns
    -------
    float
        GWh/a, found by bisection.

    Raises
    ------
    ValueError
        As `step_costs`, or if a plant a million times as large does not reach the cut.

    Examples
    --------
    >>> round(size_for_cut([1], [0.5], 6, 10, 0.5), 6)
    40.0
    """
    target = float(_checked("target_cut", target_cut, 0, 1))
    size = (share, scale_exponent, share_at_gwh_per_year, gwh_per_year)
    low, high = 0.0, np.log(1e6)
    if cut_by_size(*size, gwh_per_year * np.exp(high)) < target:
        raise ValueError(
            f"target_cut must be one that size can bring with these exponents; found {target:g}"
        )
    # The cut grows with size, since no exponent exceeds one.
    for _ in range(60):
        middle = (low + high) / 2
        if cut_by_size(*size, gwh_per_year * np.exp(middle)) < target:
            low = middle
        else:
            high = middle
    return float(gwh_per_year * np.exp(high))
