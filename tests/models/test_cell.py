"""The cell model does what its equations say, and refuses what cannot be."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterybook.models import cell, housings, layers, limits, materials
from batterybook.models.stack import Stack

LFP = materials.ActiveMaterial("LiFePO4", 1, 3.6, 160, 3.4)
GRAPHITE = materials.ActiveMaterial("C6", 1, 2.2, 350, 0.1)
LITHIUM = materials.ActiveMaterial("Li", 1, 0.534, 3861, 0.0)
SILICON = materials.ActiveMaterial("SiO", 3.75, 2.1, 1600, 0.4, 0.75)
STACK = Stack(
    cathode=layers.Coating(LFP, 20.0, 2.0, 1.0, 1.8),
    anode=layers.Coating(GRAPHITE, 10.0, 1.0, 1.0, 1.8),
    cathode_foil=layers.Foil(10.0, 2.7),
    anode_foil=layers.Foil(10.0, 9.0),
    separator=layers.Separator(10.0, 0.5, 1.0),
    electrolyte=layers.Electrolyte(1.0, fill=1.0),
    window_share=0.9,
)
POUCH = housings.Pouch(200.0, 100.0, 100.0, 1.5, 160.0)
DESIGN = cell.CellDesign(STACK, POUCH, 8000.0, mass_allowance=0.1)


def plausible(low, high):
    return st.floats(low, high, allow_nan=False)


@st.composite
def designs(draw):
    """Designs with any plausible layers in any case, with graphite (and silicon) or lithium."""
    cathode = layers.coating(
        LFP,
        active_share=draw(plausible(0.8, 1)),
        filler_density_g_cm3=1.8,
        loading_mg_cm2=draw(plausible(5, 40)),
        porosity=draw(plausible(0.1, 0.6)),
    )
    lossy = {"first_cycle_efficiency": draw(plausible(0.85, 1))}
    cathode = replace(
        cathode, material=replace(LFP, first_cycle_efficiency=draw(plausible(0.8, 1)))
    )
    if draw(st.booleans()):
        anode = layers.LithiumMetal(replace(LITHIUM, **lossy), draw(plausible(0, 5)))
    else:
        anode = layers.coating(
            materials.Blend(replace(GRAPHITE, **lossy), SILICON, draw(plausible(0, 0.2))),
            active_share=draw(plausible(0.8, 1)),
            filler_density_g_cm3=1.8,
            areal_capacity_mah_cm2=cathode.areal_capacity_mah_cm2 * draw(plausible(1.3, 1.6)),
            porosity=draw(plausible(0.1, 0.6)),
        )
    stack = Stack(
        cathode=cathode,
        anode=anode,
        cathode_foil=layers.Foil(draw(plausible(5, 30)), 2.7),
        anode_foil=layers.Foil(draw(plausible(3, 30)), 9.0),
        separator=layers.Separator(draw(plausible(5, 40)), draw(plausible(0, 0.6)), 1.0),
        electrolyte=layers.Electrolyte(1.2, fill=draw(plausible(0, 2))),
        window_share=draw(plausible(0.7, 1)),
        anode_area_ratio=draw(plausible(1, 1.1)),
        separator_area_ratio=draw(plausible(1, 1.3)),
    )
    case = draw(
        st.sampled_from(
            [
                POUCH,
                housings.Prismatic(200.0, 100.0, 800.0, 2.7, 160.0),
                housings.Cylindrical(80.0, 400.0, 7.8, 70.0, 3.0, 700.0),
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


def test_a_round_cell_worked_out_by_hand():
    can = housings.Cylindrical(80.0, 500.0, 8.0, 72.0, 4.0, 1000.0)
    # 70 mL on 7.2 cm are a ring of 9.722 cm² around a core of 0.1257 cm².
    winding_cm = (4 / np.pi * (70 / 7.2 + np.pi / 4 * 0.4**2)) ** 0.5
    volume_ml = np.pi / 4 * (winding_cm + 0.1) ** 2 * 8
    assert can.volume_ml(8000.0, 440.0, 70.0) == pytest.approx(volume_ml)
    # The side, 8 cm high and 0.05 cm thick, and two ends of 0.1 cm.
    side_cm2, end_cm2 = np.pi * (winding_cm + 0.1) * 8, np.pi / 4 * (winding_cm + 0.1) ** 2
    assert can.mass_g(volume_ml) == pytest.approx(8 * (side_cm2 * 0.05 + 2 * end_cm2 * 0.1))
    assert can.headspace_mm == pytest.approx(6)
    made = cell.evaluate(replace(DESIGN, housing=can))
    assert (made.layers, cell.evaluate(DESIGN).layers) == (1, 25)


def test_areas_and_layers_are_those_of_the_design():
    stack = replace(STACK, anode_area_ratio=1.05, separator_area_ratio=1.1)
    made = cell.evaluate(replace(DESIGN, stack=stack))
    areas = made.cathode_area_cm2, made.anode_area_cm2, made.separator_area_cm2
    assert areas == pytest.approx((8000, 8400, 8800))
    assert made.layers * 2 * 160 == pytest.approx(8000), "both sides of sheets of 160 cm²"
    assert made.cells_per_kwh * made.energy_wh == pytest.approx(1000)


def test_silicon_in_graphite_worked_out_by_hand():
    mixed = materials.Blend(GRAPHITE, SILICON, 0.1)
    # Of a gram, 0.9 g give 315 mAh at 0.1 V and 0.1 g give 160 mAh at 0.4 V.
    assert mixed.capacity_mah_g == pytest.approx(475)
    assert mixed.voltage_v == pytest.approx((315 * 0.1 + 160 * 0.4) / 475)
    assert mixed.density_g_cm3 == pytest.approx(1 / (0.9 / 2.2 + 0.1 / 2.1))
    # Graphite loses nothing here; a quarter of what goes into the other part stays there.
    assert mixed.first_cycle_loss == pytest.approx(160 / 3 / 475)
    assert materials.Blend(GRAPHITE, SILICON, 0.0).capacity_mah_g == GRAPHITE.capacity_mah_g


def lossy(cathode_efficiency, anode_efficiency, np_ratio=1.2, window_share=0.95):
    """A stack with the losses of both electrodes; 3.2 mAh/cm² of cathode in a half cell."""
    anode = materials.ActiveMaterial("C6", 1, 2.2, 350, 0.1, anode_efficiency)
    return replace(
        STACK,
        cathode=replace(
            STACK.cathode, material=replace(LFP, first_cycle_efficiency=cathode_efficiency)
        ),
        anode=layers.Coating(anode, 3200 * np_ratio / 350, 1.0, 1.0, 1.8),
        window_share=window_share,
        anode_area_ratio=1.05,
    )


def test_the_usable_share_follows_from_the_losses_of_both_electrodes():
    # Film: 1.2 * 1.05 * (1 / 0.9 - 1) = 0.14 of the cathode; LFP pays 1 / 0.98 - 1 = 0.0204.
    owed = 1.2 * 1.05 / 9 - (1 / 0.98 - 1)
    assert lossy(0.98, 0.9).usable_share == pytest.approx(0.95 - owed)
    # A cathode that itself keeps back more than the film takes pays for it in full.
    assert lossy(0.87, 0.9).usable_share == pytest.approx(0.95)
    assert lossy(1.0, 1.0).usable_share == pytest.approx(0.95)


def test_lithium_laid_in_pays_for_its_film():
    lithium = replace(LITHIUM, first_cycle_efficiency=0.8)
    bare, some = (replace(STACK, anode=layers.LithiumMetal(lithium, x)) for x in (0.0, 0.1))
    # A quarter of the 0.9 plated is lost, and this cathode keeps nothing back.
    assert bare.usable_share == pytest.approx(0.9 - 0.225)
    assert some.usable_share == pytest.approx(0.9 - 0.125)
    # First charged, it carries what the cathode does not take back, too.
    own = replace(LFP, first_cycle_efficiency=0.9)
    stack = replace(bare, cathode=replace(STACK.cathode, material=own))
    assert stack.anode_thickness_um == pytest.approx(1e4 * (0.9 + 1 / 9) * 3.2 / 3861 / 0.534)


def test_an_anode_smaller_than_the_cathode_is_judged_by_the_balance_of_lithium():
    # 0.93 of the cathode, and what its film takes, holds what a cathode of little loss releases
    # only in part: 0.93 / 0.9 = 1.033 of 0.95 + 0.149, less the cathode's own loss.
    assert lossy(0.87, 0.9, np_ratio=0.93).usable_share == pytest.approx(0.93 / 0.9 + 1 - 1 / 0.87)
    # Where the window is narrow, the same ratio leaves nothing unused.
    assert lossy(0.87, 0.9, 0.93, window_share=0.85).usable_share == pytest.approx(0.85)
    # Without losses, it is the smaller of the two.
    assert lossy(1.0, 1.0, np_ratio=0.93).usable_share == pytest.approx(0.93)


def test_polymer_in_a_cathode_follows_from_the_weight_of_active_material():
    porosity = layers.porosity_for_polymer(
        LFP,
        active_share=0.9,
        filler_density_g_cm3=1.8,
        with_polymer=0.75,
        polymer_density_g_cm3=1.2,
        fill=0.8,
    )
    made = layers.coating(
        LFP, active_share=0.9, filler_density_g_cm3=1.8, loading_mg_cm2=20, porosity=porosity
    )
    # 18 mg of active material are 75 % of 24 mg, so 4 mg are polymer, and fill 80 % of the pores.
    pores_ml = made.thickness_um / 1e4 * made.porosity
    assert pores_ml * 0.8 * 1.2 == pytest.approx(0.004)


@given(designs())
def test_budgets_sum_to_mass_and_volume(design):
    made = cell.evaluate(design)
    assert sum(made.masses_g.values()) == pytest.approx(made.mass_g)
    assert sum(made.volumes_ml.values()) == pytest.approx(made.volume_ml)
    assert min(made.masses_g.values()) >= 0
    assert made.energy_wh / made.mass_g * 1000 == pytest.approx(made.wh_per_kg)


@given(designs(), plausible(0.8, 1), plausible(0.8, 1))
def test_a_first_cycle_that_gives_more_back_never_lowers_the_energy(design, one, other):
    """Of the anode; a cathode's own loss may as well be what pays for the film."""
    anode, energies = design.stack.anode, []
    for efficiency in sorted((one, other)):
        if isinstance(anode, layers.LithiumMetal):
            material = replace(anode.material, first_cycle_efficiency=efficiency)
        else:
            host = replace(anode.material.host, first_cycle_efficiency=efficiency)
            material = replace(anode.material, host=host)
        stack = replace(design.stack, anode=replace(anode, material=material))
        energies.append(cell.evaluate(replace(design, stack=stack)).energy_wh)
    assert energies[0] <= energies[1] * (1 + 1e-9)


@given(designs())
def test_lithium_is_neither_made_nor_doubled(design):
    stack = design.stack
    assert 0 < stack.usable_share <= stack.window_share * (1 + 1e-9)
    brought = stack.window_share + stack.cathode.material.first_cycle_loss
    if isinstance(stack.anode, layers.LithiumMetal):
        brought += stack.anode.excess
    assert stack.usable_share + stack.film_share <= brought * (1 + 1e-9)


@given(plausible(0, 20), plausible(0.1, 10), plausible(0, 8))
def test_core_and_headspace_never_help(core_mm, wider_mm, lower_mm):
    small = housings.Cylindrical(80.0, 400.0, 7.8, 70.0, core_mm, 700.0)
    for large in (
        replace(small, core_mm=core_mm + wider_mm),
        replace(small, layer_height_mm=70.0 - 0.1 - lower_mm),
    ):
        energies = (
            cell.evaluate(replace(DESIGN, housing=housing)).wh_per_l for housing in (large, small)
        )
        assert next(energies) < next(energies)


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


@given(designs(), plausible(1.01, 1.3))
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
    "films that take all lithium": (
        lambda: replace(
            STACK,
            anode=layers.Coating(
                replace(GRAPHITE, first_cycle_efficiency=0.5), 10.0, 1.0, 1.0, 1.8
            ),
        ),
        "Stack usable_share: found -0.19375; expected above 0 and at most 1",
    ),
    "an efficiency in per cent": (
        lambda: replace(LFP, first_cycle_efficiency=97.0),
        "ActiveMaterial first_cycle_efficiency: found 97; expected above 0 and at most 1",
    ),
    "more silicon than anode": (
        lambda: materials.Blend(GRAPHITE, SILICON, 1.2),
        "Blend additive_share: found 1.2; expected at least 0 and at most 1",
    ),
    "a winding higher than its can": (
        lambda: housings.Cylindrical(80.0, 400.0, 7.8, 79.0, 3.0, 700.0),
        "Cylindrical headspace_mm: found -0.4; expected at least 0",
    ),
    "a core narrower than nothing": (
        lambda: housings.Cylindrical(80.0, 400.0, 7.8, 70.0, -3.0, 700.0),
        "Cylindrical core_mm: found -3; expected at least 0",
    ),
    "a cell that weighs nothing": (
        lambda: replace(DESIGN, mass_allowance=-1.0),
        "CellDesign mass_allowance: found -1; expected above -1",
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
        lambda: replace(STACK, window_share=93.0),
        "Stack window_share: found 93; expected above 0 and at most 1",
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
