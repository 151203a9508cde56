"""The cell model does what its equations say, and refuses what cannot be."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterybook.models import cell, housings, layers, limits, materials

LFP = materials.ActiveMaterial("LiFePO4", 1, 3.6, 160, 3.4)
GRAPHITE = materials.ActiveMaterial("C6", 1, 2.2, 350, 0.1)
LITHIUM = materials.ActiveMaterial("Li", 1, 0.534, 3861, 0.0)
STACK = layers.Stack(
    cathode=layers.Coating(LFP, 20.0, 2.0, 1.0, 1.8),
    anode=layers.Coating(GRAPHITE, 10.0, 1.0, 1.0, 1.8),
    cathode_foil=layers.Foil(10.0, 2.7),
    anode_foil=layers.Foil(10.0, 9.0),
    separator=layers.Separator(10.0, 0.5, 1.0),
    electrolyte=layers.Electrolyte(1.0, fill=1.0),
    usable_share=0.9,
)
POUCH = housings.Pouch(200.0, 100.0, 100.0, 1.5, 160.0)
DESIGN = cell.CellDesign(STACK, POUCH, 8000.0, mass_allowance=0.1)


def plausible(low, high):
    return st.floats(low, high, allow_nan=False)


@st.composite
def designs(draw):
    """Designs with any plausible layers in any case, with graphite or lithium."""
    cathode = layers.coating(
        LFP,
        active_share=draw(plausible(0.8, 1)),
        filler_density_g_cm3=1.8,
        loading_mg_cm2=draw(plausible(5, 40)),
        porosity=draw(plausible(0.1, 0.6)),
    )
    if draw(st.booleans()):
        anode = layers.LithiumMetal(LITHIUM, draw(plausible(0, 5)))
    else:
        anode = layers.coating(
            GRAPHITE,
            active_share=draw(plausible(0.8, 1)),
            filler_density_g_cm3=1.8,
            areal_capacity_mah_cm2=cathode.areal_capacity_mah_cm2 * draw(plausible(1.01, 1.5)),
            porosity=draw(plausible(0.1, 0.6)),
        )
    stack = layers.Stack(
        cathode=cathode,
        anode=anode,
        cathode_foil=layers.Foil(draw(plausible(5, 30)), 2.7),
        anode_foil=layers.Foil(draw(plausible(3, 30)), 9.0),
        separator=layers.Separator(draw(plausible(5, 40)), draw(plausible(0, 0.6)), 1.0),
        electrolyte=layers.Electrolyte(1.2, fill=draw(plausible(0, 2))),
        usable_share=draw(plausible(0.5, 1)),
        anode_area_ratio=draw(plausible(1, 1.1)),
        separator_area_ratio=draw(plausible(1, 1.3)),
    )
    case = draw(
        st.sampled_from(
            [
                POUCH,
                housings.Prismatic(200.0, 100.0, 800.0, 2.7, 160.0),
                housings.Cylindrical(80.0, 400.0, 7.8, 70.0),
            ]
        )
    )
    allowances = {
        "mass_allowance": draw(plausible(0, 0.2)),
        "volume_allowance": draw(plausible(0, 0.2)),
    }
    return cell.CellDesign(stack, case, draw(plausible(100, 50_000)), **allowances)


more = plausible(1.01, 3)


def test_theoretical_capacity_follows_from_the_formula():
    # LiFePO4 has 157.76 g/mol: 96485 / 3.6 / 157.76 = 169.9 mAh/g.
    assert materials.theoretical_capacity_mah_g("LiFePO4", 1) == pytest.approx(169.9, abs=0.05)
    assert materials.theoretical_capacity_mah_g("C6", 1) == pytest.approx(371.9, abs=0.05)
    assert materials.theoretical_capacity_mah_g("Li", 1) == pytest.approx(3861, abs=1)
    assert materials.theoretical_capacity_mah_g("LiNi0.5Mn1.5O4", 1) == pytest.approx(
        146.7, abs=0.05
    )
    assert materials.theoretical_capacity_mah_g("Li1.2Ni0.2Mn0.6O2", 1.2) == pytest.approx(
        378, abs=1
    )


def test_a_cell_worked_out_by_hand():
    made = cell.evaluate(DESIGN)
    # 20 mg/cm² at 160 mAh/g: 3.2 mAh/cm² in a half cell, nine tenths of it usable, 8000 cm².
    assert made.capacity_ah == pytest.approx(8000 * 3.2 * 0.9 / 1000)
    assert made.energy_wh == pytest.approx(23.04 * 3.3)
    masses = made.masses_g
    assert masses["cathode active material"] == pytest.approx(160)
    assert masses["anode"] == pytest.approx(80)
    assert masses["cathode foil"] == pytest.approx(4000 * 10e-4 * 2.7)
    assert masses["anode foil"] == pytest.approx(4000 * 10e-4 * 9)
    assert masses["separator"] == pytest.approx(8000 * 10e-4 * 0.5)
    # Pores: 80 mL of cathode at 1 - 2/3.6, 80 mL of anode at 1 - 1/2.2, half of 8 mL.
    pores_ml = 80 * (1 - 2 / 3.6) + 80 * (1 - 1 / 2.2) + 4
    assert masses["electrolyte"] == pytest.approx(pores_ml)
    # Two faces of 200 cm², 0.01 cm thick.
    assert masses["housing"] == pytest.approx(2 * 200 * 0.01 * 1.5)
    parts = 160 + 80 + 10.8 + 36 + 4 + pores_ml + 6
    assert made.mass_g == pytest.approx(1.1 * parts)
    # 25 layers of 440 µm, and two walls of 100 µm, on a face of 200 cm².
    assert made.volume_ml == pytest.approx(200 * (25 * 0.044 + 0.02))
    assert made.wh_per_l == pytest.approx(1000 * 23.04 * 3.3 / 224)
    # Lithium is 6.94 of 157.76 g/mol.
    assert made.lithium_kg_per_kwh == pytest.approx(160 * 6.94 / 157.76 / (23.04 * 3.3), rel=1e-3)
    assert made.cobalt_kg_per_kwh == 0


def test_lithium_metal_is_laid_in_and_plated():
    stack = replace(STACK, anode=layers.LithiumMetal(LITHIUM, 1.0))
    made = cell.evaluate(replace(DESIGN, stack=stack))
    # As much lithium as the cathode's 3.2 mAh/cm² needs, on 8000 cm².
    laid_in_g = 8000 * 3.2 / 3861
    assert made.masses_g["anode"] == pytest.approx(laid_in_g)
    # Charged, nine tenths of the cathode's lithium lie on top.
    assert stack.anode_thickness_um == pytest.approx(1e4 * 1.9 * 3.2 / 3861 / 0.534)
    cathode_g = 160 * 6.94 / 157.76
    per_kwh = (cathode_g + laid_in_g) / made.energy_wh
    assert made.lithium_kg_per_kwh == pytest.approx(per_kwh, rel=1e-3)


def test_metals_per_kwh_follow_from_the_formula():
    nmc = materials.ActiveMaterial("LiNi0.8Mn0.1Co0.1O2", 1, 4.8, 200, 3.8)
    stack = replace(STACK, cathode=layers.Coating(nmc, 15.0, 3.4, 1.0, 1.8))
    made = cell.evaluate(replace(DESIGN, stack=stack))
    # 1 / (0.2 Ah/g * 0.9 * 3.7 V) g of it for each Wh, 4.653 % to 48.27 % of it one metal.
    kg_per_kwh = 1 / (0.2 * 0.9 * 3.7)
    assert made.nickel_kg_per_kwh == pytest.approx(kg_per_kwh * 0.8 * 58.69 / 97.28, rel=1e-3)
    assert made.cobalt_kg_per_kwh == pytest.approx(kg_per_kwh * 0.1 * 58.93 / 97.28, rel=1e-3)
    assert made.manganese_kg_per_kwh == pytest.approx(kg_per_kwh * 0.1 * 54.94 / 97.28, rel=1e-3)


def test_electrolyte_may_be_given_by_capacity():
    stack = replace(STACK, electrolyte=layers.Electrolyte(1.2, g_per_ah=3.0))
    made = cell.evaluate(replace(DESIGN, stack=stack))
    assert made.masses_g["electrolyte"] == pytest.approx(3 * 23.04)
    assert made.electrolyte_g_per_ah == pytest.approx(3)


def test_a_pack_holds_the_cells_share():
    made = cell.evaluate(DESIGN)
    pack = cell.pack(made, cell.PackShares(0.8, 0.5))
    assert pack.wh_per_kg == pytest.approx(0.8 * made.wh_per_kg)
    assert pack.volume_l(52) == pytest.approx(52_000 / (0.5 * made.wh_per_l))
    assert pack.mass_kg(52) * pack.wh_per_kg == pytest.approx(52_000)


@given(designs())
def test_budgets_sum_to_mass_and_volume(design):
    made = cell.evaluate(design)
    assert sum(made.masses_g.values()) == pytest.approx(made.mass_g)
    assert sum(made.volumes_ml.values()) == pytest.approx(made.volume_ml)
    assert min(made.masses_g.values()) >= 0
    assert made.energy_wh / made.mass_g * 1000 == pytest.approx(made.wh_per_kg)


@given(designs(), more)
def test_more_electrolyte_never_raises_energy_by_mass(design, factor):
    electrolyte = design.stack.electrolyte
    richer = replace(electrolyte, fill=electrolyte.fill * factor + 0.01)
    changed = replace(design, stack=replace(design.stack, electrolyte=richer))
    assert cell.evaluate(changed).wh_per_kg < cell.evaluate(design).wh_per_kg


@given(designs(), st.sampled_from(["cathode_foil", "anode_foil", "separator"]), more)
def test_thicker_foils_never_raise_energy_by_volume(design, part, factor):
    thin = getattr(design.stack, part)
    thick = replace(thin, thickness_um=thin.thickness_um * factor)
    changed = replace(design, stack=replace(design.stack, **{part: thick}))
    assert cell.evaluate(changed).wh_per_l < cell.evaluate(design).wh_per_l


@given(designs(), more)
def test_area_leaves_the_stack_as_it_is(design, factor):
    wider = cell.evaluate(replace(design, cathode_area_cm2=design.cathode_area_cm2 * factor))
    made = cell.evaluate(design)
    assert wider.stack_wh_per_kg == pytest.approx(made.stack_wh_per_kg)
    assert wider.stack_wh_per_l == pytest.approx(made.stack_wh_per_l)
    # The case is spread over more cells' worth of layers.
    assert wider.wh_per_l >= made.wh_per_l * (1 - 1e-9)


@given(designs(), more)
def test_more_lithium_or_graphite_never_helps(design, factor):
    anode = design.stack.anode
    if isinstance(anode, layers.LithiumMetal):
        richer = replace(anode, excess=anode.excess * factor + 0.01)
    else:
        richer = replace(anode, loading_mg_cm2=anode.loading_mg_cm2 * factor)
    changed = cell.evaluate(replace(design, stack=replace(design.stack, anode=richer)))
    made = cell.evaluate(design)
    assert changed.wh_per_kg < made.wh_per_kg
    assert changed.wh_per_l < made.wh_per_l


@given(st.lists(designs(), min_size=2, max_size=4))
def test_arrays_give_what_single_designs_give(several):
    foils = [d.stack.cathode_foil.thickness_um for d in several]
    stack = replace(STACK, cathode_foil=layers.Foil(np.array(foils), 2.7))
    areas = np.array([d.cathode_area_cm2 for d in several])
    together = cell.evaluate(replace(DESIGN, stack=stack, cathode_area_cm2=areas))
    for index, (foil, area) in enumerate(zip(foils, areas, strict=True)):
        alone = replace(STACK, cathode_foil=layers.Foil(foil, 2.7))
        made = cell.evaluate(replace(DESIGN, stack=alone, cathode_area_cm2=area))
        assert together.wh_per_kg[index] == pytest.approx(made.wh_per_kg)
        assert together.volume_ml[index] == pytest.approx(made.volume_ml)


def nothing(**known):
    return layers.coating(LFP, active_share=1, filler_density_g_cm3=1.8, **known)


REFUSED = {
    "a negative thickness": (
        lambda: layers.Foil(-8.0, 9.0),
        "Foil thickness_um: found -8; expected above 0",
    ),
    "no thickness": (
        lambda: layers.Separator(0.0, 0.4, 1.0),
        "Separator thickness_um: found 0; expected above 0",
    ),
    "one bad value in an array": (
        lambda: layers.Foil(np.array([8.0, -1.0, 6.0]), 9.0),
        "Foil thickness_um: found -1; expected above 0",
    ),
    "a thickness that is no number": (
        lambda: layers.Foil(float("nan"), 9.0),
        "Foil thickness_um: found nan; expected above 0",
    ),
    "a thickness without end": (
        lambda: layers.Foil(float("inf"), 9.0),
        "Foil thickness_um: found inf; expected above 0",
    ),
    "a porosity above 1": (
        lambda: layers.Separator(12.0, 1.2, 1.0),
        "Separator porosity: found 1.2; expected at least 0 and below 1",
    ),
    "a separator of pores alone": (
        lambda: layers.Separator(12.0, 1.0, 1.0),
        "Separator porosity: found 1; expected at least 0 and below 1",
    ),
    "a coating of pores alone": (
        lambda: nothing(loading_mg_cm2=20, porosity=1),
        "Coating porosity: found 1; expected at least 0 and below 1",
    ),
    "a porosity below 0": (
        lambda: nothing(loading_mg_cm2=20, porosity=-0.1),
        "Coating porosity: found -0.1; expected at least 0 and below 1",
    ),
    "a coating denser than its parts": (
        lambda: layers.Coating(LFP, 20.0, 4.5, 1.0, 1.8),
        "Coating porosity: found -0.25; expected at least 0 and below 1",
    ),
    "a coating of negative thickness": (
        lambda: nothing(thickness_um=-70, density_g_cm3=2.4),
        "Coating thickness_um: found -70; expected above 0",
    ),
    "a coating known too little": (
        lambda: nothing(loading_mg_cm2=20),
        "Coating: found loading; expected two of loading, density and thickness",
    ),
    "a coating known too well": (
        lambda: nothing(loading_mg_cm2=20, porosity=0.3, thickness_um=70),
        "Coating: found loading, density, thickness; "
        "expected two of loading, density and thickness",
    ),
    "less anode than cathode": (
        lambda: replace(STACK, anode=layers.Coating(GRAPHITE, 9.0, 1.0, 1.0, 1.8)),
        "Stack np_ratio: found 0.984375; expected at least 1",
    ),
    "less than no lithium": (
        lambda: layers.LithiumMetal(LITHIUM, -0.5),
        "LithiumMetal excess: found -0.5; expected at least 0",
    ),
    "more capacity than the formula has": (
        lambda: replace(LFP, capacity_mah_g=180),
        "ActiveMaterial capacity_mah_g: found 180; expected above 0 and at most 170.063",
    ),
    "a formula of no elements": (
        lambda: materials.theoretical_capacity_mah_g("LiXx2", 1),
        "formula: found 'LiXx2'; expected a chemical formula",
    ),
    "a share above 1": (
        lambda: replace(STACK, usable_share=93.0),
        "Stack usable_share: found 93; expected above 0 and at most 1",
    ),
    "electrolyte given twice": (
        lambda: layers.Electrolyte(1.2, fill=1.0, g_per_ah=2.0),
        "Electrolyte: found fill 1.0, g_per_ah 2.0; expected one of them",
    ),
    "layers wider than their case": (
        lambda: replace(POUCH, layer_area_cm2=201.0),
        "Pouch layer_area_cm2: found 201; expected above 0 and at most the face, 200",
    ),
    "a pack with more cells than pack": (
        lambda: cell.PackShares(1.2, 0.6),
        "PackShares cells_share_of_mass: found 1.2; expected above 0 and at most 1",
    ),
    "a cell without area": (
        lambda: replace(DESIGN, cathode_area_cm2=0.0),
        "CellDesign cathode_area_cm2: found 0; expected above 0",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_with_field_value_and_range(case):
    make, message = REFUSED[case]
    with pytest.raises(limits.DesignError) as error:
        make()
    assert str(error.value) == message
    assert isinstance(error.value, ValueError)


def test_lithium_metal_may_be_less_than_the_cathode():
    stack = replace(STACK, anode=layers.LithiumMetal(LITHIUM, 0.0))
    assert cell.evaluate(replace(DESIGN, stack=stack)).wh_per_kg > 0
