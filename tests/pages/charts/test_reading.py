"""A mark is told in the words of its chart: titles with units, legends, the texts of its row."""

import altair as alt
import pandas as pd

from batterybook.pages.charts.reading import reading

ROWS = pd.DataFrame(
    {"order": [0], "gwh": [1.0], "kind": ["a"], "start": ["2025-01-01"], "end": [""]}
)


def test_titles_rows_and_legends_are_found_in_every_layer():
    base = alt.Chart(ROWS).encode(alt.Y("order:O", axis=None))
    bars = base.mark_bar().encode(
        alt.X("gwh:Q", title="GWh a year"), color=alt.Color("kind:N", title=None)
    )
    found = reading((bars + base.mark_text().encode(text="kind:N")).to_dict())
    assert found == {
        "row": "order",
        "titles": {"GWh a year": ["gwh"]},
        "words": ["kind"],
        "times": [],
    }


def test_a_category_without_a_legend_is_not_for_readers():
    chart = alt.Chart(ROWS).mark_bar().encode(x="gwh:Q", color=alt.Color("kind:N", legend=None))
    assert reading(chart.to_dict())["words"] == []


def test_a_span_of_time_has_a_start_and_an_end():
    chart = alt.Chart(ROWS).mark_bar().encode(x="start:T", x2="end", y="kind:N")
    assert reading(chart.to_dict())["times"] == ["start", "end"]


def test_a_range_is_told_from_end_to_end():
    chart = alt.Chart(ROWS).mark_bar().encode(alt.X("order:Q", title="GWh"), x2="gwh", y="kind:N")
    assert reading(chart.to_dict())["titles"] == {"GWh": ["order", "gwh"]}


def test_tooltips_of_the_charts_own_take_precedence():
    chart = alt.Chart(ROWS).mark_bar().encode(x="gwh:Q", tooltip="kind:N")
    assert reading(chart.to_dict()) is None
