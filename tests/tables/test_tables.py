"""Tables come as typed frames; claims lie out wide, each value with its claim."""

import pandas as pd
import pytest

from batterybook.tables.evidence import Evidence
from batterybook.tables.read import TableError, Tables, find
from batterybook.tables.wide import wide


def test_cells_have_the_types_that_the_package_describes(data):
    claims = Tables(data).by_key("claims")
    assert claims["value"].dtype == "float64"
    assert claims["preferred"].dtype == "boolean"
    assert claims.at["area", "value"] == 3000
    assert pd.isna(claims.at["soon", "value"])
    assert pd.isna(claims.at["area", "object"])


def test_words_that_look_missing_stay_words(data, edit):
    edit("entities", "Other laboratory", "NA")
    assert Tables(data).by_key("entities").at["other-lab", "name"] == "NA"


def test_a_cell_of_the_wrong_type_is_named(data, edit):
    edit("claims", "3000", "3000 m2")
    with pytest.raises(TableError) as error:
        Tables(data).load("claims")
    expected = 'data/claims.csv, row 2, field value: found "3000 m2"; expected a number'
    assert str(error.value) == expected


def test_a_wrong_table_name_brings_the_nearest(data):
    with pytest.raises(TableError, match='no table "claim"; nearest: claims'):
        Tables(data).load("claim")


def test_a_missing_file_is_named(data):
    (data / "units.csv").unlink()
    with pytest.raises(TableError, match="data/units.csv: the file is missing"):
        Tables(data).load("units")


def test_a_missing_column_is_named(data, edit):
    edit("units", "unit,display,words", "unit,display")
    with pytest.raises(TableError, match="data/units.csv, row 1: found the columns unit, "):
        Tables(data).load("units")


def test_wide_takes_the_preferred_claim_in_the_quantitys_unit(data):
    frame = wide(Evidence(Tables(data)), "laboratory", ["floor_area", "opening", "supplier"])
    assert frame.at["lab", "floor_area"] == 3000
    assert frame.at["lab", "floor_area_claim"] == "area"
    assert frame.at["other-lab", "floor_area"] == pytest.approx(929.03, abs=0.01)
    assert frame.at["lab", "opening"] == "2025-09-30"
    assert frame.at["lab", "supplier"] == "Cellmaker"
    assert pd.isna(frame.at["other-lab", "supplier"])


def test_wide_does_not_stumble_over_entities_of_another_kind(data):
    with (data / "claims.csv").open("a", encoding="utf-8") as file:
        for word, thing in (("one", "lab"), ("two", "other-lab")):
            row = f"{word},lardy,area,maker,floor_area,{thing},eq,5,,,m²,,x,actual,paper-1,,,true"
            file.write(f"{row}\n")
    assert set(wide(Evidence(Tables(data)), "laboratory", ["floor_area"]).index) == {
        "lab",
        "other-lab",
    }


def test_wide_does_not_make_a_range_into_a_value(data):
    assert pd.isna(wide(Evidence(Tables(data)), "laboratory", ["share"]).at["other-lab", "share"])


@pytest.mark.parametrize(
    ("kind", "quantity", "message"),
    [
        ("labratory", "floor_area", 'no entity of kind "labratory"; nearest: laboratory'),
        ("laboratory", "flor_area", 'no quantity "flor_area"; nearest: floor_area'),
    ],
)
def test_wide_names_what_it_does_not_know(data, kind, quantity, message):
    with pytest.raises(TableError) as error:
        wide(Evidence(Tables(data)), kind, [quantity])
    assert str(error.value) == message


def test_the_tables_are_found_from_any_folder_of_a_checkout(data, monkeypatch):
    deep = data.parent / "book" / "notebooks"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert find() == data


def test_a_pack_belongs_to_a_car_with_that_pack_and_not_to_its_model():
    entities = Tables().by_key("entities")
    cars = entities[entities["kind"] == "vehicle"]
    models_with_variants = set(cars["parent"]) & set(cars.index)
    claims = Tables().load("claims")
    packs = claims[claims["quantity"].str.startswith("pack_energy")]
    assert not set(packs["entity"]) & models_with_variants
