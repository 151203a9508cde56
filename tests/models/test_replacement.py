"""One pack in place of another: what it holds, what the same money buys, what room it takes."""

import pytest

from batterybook.models import parameters, replacement, sampling
from batterybook.models.cell import PackShares
from batterybook.tables.read import Tables

MODULES = PackShares(cells_share_of_mass=0.6, cells_share_of_volume=0.3)
CELL_TO_PACK = PackShares(cells_share_of_mass=0.6, cells_share_of_volume=0.45)


@pytest.fixture(scope="module")
def known(root):
    return parameters.load(Tables(root / "data"))


def test_more_cells_in_the_space_hold_more_there_and_as_much_at_the_same_mass(known):
    cell = known.evaluate("lfp")
    change = replacement.energy_change_percent(cell, CELL_TO_PACK, cell, MODULES)
    assert change["volume"] == pytest.approx(50)
    assert change["mass"] == pytest.approx(0)


def test_a_pack_that_goes_back_to_the_former_one_loses_what_was_won(known):
    lfp, nmc = known.evaluate("lfp"), known.evaluate("nmc811")
    there = replacement.energy_change_percent(lfp, CELL_TO_PACK, nmc, MODULES)
    back = replacement.energy_change_percent(nmc, MODULES, lfp, CELL_TO_PACK)
    for basis in ("volume", "mass"):
        assert (1 + there[basis] / 100) * (1 + back[basis] / 100) == pytest.approx(1)
    assert there["mass"] == pytest.approx(100 * (lfp.wh_per_kg / nmc.wh_per_kg - 1))


def test_a_discount_buys_more_than_it_takes_off_and_a_premium_as_much_as_it_adds():
    money = replacement.energy_change_for_money_percent
    assert money(price=100 - 50, former_price=100) == pytest.approx(100)
    assert money(price=100, former_price=100 + 50) == pytest.approx(50)


def test_what_costs_nothing_has_no_answer():
    with pytest.raises(ValueError, match="price must be greater than 0; found 0"):
        replacement.energy_change_for_money_percent(0, 100)


def test_a_pack_that_holds_more_in_the_same_measure_takes_no_more_room():
    assert replacement.room_change_percent(25, 25) == pytest.approx(0)
    # Five quarters of the energy at half the density.
    assert replacement.room_change_percent(25, -50) == pytest.approx(150)


def test_the_cells_share_of_the_packs_volume_moves_lfps_range_most_as_the_chapter_says(known):
    groups = {
        "lfp": known.ranges("lfp-prismatic"),
        "nmc": known.ranges("nmc622"),
        "cell-to-pack": known.by_scope["cell-to-pack"],
        "modules": known.by_scope["modules"],
    }
    ranges = {each.assumption: each for group in groups.values() for each in group.values()}
    # Beside what the model itself errs by, which is larger for pouches than any assumption.
    known_ones = {key: each for key, each in ranges.items() if "error" not in key}
    modes = {key: each.mode for key, each in ranges.items()}

    def in_same_space(values):
        values = modes | values
        of = {
            name: {key: values[each.assumption] for key, each in group.items()}
            for name, group in groups.items()
        }
        return replacement.energy_change_percent(
            known.evaluate("lfp-prismatic", of["lfp"]),
            PackShares(**of["cell-to-pack"]),
            known.evaluate("nmc622", of["nmc"]),
            PackShares(**of["modules"]),
        )["volume"]

    first = sampling.tornado(known_ones, in_same_space)["parameter"][:2]
    shares = (groups[build]["cells_share_of_volume"] for build in ("modules", "cell-to-pack"))
    assert set(first) == {each.assumption for each in shares}
