"""Headline results of the chapters on Basquevolt and Verkor, reckoned again without notebooks.

Plain arithmetic on the rows of the tables; nothing of the plant model is used.
"""

import ast
import csv

import nbformat
import pytest


def rows(root, name):
    with (root / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def said(root):
    """Values of claims: ``said("verkor-offtake") -> 12.0``."""
    claims = rows(root, "claims")
    return lambda claim: float(claims[claim]["value"])


def results(root, notebook):
    cells = nbformat.read(root / "book" / "notebooks" / f"{notebook}.ipynb", as_version=4).cells
    return ast.literal_eval(cells[-1].outputs[-1].data["text/plain"])


@pytest.fixture(scope="module")
def verkor(root):
    return results(root, "verkor")


@pytest.fixture(scope="module")
def basquevolt(root):
    return results(root, "basquevolt")


def test_the_contract_fills_so_many_packs_of_the_a390(verkor, said):
    kwh = said("verkor-offtake") * 1e6
    assert verkor["a390_packs_usable"] == round(kwh / said("verkor-a390-pack-usable"), -2)


def test_dieppe_takes_so_much_of_the_contract(verkor, said):
    days = said("verkor-working-days") - 5 * said("verkor-paid-leave")
    least = said("verkor-dieppe-a390-capacity") * days * said("verkor-a390-pack-usable") / 1e6
    assert verkor["dieppe_share_least"] == round(100 * least / said("verkor-offtake"), 1)


def test_supply_at_most_is_the_sum_of_three_full_volumes(verkor, said):
    # From the start of January 2026 to the end of 2030 LG's term has 5 full years.
    lg = said("chemistry-lg-energy") / 5
    aesc = said("verkor-aesc-douai-capacity") * said("verkor-aesc-douai-renault-share") / 100
    assert verkor["lg_most_gwh"] == pytest.approx(lg, abs=0.05)
    assert verkor["aesc_most_gwh"] == aesc
    assert verkor["supply_most_gwh"] == round(said("verkor-offtake") + lg + aesc)


def test_supply_at_least_has_a_longer_term_of_lg_and_a_slow_ramp_of_aesc(verkor, said):
    # Five years and a quarter, and a ramp from March 2025 that makes 1 GWh by the end of August
    # 2026: a year and a half, so the slope is 2 / 1.5 ** 2 GWh a year each year, and the middle
    # of 2030 lies 5 years and 4 months after the start.
    lg = said("chemistry-lg-energy") / 5.25
    rate = 2 / 1.5**2 * (5 + 4 / 12)
    aesc = rate * said("verkor-aesc-douai-renault-share") / 100
    assert verkor["lg_least_gwh"] == pytest.approx(lg, abs=0.06)
    assert verkor["aesc_least_gwh"] == pytest.approx(aesc, abs=0.06)
    assert verkor["supply_least_gwh"] == round(said("verkor-offtake") + lg + aesc)


def test_what_the_cars_sold_need_follows_from_the_mean_pack(verkor, said):
    sold = said("verkor-group-ev-sales") / 1e6
    # The mean packs are rounded to 1 kWh in the results.
    for end in ("least", "most"):
        mean = verkor["mean_smallest_kwh" if end == "least" else "mean_largest_kwh"]
        assert verkor[f"need_{end}_gwh"] == pytest.approx(sold * mean, abs=0.5 * sold + 0.05)


def test_the_mean_of_the_largest_packs_is_weighted_by_cars(verkor, said):
    counted = [
        (said("verkor-renault-5-sold"), said("verkor-renault-5-pack-gross")),
        (said("verkor-scenic-built"), said("verkor-scenic-pack-gross")),
        (said("verkor-megane-built"), said("verkor-megane-pack-gross")),
    ]
    cars = sum(count for count, _ in counted)
    mean = sum(count * kwh for count, kwh in counted) / cars
    assert verkor["mean_largest_kwh"] == round(mean)


def test_spared_steps_and_what_is_missing_at_the_planned_size(root, basquevolt, said):
    size = said("basquevolt-plan-output")
    cost, spared = 0.0, 0.0
    for step in rows(root, "capex_steps").values():
        grown = (size / float(step["share_at_gwh_per_year"])) ** float(step["scale_exponent"])
        cost += float(step["share_percent"]) * grown
        if step["lithium_metal"] == "dropped":
            spared += float(step["share_percent"]) * grown
    share = 100 * spared / cost
    assert basquevolt["dropped_share_percent"] == round(share)
    missing = said("basquevolt-capital-cost-cut") - share
    assert basquevolt["missing_share_percent"] == round(missing)
    assert basquevolt["missing_cut_percent"] == round(100 * missing / (100 - share))


def test_the_plans_money_over_its_output(basquevolt, said):
    plan = said("basquevolt-plan-investment") / said("basquevolt-plan-output")
    assert basquevolt["plan_meur_per_gwh"] == round(plan)
