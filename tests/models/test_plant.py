"""The plant model counts as one would by hand, and refuses what cannot be."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from batterybook.models import capital, plant, ramp
from batterybook.tables.read import Tables

positive = st.floats(0.01, 1e4)
share = st.floats(0, 1)
passing = st.floats(0.01, 1)
time = st.floats(2000, 2050)


@pytest.fixture(scope="module")
def steps():
    return Tables().by_key("capex_steps")


# Output, packs and demand


def test_twelve_gigawatt_hours_fill_as_many_packs_as_by_hand():
    # 12 GWh are 12 million kWh; 12e6 / 93 = 129,032.3.
    assert plant.packs_per_year(12, 93) == pytest.approx(129_032.26, abs=0.01)


def test_cells_that_fail_fill_no_packs():
    # Half of 16 GWh, of which nine in ten cells pass: 7.2 GWh, 90,000 packs of 80 kWh.
    assert plant.packs_per_year(16 * 0.5, 80, yield_=0.9) == pytest.approx(90_000)


def test_a_buyer_gets_the_share_that_is_reserved():
    # 16 x 0.9 x 0.5 x 0.75 = 5.4.
    assert plant.output_gwh_per_year(
        16, yield_=0.9, ramp_share=0.5, reserved_share=0.75
    ) == pytest.approx(5.4)


def test_outputs_and_packs_of_several_cars_broadcast():
    packs = plant.packs_per_year(np.array([[6.0], [12.0]]), [40, 60, 80])
    assert packs.tolist() == [[150_000, 100_000, 75_000], [300_000, 200_000, 150_000]]


@given(positive, positive, passing, passing)
def test_more_yield_never_gives_fewer_packs(output, pack, one, other):
    low, high = sorted((one, other))
    assert plant.packs_per_year(output, pack, yield_=low) <= plant.packs_per_year(
        output, pack, yield_=high
    )


@given(positive, passing, share, share)
def test_no_buyer_gets_more_than_the_nameplate(nameplate, yield_, ramp, reserved):
    output = plant.output_gwh_per_year(
        nameplate, yield_=yield_, ramp_share=ramp, reserved_share=reserved
    )
    assert 0 <= output <= nameplate


@given(positive, positive)
def test_the_packs_that_an_output_fills_hold_that_output(output, pack):
    packs = plant.packs_per_year(output, pack)
    assert plant.demand_gwh_per_year(packs, pack) == pytest.approx(output)
    assert plant.pack_kwh_for(output, packs) == pytest.approx(pack)


# Ramp and contracts


def test_a_ramp_is_slow_at_both_ends_and_fast_between():
    # By symmetry half of a ramp of two years falls on each side of its middle: a year at half rate.
    first, second = plant.ramp_share([2026, 2027], 2026, 2028)
    assert first + second == pytest.approx(1)
    assert first < 0.25 and second > 0.75  # what a straight line would give
    quarters = np.diff(ramp.made(np.array([0, 0.25, 0.5, 0.75, 1])))
    assert quarters[:2] == pytest.approx(0.25 - quarters[:1:-1])


def test_a_ramps_output_is_the_area_below_its_rate():
    steps = np.linspace(0, 1.5, 3001)
    rate = ramp.reached(steps)
    below = np.sum((rate[1:] + rate[:-1]) / 2 * np.diff(steps))
    assert below == pytest.approx(ramp.made(1.5), abs=1e-6)


def test_a_plant_without_a_ramp_runs_at_full_rate_at_once():
    reached = plant.ramp_share([2025, 2026, 2027], 2026.25, 2026.25)
    assert reached == pytest.approx([0, 0.75, 1])


@given(time, st.floats(0, 10))
def test_a_ramp_only_climbs_and_loses_half_its_length(start, length):
    years = np.arange(1999, 2062)
    reached = plant.ramp_share(years, start, start + length)
    assert (reached >= 0).all() and (reached <= 1 + 1e-9).all()
    assert (np.diff(reached) >= -1e-9).all()
    # A symmetric ramp makes half of what full rate would have made.
    assert reached.sum() == pytest.approx(2062 - start - length / 2, abs=1e-6)


def test_a_contract_is_spread_over_its_years_as_by_hand():
    # 39 GWh over five years and one quarter are 7.43 GWh a year, and a quarter of it in 2025.
    spread = plant.spread_evenly(39, 2025.75, 2031, [2025, 2026, 2030, 2031])
    assert spread == pytest.approx([39 / 21, 4 * 39 / 21, 4 * 39 / 21, 0])


@given(positive, time, st.floats(0.1, 10))
def test_a_contract_delivers_all_of_its_energy_and_no_more(total, start, length):
    years = np.arange(1999, 2062)
    spread = plant.spread_evenly(total, start, start + length, years)
    assert (spread >= 0).all()
    assert spread.sum() == pytest.approx(total)


# Capital cost


def test_capital_cost_keeps_scope_and_year_beside_each_figure():
    cost = capital.capital_cost_per_gwh(
        [1941, 700], [16, 10], ["EIB project", "plan"], [2022, 2022]
    )
    assert cost.meur_per_gwh_per_year == pytest.approx([121.3125, 70])
    assert list(zip(cost.scope, cost.currency_year)) == [("EIB project", 2022), ("plan", 2022)]


def test_the_steps_are_those_of_the_source_and_their_shares_add_up(steps):
    assert len(steps) == 22
    assert steps["share_percent"].sum() == pytest.approx(100, abs=0.01)
    # Of 115.45 in all: formation 30, dry room 20, filling 5, anode 2 + 8 + 1.
    assert steps.at["formation", "share_percent"] == pytest.approx(3000 / 115.45, abs=0.001)
    assert steps.at["dry-room", "share_percent"] == pytest.approx(2000 / 115.45, abs=0.001)
    dropped = steps.loc[steps["lithium_metal"] == "dropped", "share_percent"].sum()
    assert dropped == pytest.approx(1600 / 115.45, abs=0.01)


# Refusals

REFUSED = {
    "a yield of nothing": (
        lambda: plant.packs_per_year(12, 60, yield_=0),
        "yield_ must be greater than 0 and at most 1; found 0",
    ),
    "a yield in percent": (
        lambda: plant.packs_per_year(12, 60, yield_=90),
        "yield_ must be greater than 0 and at most 1; found 90",
    ),
    "a pack without energy": (
        lambda: plant.packs_per_year(12, [60, 0]),
        "pack_kwh must be greater than 0; found 0",
    ),
    "an unknown pack": (
        lambda: plant.packs_per_year(12, [60, np.nan]),
        "pack_kwh must be greater than 0; found nan",
    ),
    "a pack in words": (
        lambda: plant.packs_per_year(12, "large"),
        "pack_kwh must be numbers; found 'large'",
    ),
    "a negative output": (
        lambda: plant.packs_per_year(-1, 60),
        "cells_gwh_per_year must be at least 0; found -1",
    ),
    "more than the nameplate": (
        lambda: plant.output_gwh_per_year(16, ramp_share=1.2),
        "ramp_share must be at least 0 and at most 1; found 1.2",
    ),
    "more than all reserved": (
        lambda: plant.output_gwh_per_year(16, reserved_share=1.5),
        "reserved_share must be at least 0 and at most 1; found 1.5",
    ),
    "fewer than no vehicles": (
        lambda: plant.demand_gwh_per_year(-5, 60),
        "vehicles_per_year must be at least 0; found -5",
    ),
    "no vehicles to share among": (
        lambda: plant.pack_kwh_for(12, 0),
        "vehicles_per_year must be greater than 0; found 0",
    ),
    "a full rate before the start": (
        lambda: plant.ramp_share(2026, [2026, 2027], 2026.5),
        "full must be at least start, 2027; found 2026.5",
    ),
    "a contract without a length": (
        lambda: plant.spread_evenly(39, 2026, 2026, 2026),
        "end must be greater than start, 2026; found 2026",
    ),
    "money for nothing": (
        lambda: capital.capital_cost_per_gwh(800, 0, "phase", 2021),
        "gwh_per_year must be greater than 0; found 0",
    ),
    "money without a scope": (
        lambda: capital.capital_cost_per_gwh([800, 900], [9, 9], ["phase", " "], 2021),
        "scope must be words that say what the money buys; found ' '",
    ),
    "money of no known year": (
        lambda: capital.capital_cost_per_gwh(800, 9, "phase", 21),
        "currency_year must be at least 1990 and at most 2100; found 21",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_with_field_value_and_range(case):
    call, message = REFUSED[case]
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        call()


# Figures that stand in a model's table and, since prose uses them, as a claim


def test_an_intensity_that_is_also_a_claim_is_the_same_in_both():
    claims = Tables().load("claims")
    table = Tables().load("intensities").set_index(["chemistry", "material"])["kg_per_kwh"]
    both = claims[claims["quantity"].isin(["cobalt_intensity", "nickel_intensity"])]
    for claim in both.itertuples():
        assert claim.unit == "kg/kWh"
        assert claim.value == table[claim.entity, claim.quantity.removesuffix("_intensity")], (
            claim.id
        )


#: Which series of prices a claim on packs of an entity belongs to.
SERIES = {"lithium-ion": "all", "ev-battery": "car", "lfp": "lfp", "nmc": "nmc", "china": "china"}


def test_a_price_that_is_also_a_claim_is_the_same_in_both():
    claims, prices = Tables().load("claims"), Tables().by_key("prices")
    units = Tables().by_key("price_series")["unit"]
    for claim in claims[claims["quantity"] == "pack_price"].itertuples():
        row = prices.loc[f"bnef-{claim.date}-pack-{SERIES[claim.entity]}-{claim.date}"]
        assert (claim.value, claim.unit, claim.date) == (
            row["price"],
            units[row["series"]],
            row["year"],
        )
