"""Rows of the model tables become designs, in the model's units, special before general."""

import pytest

from batterybook.models import cell, layers, limits, parameters
from batterybook.tables.read import Tables


def test_values_come_in_the_units_of_the_model(data):
    known = parameters.load(Tables(data))
    assert known.by_scope["common"]["copper_thickness"].mode == pytest.approx(8)
    assert known.by_scope["common"]["copper_thickness"].unit == "µm"
    assert known.ranges("plain")["window_share"].low == pytest.approx(0.9)
    assert known.ranges("plain")["cathode_capacity"].source == "paper-1"


def test_a_special_scope_replaces_a_general_one(data, edit):
    edit("assumptions", "share,plain", "wide,common,window_share,10,20,30,%,paper-1,\nshare,plain")
    assert parameters.load(Tables(data)).ranges("plain")["window_share"].mode == pytest.approx(0.93)


def test_a_unit_that_does_not_convert_is_refused(data, edit):
    edit("assumptions", "160,mAh/g", "160,mAh")
    with pytest.raises(limits.DesignError) as error:
        parameters.load(Tables(data))
    assert str(error.value) == ("capacity: found 150.0 mAh; expected a unit that converts to mAh/g")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda known: known.active("cathode", "nmc81", {}),
            "chemistry: found 'nmc81'; expected one of lfp, lmfp, nmc622, nmc652015, nmc811, ",
        ),
        (lambda known: known.ranges("nmc81"), "design: found 'nmc81'; expected one of lfp, "),
    ],
)
def test_an_unknown_chemistry_brings_the_known_ones_and_the_nearest(root, make, message):
    with pytest.raises(limits.DesignError) as error:
        make(parameters.load(Tables(root / "data")))
    assert str(error.value).startswith(message)
    assert "(nearest: nmc811" in str(error.value)


def test_a_design_has_the_size_and_the_ratio_of_its_rows(root):
    known = parameters.load(Tables(root / "data"))
    design = known.build("nmc811")
    assert design.stack.np_ratio == pytest.approx(known.modes("nmc811")["np_ratio"])
    made = cell.evaluate(design)
    assert made.capacity_ah == pytest.approx(known.modes("nmc811")["cell_capacity"])
    assert isinstance(known.build("lithium-metal-polymer").stack.anode, layers.LithiumMetal)


def test_a_housing_has_the_face_of_its_rows_and_layers_on_a_share_of_it(root):
    values = {
        "housing_length": 300.0,
        "housing_height": 100.0,
        "wall_thickness": 150.0,
        "layer_share": 0.9,
    }
    pouch = parameters.load(Tables(root / "data")).housing("pouch", values)
    assert (pouch.length_mm, pouch.height_mm, pouch.wall_um) == (300, 100, 150)
    # 30 cm by 10 cm, nine tenths of it coated.
    assert pouch.layer_area_cm2 == pytest.approx(270)


def test_a_polymer_cathode_has_the_weight_of_active_material_of_its_rows(root):
    known = parameters.load(Tables(root / "data"))
    made = known.evaluate("lithium-metal-polymer").masses_g
    cathode_g = made["cathode active material"] + made["cathode filler"] + made["electrolyte"]
    share = known.modes("lithium-metal-polymer")["active_share_with_polymer"]
    assert made["cathode active material"] / cathode_g == pytest.approx(share)


def test_silicon_in_graphite_saves_mass_and_voltage(root):
    known = parameters.load(Tables(root / "data"))
    plain, mixed = (
        known.build("nmc811", known.modes("nmc811", silicon_share=share)) for share in (0, 0.1)
    )
    assert mixed.stack.anode_loading_mg_cm2 < plain.stack.anode_loading_mg_cm2
    assert mixed.stack.voltage_v < plain.stack.voltage_v
    assert mixed.stack.np_ratio == pytest.approx(plain.stack.np_ratio)


def test_lfp_uses_less_of_its_cathode_than_its_window_and_nickel_rich_cells_all_of_it(root):
    known = parameters.load(Tables(root / "data"))
    lfp, nmc = (known.build(name).stack for name in ("lfp", "nmc811"))
    assert lfp.usable_share < lfp.window_share - 0.03
    assert nmc.usable_share == pytest.approx(nmc.window_share)


def test_what_the_model_errs_by_is_drawn_for_each_design_alone(root):
    known = parameters.load(Tables(root / "data"))
    lfp, nmc = (known.ranges(name) for name in ("lfp", "nmc811"))
    assert lfp["mass_error"].assumption != nmc["mass_error"].assumption
    assert lfp["copper_thickness"].assumption == nmc["copper_thickness"].assumption
    off = known.modes("lfp", mass_error=0.1, volume_error=-0.1)
    right, wrong = known.evaluate("lfp"), known.evaluate("lfp", off)
    assert wrong.mass_g == pytest.approx(1.1 * right.mass_g)
    assert wrong.volume_ml == pytest.approx(0.9 * right.volume_ml)


def test_metals_agree_with_another_model(root):
    """BatPaC's intensities (busch-2025-minerals), within a seventh: its cells are others."""
    known = parameters.load(Tables(root / "data"))
    nmc811, nmc622, lfp = (known.evaluate(name) for name in ("nmc811", "nmc622", "lfp"))
    assert nmc811.nickel_kg_per_kwh == pytest.approx(0.6584, rel=1 / 7)
    assert nmc811.cobalt_kg_per_kwh == pytest.approx(0.0826, rel=1 / 7)
    assert nmc622.cobalt_kg_per_kwh == pytest.approx(0.1828, rel=1 / 7)
    assert lfp.lithium_kg_per_kwh == pytest.approx(0.0915, rel=1 / 7)


def test_nickel_and_cobalt_of_nmc95_are_in_the_proportion_of_its_source(root):
    made = parameters.load(Tables(root / "data")).evaluate("nmc95")
    ratio = made.nickel_kg_per_kwh / made.cobalt_kg_per_kwh
    assert ratio == pytest.approx(0.7395 / 0.0195, rel=0.01)
