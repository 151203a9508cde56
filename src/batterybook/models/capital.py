"""What a cell plant costs to build, beside its output.

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
