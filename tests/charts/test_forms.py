"""Forms keep the order of their frame, draw each mark where it belongs, and give it its words."""

import re

import altair as alt
import pandas as pd
import pytest

from batterybook import charts
from batterybook.charts import draw, forms
from batterybook.charts.publish import SPEC_MIME

CARS = pd.DataFrame(
    {
        "label": ["Small", "Large", "Middle"],
        "kwh": [40.0, 90.0, 65.0],
        "most": [40.0, 95.0, 65.0],
        "figure": ["40", "90 to 95", "65"],
        "basis": ["gross", "usable", "gross"],
        "claim": ["a", "b", "c"],
    }
)
TIP = "{label}, pack: {figure} kWh"
AXIS = alt.X(title="Pack (kWh)", axis=alt.Axis(labels=False))
KINDS = forms.Kinds("basis", {"gross": charts.BLUE, "usable": charts.ORANGE})
PLANS = pd.DataFrame(
    {
        "name": ["Plant: start", "Plant: start"],
        "label": ["Plant (late)", "Plant (again)"],
        "slip": ["slip 9 months", "slip 9 months"],
        "said": ["2020-01-15", "2021"],
        "due": ["2022", "2023-06"],
        "came": [None, "2023-09-30"],
        "claim": ["first", "second"],
        "came_claim": [None, "proof"],
    }
)


def texts(chart, width=640):
    """Words of a picture, from the top."""
    svg = draw.svg(chart.properties(title="T").to_dict(), width)
    return re.findall(r"<text[^>]*>([^<]+)</text>", svg)


def drawn(chart):
    """Rows of each layer's data after its transforms, as Vega sees them."""
    specification = draw.drawable(chart.to_dict()) | {"width": 640}
    return specification["datasets"]


def tips(chart):
    found = [row["tip"] for rows in drawn(chart).values() for row in rows if "tip" in row]
    return list(dict.fromkeys(found))


def test_bars_keep_the_order_of_their_frame_and_say_what_is_printed_beside_them():
    chart = forms.bars(CARS, "kwh", AXIS, tip=TIP, figure="figure")
    found = texts(chart)
    assert [word for word in found if word in set(CARS["label"])] == ["Small", "Large", "Middle"]
    assert [word for word in found if word in set(CARS["figure"])] == ["40", "90 to 95", "65"]
    assert tips(chart) == [
        "Small, pack: 40 kWh",
        "Large, pack: 90 to 95 kWh",
        "Middle, pack: 65 kWh",
    ]


def test_a_chart_draws_at_the_width_of_a_phone():
    chart = forms.bars(CARS, "kwh", AXIS, tip=TIP, figure="figure", kinds=KINDS)
    assert {"Small", "gross", "Pack (kWh)"} <= set(texts(chart, 320))


def test_claims_go_with_their_mark_and_no_other_column_does():
    frame = CARS.assign(note_claim="z", n=1)
    rows = next(iter(drawn(forms.bars(frame, "kwh", AXIS, tip=TIP)).values()))
    assert (rows[0]["claim"], rows[0]["note_claim"]) == ("a", "z")
    assert "n" not in rows[0]


def test_a_group_has_one_heading_above_its_bars_that_is_no_mark():
    chart = forms.bars(CARS.sort_values("basis"), "kwh", AXIS, tip=TIP, group="basis")
    assert texts(chart).count("gross") == texts(chart).count("usable") == 1
    rows = {
        row["tip"]: row["row"] for rows in drawn(chart).values() for row in rows if "tip" in row
    }
    assert list(rows.values()) == [1, 2, 4], "a heading stands at rows 0 and 3"


def test_an_axis_of_words_begins_at_zero_and_one_with_ends_keeps_them():
    assert "0" in texts(forms.bars(CARS, "kwh", "Pack (kWh)", tip=TIP))
    x = forms.amounts("Pack (kWh)", 110, least=30, values=[30, 70])
    assert [word for word in texts(forms.bars(CARS, "kwh", x, tip=TIP)) if word.isdigit()] == [
        "30",
        "70",
    ]


def test_kinds_of_one_label_stand_below_each_other():
    twice = pd.concat([CARS.assign(basis="gross"), CARS.assign(basis="usable")])
    chart = forms.bars(
        twice, "kwh", AXIS, tip="{label}, {basis}: {figure} kWh", kinds=KINDS, stacked=True
    )
    offsets = [layer.mark.yOffset for layer in chart.layer if layer.mark.type == "bar"]
    assert offsets == [3, 13]
    assert texts(chart).count("Small") == 1


def test_a_kind_of_other_marks_takes_no_room_among_the_bars():
    more = forms.Kinds("basis", KINDS.colours | {"measured": charts.INK})
    twice = pd.concat([CARS.assign(basis="gross"), CARS.assign(basis="usable")])
    heights = [
        forms.bars(twice, "kwh", AXIS, tip=TIP, kinds=kinds, stacked=True).height.step
        for kinds in (KINDS, more)
    ]
    assert heights[0] == heights[1]


def test_parts_of_a_sum_begin_where_the_one_above_ends():
    ends = forms.running(pd.Series([12.0, 3.0, 4.0]), pd.Series([True, True, False]))
    assert ends.to_numpy().tolist() == [[0, 12], [0, 3], [3, 7]]


def test_dots_lie_on_the_rows_of_the_form_that_they_are_laid_on():
    bars = forms.bars(CARS, "kwh", AXIS, tip=TIP)
    extra = CARS.assign(kwh=[None, None, 70.0])
    tip = "{label}, measured: {kwh:g} kWh"
    dots = forms.dots(extra, "kwh", AXIS, tip=tip, words_above=False)
    rows = [rows for rows in drawn(bars + dots).values() if rows[0].get("kwh") == 70]
    assert rows[0][0]["row"] == 2
    assert rows[0][0]["tip"] == "Middle, measured: 70 kWh"


def test_a_time_line_says_each_date_as_precisely_as_its_source():
    chart = forms.timeline(PLANS)
    assert set(tips(chart)) == {
        "Plant: start, said: 15 January 2020",
        "Plant: start, promised for: 2022",
        "Plant: start, said: 2021",
        "Plant: start, promised for: June 2023",
        "Plant: start, came: 30 September 2023",
    }
    rows = {row["tip"]: row for rows in drawn(chart).values() for row in rows if "tip" in row}
    assert rows["Plant: start, came: 30 September 2023"]["claim"] == "proof"
    assert rows["Plant: start, promised for: 2022"]["claim"] == "first"
    assert [word for word in texts(chart) if word.startswith("Plant")] == list(PLANS["label"])


def test_a_point_on_a_time_line_lies_on_a_bar():
    chart = forms.timeline(
        PLANS.drop(columns="came"), events={"said": "said", "due": "promised for"}
    )
    kinds = [layer.mark.type for layer in chart.layer if layer.mark.type != "text"]
    assert kinds == ["bar", "point"]


def test_a_group_of_dates_has_one_heading_and_one_note():
    chart = forms.timeline(PLANS, group="name", note="slip")
    assert texts(chart).count("Plant: start") == texts(chart).count("slip 9 months") == 1


def test_a_year_on_the_axis_is_the_same_in_every_zone(monkeypatch):
    chart = forms.timeline(PLANS).properties(title="T").to_dict()
    assert "'type': 'utc'" in str(draw.drawable(chart))


def test_an_unknown_event_is_named_with_the_nearest():
    with pytest.raises(ValueError, match='no event "come" on a time line; nearest: came'):
        forms.timeline(PLANS, events={"came": "come"})


def test_a_line_speaks_at_each_of_its_points():
    frame = pd.DataFrame({"year": [2026, 2027], "gwh": [1.0, 2.0], "of": "LG"})
    chart = forms.lines(
        frame,
        alt.X("year:Q"),
        alt.Y("gwh:Q"),
        tip="{of}, {year}: {gwh:g} GWh",
        kinds=forms.Kinds("of", {"LG": charts.BLUE}),
        band=("gwh", "gwh"),
    )
    assert tips(chart) == ["LG, 2026: 1 GWh", "LG, 2027: 2 GWh"]
    spoken = [
        layer.mark.type for layer in chart.layer if "tooltip" in str(layer.encoding.to_dict())
    ]
    assert spoken == ["point"]


def test_a_band_does_not_stretch_the_axis_of_its_lines():
    frame = pd.DataFrame(
        {"year": [1, 2], "p50": [5, 6], "low": [4, 5], "high": [6, 7], "kind": "k"}
    )
    scale = alt.Scale(domain=[3, 9])
    chart = forms.lines(
        frame,
        alt.X("year:Q", axis=alt.Axis(labels=False)),
        alt.Y("p50:Q", title="Loading", scale=scale),
        tip="{kind}, {year}: {p50} mAh/cm²",
        kinds=forms.Kinds("kind", {"k": charts.BLUE}),
        band=("low", "high"),
    )
    assert "0" not in texts(chart)


def test_a_matrix_keeps_the_order_of_rows_and_columns():
    frame = pd.DataFrame({"car": ["B", "A"], "maker": ["Y", "X"], "basis": ["gross", "usable"]})
    chart = forms.matrix(frame, "car", "maker", tip="{car}, from {maker}: {basis}", kinds=KINDS)
    found = texts(chart)
    assert [word for word in found if word in "XY"] == ["Y", "X"]
    assert [word for word in found if word in "AB"] == ["B", "A"]


@pytest.mark.parametrize(
    ("tip", "message"),
    [
        ("{lable}: {figure}", 'names no column "lable"; nearest: label'),
        ("{label}: {gap}", 'row 2 of 3 has no "gap"'),
    ],
)
def test_a_tip_that_a_row_cannot_fill_is_refused(tip, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        forms.told(CARS.assign(gap=["x", None, "y"]), tip)


@pytest.mark.parametrize(
    ("mark", "message"),
    [
        (alt.Chart(CARS).mark_bar(), "mark 1 (bar) has no tip"),
        (forms.marks(CARS, TIP).mark_line(), "mark 1 (line): it would tell the tip of its first"),
        (forms.marks(CARS, TIP).mark_bar() + alt.Chart(CARS).mark_rule(), "mark 2 (rule) has no"),
    ],
)
def test_a_chart_with_a_mark_that_says_nothing_is_not_published(mark, message):
    with pytest.raises(ValueError, match=re.escape(f'chart "cars", {message}')):
        charts.publish("cars", mark.encode(x="kwh:Q"), "T", CARS, {"label": "Car"})


def test_a_line_at_zero_needs_no_words(capsys):
    chart = forms.bars(CARS, "kwh", AXIS, tip=TIP) + forms.reference(0)
    charts.publish("cars", chart, "T", CARS, {"label": "Car"})


def published(monkeypatch, frame, table, **more):
    """What a chart of cars brings along."""
    found = []
    monkeypatch.setattr(
        "myst_nb.glue", lambda key, value: found.append(value._repr_mimebundle_()[SPEC_MIME])
    )
    chart = forms.bars(CARS, "kwh", AXIS, tip=TIP)
    charts.publish("cars", chart, "T", frame, table, **more)
    return found[0]["usermeta"]


def test_a_chart_brings_the_sources_that_its_frame_names_each_once(monkeypatch):
    frame = CARS.assign(pack_claim=["d", None, "a"], source="model")
    brought = published(monkeypatch, frame, {"label": "Car"}, claims=["e", "a"], sources=["paper"])
    assert brought["claims"] == ["a", "b", "c", "d", "e"]
    assert brought["sources"] == ["model", "paper"]


def test_a_table_has_its_headers_dates_in_words_and_gaps_left_empty(monkeypatch):
    frame = CARS.assign(due=["2025-07/2025-12", None, "2026"], kwh=[40.0, 90.5, float("nan")])
    table = {"label": "Car", "kwh": "Pack (kWh)", "due": "Due"}
    assert published(monkeypatch, frame, table)["table"] == {
        "columns": ["Car", "Pack (kWh)", "Due"],
        "rows": [
            ["Small", 40.0, "the second half of 2025"],
            ["Large", 90.5, ""],
            ["Middle", "", "2026"],
        ],
    }


def test_a_table_of_a_column_that_is_not_there_is_refused_with_the_nearest():
    chart = forms.bars(CARS, "kwh", AXIS, tip=TIP)
    with pytest.raises(ValueError, match='chart "cars": no column "lable"; nearest: label'):
        charts.publish("cars", chart, "T", CARS, {"lable": "Car"})


@pytest.mark.parametrize(("pick", "faded"), [("all", 0), ("usable", 2), ("gross", 1)])
def test_a_menu_fades_the_marks_of_other_kinds(pick, faded):
    bars = alt.Chart(CARS).mark_bar().encode(x="kwh:Q", y="label:N")
    bars = bars.encode(opacity=charts.picked("shown", "basis"))
    chart = bars.add_params(charts.menu("shown", "Show", ["gross", "usable"])).to_dict()
    chart["params"][0]["value"] = pick
    assert draw.svg(chart, 640).count('opacity="0.1"') == faded


def test_figures_are_a_range_only_where_they_differ_as_printed():
    said = forms.ranges(pd.Series([9.4, 12.0]), pd.Series([9.4, 1500.0]))
    assert said.tolist() == ["9", "12 to 1,500"]
