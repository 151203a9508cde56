"""Forms of charts: a tidy frame in, an Altair chart out, in which each mark says what it is.

`bars` draws amounts, ranges and parts of a sum; `dots` points; `timeline` what was said, promised
and came; `lines` what runs over a quantity; `matrix` who with whom. Rows keep the order of the
frame. Leave out the width: a page draws each chart for a text column and for a phone.

Each form takes a **tip**: the sentence that a mark tells whoever points at it, walks to it by
keyboard or taps it, with columns of the frame in braces: ``"{name}, floor area: {figure} m²"``. It
names the row, what is measured, and the value with its unit or its date. Use the column that is
printed beside the mark, so that both say the same digits. Marks that tell the same sentence stand
for one datum and are read once. The sources of claims follow, whose ids stand in the columns
``claim`` and those that end in ``_claim``.

A form is an Altair chart: ``form + other`` lays further marks on it. Make those with `marks`, or
with ``tooltip=None`` where they stand for no datum; `charts.publish` refuses others.
"""

import altair as alt
import pandas as pd

from batterybook.charts import look
from batterybook.charts.rows import ROW, Kinds, amounts, bars, dots, running
from batterybook.charts.timeline import ANNOUNCED, PROMISE, timeline
from batterybook.charts.tips import claim_columns, marks, more_or_less, names, ranges, told

__all__ = [
    "ANNOUNCED",
    "PROMISE",
    "ROW",
    "Kinds",
    "amounts",
    "bars",
    "dots",
    "lines",
    "marks",
    "matrix",
    "more_or_less",
    "ranges",
    "reference",
    "running",
    "timeline",
    "told",
]


def lines(frame, x, y, *, tip, kinds, band=None):
    """Lines over a quantity or over years, with a point for each datum, drawn once it is read.

    Parameters
    ----------
    frame : pandas.DataFrame
        One line for each datum; ids of claims among its columns name the tip's sources.
    x, y : altair.X, altair.Y
        With column and type: ``alt.X("year:Q", title=None)``.
    tip : str
        What each datum tells, see `told`.
    kinds : Kinds
        The column that tells lines apart.
    band : tuple of str, optional
        Columns with the lower and upper end of a band about each line.

    Returns
    -------
    altair.LayerChart
    """
    base = marks(frame, tip).encode(x, **kinds.encodings())
    still = alt.Chart(frame).encode(x, **kinds.encodings())
    layers = [still.mark_line(tooltip=None).encode(y)]
    if band:
        low = y.copy()
        low.shorthand = f"{band[0]}:Q"
        area = still.mark_area(tooltip=None)
        area = area.encode(low, y2=f"{band[1]}:Q", opacity=alt.value(0.2))
        layers.insert(0, area)
    # Large enough to be hit; chart.js shows the one that is read.
    point = base.mark_point(filled=True, size=200).encode(y, opacity=alt.value(0))
    return alt.layer(*layers, point)


def matrix(frame, row, column, *, tip, kinds, columns=None, note=None):
    """Who with whom: a dot where a row and a column meet, full or hollow by its kind.

    Parameters
    ----------
    frame : pandas.DataFrame
        One line for each dot, in the order of rows.
    row, column : str
        Columns with the words at the left and at the top.
    tip : str
        What each dot tells, see `told`.
    kinds : Kinds
        Kinds of dots; the colour ``"transparent"`` leaves one hollow.
    columns : list of str, optional
        Order of the columns; by default that of the frame.
    note : str, optional
        Column with words below each dot.

    Returns
    -------
    altair.LayerChart
    """
    edge = next(hue for hue in kinds.colours.values() if hue != "transparent")
    used = [row, column, kinds.column, note, *names(tip), *claim_columns(frame)]
    used = dict.fromkeys(filter(None, used))
    base = marks(frame[list(used)], tip).encode(
        alt.X(
            f"{column}:N",
            title=None,
            sort=columns or list(dict.fromkeys(frame[column])),
            axis=alt.Axis(orient="top", labelAngle=0, domain=False),
        ),
        alt.Y(
            f"{row}:N",
            title=None,
            sort=list(dict.fromkeys(frame[row])),
            axis=alt.Axis(domain=False, ticks=False, grid=True),
        ),
    )
    fill = alt.Fill(
        f"{kinds.column}:N",
        scale=alt.Scale(domain=list(kinds.colours), range=list(kinds.colours.values())),
        legend=alt.Legend(title=None, symbolStrokeColor=edge, symbolStrokeWidth=2.5),
    )
    dot = base.mark_point(size=160, strokeWidth=2.5, opacity=1).encode(fill, stroke=alt.value(edge))
    layers = [dot]
    if note:
        layers.append(base.mark_text(yOffset=18).encode(text=f"{note}:N"))
    return alt.layer(*layers).properties(height=alt.Step(54))


def reference(at, *, tip=None, channel="x", **mark):
    """A line at one value across a chart.

    Parameters
    ----------
    at : float
    tip : str, optional
        What the line tells. Without a tip it is decoration that its axis or words explain.
    channel : {"x", "y"}
        The axis on which the value lies.
    **mark
        Further properties of the line, such as ``strokeDash``.

    Returns
    -------
    altair.Chart or altair.LayerChart
    """
    base = alt.Chart(pd.DataFrame({"at": [at]})).encode(**{channel: "at:Q"})
    line = base.mark_rule(tooltip=None, **{"color": look.MUTED} | mark)
    if tip is None:
        return line
    # A dashed line of one pixel is hard to hit; chart.js shows what is read.
    wide = base.mark_rule(strokeWidth=14, opacity=0, color=look.MUTED)
    return line + wide.encode(tooltip=alt.value(tip))
