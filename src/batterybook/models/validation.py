"""The cell model against cells that others took apart.

One set of rules for all cells: the most likely values of ``assumptions`` wherever a
teardown does not say. Fitted is what layers and housing leave out: of the mass, the median
over flat cells and over round ones, whose lid alone is modelled; of the volume, the median over
cells of one format. For each cell it is taken over the others alone, three at least.
Cells of which too little was read (see ``inside`` in ``cells``) are tested, and set nothing.

In mode ``given`` the measured capacity is an input and mass and outer size are
predicted; in mode ``blind`` the capacity is predicted too. Of the outer size the face
(or the height of a round cell) is an input, the thickness (or diameter) follows from
the layers.
"""

from statistics import median

import numpy as np
import pandas as pd

from batterybook.models import cell, measured, parameters

QUANTITIES = {"Wh/kg": "wh_per_kg", "Wh/L": "wh_per_l"}
MODES = ("given", "blind")
#: How close the model should come, in per cent.
GOALS = {"given": 5, "blind": 15}


def designs(tables):
    """The measured cells as designs, without allowances, for both modes.

    Returns
    -------
    cells : pandas.DataFrame
        The table ``cells``, indexed by id, with ``volume_ml``. Where no energy was read, it is
        the capacity at the model's own voltage, so that mass and volume are compared alone.
    found : dict of (str, str) to batterybook.models.cell.CellDesign
        By cell and mode.
    """
    known = parameters.load(tables)
    cells = tables.by_key("cells")
    found = {
        (row.id, mode): measured.design(row, known, row.capacity_ah if mode == "given" else None)
        for row in cells.itertuples()
        for mode in MODES
    }
    voltage_v = pd.Series({name: found[name, "given"].stack.voltage_v for name in cells.index})
    energy_wh = cells["wh_per_kg"].mul(cells["mass_g"]).div(1000)
    energy_wh = energy_wh.fillna(cells["capacity_ah"] * voltage_v)
    cells["volume_ml"] = measured.volumes_ml(cells).fillna(1000 * energy_wh / cells["wh_per_l"])
    cells["mass_g"] = cells["mass_g"].fillna(1000 * energy_wh / cells["wh_per_kg"])
    for of_body, attribute in (("mass_g", "wh_per_kg"), ("volume_ml", "wh_per_l")):
        cells[attribute] = cells[attribute].fillna(1000 * energy_wh / cells[of_body])
    return cells, found


def ratios(cells, found, quantity):
    """Measured mass or volume by that of layers and housing, for the cells that set allowances.

    Parameters
    ----------
    cells, found
        As `designs` gives them.
    quantity : str
        Of `QUANTITIES`.

    Returns
    -------
    dict of str to float
        By cell.
    """
    body = {"Wh/kg": "mass_g", "Wh/L": "volume_ml"}[quantity]
    return {
        name: row[body] / getattr(cell.evaluate(found[name, "given"]), body)
        for name, row in cells[cells["inside"] == "read"].iterrows()
        if f"given {quantity}" not in _skipped(row)
    }


def like(found, cells, housing_format, quantity):
    """The ratios that tell of a format: by volume its own, by mass those of flat or round cells."""
    formats = [housing_format]
    if quantity == "Wh/kg" and housing_format != "cylindrical":
        formats = ["pouch", "prismatic"]
    return {name: each for name, each in found.items() if cells.at[name, "format"] in formats}


def allowance(ratios, without=None):
    """A fitted allowance: median ratio less one, over all cells or all but one.

    A median, since some masses are known to a tenth only. None where fewer than three cells of
    a kind were read: the one would be set on the other.
    """
    others = [ratio for name, ratio in ratios.items() if name != without]
    return median(others) - 1 if len(ratios) >= 3 else 0.0


def table(tables):
    """The comparison.

    Returns
    -------
    pandas.DataFrame
        Columns ``cell`` (key), ``format``, ``mode``, ``quantity``, ``measured``, ``predicted``
        and ``error_percent``. Predicted with the allowances of the other cells; NaN
        where an input makes the pair circular or is missing (see ``cells``).
    """
    cells, found = designs(tables)
    fitted = {quantity: ratios(cells, found, quantity) for quantity in QUANTITIES}
    rows = []
    for (name, mode), design in found.items():
        result, row = cell.evaluate(design), cells.loc[name]
        for quantity, attribute in QUANTITIES.items():
            alike = like(fitted[quantity], cells, row["format"], quantity)
            left_out = allowance(alike, without=name)
            predicted = getattr(result, attribute) / (1 + left_out)
            if f"{mode} {quantity}" in _skipped(row):
                predicted = np.nan
            error = 100 * (predicted / row[attribute] - 1)
            rows.append((name, row["format"], mode, quantity, row[attribute], predicted, error))
    columns = ["cell", "format", "mode", "quantity", "measured", "predicted", "error_percent"]
    return pd.DataFrame(rows, columns=columns)


def _skipped(row):
    """Comparisons of a measured cell that would be circular or lack an input."""
    return [] if pd.isna(row["not_applicable"]) else row["not_applicable"].split("|")


def spread_percent(comparison, cells):
    """How far the model is off where the capacity is given, by format and quantity.

    Parameters
    ----------
    comparison : pandas.DataFrame
        As `table` gives it.
    cells : pandas.DataFrame
        The table ``cells``, indexed by id; those that nobody took apart do not count.

    Returns
    -------
    pandas.Series
        Half the width of a triangular distribution around 0 with the root mean square of the
        errors, in per cent; what ``mass_error`` and ``volume_error`` of ``assumptions`` hold.
    """
    opened = comparison["cell"].map(cells["inside"]) != "unread"
    errors = comparison[opened & (comparison["mode"] == "given")].dropna(subset="error_percent")
    mean_square = errors["error_percent"].pow(2).groupby([errors["format"], errors["quantity"]])
    # The variance of a triangle of half-width w around its middle is w² / 6.
    return np.sqrt(6 * mean_square.mean())


def in_words(comparison):
    """How much was fitted to how many comparisons, and how close they come, in a few lines.

    Parameters
    ----------
    comparison : pandas.DataFrame
        As `table` gives it.
    """
    made = comparison.dropna(subset="predicted")
    lines = [
        f"{len(made)} comparisons with {comparison['cell'].nunique()} cells, "
        f"{len(comparison) - len(made)} not applicable; "
        "4 numbers fitted (mass allowance of flat and of round cells, volume allowance of cans "
        "and of round cells), for each cell to the other ones."
    ]
    for (mode, quantity), group in made.groupby(["mode", "quantity"], sort=False):
        off = group["error_percent"].abs()
        worst = group.loc[off.idxmax()]
        lines.append(
            f"{mode} {quantity}: {(off <= GOALS[mode]).sum()} of {len(off)} within "
            f"{GOALS[mode]} %; worst {worst['cell']}, {worst['error_percent']:+.1f} %."
        )
    return "\n".join(lines)
