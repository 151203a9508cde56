"""How a cell plant climbs from its first cells to its nameplate, and how its yield improves.

Pure functions on NumPy arrays; all arguments broadcast.
"""

import numpy as np

#: Steepness of the S-curve: without the cut at both ends it would run from 2 to 98 %.
_STEEPNESS = 2 * np.log(49)


def _logistic(progress):
    return 1 / (1 + np.exp(-_STEEPNESS * (progress - 0.5)))


def reached(progress):
    """Share of the nameplate that a plant runs at, along a logistic curve.

    Parameters
    ----------
    progress : array_like
        Time since the first cells, by the time that the ramp takes.

    Returns
    -------
    ndarray
        0 up to the first cells, 1 from the end of the ramp on.

    Examples
    --------
    >>> reached([-1, 0, 0.5, 1, 2]).round(9).tolist()
    [0.0, 0.0, 0.5, 1.0, 1.0]
    """
    first, last = _logistic(0), _logistic(1)
    return (_logistic(np.clip(progress, 0, 1)) - first) / (last - first)


def made(progress):
    """Output since the first cells, by that of a ramp's length at full rate.

    The integral of `reached`; over a whole ramp it is one half.

    Examples
    --------
    >>> made([0, 1, 2]).round(9).tolist()
    [0.0, 0.5, 1.5]
    """
    progress = np.maximum(progress, 0)
    within = np.minimum(progress, 1)
    first, last = _logistic(0), _logistic(1)

    def area(end):
        return np.logaddexp(0, _STEEPNESS * (end - 0.5)) / _STEEPNESS

    climbed = (area(within) - area(0) - first * within) / (last - first)
    return climbed + progress - within


def yield_at(share, start, mature):
    """Share of cells that pass, which improves as a plant comes up to rate.

    Parameters
    ----------
    share : array_like
        Share of the nameplate reached, from `reached`.
    start, mature : array_like
        Yields at the first cells and at full rate.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> round(float(yield_at(0.5, 0.6, 0.9)), 3)
    0.75
    """
    return start + (mature - start) * share
