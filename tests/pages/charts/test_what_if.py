"""What-if charts start where their title says, and follow their sliders as the model does."""

import copy
import re

import altair as alt
import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient

from batterybook import charts
from batterybook.charts import draw
from batterybook.charts.publish import SPEC_MIME
from batterybook.models import plant


@pytest.fixture(scope="module")
def what_if(root):
    """The specification that the chapter's notebook publishes, run as the book runs it."""
    folder = root / "book" / "notebooks"
    notebook = nbformat.read(folder / "verkor.ipynb", as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(folder)}}).execute()
    (specification,) = (
        output.data[SPEC_MIME]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.get("metadata", {}).get("scrapbook", {}).get("name") == "verkor-what-if"
    )
    return specification


def drawn(specification, **values):
    """Texts of the chart drawn with its sliders at some values."""
    moved = copy.deepcopy(specification)
    for parameter in moved["params"]:
        parameter["value"] = values.get(parameter["name"], parameter["value"])
    return re.findall(r"<text[^>]*>([^<]+)</text>", draw.svg(moved, 640))


def cars(pack, passing, ramp):
    """As the page prints it: 12 GWh at full rate, to the nearest fifty."""
    output = plant.output_gwh_per_year(16, ramp_share=ramp / 100, reserved_share=0.75)
    packs = plant.packs_per_year(output, pack, yield_=passing / 100)
    return f"{round(float(packs) / 50) * 50:,}"


def test_the_first_picture_shows_the_contract_and_what_the_title_says(what_if):
    start = {parameter["name"]: parameter["value"] for parameter in what_if["params"]}
    assert (start["passing"], start["ramp"]) == (100, 100)
    texts = drawn(what_if)
    assert cars(**start) in texts
    assert f"fills {cars(**start)} packs of {start['pack']} kWh" in draw.title(what_if)
    assert f"Verkor: {start['pack']} kWh, 100 % pass, 100 % of rate" in texts


@pytest.mark.parametrize(
    "values",
    [
        {"pack": 40, "passing": 100, "ramp": 100},
        {"pack": 93, "passing": 80, "ramp": 25},
        {"pack": 30, "passing": 50, "ramp": 0},
    ],
)
def test_a_moved_slider_gives_what_the_model_gives(what_if, values):
    texts = drawn(what_if, **values)
    assert cars(**values) in texts
    assert (
        f"Verkor: {values['pack']} kWh, {values['passing']} % pass, {values['ramp']} % of rate"
        in texts
    )


def test_the_axis_holds_the_longest_bar_of_all_slider_positions(what_if):
    most = float(cars(pack=25, passing=100, ramp=100).replace(",", ""))
    (scale,) = {
        tuple(layer["encoding"]["x"]["scale"]["domain"])
        for layer in what_if["layer"]
        if "scale" in layer["encoding"].get("x", {})
    }
    assert most < scale[1]


def test_each_slider_says_what_it_moves_and_starts_within_its_range(what_if):
    for parameter in what_if["params"]:
        bind = parameter["bind"]
        assert bind["input"] == "range"
        assert re.search(r"\(.+\)$", bind["name"]), "a label with its unit"
        assert bind["min"] <= parameter["value"] <= bind["max"]


def test_a_slider_that_starts_outside_its_range_is_refused():
    with pytest.raises(ValueError, match="pack must be at least 20 and at most 100; found 120"):
        charts.slider("pack", "Pack (kWh)", 20, 100, 1, 120)


@pytest.mark.parametrize(("pick", "faded"), [("all", 0), ("late", 2), ("kept", 1)])
def test_a_menu_fades_the_marks_of_other_kinds(pick, faded):
    rows = pd.DataFrame({"status": ["kept", "late", "kept"], "months": [0, 3, 1]})
    bars = (
        alt.Chart(rows)
        .mark_bar()
        .encode(x="months:Q", y="status:N", opacity=charts.picked("shown", "status"))
    )
    chart = bars.add_params(charts.menu("shown", "Show", ["kept", "late"])).to_dict()
    chart["params"][0]["value"] = pick
    assert draw.svg(chart, 640).count('opacity="0.1"') == faded
