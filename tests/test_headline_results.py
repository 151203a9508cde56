"""Each chapter's headline results, reckoned again from the tables alone.

No function of the book is called here: a slip in a notebook, or in what it calls, shows as a
difference from the results that the notebook stores.
"""

import ast
import csv
from pathlib import Path
from statistics import median

import nbformat
import pytest

ROOT = Path(__file__).parents[1]


def rows(table):
    """Rows of a table by their id, every cell as text."""
    with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def stored(chapter):
    """The results that a chapter's notebook keeps in its last cell."""
    notebook = nbformat.read(ROOT / "book" / "notebooks" / f"{chapter}.ipynb", as_version=4)
    return ast.literal_eval(notebook.cells[-1].outputs[-1].data["text/plain"])


def test_a_square_metre_at_lardy_costs_more_than_at_most_other_sites():
    claims, entities = rows("claims"), rows("entities")

    def stated(quantity, unit):
        """Figure of each laboratory: the preferred one, or the only one."""
        found = {}
        for claim in claims.values():
            if claim["quantity"] == quantity and claim["unit"] == unit and claim["value"]:
                if entities[claim["entity"]]["kind"] == "laboratory":
                    found.setdefault(claim["entity"], []).append(claim)
        chosen = {
            site: next((c for c in some if c["preferred"] == "true"), some[0])
            for site, some in found.items()
        }
        return {site: float(claim["value"]) for site, claim in chosen.items()}

    money, area = stated("capital_cost", "MEUR"), stated("floor_area", "m²")
    euros = {site: 1e6 * money[site] / area[site] for site in money.keys() & area.keys()}
    lardy = euros.pop("lardy-cell-laboratory")
    results = stored("lardy")
    # Quoted to the hundred.
    for key, value in {
        "lardy_eur_per_m2": lardy,
        "rivals_eur_per_m2_least": min(euros.values()),
        "rivals_eur_per_m2_median": median(euros.values()),
        "rivals_eur_per_m2_most": max(euros.values()),
    }.items():
        assert results[key] == pytest.approx(value, abs=50), key
    assert results["rivals_with_cost"] == len(euros)
    assert results["rivals_cheaper"] == sum(value < lardy for value in euros.values())
    assert results["rivals_cheaper"] > len(euros) / 2, "the chapter says: most other sites"

    dry = stated("dry_room_area", "m²")
    share = {site: 100 * dry[site] / area[site] for site in dry}
    assert results["dry_room_share_percent"] == pytest.approx(
        share["lardy-cell-laboratory"], abs=0.5
    )
    assert results["centre_dry_room_share_percent"] == pytest.approx(
        share["cidetec-eskuzaitzeta"], abs=0.5
    )
    model = claims["lardy-model-dry-room"]
    plant = float(claims["lardy-model-plant-area"]["value"])
    for key, end in {"least": "low", "most": "high"}.items():
        assert results[f"plant_dry_room_share_{key}"] == pytest.approx(
            100 * float(model[end]) / plant, abs=0.5
        )


def test_every_dated_supply_contract_is_older_than_the_laboratory():
    claims = rows("claims")
    signed = [
        claim["date"]
        for claim in claims.values()
        if claim["quantity"] == "contract_signed" and claim["entity"] in ("ampere", "renault-group")
    ]
    # A month sorts before its days, so it is compared with the month of the start.
    start = claims["lardy-start"]["date"]
    before = [date for date in signed if date < start[: len(date)]]
    results = stored("lardy")
    assert (results["contracts_dated"], results["contracts_before_laboratory"]) == (
        len(signed),
        len(before),
    )
    assert before == signed, "the chapter says: all of them"


def test_kinds_of_test_named_at_lardy_that_a_standard_covers():
    claims = rows("claims").values()
    named = [
        claim["object"]
        for claim in claims
        if claim["entity"] == "lardy-cell-laboratory"
        and claim["quantity"] == "test_scope"
        and claim["object"]
    ]
    covered = {claim["object"] for claim in claims if claim["quantity"] == "standard_scope"}
    results = stored("lardy")
    assert results["tests_named"] == len(named)
    assert results["tests_with_standard"] == sum(kind in covered for kind in named)
