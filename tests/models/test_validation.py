"""The comparison with measured cells is what the tables give, misses included."""

import csv
import io
import subprocess
import sys

import pandas as pd
import pytest

from batterybook.models import cell, parameters, validation
from batterybook.tables.read import Tables


@pytest.fixture(scope="module")
def comparison(root):
    return validation.table(Tables(root / "data")).set_index(["cell", "mode", "quantity"])


def test_every_cell_is_there_in_both_modes_and_quantities(comparison, root):
    cells = Tables(root / "data").load("cells")["id"]
    expected = {(c, m, q) for c in cells for m in ("given", "blind") for q in ("Wh/kg", "Wh/L")}
    assert set(comparison.index) == expected


def test_by_mass_every_cell_is_within_five_per_cent_where_its_capacity_is_given(comparison):
    errors = comparison.xs(("given", "Wh/kg"), level=("mode", "quantity"))["error_percent"]
    assert errors.notna().all()
    assert errors.abs().max() <= 5


#: Misses of the goals (5 % given, 15 % blind), with what is known of their reason in ``cells``.
MISSES = {
    ("tesla-4680", "given", "Wh/L"),
    ("byd-blade", "given", "Wh/L"),
    ("catl-lfp", "blind", "Wh/kg"),
}


def test_the_known_misses_are_the_only_ones(comparison):
    limit = [5 if mode == "given" else 15 for _, mode, _ in comparison.index]
    missed = comparison.index[comparison["error_percent"].abs() > limit]
    assert set(missed) == MISSES


def test_circular_pairs_are_left_out(comparison):
    left_out = comparison.index[comparison["predicted"].isna()]
    assert set(left_out) == {
        ("lg-e78", "given", "Wh/L"),
        ("lg-e78", "blind", "Wh/kg"),
        ("lg-e78", "blind", "Wh/L"),
    }


def test_a_row_recomputed_by_hand(comparison, root):
    """The CATL cell with its capacity given, from lengths, widths and loadings alone."""
    cathode_cm2, anode_cm2 = 2 * 2 * 2200 * 6.7, 2 * 2 * 2260 * 7.0
    separator_cm2 = 4 * 2370 * 7.5
    cathode_g, anode_g = cathode_cm2 * 22.6e-3, anode_cm2 * 10.7e-3
    solid = {
        side: 1 / (0.95 / rho + 0.05 / 1.8) for side, rho in (("cathode", 3.6), ("anode", 2.24))
    }
    pores_ml = cathode_g / 2.40 * (1 - 2.40 / solid["cathode"])
    pores_ml += anode_g / 1.50 * (1 - 1.50 / solid["anode"])
    pores_ml += separator_cm2 * 13e-4 * 0.47
    layer_um = 2 * (10 * 22.6 / 2.40 + 10 * 10.7 / 1.50) + 12 + 5 + 2 * 13
    layers = cathode_cm2 / 2 / ((28 - 0.16) * 6.7)
    thickness_cm = layers * layer_um / 1e4 + 0.16
    wall_cm2 = 2 * (28 * 8.2 + (28 + 8.2) * thickness_cm)
    mass_g = (
        cathode_g
        + anode_g
        + cathode_cm2 / 2 * 12e-4 * 2.70
        + anode_cm2 / 2 * 5e-4 * 8.96
        + separator_cm2 * 13e-4 * 0.53 * 0.95
        + pores_ml * 1.2
        + wall_cm2 * 0.08 * 2.70
    )
    energy_wh = 161.5 * (3.36 - 0.15)
    measured, found = validation.designs(Tables(root / "data"))
    ratios = validation.mass_ratios(measured, found)
    assert ratios["catl-lfp"] == pytest.approx(3100 / mass_g)
    others = sorted(ratio for name, ratio in ratios.items() if name != "catl-lfp")
    by_mass = 1000 * energy_wh / (mass_g * others[1])
    by_volume = 1000 * energy_wh / (28 * 8.2 * thickness_cm)
    assert comparison.at[("catl-lfp", "given", "Wh/kg"), "predicted"] == pytest.approx(by_mass)
    assert comparison.at[("catl-lfp", "given", "Wh/L"), "predicted"] == pytest.approx(by_volume)


def test_the_measured_cell_has_no_part_in_its_own_prediction(data, root, monkeypatch):
    """A wrong mass of one cell changes the others' predictions, not its own."""
    before = validation.table(Tables(root / "data")).set_index(["cell", "mode", "quantity"])[
        "predicted"
    ]
    read = Tables.by_key

    def heavier(tables, name):
        frame = read(tables, name)
        if name == "cells":
            frame.loc[frame["id"] == "lg-e78", "mass_g"] *= 2
        return frame

    monkeypatch.setattr(Tables, "by_key", heavier)
    after = validation.table(Tables(root / "data")).set_index(["cell", "mode", "quantity"])[
        "predicted"
    ]
    changed = before[(before - after).abs() > 1e-9].index.get_level_values("cell")
    assert set(changed) == {"tesla-4680", "catl-lfp", "byd-blade"}


def test_measured_values_are_those_that_claims_print(root):
    """Where a claim on the same source exists, the tables agree."""
    claims = Tables(root / "data").load("claims")
    cells = Tables(root / "data").load("cells")
    pairs = {"specific_energy": "wh_per_kg", "energy_density": "wh_per_l"}
    compared = 0
    for row in cells.itertuples():
        same = claims[(claims["entity"] == row.entity) & (claims["source"] == row.source)]
        for quantity, column in pairs.items():
            for value in same.loc[same["quantity"] == quantity, "value"]:
                assert value == getattr(row, column)
                compared += 1
    assert compared >= 6


def test_allowances_of_designs_are_those_of_the_comparison(root):
    known = parameters.load(Tables(root / "data"))
    measured, found = validation.designs(Tables(root / "data"))
    ratios = validation.mass_ratios(measured, found)
    mass = known.by_scope["common"]["mass_allowance"]
    assert 100 * mass.low == pytest.approx(100 * (min(ratios.values()) - 1), abs=0.05)
    assert 100 * mass.mode == pytest.approx(100 * validation.allowance(ratios), abs=0.05)
    assert 100 * mass.high == pytest.approx(100 * (max(ratios.values()) - 1), abs=0.05)

    volume = known.by_scope["prismatic"]["volume_allowance"]
    free = []
    for name in ("catl-lfp", "byd-blade"):
        row = measured.loc[name]
        outer_ml = row["length_mm"] * row["height_mm"] * row["thickness_mm"] / 1000
        free.append(100 * (outer_ml / cell.evaluate(found[name, "given"]).volume_ml - 1))
    assert 100 * volume.low == pytest.approx(min(free), abs=0.1)
    assert 100 * volume.high == pytest.approx(max(free), abs=0.1)
    assert 100 * volume.mode == pytest.approx(sum(free) / 2, abs=0.1)


def test_the_command_prints_csv_and_how_much_was_fitted(root):
    done = subprocess.run(
        [sys.executable, "-m", "batterybook", "validate"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    rows = list(csv.reader(io.StringIO(done.stdout)))
    assert rows[0] == ["cell", "mode", "quantity", "measured", "predicted", "error_percent"]
    assert len(rows) == 17
    assert ["lg-e78", "blind", "Wh/kg", "268.0", "n/a", "n/a"] in rows
    assert "1 number fitted" in done.stderr


def test_the_sentence_on_what_was_fitted_counts():
    frame = pd.DataFrame({"cell": ["a", "a", "b"], "predicted": [1.0, None, 2.0]})
    assert validation.degrees_of_freedom(frame).startswith(
        "2 comparisons with 2 cells, 1 not applicable; 1 number fitted"
    )
