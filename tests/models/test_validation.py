"""The comparison with measured cells is what the tables give, misses included."""

import csv
import io
import subprocess
import sys
from statistics import median

import pandas as pd
import pytest

from batterybook.models import parameters, sampling, validation
from batterybook.models.ranges import Range
from batterybook.tables.read import Tables


@pytest.fixture(scope="module")
def comparison(root):
    return validation.table(Tables(root / "data")).set_index(["cell", "mode", "quantity"])


def test_every_cell_is_there_in_both_modes_and_quantities(comparison, root):
    cells = Tables(root / "data").load("cells")["id"]
    expected = {(c, m, q) for c in cells for m in ("given", "blind") for q in ("Wh/kg", "Wh/L")}
    assert set(comparison.index) == expected


def test_twenty_cells_are_compared_of_each_format_at_least_two(comparison):
    given = comparison.xs("given", level="mode")["predicted"].dropna().reset_index()
    assert given["cell"].nunique() >= 20
    formats = comparison.reset_index().groupby("cell")["format"].first()
    for quantity, found in given.groupby("quantity"):
        counted = found["cell"].map(formats).value_counts()
        assert (counted.reindex(["pouch", "prismatic", "cylindrical"]) >= 2).all(), quantity


#: Misses of the goals (5 % given, 15 % blind), with what is known of their reason in ``cells``.
MISSES = {
    "given Wh/kg": "lg-hg2 lg-hb4 samsung-25r samsung-30q sony-vtc5a a123-18650 a123-26650 "
    "eig-c020 kokam-7500 quantumscape-qse5",
    "given Wh/L": "tesla-4680 catl-lfp lg-mj1 eve-c33 eig-c020 quantumscape-qse5",
    "blind Wh/kg": "lg-hb4 samsung-30q sony-vtc6 a123-18650",
    "blind Wh/L": "lg-hb4 sony-vtc6 a123-18650 kokam-7500",
}


def test_the_known_misses_are_the_only_ones(comparison, root):
    limit = [validation.GOALS[mode] for _, mode, _ in comparison.index]
    missed = comparison.index[comparison["error_percent"].abs() > limit]
    found = {pair: set() for pair in MISSES}
    for name, mode, quantity in missed:
        found[f"{mode} {quantity}"].add(name)
    assert found == {pair: set(names.split()) for pair, names in MISSES.items()}
    notes = Tables(root / "data").by_key("cells")["note"]
    assert notes[sorted(set.union(*found.values()))].str.len().min() > 60, "each says what is known"


def test_circular_pairs_are_left_out(comparison, root):
    cells = Tables(root / "data").by_key("cells")["not_applicable"].dropna()
    said = {(name, *pair.split(" ")) for name, pairs in cells.items() for pair in pairs.split("|")}
    assert set(comparison.index[comparison["predicted"].isna()]) == said
    assert ("lg-e78", "blind", "Wh/kg") in said


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
    layers = cathode_cm2 / 2 / ((28 - 0.13) * 6.7)
    thickness_cm = layers * layer_um / 1e4 + 0.13
    wall_cm2 = 2 * (28 * 8.2 + (28 + 8.2) * thickness_cm)
    mass_g = (
        cathode_g
        + anode_g
        + cathode_cm2 / 2 * 12e-4 * 2.70
        + anode_cm2 / 2 * 5e-4 * 8.96
        + separator_cm2 * 13e-4 * 0.53 * 0.95
        + 0.9 * pores_ml * 1.2
        + wall_cm2 * 0.065 * 2.70
    )
    energy_wh = 161.5 * (3.36 - 0.15)
    cells, found = validation.designs(Tables(root / "data"))
    by_mass, by_volume = (
        validation.like(validation.ratios(cells, found, quantity), cells, "prismatic", quantity)
        for quantity in ("Wh/kg", "Wh/L")
    )
    volume_ml = 28 * 8.2 * thickness_cm
    assert by_mass["catl-lfp"] == pytest.approx(3100 / mass_g)
    assert by_volume["catl-lfp"] == pytest.approx(28 * 8.2 * 6.3 / volume_ml)
    heavier, larger = (
        median(ratio for name, ratio in found.items() if name != "catl-lfp")
        for found in (by_mass, by_volume)
    )
    predicted = comparison.sort_index()["predicted"].xs(("catl-lfp", "given"))
    assert predicted["Wh/kg"] == pytest.approx(1000 * energy_wh / mass_g / heavier)
    assert predicted["Wh/L"] == pytest.approx(1000 * energy_wh / volume_ml / larger)


def test_the_measured_cell_has_no_part_in_its_own_prediction(data, root, monkeypatch):
    """A wrong mass of one cell changes the others' predictions, not its own."""
    before = validation.table(Tables(root / "data")).set_index(["cell", "mode", "quantity"])[
        "predicted"
    ]
    read = Tables.by_key

    def heavier(tables, name):
        frame = read(tables, name)
        if name == "cells":
            frame.loc[frame["id"] == "byd-blade", ["mass_g", "thickness_mm"]] *= 2
        return frame

    monkeypatch.setattr(Tables, "by_key", heavier)
    after = validation.table(Tables(root / "data")).set_index(["cell", "mode", "quantity"])[
        "predicted"
    ]
    changed = before[(before - after).abs() > 1e-9].index.get_level_values("cell")
    assert {"catl-lfp", "phev1-nmc111"} <= set(changed)
    assert set(changed) <= {"catl-lfp", "phev1-nmc111", "lg-e78", "eig-c020", "kokam-7500"} | {
        "quantumscape-qse5"
    }


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


def test_allowances_and_errors_of_designs_are_those_of_the_comparison(root):
    tables = Tables(root / "data")
    known = parameters.load(tables)
    cells, found = validation.designs(tables)
    spread = validation.spread_percent(validation.table(tables), cells)
    for quantity, body in (("Wh/kg", "mass"), ("Wh/L", "volume")):
        ratios = validation.ratios(cells, found, quantity)
        for housing_format in ("pouch", "prismatic", "cylindrical"):
            rows = known.by_scope["common"] | known.by_scope[housing_format]
            alike = validation.like(ratios, cells, housing_format, quantity)
            allowed, error = rows[f"{body}_allowance"], rows[f"{body}_error"]
            assert 100 * allowed.mode == pytest.approx(100 * validation.allowance(alike), abs=0.06)
            assert 100 * error.high == pytest.approx(spread[housing_format, quantity], abs=0.06)
            assert error.low == -error.high


def test_a_triangle_of_the_spread_has_the_root_mean_square_of_the_errors():
    frame = pd.DataFrame(
        {"cell": ["a", "b", "c"], "format": "pouch", "mode": "given", "quantity": "Wh/kg"}
    ).assign(error_percent=[3.0, -4.0, 90.0])
    cells = pd.DataFrame({"inside": ["read", "filled", "unread"]}, index=["a", "b", "c"])
    width = validation.spread_percent(frame, cells)["pouch", "Wh/kg"]
    drawn = sampling.draw({"error": Range(-width, 0, width)}, 10_000, seed=1)["error"]
    assert (drawn**2).mean() == pytest.approx((9 + 16) / 2, rel=0.01)


def test_one_cell_or_two_set_no_allowance():
    assert validation.allowance({"a": 1.2, "b": 1.1}) == 0
    assert validation.allowance({"a": 1.2, "b": 1.1, "c": 1.5}, without="c") == pytest.approx(0.15)


def test_the_command_prints_csv_and_how_much_was_fitted(root):
    done = subprocess.run(
        [sys.executable, "-m", "batterybook", "validate"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    rows = list(csv.reader(io.StringIO(done.stdout)))
    columns = ["cell", "format", "mode", "quantity", "measured", "predicted", "error_percent"]
    assert rows[0] == columns
    assert ["lg-e78", "pouch", "blind", "Wh/kg", "268.0", "n/a", "n/a"] in rows
    assert "4 numbers fitted" in done.stderr
    assert "given Wh/kg: 10 of 20 within 5 %; worst quantumscape-qse5, +30.7 %." in done.stderr


def test_the_words_on_what_was_fitted_count():
    frame = pd.DataFrame(
        {
            "cell": ["a", "a", "b"],
            "mode": ["given", "blind", "given"],
            "quantity": "Wh/L",
            "predicted": [1.0, None, 2.0],
            "error_percent": [6.0, None, -5.0],
        }
    )
    lines = validation.in_words(frame).splitlines()
    assert lines[0].startswith("2 comparisons with 2 cells, 1 not applicable; 4 numbers fitted")
    assert lines[1:] == ["given Wh/L: 1 of 2 within 5 %; worst a, +6.0 %."]
