"""Charts of rows: words at the left, and below them marks on a common axis."""

from dataclasses import dataclass

import altair as alt
import pandas as pd

from batterybook.charts import look
from batterybook.charts.inputs import picked
from batterybook.charts.tips import claim_columns, marks, names

#: Where a mark stands, from a column ``row`` with its number from the top.
ROW = alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0))

#: In CSS pixels from the top of a row: the middle of its words, and of the first mark below them.
_WORDS_PX, _MARK_PX = 11, 25
#: Distance of marks below each other.
_LINE_PX = 10


@dataclass(frozen=True)
class Kinds:
    """What the colours of a chart mean.

    Parameters
    ----------
    column : str
        Column of the frame with the kind of each row.
    colours : dict
        Colour of each kind, in the order of the legend.
    legend : bool, default True
        Whether a legend explains them; without one, the words of the rows must.
    menu : str, optional
        Name of a `charts.menu` that picks one of them.
    """

    column: str
    colours: dict
    legend: bool = True
    menu: str | None = None

    def encodings(self, opacity=1.0):
        """Colour of marks, and their opacity where a menu picks."""
        scale = alt.Scale(domain=list(self.colours), range=list(self.colours.values()))
        # More than three in one line are too many for a phone.
        columns = alt.Undefined if len(self.colours) <= 3 else 2
        legend = alt.Legend(title=None, symbolType="square", symbolOpacity=1, columns=columns)
        colour = alt.Color(f"{self.column}:N", scale=scale, legend=legend if self.legend else None)
        if self.menu:
            return {"color": colour, "opacity": picked(self.menu, self.column, opacity)}
        return {"color": colour, "opacity": alt.value(opacity)}


def _look(kinds, opacity=1.0):
    if kinds:
        return kinds.encodings(opacity)
    return {"color": alt.value(look.BLUE), "opacity": alt.value(opacity)}


def _height(frame, kinds, stacked):
    return _MARK_PX - 1 + _LINE_PX * (len(_found(frame, kinds)) if stacked else 1)


def _found(frame, kinds):
    return [kind for kind in kinds.colours if kind in set(frame[kinds.column])]


def _lines(frame, kinds, stacked):
    """Marks that stand on one line of their rows, with their distance from the rows' middle."""
    first = _MARK_PX - _height(frame, kinds, stacked) / 2
    if not stacked:
        yield frame, first
        return
    for line, kind in enumerate(_found(frame, kinds)):
        yield frame[frame[kinds.column] == kind], first + _LINE_PX * line


def words(frame, label, height):
    """Words above the marks of each row, and headings in bold."""
    base = alt.Chart(frame.drop_duplicates("row")[["row", label, "heading"]])
    base = base.encode(x=alt.value(0), y=ROW, text=f"{label}:N")
    plain = base.transform_filter("!datum.heading")
    heading = base.transform_filter("datum.heading")
    return [
        plain.mark_text(align="left", yOffset=_WORDS_PX - height / 2),
        heading.mark_text(align="left", yOffset=(height - 22) / 2, fontWeight="bold"),
    ]


def amounts(title, most=None, *, least=0, ticks=5, **axis):
    """An axis of amounts; figures beside bars need some room at its end.

    Parameters
    ----------
    title : str
        With the unit: ``"Floor area (m²)"``.
    most, least : float, optional
        Its ends; without `most` they follow the marks.
    ticks, **axis
        About how many ticks, and other properties of `altair.Axis`, such as ``format``.
    """
    scale = alt.Undefined if most is None else alt.Scale(domain=[least, most])
    if "values" not in axis:
        axis["tickCount"] = ticks
    return alt.X(title=title, scale=scale, axis=alt.Axis(**axis))


def _x(axis, column):
    axis = amounts(axis) if isinstance(axis, str) else axis.copy()
    axis.shorthand = f"{column}:Q"
    return axis


def _numbered(frame, label, group, joined):
    """Lines with the number of their row from the top; a row of words stands above each group."""
    if group:
        parts = []
        for name, part in frame.groupby(group, sort=False):
            parts += [pd.DataFrame({label: [name], "heading": True}), part]
        frame = pd.concat(parts)
    frame = frame.reset_index(drop=True)
    rows = pd.factorize(frame[label])[0] if joined else frame.index
    heading = frame["heading"].eq(True) if group else False
    return frame.assign(row=rows, heading=heading)


def bars(
    frame,
    end,
    axis,
    *,
    tip,
    start=None,
    middle=None,
    label="label",
    figure=None,
    group=None,
    kinds=None,
    stacked=False,
    joined=False,
):
    """Rows of bars, each with its words above it and its figure beside it.

    Parameters
    ----------
    frame : pandas.DataFrame
        One line for each bar, from the top.
    end, start : str
        Columns with the ends of the bars; without `start` they begin at zero. `running` makes
        both for parts of a sum. Where both are one value, a dot stands for the bar.
    axis : str or altair.X
        Title with the unit, or what `amounts` makes of more than that.
    tip : str
        What each bar tells, see `told`.
    middle : str, optional
        Column with the most likely value of a range: a stroke over a paler bar.
    label, figure : str
        Columns with the words above a bar and beside it.
    group : str, optional
        Column whose words stand in bold above the lines that share them.
    kinds : Kinds, optional
        What the colours mean; without it all bars are blue.
    stacked : bool, default False
        Lines with one label are one row, their kinds below each other.
    joined : bool, default False
        Lines with one label are one row, their bars on one line.

    Returns
    -------
    altair.LayerChart
    """
    frame = _numbered(frame, label, group, stacked or joined)
    drawn = frame[~frame["heading"]]
    drawn = drawn.assign(right=drawn[[end, start or end]].max(axis=1))
    used = [end, start, middle, "right", figure, kinds and kinds.column]
    used = dict.fromkeys(["row", *filter(None, used), *names(tip), *claim_columns(frame)])
    drawn = drawn[list(used)]

    layers = []
    for part, offset in _lines(drawn, kinds, stacked):
        base = marks(part, tip).encode(y=ROW)
        bar = base.mark_bar(size=7 if stacked else 9, yOffset=offset)
        bar = bar.encode(_x(axis, start or end), **_look(kinds, 0.45 if middle else 1))
        layers.append(bar.encode(x2=f"{end}:Q") if start else bar)
        if start in part and (thin := part[part[start] == part[end]]).size:
            # A bar without length would not be seen.
            dot = marks(thin, tip).mark_point(filled=True, size=80, yOffset=offset)
            layers.append(dot.encode(x=f"{end}:Q", y=ROW, **_look(kinds)))
        if middle and (known := part.dropna(subset=middle)).size:
            stroke = marks(known, tip).mark_tick(thickness=4, size=11, yOffset=offset)
            layers.append(stroke.encode(x=f"{middle}:Q", y=ROW, **_look(kinds)))
        if figure:
            beside = base.mark_text(align="left", dx=4, yOffset=offset)
            layers.append(beside.encode(x="right:Q", text=f"{figure}:N"))
    height = _height(drawn, kinds, stacked)
    layers += words(frame, label, height)
    return alt.layer(*layers).properties(height=alt.Step(height))


def running(changes, stands):
    """Ends of bars of which each begins where the one above ends.

    Parameters
    ----------
    changes : pandas.Series
        Length of each bar; a negative one falls.
    stands : pandas.Series of bool
        Bars that stand on zero.

    Returns
    -------
    pandas.DataFrame
        Columns ``start`` and ``end``.

    Examples
    --------
    >>> running(pd.Series([100, -30, -20, 50]), pd.Series([True, False, False, True]))
       start  end
    0      0  100
    1    100   70
    2     70   50
    3      0   50
    """
    end = changes.groupby(stands.cumsum()).cumsum()
    return pd.DataFrame({"start": end - changes, "end": end})


def dots(
    frame,
    at,
    axis,
    *,
    tip,
    label="label",
    group=None,
    kinds=None,
    stacked=False,
    shape="circle",
    words_above=True,
):
    """Rows of points.

    Parameters
    ----------
    frame, axis, tip, label, group, kinds, stacked
        As of `bars`. Lines with one label are one row.
    at : str
        Column with the value of each point; a line without one has none.
    shape : str, default "circle"
        Shape of the points, such as ``"diamond"``.
    words_above : bool, default True
        False for points that are laid on bars of the same lines.

    Returns
    -------
    altair.LayerChart
    """
    frame = _numbered(frame, label, group, joined=True)
    used = ["row", at, kinds and kinds.column, *names(tip), *claim_columns(frame)]
    drawn = frame.dropna(subset=at)[list(dict.fromkeys(filter(None, used)))]
    layers = []
    for part, offset in _lines(drawn, kinds, stacked):
        point = marks(part, tip).mark_point(filled=True, size=80, shape=shape, yOffset=offset)
        layers.append(point.encode(_x(axis, at), ROW, **_look(kinds)))
    if not words_above:
        return alt.layer(*layers)
    height = _height(drawn, kinds, stacked)
    return alt.layer(*layers, *words(frame, label, height)).properties(height=alt.Step(height))
