"""The cell model against cells that others took apart.

One set of rules for all cells: the most likely values of ``assumptions`` wherever a
teardown does not say. One number is fitted: the mass that the layers leave out, the
median over cells, and for each cell over the others.

In mode ``given`` the measured capacity is an input and mass and outer size are
predicted; in mode ``blind`` the capacity is predicted too. Of the outer size the face
(or the height of a round cell) is an input, the thickness (or diameter) follows from
the layers.
"""

from statistics import median

import numpy as np
import pandas as pd

from batterybook.models import cell, housings, parameters

QUANTITIES = {"Wh/kg": "wh_per_kg", "Wh/L": "wh_per_l"}
MODES = ("given", "blind")


def designs(tables):
    """The measured cells as designs, without allowance, for both modes.

    Returns
    -------
    measured : pandas.DataFrame
        The table ``cells``, indexed by id.
    found : dict of (str, str) to batterybook.models.cell.CellDesign
        By cell and mode.
    """
    known = parameters.load(tables)
    measured = tables.by_key("cells")
    found = {}
    for row in measured.itertuples():
        for mode in MODES:
            capacity_ah = row.capacity_ah if mode == "given" else None
            found[row.id, mode] = _design(row, known, capacity_ah)
    return measured, found


def mass_ratios(measured, found):
    """Measured mass by the mass of the layers and the housing, for each cell."""
    return {
        name: measured.at[name, "mass_g"] / cell.evaluate(found[name, "given"]).mass_g
        for name in measured.index
    }


def allowance(ratios, without=None):
    """The fitted mass allowance: median ratio less one, over all cells or all but one.

    A median, since one of the masses is known to a tenth only.
    """
    return median(ratio for name, ratio in ratios.items() if name != without) - 1


def table(tables):
    """The comparison.

    Returns
    -------
    pandas.DataFrame
        Columns ``cell`` (key), ``mode``, ``quantity``, ``measured``, ``predicted`` and
        ``error_percent``. Predicted with the mass allowance of the other cells; NaN
        where an input makes the pair circular or is missing (see ``cells``).
    """
    measured, found = designs(tables)
    ratios = mass_ratios(measured, found)
    rows = []
    for (name, mode), design in found.items():
        result = cell.evaluate(design)
        factor = {"Wh/kg": 1 / (1 + allowance(ratios, without=name)), "Wh/L": 1.0}
        skipped = measured.at[name, "not_applicable"]
        skipped = [] if pd.isna(skipped) else skipped.split("|")
        for quantity, attribute in QUANTITIES.items():
            value = measured.at[name, attribute]
            predicted = getattr(result, attribute) * factor[quantity]
            if f"{mode} {quantity}" in skipped:
                predicted = np.nan
            error = 100 * (predicted / value - 1)
            rows.append((name, mode, quantity, value, predicted, error))
    columns = ["cell", "mode", "quantity", "measured", "predicted", "error_percent"]
    return pd.DataFrame(rows, columns=columns)


def degrees_of_freedom(comparison):
    """How much was fitted to how many comparisons, in a sentence.

    Parameters
    ----------
    comparison : pandas.DataFrame
        As `table` gives it.
    """
    made = comparison["predicted"].notna()
    return (
        f"{made.sum()} comparisons with {comparison['cell'].nunique()} cells, "
        f"{(~made).sum()} not applicable; 1 number fitted (mass allowance), "
        "for each cell to the other ones."
    )


def _design(row, known, capacity_ah):
    values = {
        name: each.mode for name, each in known.scoped(row.cathode, row.anode, row.format).items()
    }
    for name, measured in {
        "aluminium_thickness": row.aluminium_um,
        "copper_thickness": row.copper_um,
        "separator_thickness": row.separator_um,
        "wall_thickness": row.wall_um,
        "housing_length": row.length_mm,
        "housing_height": row.height_mm,
        "usable_share": row.cathode_used_percent / 100,
    }.items():
        if not pd.isna(measured):
            values[name] = measured
    cathode = known.coating("cathode", row.cathode, values, **_cathode(row, values))
    anode = known.coating("anode", row.anode, values, **_anode(row, values))
    area_cm2 = _area_cm2(row, "cathode")
    if area_cm2 is None:
        per_cm2 = row.cell_areal_mah_cm2
        if pd.isna(per_cm2):
            per_cm2 = row.cathode_areal_mah_cm2 * values["usable_share"]
        area_cm2 = 1000 * row.capacity_ah / per_cm2
    else:
        values["anode_area_ratio"] = _area_cm2(row, "anode") / area_cm2
        # One separator for each side of the cathode; a sheet of it counts once.
        values["separator_area_ratio"] = _area_cm2(row, "separator") / 2 / area_cm2
    stack = known.stack(cathode, anode, "liquid", values)
    housing = _housing(row, known, values, stack, area_cm2)
    return cell.CellDesign(stack, housing, area_cm2, capacity_ah=capacity_ah)


def _cathode(row, values):
    """What is known of the cathode coating; its density, if unknown, is that of the table."""
    known = {}
    if not pd.isna(row.cathode_loading_mg_cm2):
        known["loading_mg_cm2"] = row.cathode_loading_mg_cm2
    else:
        known["thickness_um"] = row.cathode_thickness_um
    if not pd.isna(row.cathode_density_g_cm3):
        known["density_g_cm3"] = row.cathode_density_g_cm3
    elif not pd.isna(row.cathode_porosity_percent):
        known["porosity"] = row.cathode_porosity_percent / 100
    else:
        known["density_g_cm3"] = values["cathode_density"]
    return known


def _anode(row, values):
    """As `_cathode`; a thickness with an areal capacity gives the density."""
    if not pd.isna(row.anode_loading_mg_cm2):
        return {
            "loading_mg_cm2": row.anode_loading_mg_cm2,
            "density_g_cm3": row.anode_density_g_cm3,
        }
    known = {"thickness_um": row.anode_thickness_um}
    if pd.isna(row.anode_areal_mah_cm2):
        known["porosity"] = values["anode_porosity"]
    else:
        known["areal_capacity_mah_cm2"] = row.anode_areal_mah_cm2
    return known


def _area_cm2(row, part):
    """Coated area, both sides counted, from sheets and their size; None where unknown."""
    sheets, length_mm, width_mm = (
        getattr(row, f"{part}_{what}") for what in ("sheets", "length_mm", "width_mm")
    )
    area_cm2 = 2 * sheets * length_mm * width_mm / 100
    return None if pd.isna(area_cm2) else area_cm2


def _housing(row, known, values, stack, area_cm2):
    density = known.density_g_cm3(row.housing_material)
    wall_um = values["wall_thickness"]
    if row.format == "cylindrical":
        # The winding's cross-section is the sum of lengths times thicknesses.
        lengths_mm = np.array([row.cathode_length_mm, row.anode_length_mm, row.separator_length_mm])
        widths_mm = np.array([row.cathode_width_mm, row.anode_width_mm, row.separator_width_mm])
        sheet_um = np.array(
            [
                2 * stack.cathode.thickness_um + stack.cathode_foil.thickness_um,
                2 * stack.anode_thickness_um + stack.anode_foil.thickness_um,
                2 * stack.separator.thickness_um,
            ]
        )
        height_mm = np.average(widths_mm, weights=lengths_mm * sheet_um)
        return housings.Cylindrical(row.height_mm, wall_um, density, height_mm)
    if pd.isna(row.length_mm):
        return known.flat_housing(row.format, values)
    if pd.isna(row.cathode_length_mm):
        layer_area_cm2 = area_cm2 / 2 / row.cathode_sheets
    else:
        # Wound flat: a layer is as long as the housing is inside.
        layer_area_cm2 = (row.length_mm - 2 * wall_um / 1000) * row.cathode_width_mm / 100
    return housings.Prismatic(row.length_mm, row.height_mm, wall_um, density, layer_area_cm2)
