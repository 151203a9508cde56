"""Ranges through a model: seeded samples, percentiles, and which assumption matters."""

import numpy as np
import pandas as pd


def draw(ranges, count, seed):
    """Sample ranges.

    A Latin hypercube (McKay, Beckman and Conover 1979) of triangular distributions,
    one independent dimension for each range.

    Parameters
    ----------
    ranges : mapping of str to object
        Each has ``low``, ``mode`` and ``high``.
    count : int
        Samples, at least 1.
    seed : int
        The same seed gives the same samples.

    Returns
    -------
    dict of str to ndarray or float
        Arrays of shape (count,); a plain number where low and high are equal.

    Raises
    ------
    ValueError
        If `count` is not positive.
    """
    from scipy.stats import qmc  # takes a second to import: only where ranges are drawn

    if count < 1:
        raise ValueError(f"count: found {count}; expected at least 1")
    open_ranges = {name: each for name, each in ranges.items() if each.low < each.high}
    values = {name: each.mode for name, each in ranges.items()}
    if open_ranges:
        cube = qmc.LatinHypercube(d=len(open_ranges), rng=seed).random(count)
        for column, (name, each) in zip(cube.T, open_ranges.items(), strict=True):
            width = each.high - each.low
            peak = (each.mode - each.low) / width
            # The inverse of a triangle's distribution, with a tenth of the work of SciPy's.
            rising, falling = np.sqrt(peak * column), 1 - np.sqrt((1 - peak) * (1 - column))
            values[name] = each.low + width * np.where(column < peak, rising, falling)
    return values


def draw_together(groups, count, seed):
    """Sample several sets of ranges; what shares an assumption has one value in all of them.

    Two cells that are compared then differ by what differs between them alone.

    Parameters
    ----------
    groups : mapping of str to mapping of str to batterybook.models.ranges.Range
        Such as the ranges of some designs.
    count, seed : int
        As of `draw`.

    Returns
    -------
    dict of str to dict of str to ndarray or float
        Samples as `draw` gives them, for each group.
    """
    ranges = {each.assumption: each for group in groups.values() for each in group.values()}
    drawn = draw(ranges, count, seed)
    return {
        name: {parameter: drawn[each.assumption] for parameter, each in group.items()}
        for name, group in groups.items()
    }


def percentiles(values, points=(5, 50, 95)):
    """Percentiles of a sample.

    Parameters
    ----------
    values : array_like
    points : sequence of float
        In per cent.

    Returns
    -------
    tuple of float
    """
    return tuple(float(value) for value in np.percentile(values, points))


def spreads(samples, names):
    """Fifth, fiftieth and ninety-fifth percentile of several samples.

    Parameters
    ----------
    samples : mapping of (str or tuple of str) to array_like
    names : list of str
        What each part of a key tells apart.

    Returns
    -------
    pandas.DataFrame
        A row for each sample, in their order, under its key; columns ``p5``, ``p50``, ``p95``.

    Examples
    --------
    >>> found = spreads({("volume", "pouch"): range(101)}, ["basis", "shape"])
    >>> found.loc[("volume", "pouch")].tolist()
    [5.0, 50.0, 95.0]
    """
    frame = pd.DataFrame(map(percentiles, samples.values()), columns=["p5", "p50", "p95"])
    return frame.set_index(pd.Index(list(samples))).rename_axis(names)


def across(found):
    """What several samples say together, for a sentence.

    Parameters
    ----------
    found : pandas.DataFrame
        Of `spreads`.

    Returns
    -------
    dict of str to int
        ``least`` and ``most`` of the medians, the least fifth percentile ``p5`` and the greatest
        ninety-fifth ``p95``, rounded.
    """
    ends = {
        "least": found["p50"].min(),
        "most": found["p50"].max(),
        "p5": found["p5"].min(),
        "p95": found["p95"].max(),
    }
    return {name: round(float(value)) for name, value in ends.items()}


def tornado(ranges, result):
    """What each range alone does to a result, the others at their modes.

    Parameters
    ----------
    ranges : mapping of str to object
        Each has ``low``, ``mode`` and ``high``.
    result : callable
        Takes a mapping of values, returns a number.

    Returns
    -------
    pandas.DataFrame
        Columns ``parameter``, ``low``, ``mode``, ``high`` (of the parameter), ``at_low``,
        ``at_high``, ``at_mode`` (of the result) and ``swing``, the greatest swing first.
        Ranges without width are left out.
    """
    modes = {name: each.mode for name, each in ranges.items()}
    at_mode = float(result(modes))
    rows = []
    for name, each in ranges.items():
        if each.low == each.high:
            continue
        at_low, at_high = (float(result(modes | {name: end})) for end in (each.low, each.high))
        rows.append((name, each.low, each.mode, each.high, at_low, at_high, at_mode))
    columns = ["parameter", "low", "mode", "high", "at_low", "at_high", "at_mode"]
    frame = pd.DataFrame(rows, columns=columns)
    frame["swing"] = frame[["at_low", "at_high", "at_mode"]].pipe(
        lambda ends: ends.max(axis=1) - ends.min(axis=1)
    )
    return frame.sort_values("swing", ascending=False, ignore_index=True, kind="stable")
