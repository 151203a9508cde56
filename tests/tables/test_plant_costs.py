"""Money for a plant is set beside the output that it is for, and keeps its bounds."""

import pytest

from batterybook.tables import plant_costs
from batterybook.tables.evidence import Evidence
from batterybook.tables.read import Tables

_CLAIM = "{id},lardy,{id},{entity},{quantity},,{relation},{value},,,{unit},{date},About it.,actual,{source},,{said},"


@pytest.fixture
def plants(data):
    """A book with one plant, and a way to add what is said of it."""
    with (data / "entities.csv").open("a", encoding="utf-8") as file:
        file.write("plant,plant,Cell plant,,FR,maker,\n")
    with (data / "quantities.csv").open("a", encoding="utf-8") as file:
        file.write("announced_investment,Plan,plan,number,MEUR,Money\n")
        file.write("nameplate_capacity,Output,,number,GWh/a,Output\n")

    def told(*claims):
        with (data / "claims.csv").open("a", encoding="utf-8") as file:
            for each in claims:
                values = {
                    "entity": "plant",
                    "relation": "eq",
                    "date": "2024",
                    "source": "paper-1",
                    "said": "2024-05",
                } | each
                file.write(_CLAIM.format(**values) + "\n")
        return plant_costs.with_outputs(Evidence(Tables(data)))

    return told


def money(key, value, **more):
    return {"id": key, "quantity": "announced_investment", "value": value, "unit": "MEUR"} | more


def output(key, value, **more):
    return {"id": key, "quantity": "nameplate_capacity", "value": value, "unit": "GWh/a"} | more


def test_money_is_set_beside_the_output_of_the_same_source(plants):
    found = plants(money("cost", 800), output("small", 8), output("large", 40, source="undated-1"))
    assert found["id_output"].to_dict() == {"cost": "small"}
    assert found.loc["cost", ["meur", "gwh_least", "gwh_most", "year"]].tolist() == [
        *(800, 8, 8, 2024)
    ]


def test_of_several_outputs_the_one_of_the_same_date_counts(plants):
    found = plants(money("cost", 800), output("first", 8), output("last", 40, date="2030"))
    assert found["id_output"].to_dict() == {"cost": "first"}


def test_money_without_an_output_in_its_source_is_left_out(plants):
    found = plants(
        money("alone", 800),
        money("cost", 900, source="undated-1"),
        output("other", 40, source="undated-1"),
    )
    assert list(found.index) == ["cost"]


@pytest.mark.parametrize(
    ("cost", "output", "words"),
    [
        ("eq", "eq", "75"),
        ("approx", "eq", "75"),
        ("gt", "eq", "over 75"),
        ("le", "eq", "up to 75"),
        ("eq", "gt", "under 75"),
        ("eq", "le", "over 75"),
        ("gt", "le", "over 75"),
        ("le", "le", "near 75"),
    ],
)
def test_a_quotient_keeps_the_bounds_of_both_figures(cost, output, words):
    assert plant_costs.quotient(3000, 40, 40, cost, output) == words


def test_a_range_of_outputs_gives_a_range_of_quotients():
    assert plant_costs.quotient(2800, 65, 70, "eq", "range") == "40 to 43"
