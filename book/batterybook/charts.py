"""The look of every chart, and how it is published from a notebook and drawn on a page."""

import copy
import json
import re
import textwrap

import pandas as pd

#: MIME type of a chart's specification: nbformat keeps objects only under ``+json``.
SPEC_MIME = "application/vnd.vegalite.v6+json"

#: Widths in CSS pixels at which a chart is drawn: for a text column and for a phone.
WIDTHS = {"wide": 640, "narrow": 320}

# Colours are CSS variables with a fallback, so that one picture serves the light and the
# dark page and still prints on its own. The hues are Okabe and Ito's, told apart by all.
INK = "var(--chart-ink, #222222)"
MUTED = "var(--chart-muted, #595959)"
GRID = "var(--chart-grid, #dddddd)"
BLUE = "var(--chart-blue, #0072b2)"
ORANGE = "var(--chart-orange, #d55e00)"
GREEN = "var(--chart-green, #00795a)"
PURPLE = "var(--chart-purple, #a8568a)"
SKY = "var(--chart-sky, #2b8cbe)"

FONT_PX = 13

CONFIG = {
    "background": None,
    "font": "Helvetica, Arial, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": MUTED,
        "domainColor": GRID,
        "tickColor": GRID,
        "gridColor": GRID,
        "labelFontSize": FONT_PX,
        "titleFontSize": FONT_PX,
        "titleFontWeight": "normal",
        "labelLimit": 400,
        "labelSeparation": 10,  # fonts on the page may be wider than the one measured with
    },
    "legend": {
        "labelColor": INK,
        "titleColor": MUTED,
        "labelFontSize": FONT_PX,
        "titleFontSize": FONT_PX,
        "titleFontWeight": "normal",
        "labelLimit": 400,
        "orient": "top",
        "direction": "horizontal",
        "columnPadding": 20,
    },
    "text": {"color": INK, "fontSize": FONT_PX},
    "title": {"color": INK, "anchor": "start", "fontSize": 16},
    "range": {"category": [BLUE, ORANGE, GREEN, PURPLE, SKY]},
}


#: The same look where a reader can point: each mark tells what it encodes. What Vega would say
#: to a screen reader is switched off, as the page's own words stand for the chart.
LIVE_CONFIG = CONFIG | {
    "mark": {"tooltip": True, "aria": False},
    "axis": CONFIG["axis"] | {"aria": False},
    "legend": CONFIG["legend"] | {"aria": False},
}


def publish(key, chart, table, claims, sources=()):
    """Publish a chart under a key, with its data and sources, for a chapter to place.

    Parameters
    ----------
    key : str
        Name by which ``{chart}`` places it.
    chart : altair.Chart
        Its title is its finding. Leave the width alone: the page sets it.
    table : pandas.DataFrame
        The data as a reader should see them: headers with units, cells as text or
        numbers, missing values empty.
    claims : iterable of str
        Ids of the claims that the chart rests on; missing values are skipped.
    sources : iterable of str, optional
        Ids of further sources: those of rows that are no claims, such as steps of a cost model.

    Raises
    ------
    ValueError
        If the chart has no title.
    """
    from myst_nb import glue  # a notebook needs it, a page that draws does not

    specification = chart.to_dict()
    if not specification.get("title"):
        raise ValueError(f'chart "{key}" has no title; its title is its finding')
    specification["usermeta"] = {
        "table": {
            "columns": [str(column) for column in table.columns],
            "rows": table.astype(object).where(table.notna(), "").values.tolist(),
        },
        "claims": list(dict.fromkeys(claim for claim in claims if not pd.isna(claim))),
        "sources": list(dict.fromkeys(sources)),
    }
    glue(key, _Published(specification))


def slider(name, label, least, most, step, value):
    """A parameter of a what-if chart that a reader moves.

    Add it with ``chart.add_params`` and use its name in an expression. The static picture shows
    the chart at `value`, so the title is the finding there.

    Parameters
    ----------
    name : str
        Name in expressions.
    label : str
        What the reader sees beside the slider, with its unit.
    least, most, step, value : float
        Range, step and first value.

    Returns
    -------
    altair.Parameter

    Raises
    ------
    ValueError
        If the first value lies outside the range.

    Examples
    --------
    >>> slider("pack", "Pack (kWh)", 20, 100, 1, 65).name
    'pack'
    """
    import altair as alt  # takes half a second: only where a chart is made

    if not least <= value <= most:
        raise ValueError(f"{name} must be at least {least:g} and at most {most:g}; found {value:g}")
    bind = alt.binding_range(min=least, max=most, step=step, name=label)
    return alt.param(name=name, value=value, bind=bind)


#: First entry of a menu that picks one kind of mark: none is picked.
ALL = "all"


def menu(name, label, kinds):
    """A parameter by which a reader picks one kind of mark, as a legend that is clicked would.

    A menu is reached by keyboard, and a view can be shared; a legend that is clicked has neither.
    Add it with ``chart.add_params``, and give the marks `picked` as their opacity.

    Parameters
    ----------
    name : str
        Name in expressions.
    label : str
        What the reader sees beside the menu.
    kinds : iterable of str
        What can be picked besides all.

    Returns
    -------
    altair.Parameter

    Examples
    --------
    >>> menu("shown", "Show", ["kept", "late"]).param.bind.options
    ['all', 'kept', 'late']
    """
    import altair as alt

    bind = alt.binding_select(options=[ALL, *kinds], name=label)
    return alt.param(name=name, value=ALL, bind=bind)


def picked(name, field, opacity=1.0):
    """Opacity of marks that fade where a menu picks another kind.

    Parameters
    ----------
    name : str
        Name of the `menu`.
    field : str
        Column with the kinds.
    opacity : float, default 1
        Of marks that are picked.
    """
    import altair as alt

    test = f"{name} == '{ALL}' || datum['{field}'] == {name}"
    return alt.condition(test, alt.value(opacity), alt.value(0.1))


class _Published:
    """A chart's specification as Jupyter displays it."""

    def __init__(self, specification):
        self._specification = specification

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {SPEC_MIME: self._specification, "text/plain": title(self._specification)}


def title(specification):
    """The title of a chart as one line of text."""
    words = specification.get("title", "")
    if isinstance(words, dict):
        words = words.get("text", "")
    return " ".join(words) if isinstance(words, list) else words


def drawable(specification):
    """A chart's specification as it is drawn: in the book's look, without title and width.

    Parameters
    ----------
    specification : dict
        As `publish` stores it.

    Returns
    -------
    dict
        One that needs a ``width`` in CSS pixels, of the whole picture with axes and labels.
    """
    drawn = copy.deepcopy(specification)
    drawn.pop("usermeta", None)
    drawn.pop("title", None)
    drawn["config"] = CONFIG  # one look for all charts, not Altair's or a notebook's
    drawn["autosize"] = {"type": "fit-x", "contains": "padding"}
    return drawn


def svg(specification, width_px, *, with_title=False):
    """Draw a chart.

    Parameters
    ----------
    specification : dict
        Vega-Lite specification as `publish` stores it.
    width_px : int
        Width of the whole picture, axes and labels included.
    with_title : bool, default False
        Whether the title is part of the picture; a page prints it above as text.

    Returns
    -------
    str
        An SVG document whose colours are CSS variables.
    """
    import vl_convert  # takes half a second: only where a picture is drawn

    drawn = drawable(specification) | {"width": width_px}
    if with_title:
        drawn["title"] = textwrap.wrap(title(specification), width_px // 9)
    return vl_convert.vegalite_to_svg(drawn)


def in_light(text):
    """A drawing for where no page gives its colours: each variable becomes its fallback.

    Parameters
    ----------
    text : str
        A specification as JSON, or an SVG.

    Returns
    -------
    str
    """
    return re.sub(r"var\(--[\w-]+, ([^()]+)\)", r"\1", text)


def file(specification, width_px, kind):
    """Draw a chart as a file of its own: with its title, in its light colours on white.

    Parameters
    ----------
    specification : dict
        Vega-Lite specification as `publish` stores it.
    width_px : int
        Width of the whole picture; a PNG has twice as many pixels.
    kind : {"svg", "png"}

    Returns
    -------
    bytes
    """
    import vl_convert

    drawn = drawable(specification) | {"width": width_px}
    drawn["title"] = textwrap.wrap(title(specification), width_px // 9)
    drawn["config"] = CONFIG | {"background": "#ffffff"}
    text = in_light(json.dumps(drawn))
    if kind == "png":
        return vl_convert.vegalite_to_png(text, scale=2)
    return vl_convert.vegalite_to_svg(text).encode()
