"""What lithium metal asks for and saves: loadings that reach goals, and packs of the same energy."""

from types import SimpleNamespace

import numpy as np
import pytest

from batterybook.models import cell, loading, parameters, sampling, savings
from batterybook.tables.read import Tables

DESIGN = "lithium-metal-polymer"


@pytest.fixture(scope="module")
def known():
    return parameters.load(Tables())


def growing(dead_weight):
    """Cells of which each mAh/cm² holds energy, beside a weight that holds none."""

    def evaluate(tried):
        return SimpleNamespace(
            wh_per_kg=1000 * tried / (tried + dead_weight), wh_per_l=100 * tried + 0 * dead_weight
        )

    return evaluate


def test_a_loading_is_the_least_that_reaches_the_goal():
    # 1000 x / (x + 5) = 500 at x = 5, and 100 x = 600 at x = 6.
    assert loading.areal_capacity_for(growing(5.0), {"wh_per_kg": 500}) == pytest.approx([5])
    both = loading.areal_capacity_for(growing(5.0), {"wh_per_kg": 500, "wh_per_l": 600})
    assert both == pytest.approx([6]), "the harder of both goals decides"


def test_each_sample_has_a_loading_of_its_own():
    found = loading.areal_capacity_for(growing(np.array([3.0, 5.0])), {"wh_per_kg": 500})
    assert found == pytest.approx([3, 5])


def test_a_goal_out_of_reach_gives_the_greatest_loading_tried():
    found = loading.areal_capacity_for(growing(5.0), {"wh_per_kg": 999})
    assert found == loading.TRIED_MAH_CM2[-1]


def test_a_cell_whose_energy_falls_with_loading_is_refused():
    with pytest.raises(ValueError, match="wh_per_kg must grow with loading"):
        loading.areal_capacity_for(growing(-100.0), {"wh_per_kg": 500})


def test_a_real_cell_of_the_loading_found_holds_the_energy_asked_for(known):
    values = known.modes(DESIGN)

    def evaluate(tried):
        return known.evaluate(DESIGN, values | {"areal_capacity": tried})

    needed = loading.areal_capacity_for(evaluate, {"wh_per_kg": 300})
    assert evaluate(needed).wh_per_kg == pytest.approx(300, rel=1e-3)


def test_cells_drawn_together_share_what_they_have_in_common(known):
    groups = {each: known.ranges(each) for each in ("nmc811", DESIGN)}
    drawn = sampling.draw_together(groups, 50, seed=1)
    today, metal = drawn["nmc811"], drawn[DESIGN]
    assert np.array_equal(today["aluminium_thickness"], metal["aluminium_thickness"])
    film = "separator_thickness"
    assert groups["nmc811"][film].assumption != groups[DESIGN][film].assumption
    assert not np.array_equal(today[film], metal[film])


def test_a_lighter_cell_saves_its_share_of_the_same_pack():
    # 60 kWh: 300 kg of cells at 200 Wh/kg, 150 kg at 400; in a pack of which cells are 60 %, 500.
    old, new = cell.Pack(200, 500), cell.Pack(400, 600)
    assert savings.saved_percent(old, new) == pytest.approx({"kg": 50, "L": 100 / 6})
    alone, whole = cell.PackShares(1, 1), cell.PackShares(0.6, 0.5)
    assert savings.pack_size(old, alone, 60) == pytest.approx({"kg": 300, "L": 120})
    assert savings.pack_size(old, whole, 60) == pytest.approx({"kg": 500, "L": 240})
    assert savings.pack_size(new, whole, 60) == pytest.approx({"kg": 250, "L": 200})


def test_the_share_of_cells_follows_from_the_mass_of_the_pack():
    old = cell.Pack(200, 500)
    share = savings.cells_share_of_mass(old, 60, 500)
    assert share == pytest.approx(0.6)
    pack = savings.pack_size(old, cell.PackShares(share, 1), 60)
    assert pack["kg"] == pytest.approx(500), "a pack of that share has that mass"
