"""What marks of a chart tell: one sentence for each datum."""

import string

import altair as alt

from batterybook.tables.read import nearest

#: Marks that stand for data unless a chart says otherwise.
_DATA_MARKS = {"arc", "area", "bar", "circle", "line", "point", "rect", "rule", "square", "tick"}


def names(tip):
    """Columns that a tip names."""
    return [name for _, name, _, _ in string.Formatter().parse(tip) if name]


def claim_columns(frame):
    """Columns with ids of claims: ``claim``, and those whose names end in ``_claim``."""
    return [name for name in frame if name == "claim" or str(name).endswith("_claim")]


def told(frame, tip):
    """What the marks of a frame's rows tell.

    Parameters
    ----------
    frame : pandas.DataFrame
    tip : str
        A sentence with columns in braces, with a format where one is needed.

    Returns
    -------
    list of str

    Raises
    ------
    ValueError
        If the frame has no such column, or a row no value in it.

    Examples
    --------
    >>> import pandas as pd
    >>> told(pd.DataFrame({"name": ["Lardy"], "m2": [3000]}), "{name}, floor area: {m2:,} m²")
    ['Lardy, floor area: 3,000 m²']
    """
    for name in names(tip):
        if name not in frame:
            raise ValueError(f'tip "{tip}" names no column "{name}"; {nearest(name, frame)}')
        if frame[name].isna().any():
            row = frame[name].isna().to_numpy().argmax() + 1
            raise ValueError(f'tip "{tip}": row {row} of {len(frame)} has no "{name}"')
    return [tip.format_map(row) for row in frame.to_dict("records")]


def ranges(least, most, form="{:,.0f}", middle=None):
    """Figures as words, from least to most where both differ as printed.

    Parameters
    ----------
    least, most : pandas.Series
    form : str
        How a figure is printed.
    middle : pandas.Series, optional
        Most likely figures, which then stand first and the range in brackets.

    Returns
    -------
    pandas.Series of str

    Examples
    --------
    >>> import pandas as pd
    >>> ranges(pd.Series([9.4, 12.0]), pd.Series([9.4, 1500.0])).tolist()
    ['9', '12 to 1,500']
    >>> ranges(pd.Series([-9, 5]), pd.Series([-3, 5]), middle=pd.Series([-4, 5])).tolist()
    ['−4 (−9 to −3)', '5']
    """

    def words(figures):
        return figures.map(form.format).str.replace("-", "−")

    low, high = words(least), words(most)
    span = low + " to " + high
    if middle is not None:
        span = words(middle) + " (" + span + ")"
    return span.where(low != high, low)


def more_or_less(percent):
    """A change in per cent as a sentence has it.

    Examples
    --------
    >>> more_or_less(-16), more_or_less(6), more_or_less(0)
    ('16 % less', '6 % more', 'the same')
    """
    return f"{abs(percent)} % {'less' if percent < 0 else 'more'}" if percent else "the same"


def marks(frame, tip):
    """A chart of a frame's rows that tell what they are, for marks of plain Altair.

    Parameters
    ----------
    frame : pandas.DataFrame
        The columns to draw; ids of claims among them name the tip's sources.
    tip : str
        The sentence that each mark tells, see `told`.

    Returns
    -------
    altair.Chart
        Without a mark: ``marks(…).mark_tick().encode(…)``.
    """
    return alt.Chart(frame.assign(tip=told(frame, tip))).encode(tooltip="tip:N")


def _units(part, above=False):
    """Each mark of a chart, with whether it or a part around it has a tip."""
    tipped = above or "tooltip" in part.get("encoding", {})
    inner = [
        each for key in ("layer", "concat", "hconcat", "vconcat") for each in part.get(key, ())
    ]
    inner += [part["spec"]] if "spec" in part else []
    if "mark" in part:
        mark = part["mark"] if isinstance(part["mark"], dict) else {"type": part["mark"]}
        yield mark, tipped
    for each in inner:
        yield from _units(each, tipped)


def refuse_silent(key, specification):
    """Refuse a chart with a mark that stands for data and does not say for which.

    Parameters
    ----------
    key : str
        Name of the chart.
    specification : dict
        Vega-Lite specification.

    Raises
    ------
    ValueError
        If a mark of data has no tip, or a line or an area has one.
    """
    for number, (mark, tipped) in enumerate(_units(specification), start=1):
        kind = mark["type"]
        if kind not in _DATA_MARKS or ("tooltip" in mark and mark["tooltip"] is None):
            continue
        where = f'chart "{key}", mark {number} ({kind})'
        if kind in ("line", "area") and tipped:
            raise ValueError(
                f"{where}: it would tell the tip of its first point only; draw it with "
                "tooltip=None and lay a point with a tip on each datum, as forms.lines does"
            )
        if not tipped:
            raise ValueError(
                f"{where} has no tip: make it with forms.marks, or with tooltip=None if it "
                "stands for no datum"
            )
