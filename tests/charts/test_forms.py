"""Forms keep the order of their frame, draw each mark where it belongs, and give it its words."""

import re

import altair as alt
import pandas as pd
import pytest
import vl_convert

from batterybook import charts
from batterybook.charts import draw, forms

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
    chart = forms.bars(CARS, "kwh", AXIS, tip=TIP, figure="figure", spread=("kwh", "most"))
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


def test_the_claim_goes_with_its_mark_and_no_other_column_does():
    frame = CARS.assign(note_claim="z", n=1)
    rows = next(iter(drawn(forms.bars(frame, "kwh", AXIS, tip=TIP, claim="claim")).values()))
    assert rows[0]["claim"] == "a"
    assert not {"note_claim", "n"} & set(rows[0])


def test_a_heading_is_words_without_a_mark():
    frame = pd.concat([pd.DataFrame({"label": ["Cars"], "heading": [True]}), CARS])
    frame["heading"] = frame["heading"].eq(True)
    chart = forms.bars(frame, "kwh", AXIS, tip=TIP)
    assert "Cars" in texts(chart)
    assert len(tips(chart)) == 3


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
    extra = pd.DataFrame({"label": ["Middle"], "kwh": [70.0]})
    dots = forms.dots(extra, "kwh", AXIS, tip="{label}, measured: {kwh:g} kWh", rows=CARS["label"])
    rows = [rows for rows in drawn(bars + dots).values() if rows[0].get("kwh") == 70]
    assert rows[0][0]["row"] == 2
    assert rows[0][0]["tip"] == "Middle, measured: 70 kWh"


def test_a_slider_moves_the_words_of_the_tip_too():
    frame = pd.DataFrame({"label": ["Cars"]})
    chart = forms.bars(
        frame,
        "cars",
        AXIS,
        tip="{label}, it's: {figure} cars",
        figure="figure",
        calculate={"cars": "12e6 / pack", "figure": "format(datum.cars, ',')"},
    ).add_params(charts.slider("pack", "Pack (kWh)", 20, 100, 1, 50))
    vega = vl_convert.vegalite_to_vega(draw.drawable(chart.properties(title="T").to_dict()))
    assert "240,000" in texts(chart)
    assert "it\\\\'s: " in str(vega) or "it\\'s: " in str(vega)


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


def test_a_heading_stands_above_dates_and_lines_of_one_label_below_it_are_one_row():
    heading = pd.DataFrame({"label": ["Plants", "Lines"], "heading": True})
    again = PLANS.assign(label="start", heading=False)
    chart = forms.timeline(pd.concat([heading[:1], again, heading[1:], again[:1]]))
    rows = {
        row["tip"]: row["row"] for rows in drawn(chart).values() for row in rows if "tip" in row
    }
    assert rows["Plant: start, promised for: June 2023"] == 1, "on the row of the first date"
    assert rows["Plant: start, promised for: 2022"] == 3, "under the other heading a row of its own"
    assert [word for word in texts(chart) if word in ("Plants", "Lines")] == ["Plants", "Lines"]


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
    chart = mark.encode(x="kwh:Q").properties(title="T")
    with pytest.raises(ValueError, match=re.escape(f'chart "cars", {message}')):
        charts.publish("cars", chart, CARS, [])


def test_a_line_at_zero_needs_no_words(capsys):
    chart = forms.bars(CARS, "kwh", AXIS, tip=TIP) + forms.reference(0)
    charts.publish("cars", chart.properties(title="T"), CARS, [])


def test_figures_are_a_range_only_where_they_differ_as_printed():
    said = forms.ranges(pd.Series([9.4, 12.0]), pd.Series([9.4, 1500.0]))
    assert said.tolist() == ["9", "12 to 1,500"]
