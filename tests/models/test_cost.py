"""What cells cost: parts as by hand, what must hold for any plant, and what the tables must say."""

from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterybook import checks
from batterybook.models import bill, cost, cost_inputs, equipment
from batterybook.tables.read import Tables

PLACES = ["china-2025", "europe-2025", "europe-2028", "europe-scale"]
CELLS = ["lfp", "nmc811", "lrmo", "lithium-metal-polymer"]


@pytest.fixture(scope="module")
def model():
    return cost_inputs.load(Tables())


# Parts by hand: a cell of round numbers in a plant of one step

NEEDS = bill.Budget(
    masses=MappingProxyType(
        {
            "cathode active material": 2.0,
            "cathode filler": 0.1,
            "anode": 1.0,
            "cathode foil": 0.2,
            "anode foil": 0.4,
            "separator": 0.1,
            "electrolyte": 1.0,
            "housing": 0.2,
        }
    ),
    metals=MappingProxyType({"Li": 0.18787, "Ni": 0.5, "Co": 0.1, "Mn": 0.2}),
    electrode_m2=5.0,
    separator_m2=6.0,
    cells=4.0,
    lithium_anode=False,
    polymer=False,
)
STEPS = [equipment.Step("coating", "electrodes", "area", "dropped", 1.0, 0.5, 10.0)]
VALUES = {
    "lithium_carbonate_price": 10.0,
    "nickel_price": 14.0,
    "cobalt_price": 30.0,
    "manganese_price": 2.0,
    "cathode_conversion": 3.0,
    "anode_price": 4.0,
    "filler_price": 10.0,
    "aluminium_foil_price": 4.0,
    "copper_foil_price": 10.0,
    "separator_price": 0.2,
    "electrolyte_price": 3.0,
    "parts_cost": 2.0,
    "material_premium": 0.0,
    "scrap": 0.19,
    "late_scrap": 0.5,
    "scrap_resale": 0.25,
    "start_yield": 0.3,
    "ramp_years": 4.0,
    "capital": 81.0,
    "reference_gwh": 10.0,
    "plant_gwh": 10.0,
    "base_gwh": 6.0,
    "line_area": 5.0,
    "line_cells": 8.0,
    "site_gwh": 10.0,
    "new_machines": 0.8,
    "dry_room": 1.5,
    "formation": 1.0,
    "equipment_share": 1.0,
    "equipment_life": 1.0,
    "building_life": 20.0,
    "cost_of_capital": 0.1,
    "utilisation": 0.5,
    "maintenance": 0.03,
    "people_per_gwh": 100.0,
    "hours": 1620.0,
    "wage": 40.0,
    "fixed_share": 0.5,
    "energy_use": 30.0,
    "electricity_price": 0.1,
    "labour_overhead": 0.4,
    "administration": 0.25,
    "research": 0.1,
    "freight": 0.3,
    "duty": 0.02,
    "export_tax": 0.04,
    "capital_grant": 0.2,
    "production_aid": 1.0,
}


def test_materials_are_their_masses_times_their_prices_by_hand():
    bought = bill.materials(NEEDS, VALUES)
    # A kilogram of carbonate at 10; nickel 7, cobalt 3, manganese 0.4.
    assert bought["cathode metals"] == pytest.approx(10 + 7 + 3 + 0.4)
    assert bought["cathode conversion"] == pytest.approx(6)
    assert (bought["anode"], bought["cathode filler"]) == (4, 1)
    assert (bought["cathode foil"], bought["anode foil"]) == (0.8, 4)
    assert bought["separator"] == pytest.approx(1.2)
    assert (bought["electrolyte"], bought["housing and tabs"]) == (3, 2)
    dearer = bill.materials(NEEDS, VALUES | {"material_premium": 0.1})
    assert sum(dearer.values()) == pytest.approx(1.1 * 42.4)


def test_what_is_lost_costs_its_material_less_what_it_sells_for_by_hand():
    # 81 of 100 pass, 90 of 100 from assembly on. Separator, electrolyte and parts are lost late.
    lost = 36.2 * (1 / 0.81 - 1) + 6.2 * (1 / 0.9 - 1)
    assert bill.scrap_cost(bill.materials(NEEDS, VALUES), VALUES) == pytest.approx(0.75 * lost)


def test_plant_work_and_power_cost_as_by_hand():
    parts = cost.cell_cost(NEEDS, NEEDS, STEPS, VALUES).parts
    # 81 euros for each kWh a year, of which half is begun and 81 of 100 pass: 200. Within a
    # year it is paid back with a tenth more.
    assert parts["capital"] == pytest.approx(220)
    assert parts["subsidy"] == pytest.approx(-0.2 * 220 - 1)
    # Half of work at twice the hours, half as planned; a good kWh takes 1 / 0.81 begun.
    effort = 1.5 / 0.81
    labour = 100 * 1620 / 1e6 * 40 * effort
    assert parts["labour"] == pytest.approx(labour) == pytest.approx(12)
    assert parts["energy"] == pytest.approx(30 * 0.1 * effort)
    by_hand = 0.4 * labour + 0.25 * (1.4 * labour + 200) + 0.1 * 200 + 0.03 * 200
    assert parts["overhead"] == pytest.approx(by_hand)


def test_freight_and_taxes_come_on_top_as_by_hand():
    parts = cost.cell_cost(NEEDS, NEEDS, STEPS, VALUES).parts
    ex_works = sum(value for name, value in parts.items() if name not in ("freight", "taxes"))
    assert parts["freight"] == pytest.approx(5 * 0.3)
    assert parts["taxes"] == pytest.approx(0.04 * ex_works + 0.02 * (ex_works + 1.5))


def test_a_step_costs_by_its_driver_and_lines_are_copied_when_full():
    # A line coats 5 km², so one GWh of this cell. A source's plant of 0.25 GWh fills a quarter.
    values = VALUES | {"base_gwh": 0.25}
    index = [equipment.equipment_index(STEPS, NEEDS, size, values)[0] for size in (0.25, 1, 2, 9)]
    # Half the area that the shares hold for; a full line costs half by GWh, more of them no less.
    assert index == pytest.approx([0.5, 0.25, 0.25, 0.25])


def test_lithium_metal_takes_new_machines_for_the_steps_that_it_spares(model):
    values = model.modes("lithium-metal-polymer", "europe-scale")
    needs = model.budget("lithium-metal-polymer", values)
    found = dict(
        zip(
            (step.id for step in model.steps),
            equipment.demands(model.steps, needs, values),
            strict=True,
        )
    )
    of = {step.id: step for step in model.steps}
    area = needs.electrode_m2 / of["anode-coating"].driver_per_kwh
    for step in ("anode-preparation", "anode-coating"):
        assert found[step] == pytest.approx(0.8 * area * of[step].share)
    cells = needs.cells / of["dry-room"].driver_per_kwh
    assert found["dry-room"] == pytest.approx(1.3 * cells * of["dry-room"].share)


def test_what_a_cell_spares_sums_to_the_cut_of_the_whole(model):
    pairs = [(cell, "europe-scale") for cell in ("nmc811", "lithium-metal-polymer")]
    former, other = (model.budget(pair[0], model.modes(*pair)) for pair in pairs)
    values = model.modes(*pairs[1])
    steps = equipment.spared(model.steps, former, other, 10, values)
    before, after = (
        sum(equipment.equipment_index(model.steps, needs, 10, values)) for needs in (former, other)
    )
    assert sum(steps.values()) == pytest.approx(1 - after / before)
    assert steps["anode-coating"] > 0 > steps["dry-room"]


def test_a_plant_that_climbs_ends_where_it_was_meant_to():
    young, middle, grown = (cost.along_ramp(VALUES, years) for years in (0.5, 2, 9))
    assert 0 < young["utilisation"] < middle["utilisation"] < 0.5
    assert middle["utilisation"] == pytest.approx(0.25)
    assert middle["scrap"] == pytest.approx(1 - (0.3 + 0.81) / 2)
    assert (grown["utilisation"], grown["scrap"]) == (0.5, pytest.approx(0.19))


# What must hold for any cell and place

shares_of = st.floats(0.01, 0.6)


def costs(model, design, place, **changes):
    values = model.modes(design, place)
    return model.cost(design, place, values | changes)


@given(st.sampled_from(CELLS), st.sampled_from(PLACES), st.integers(0, 10**6))
def test_parts_sum_to_the_whole_to_the_cent(model, design, place, seed):
    drawn = model.draw([(design, place)], 20, seed)[design, place]
    made = model.cost(design, place, drawn)
    assert tuple(made.parts) == cost.PARTS
    assert np.allclose(np.sum([*made.parts.values()], axis=0), made.total, atol=0.005, rtol=0)
    assert all((part >= 0).all() for name, part in made.parts.items() if name != "subsidy")


@given(st.sampled_from(CELLS), st.sampled_from(PLACES), shares_of, st.floats(0, 0.3))
def test_more_scrap_never_lowers_cost(model, design, place, scrap, more):
    less = costs(model, design, place, scrap=scrap).total
    assert costs(model, design, place, scrap=scrap + more).total >= less - 1e-9


@given(st.sampled_from(CELLS), st.sampled_from(PLACES), st.floats(0.2, 60), st.floats(1, 20))
def test_more_scale_never_raises_cost(model, design, place, size, times):
    small = costs(model, design, place, plant_gwh=size).total
    assert costs(model, design, place, plant_gwh=size * times).total <= small + 1e-9


@given(st.sampled_from(CELLS), st.floats(0.05, 0.9), st.floats(1, 1.1))
def test_a_fuller_plant_never_makes_dearer_cells(model, design, utilisation, more):
    emptier = costs(model, design, "europe-2028", utilisation=utilisation).total
    fuller = costs(model, design, "europe-2028", utilisation=utilisation * more).total
    assert fuller <= emptier + 1e-9


@given(st.sampled_from(CELLS), st.sampled_from(PLACES))
def test_without_aid_duty_and_tax_only_the_other_parts_differ(model, design, place):
    none = dict.fromkeys(("capital_grant", "production_aid", "duty", "export_tax"), 0)
    here, there = (costs(model, design, each, **none) for each in (place, "china-2025"))
    assert here.parts["subsidy"] == here.parts["taxes"] == there.parts["taxes"] == 0
    others = [name for name in cost.PARTS if name not in ("subsidy", "taxes")]
    rest = sum(here.parts[name] - there.parts[name] for name in others)
    assert here.total - there.total == pytest.approx(rest)


def test_without_scrap_nothing_is_lost(model):
    assert costs(model, "lfp", "europe-2025", scrap=0).parts["scrap"] == 0


# What the tables say


def rewritten(tmp_path, old, new):
    """The real tables with one text of the inputs changed."""
    folder = tmp_path / "data"
    folder.mkdir()
    for path in Tables().folder.iterdir():
        text = path.read_text(encoding="utf-8")
        if path.stem == "cost_inputs":
            assert old in text
            text = text.replace(old, new, 1)
        (folder / path.name).write_text(text, encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    return Tables(folder)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("nickel_price,108.6,113.8,118.7,CNY/kg", "nickel_price,108600,113800,118700,CNY/t"),
        ("capital,35,47,59,MEUR/(GWh/year)", "capital,35,47,59,EUR/(kWh/year)"),
        ("wage,14.1,38,45,EUR/hour", "wage,338.4,912,1080,EUR/day"),
    ],
)
def test_prices_in_other_units_give_the_same(model, tmp_path, old, new):
    other = cost_inputs.load(rewritten(tmp_path, old, new))
    for place in PLACES:
        assert other.cost("nmc811", place).total == pytest.approx(model.cost("nmc811", place).total)


def test_a_price_in_dollars_is_converted_by_the_one_rate(model, tmp_path):
    tables = rewritten(
        tmp_path, "electricity_price,0.08,0.13,0.19,EUR", "electricity_price,0.1,0.2,0.3,USD"
    )
    values = cost_inputs.load(tables).modes("lfp", "europe-2025")
    rate = model.by_scope["common"]["eur_per_usd"].mode
    assert values["electricity_price"] == pytest.approx(0.2 * rate)


def test_a_row_that_a_place_lacks_is_named(tmp_path):
    text = (Tables().folder / "cost_inputs.csv").read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith("europe-wage,"))
    tables = rewritten(tmp_path, row + "\n", "")
    found = [problem for problem in checks.problems(tables) if problem.table == "cost_inputs"]
    assert str(found[0]) == (
        "data/cost_inputs.csv: found no wage for lfp in europe-2025; "
        "expected a row of a scope that holds for both"
    )


def test_what_two_places_share_has_one_value_in_both(model):
    pairs = [("lfp", "china-2025"), ("nmc811", "europe-2028")]
    one, other = model.draw(pairs, 50, seed=1).values()
    for name in ("nickel_price", "late_scrap", "separator_thickness"):
        assert np.array_equal(one[name], other[name])
    assert not np.array_equal(one["scrap"], other["scrap"])
