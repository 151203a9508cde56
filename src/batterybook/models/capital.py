"""What a cell plant costs to build, by step, and what size or other steps take off it.

Pure functions on NumPy arrays; no file is read here. All arguments broadcast. Every limit of
the model stands in the book's chapter on methods.
"""

from dataclasses import dataclass

import numpy as np

from batterybook.models.limits import checked


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
    cost = checked("capital_cost_meur", capital_cost_meur, 0, above=True)
    output = checked("gwh_per_year", gwh_per_year, 0, above=True)
    year = checked("currency_year", currency_year, 1990, 2100).astype(int)
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
    share = checked("share", share, 0)
    if not share.sum() > 0:
        raise ValueError(f"share must have a sum greater than 0; found {share.sum():g}")
    exponent = checked("scale_exponent", scale_exponent, 0, 1)
    base = checked("share_at_gwh_per_year", share_at_gwh_per_year, 0, above=True)
    output = checked("gwh_per_year", gwh_per_year, 0, above=True)
    factor = checked("factor", factor, 0)
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
    left = checked("remaining", remaining, 0)
    return np.maximum(left - (1 - checked("target_cut", target_cut, 0, 1)), 0)


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
    target = checked("target_cut", target_cut, 0, 1)
    return target / checked("equipment_share", equipment_share, 0, 1, above=True)


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
    target = float(checked("target_cut", target_cut, 0, 1))
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
