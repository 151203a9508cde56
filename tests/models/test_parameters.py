"""Rows of the model tables become designs, in the model's units, special before general."""

import pytest

from batterybook.models import cell, layers, limits, parameters
from batterybook.tables.read import Tables


def test_values_come_in_the_units_of_the_model(data):
    known = parameters.load(Tables(data))
    assert known.by_scope["common"]["copper_thickness"].mode == pytest.approx(8)
    assert known.by_scope["common"]["copper_thickness"].unit == "µm"
    assert known.ranges("plain")["usable_share"].low == pytest.approx(0.9)
    assert known.ranges("plain")["cathode_capacity"].source == "paper-1"


def test_a_special_scope_replaces_a_general_one(data, edit):
    edit("assumptions", "share,plain", "wide,common,usable_share,10,20,30,%,paper-1,\nshare,plain")
    assert parameters.load(Tables(data)).ranges("plain")["usable_share"].mode == pytest.approx(0.93)


def test_a_unit_that_does_not_convert_is_refused(data, edit):
    edit("assumptions", "160,mAh/g", "160,mAh")
    with pytest.raises(limits.DesignError) as error:
        parameters.load(Tables(data))
    assert str(error.value) == ("capacity: found 150.0 mAh; expected a unit that converts to mAh/g")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda known: known.active("nmc81", 200, 3.8),
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
    pouch = parameters.load(Tables(root / "data")).flat_housing("pouch", values)
    assert (pouch.length_mm, pouch.height_mm, pouch.wall_um) == (300, 100, 150)
    # 30 cm by 10 cm, nine tenths of it coated.
    assert pouch.layer_area_cm2 == pytest.approx(270)


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
