"""The cost model against what others publish, misses included."""

import numpy as np
import pandas as pd

from batterybook.models import cost_inputs

SAMPLES, SEED = 10_000, 2026

#: Parts of the cost that a published figure may mean.
_PARTS = {
    "ex-works": ("freight", "taxes"),  # all but these
    "materials": ("cathode material", "anode material", "other materials", "scrap"),
    "cathode material": ("cathode material",),
}


#: What is held against a published figure, in words.
WORDS = {"cost": "cost", "gap": "more", "gap_percent": "more", "share": "share of the cost"}


def published(row):
    """What is published, in words: a figure, two ends or a bound."""
    low, high = (f"{end:g}".replace("-", "\N{MINUS SIGN}") for end in (row.low, row.high))
    if pd.isna(row.high):
        return f"at least {low}"
    if pd.isna(row.low):
        return f"at most {high}"
    return low if low == high else f"{low} to {high}"


def table(tables, count=SAMPLES, seed=SEED):
    """The comparison.

    Parameters
    ----------
    tables : batterybook.tables.read.Tables
    count, seed : int
        Samples, and what they start from.

    Returns
    -------
    pandas.DataFrame
        A row for each of ``cost_benchmarks``: its columns, the model's ``p10``, ``p50`` and
        ``p90`` in the unit of the row, and ``verdict``: ``hit`` where what is published meets the
        range from the tenth to the ninetieth percentile, else ``model too low`` or ``too high``.
    """
    model, published = cost_inputs.load(tables), tables.load("cost_benchmarks")
    cells = list(zip(published["design"], published["place"], strict=True))
    others = zip(published["other_design"], published["other_place"], strict=True)
    pairs = dict.fromkeys([*cells, *(pair for pair in others if pd.notna(pair[0]))])
    drawn = model.draw(pairs, count, seed)
    costs = {pair: model.cost(*pair, values) for pair, values in drawn.items()}
    rows = []
    for row in published.itertuples():
        result = _result(row, costs)
        if row.unit == "USD/kWh":
            result = result / drawn[row.design, row.place]["eur_per_usd"]
        low, middle, high = np.percentile(result, (10, 50, 90))
        verdict = "hit"
        if low > (np.inf if pd.isna(row.high) else row.high):
            verdict = "model too high"
        elif high < (-np.inf if pd.isna(row.low) else row.low):
            verdict = "model too low"
        rows.append((low, middle, high, verdict))
    return published.join(pd.DataFrame(rows, columns=["p10", "p50", "p90", "verdict"]))


def _result(row, costs):
    """What of the model a row is held against, in euros or per cent."""
    made = costs[row.design, row.place]
    if row.result == "cost":
        return made.total - sum(made.parts[part] for part in _PARTS.get(row.parts, ()))
    if row.result == "share":
        return 100 * sum(made.parts[part] for part in _PARTS[row.parts]) / made.total
    other = costs[row.other_design, row.other_place].total
    gap = made.total - other
    return 100 * gap / other if row.result == "gap_percent" else gap


def summary(comparison):
    """How many of the published figures the model meets, in a sentence."""
    hits = (comparison["verdict"] == "hit").sum()
    return (
        f"{hits} of {len(comparison)} published figures lie within the model's range from the "
        "tenth to the ninetieth percentile; none of them is an input."
    )
