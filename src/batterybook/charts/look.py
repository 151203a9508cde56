"""The look of every chart."""

from batterybook.tables.read import TableError, nearest

#: Widths in CSS pixels at which a chart is drawn: for a text column and for a phone.
WIDTHS = {"wide": 640, "narrow": 320}

# Colours are CSS variables with a fallback, so that one picture serves the light and the
# dark page and still prints on its own. The hues are near Okabe and Ito's, told apart by all.
INK = "var(--chart-ink, #222222)"

MUTED = "var(--chart-muted, #595959)"

GRID = "var(--chart-grid, #dddddd)"

BLUE = "var(--chart-blue, #0072b2)"

ORANGE = "var(--chart-orange, #d96100)"

GREEN = "var(--chart-green, #126f46)"

PURPLE = "var(--chart-purple, #b2618a)"

SKY = "var(--chart-sky, #1897c3)"

#: Hues by the names that ``data/colours.csv`` gives to entities.
HUES = {"blue": BLUE, "orange": ORANGE, "green": GREEN, "purple": PURPLE, "sky": SKY}

#: What came of things promised, in the order of legends.
OUTCOMES = {
    "kept": GREEN,
    "late": PURPLE,
    "not there yet": ORANGE,
    "withdrawn": INK,
    "disputed": SKY,
    "unknown": BLUE,
    "not due": GRID,
}


def colours(evidence, entities):
    """The colours that stand for some entities in every chart, by their labels.

    Parameters
    ----------
    evidence : batterybook.tables.evidence.Evidence
    entities : iterable of str

    Returns
    -------
    dict of str to str

    Raises
    ------
    batterybook.tables.read.TableError
        If an entity has no colour.
    """
    hues = evidence.tables.by_key("colours")["hue"]
    for entity in entities:
        if entity not in hues:
            raise TableError(
                f'no colour for "{entity}" in data/colours.csv; {nearest(entity, hues.index)}'
            )
    return {evidence.labels[entity]: HUES[hues[entity]] for entity in entities}


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

#: The same look where a reader can point. What Vega would say to a screen reader is switched
#: off, as the page's own words stand for the chart.
LIVE_CONFIG = CONFIG | {
    "mark": {"aria": False},
    "axis": CONFIG["axis"] | {"aria": False},
    "legend": CONFIG["legend"] | {"aria": False},
}
