"""Who has a page, what stands on it, and which facts it shows: a rule on the tables alone."""

import pandas as pd
import pytest

from batterybook.tables.entities import all_of_kind, disputed, home, pages, promised, short_label
from batterybook.tables.evidence import Evidence
from batterybook.tables.facts import facts, pairs
from batterybook.tables.read import Tables

KINDS = ["vehicle,cars,Cars,car,3,true", "supply,cars,Supplies,supply,,", "maker,,Makers,maker,2,"]
ENTITIES = [
    "five,vehicle,Five Electric,Five,FR,,",
    'five-52,vehicle,"Five Electric, 52 kWh","Five, 52 kWh",,five,',
    'five-40,vehicle,"Five Electric, 40 kWh","Five, 40 kWh",,five,',
    "five-cells,supply,Five with Cellmaker cells,Five with Cellmaker,,five,",
    "six,vehicle,Six Electric,Six,FR,,",
    "plain-maker,maker,Cellmaker,,FR,,",
]
FACTS = [
    "vehicle-pack,vehicle,pack,entity,Pack,glance,true,true",
    "vehicle-chemistry,vehicle,chemistry,entity,Chemistry,glance,true,",
    "vehicle-supplier,vehicle,supplier,entity,Maker of the cells,glance,true,",
    "maker-supplier,maker,supplier,object,Supplies,supply,,",
    "contract-offtake,contract,offtake,entity,In a year,supply,,true",
]
CLAIMS = [
    "pack-52,five-52,pack,,eq,52,kWh,,actual,true",
    "pack-52-rival,five-52,pack,,eq,50,kWh,,actual,",
    "chemistry-52,five-52,chemistry,nickel,text,,,,actual,",
    "chemistry-wish,five,chemistry,iron,text,,,,opinion,",
    "supplied,five-cells,supplier,plain-maker,text,,,2025,target,",
    "six-pack,six,pack,,eq,60,kWh,2024,actual,",
    "range-40,five-40,range,,eq,300,km,,actual,",
    "taken,plain-maker,offtake,plain-maker,eq,5,kWh,2024,target,",
]


@pytest.fixture
def book():
    """A book of two cars and a maker, without any file."""
    made = Evidence(Tables.__new__(Tables))

    def frame(columns, rows):
        cells = [row if isinstance(row, list) else next(_csv([row])) for row in rows]
        table = pd.DataFrame(cells, columns=columns.split(",")).replace("", None)
        return table.set_index(table.columns[0], drop=False).rename_axis(None)

    made.kinds = frame("kind,group,title,noun,least_claims,versions", KINDS)
    made.kinds["least_claims"] = made.kinds["least_claims"].astype("Int64")
    made.kinds["versions"] = made.kinds["versions"].map({"true": True}).astype("boolean")
    others = ["nickel,chemistry,Nickel,,,,", "iron,chemistry,Iron,,,,"]
    made.entities = frame("id,kind,name,short,country,parent,note", [*ENTITIES, *others])
    made.facts = frame("id,kind,quantity,side,title,part,asked,compared", FACTS)
    for field in ("asked", "compared"):
        made.facts[field] = made.facts[field].map({"true": True}).astype("boolean")
    made.claims = frame("id,entity,quantity,object,relation,value,unit,date,kind,preferred", CLAIMS)
    made.claims["value"] = made.claims["value"].astype(float)
    made.claims["preferred"] = made.claims["preferred"].map({"true": True}).astype("boolean")
    for field in ("low", "high", "stated_on"):
        made.claims[field] = None
    made.claims["statement"] = made.claims["id"]
    made.claims["source"] = "paper"
    made.sources = frame("id,published", ["paper,2025-01-01"])
    quantities = [
        "pack,number",
        "range,number",
        "chemistry,text",
        "supplier,text",
        "offtake,number",
    ]
    made.quantities = frame("id,type", quantities)
    made.promises = frame("claim,thing", [])
    vars(made)["_patterns"] = {"kWh": "{} kWh", "km": "{} km"}
    return made


def _csv(lines):
    import csv

    return csv.reader(lines)


def _shown(book, key, part="glance"):
    return {
        fact.title: ([(each.of, each.words, each.mark) for each in fact.values], fact.unknown)
        for fact in facts(book, pages(book)[key], part)
    }


def test_a_page_is_for_those_that_enough_claims_name_their_parts_included(book):
    found = pages(book)
    assert list(found) == ["five", "plain-maker"]
    assert found["five"].claims == (
        "pack-52",
        "pack-52-rival",
        "chemistry-52",
        "chemistry-wish",
        "supplied",
        "range-40",
    )
    book.kinds.loc["vehicle", "least_claims"] = 7
    assert list(pages(book)) == ["plain-maker"]


def test_a_version_has_no_page_however_many_claims_name_it(book):
    book.kinds.loc["vehicle", "least_claims"] = 1
    assert "five-52" not in pages(book)
    assert pages(book)["five"].versions == ("five-52", "five-40")
    assert list(all_of_kind(book, "vehicle")) == ["five", "six"]


def test_a_part_is_at_home_on_the_page_of_what_it_belongs_to(book):
    found = pages(book)
    assert home(found, book, "five-cells") == "five"
    assert home(found, book, "six") is None


def test_a_part_is_named_without_its_whole(book):
    assert short_label(book, "five-52", "five") == "52 kWh"
    assert short_label(book, "five-cells", "five") == "with Cellmaker cells"
    assert short_label(book, "six", "five") == "Six"


def test_a_fact_takes_the_preferred_claim_and_names_the_versions_of_which_nobody_says_it(book):
    shown = _shown(book, "five")
    assert shown["Pack"] == ([("", "52 kWh", "")], ["40 kWh"])
    assert shown["Chemistry"] == ([("52 kWh", "Nickel", "")], ["40 kWh"]), "an opinion is no fact"


def test_what_is_aimed_at_for_a_part_says_nothing_of_the_versions_and_what_is_does(book):
    assert _shown(book, "five")["Maker of the cells"] == (
        [("", "Cellmaker", "aim")],
        ["52 kWh", "40 kWh"],
    )
    book.claims.loc["supplied", "kind"] = "actual"
    assert _shown(book, "five")["Maker of the cells"] == ([("", "Cellmaker", "")], [])


def test_of_a_version_that_is_planned_and_no_more_nothing_is_missed(book):
    book.claims.loc["range-40", "kind"] = "target"
    assert _shown(book, "five")["Pack"] == ([("", "52 kWh", "")], [])


def test_what_nobody_says_is_a_fact_without_values(book):
    book.claims = book.claims.drop(["pack-52", "pack-52-rival"])
    assert _shown(book, "five")["Pack"] == ([], [])


def test_the_other_side_of_a_claim_names_who_is_supplied(book):
    assert _shown(book, "plain-maker", "supply") == {
        "Supplies": ([("", "Five with Cellmaker", "aim")], [])
    }


def test_a_contract_is_known_between_two(book):
    assert [
        (value.words, value.mark)
        for value in pairs(book)["plain-maker", "plain-maker"]["In a year"]
    ] == [("5 kWh", "2024, aim")]


@pytest.fixture(scope="module")
def whole(root):
    return Evidence(Tables(root / "data"))


def test_each_kind_of_entity_has_its_words(whole):
    assert set(whole.entities["kind"]) <= set(whole.kinds.index)


def test_about_forty_have_a_page_and_those_that_readers_ask_for_are_among_them(whole):
    found = pages(whole)
    assert 30 <= len(found) <= 60
    asked = (
        "renault-5 renault-megane renault-scenic renault-twingo alpine-a390 verkor acc lges catl"
    )
    asked += " verkor-dunkirk aesc-douai catl-debrecen basquevolt lardy-cell-laboratory lfp nmc"
    assert [key for key in asked.split() if key not in found] == []


def test_every_line_of_facts_is_shown_on_some_page(whole):
    found = pages(whole)
    known = {
        (page.kind, fact.title)
        for page in found.values()
        for part in ("glance", "supply")
        for fact in facts(whole, page, part)
        if fact.values
    }
    asked = whole.facts[whole.facts["kind"] != "contract"]
    titles = {(row.kind, row.title) for row in asked.itertuples()}
    assert titles - known == set()


def test_promises_and_disagreements_of_a_page_are_those_that_name_it(whole):
    page = pages(whole)["verkor-dunkirk"]
    assert "verkor-first-cells" in promised(whole, page).index
    assert "verkor-capacity" in disputed(whole, page).index
    assert "verkor-stake" not in disputed(whole, page).index
