"""What lithium metal saves: cells drawn together, and packs of the same energy."""

import numpy as np
import pytest

from batterybook.models import cell, parameters, sampling, savings
from batterybook.tables.read import Tables

DESIGN = "lithium-metal-polymer"


@pytest.fixture(scope="module")
def known():
    return parameters.load(Tables())


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
