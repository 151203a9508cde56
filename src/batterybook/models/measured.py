"""Cells that others took apart, as designs of the cell model.

What a teardown says replaces the most likely value of ``assumptions``.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from batterybook.models import cell, housings, layers

# Parameters that a teardown may say, and what its column must be multiplied by.
_SAID = {
    "aluminium_thickness": ("aluminium_um", 1),
    "copper_thickness": ("copper_um", 1),
    "separator_thickness": ("separator_um", 1),
    "separator_porosity": ("separator_porosity_percent", 0.01),
    "wall_thickness": ("wall_um", 1),
    "core_diameter": ("core_mm", 1),
    "housing_length": ("length_mm", 1),
    "housing_height": ("height_mm", 1),
    "silicon_share": ("silicon_percent", 0.01),
    "cathode_active_share": ("cathode_active_percent", 0.01),
    "anode_active_share": ("anode_active_percent", 0.01),
    "window_share": ("cathode_used_percent", 0.01),
}


# What a teardown may say of a coating, the best first: kind, column, argument, factor.
_OF_A_COATING = [
    ("amount", "loading_mg_cm2", "loading_mg_cm2", 1),
    ("pores", "density_g_cm3", "density_g_cm3", 1),
    ("pores", "porosity_percent", "porosity", 0.01),
    ("thickness", "thickness_um", "thickness_um", 1),
    ("amount", "areal_mah_cm2", "areal_capacity_mah_cm2", 1),
]


def design(row, known, capacity_ah):
    """A measured cell as a design, without allowances.

    Parameters
    ----------
    row : tuple
        Of ``cells``, with its fields by name.
    known : batterybook.models.parameters.Parameters
    capacity_ah : float or None
        The measured capacity; None to predict it.

    Returns
    -------
    batterybook.models.cell.CellDesign
    """
    ranges = known.scoped(row.cathode, row.anode, row.format)
    values = {name: each.mode for name, each in ranges.items()}
    for name, (column, factor) in _SAID.items():
        if not pd.isna(getattr(row, column)):
            values[name] = factor * getattr(row, column)
    for part, share in (("anode", 1), ("separator", 0.5)):
        # One separator for each side of the cathode; a sheet of it counts once.
        ratio = share * _sheets_cm2(row, part) / _sheets_cm2(row, "cathode")
        if not pd.isna(ratio):
            values[f"{part}_area_ratio"] = ratio
    cathode = known.coating("cathode", row.cathode, values, **_coating(row, "cathode", values))
    stack = known.stack(cathode, _anode(row, known, values, cathode), "liquid", values)
    if not pd.isna(row.separator_material):
        ceramic = known.density_g_cm3(row.separator_material)
        film = layers.Separator(stack.separator.thickness_um, 0.0, ceramic)
        stack = replace(stack, separator=film)
    if not pd.isna(row.electrolyte_g):
        weighed = replace(
            stack.electrolyte, fill=None, g_per_ah=row.electrolyte_g / row.capacity_ah
        )
        stack = replace(stack, electrolyte=weighed)
    area_cm2 = _area_cm2(row, known, values, stack)
    housing = _housing(row, known, values, stack, area_cm2)
    return cell.CellDesign(stack, housing, area_cm2, capacity_ah=capacity_ah)


def volumes_ml(cells):
    """Outer volume of each measured cell, where its size was read."""
    flat = cells["length_mm"] * cells["height_mm"] * cells["thickness_mm"] / 1000
    return flat.fillna(np.pi / 4 * cells["diameter_mm"] ** 2 * cells["height_mm"] / 1000)


def _coating(row, side, values):
    """The two best of what is known of a coating; its pores are as in the tables if need be."""
    chosen: dict[str, tuple[str, float]] = {}
    for kind, column, name, factor in _OF_A_COATING:
        value = getattr(row, f"{side}_{column}")
        if len(chosen) < 2 and kind not in chosen and not pd.isna(value):
            chosen[kind] = (name, factor * value)
    if len(chosen) < 2:
        name = {"cathode": "density_g_cm3", "anode": "porosity"}[side]
        chosen["pores"] = (name, values[f"{side}_{name.removesuffix('_g_cm3')}"])
    return dict(chosen.values())


def _anode(row, known, values, cathode):
    """The anode: a coating, or lithium foil, of which there is none where none was read."""
    if row.anode != "lithium":
        return known.coating("anode", row.anode, values, **_coating(row, "anode", values))
    lithium = known.active("anode", row.anode, values)
    foil_um = 0.0 if pd.isna(row.anode_thickness_um) else row.anode_thickness_um
    laid_in_mah_cm2 = foil_um * lithium.density_g_cm3 * lithium.capacity_mah_g / 1e4
    return layers.LithiumMetal(lithium, laid_in_mah_cm2 / cathode.areal_capacity_mah_cm2)


def _sheets_cm2(row, part):
    """Area of all sheets, one side; of one sheet where their number was not read."""
    sheets, length_mm, width_mm = (
        getattr(row, f"{part}_{what}") for what in ("sheets", "length_mm", "width_mm")
    )
    if part == "separator" and pd.isna(sheets):
        sheets = 2
    return (1 if pd.isna(sheets) else sheets) * length_mm * width_mm / 100


def _area_cm2(row, known, values, stack):
    """Coated area of the cathode, both sides: of its sheets, its capacity or the full can."""
    area_cm2 = 2 * _sheets_cm2(row, "cathode")
    if not pd.isna(row.cathode_sheets) and not pd.isna(area_cm2):
        return area_cm2
    if not pd.isna(row.cell_areal_mah_cm2):
        return 1000 * row.capacity_ah / row.cell_areal_mah_cm2
    if row.format != "cylindrical":
        return 1000 * row.capacity_ah / stack.areal_capacity_mah_cm2
    can = _housing(row, known, values, stack, None)
    outer_ml = np.pi / 4 * row.diameter_mm**2 * row.height_mm / 1000
    winding_ml = can.winding_ml(outer_ml / (1 + values["volume_allowance"]))
    return winding_ml / cell.stack_ml_per_cm2(stack)


def _housing(row, known, values, stack, area_cm2):
    density = known.density_g_cm3(row.housing_material)
    wall_um = values["wall_thickness"]
    if row.format == "cylindrical":
        return housings.Cylindrical(
            row.height_mm,
            wall_um,
            density,
            _winding_height_mm(row, known, values, stack),
            values["core_diameter"],
            values["end_thickness"],
        )
    if pd.isna(row.length_mm):
        return known.housing(row.format, values)
    kind = {"pouch": housings.Pouch, "prismatic": housings.Prismatic}[row.format]
    face_cm2 = row.length_mm * row.height_mm / 100
    if pd.isna(row.cathode_length_mm):
        layer_area_cm2 = area_cm2 / 2 / row.cathode_sheets
        if pd.isna(row.cathode_sheets):
            layer_area_cm2 = face_cm2 * values["layer_share"]
    else:
        # Wound flat, a layer is as long as the housing is inside.
        inside_mm = row.length_mm - 2 * wall_um / 1000
        layer_area_cm2 = min(row.cathode_length_mm, inside_mm) * row.cathode_width_mm / 100
    return kind(row.length_mm, row.height_mm, wall_um, density, layer_area_cm2)


def _winding_height_mm(row, known, values, stack):
    """Height of a round winding: that of its sheets, weighted by their cross-section."""
    if pd.isna(row.cathode_width_mm):
        return known.housing(row.format, values).layer_height_mm
    lengths_mm = np.array([row.cathode_length_mm, row.anode_length_mm, row.separator_length_mm])
    widths_mm = np.array([row.cathode_width_mm, row.anode_width_mm, row.separator_width_mm])
    sheet_um = np.array(
        [
            2 * stack.cathode.thickness_um + stack.cathode_foil.thickness_um,
            2 * stack.anode_thickness_um + stack.anode_foil.thickness_um,
            2 * stack.separator.thickness_um,
        ]
    )
    return np.average(widths_mm, weights=lengths_mm * sheet_um)
