"""How a notebook publishes charts and results for pages to place."""

import re

import pandas as pd

from batterybook.charts.draw import title as title_of
from batterybook.tables import dates
from batterybook.tables.read import nearest

#: MIME type of a chart's specification: nbformat keeps objects only under ``+json``.
SPEC_MIME = "application/vnd.vegalite.v6+json"

#: A date as the tables write it.
_EDTF = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")


def publish(key, chart, title, frame, table, *, claims=(), sources=()):
    """Publish a chart under a key, with its data and sources, for a chapter to place.

    Parameters
    ----------
    key : str
        Name by which ``{chart}`` places it.
    chart : altair.Chart
        Leave the width alone: the page sets it.
    title : str
        Its finding.
    frame : pandas.DataFrame
        What it draws. The chart's sources are those of the claims in its columns ``claim`` and
        those that end in ``_claim``, and those in its column ``source``.
    table : mapping of str to str
        The columns that a reader sees as a table, with their headers and units. Dates are put into
        words, missing values left empty; round numbers before.
    claims, sources : iterable of str, optional
        Ids of further claims and sources that it rests on; missing values are skipped.

    Raises
    ------
    ValueError
        If it has no title, the frame not such a column, or a mark of data no tip.
    """
    from myst_nb import glue  # a notebook needs it, a page that draws does not

    from batterybook.charts.tips import claim_columns, refuse_silent  # Altair takes half a second

    if not title:
        raise ValueError(f'chart "{key}" has no title; its title is its finding')
    for column in table:
        if column not in frame:
            raise ValueError(f'chart "{key}": no column "{column}"; {nearest(column, frame)}')
    specification = chart.properties(title=title).to_dict()
    refuse_silent(key, specification)
    claims = [*frame[claim_columns(frame)].to_numpy().ravel(order="F"), *claims]
    specification["usermeta"] = {
        "table": {
            "columns": list(table.values()),
            "rows": frame[list(table)].astype(object).map(_cell).values.tolist(),
        },
        "claims": _each(claims),
        "sources": _each([*frame.get("source", ()), *sources]),
    }
    glue(key, _Published(specification))


def _cell(value):
    """A value as a reader sees it."""
    if pd.isna(value):
        return ""
    return dates.text(value) if isinstance(value, str) and _EDTF.fullmatch(value) else value


def _each(ids):
    return list(dict.fromkeys(name for name in ids if not pd.isna(name)))


def rounded(figures, digits=None):
    """Results as a page prints them: by key, with so many decimals; by default whole numbers.

    Examples
    --------
    >>> rounded({"cars": 1234.5}), rounded({"cars": 1234.5}, -2), rounded({"gwh": 1.25}, 1)
    ({'cars': 1234}, {'cars': 1200.0}, {'gwh': 1.2})
    """
    return {key: round(float(figure), digits) for key, figure in figures.items()}


def with_ends(pattern, figures, digits=None):
    """The ends of a range as results, or a median between its fifth and ninety-fifth percentile.

    Examples
    --------
    >>> with_ends("supply_{}_gwh", [14.6, 24.2]), with_ends("share{}", [1.4, 2.6, 3.5])
    ({'supply_least_gwh': 15, 'supply_most_gwh': 24}, {'share_p5': 1, 'share': 3, 'share_p95': 4})
    """
    words = ("least", "most") if len(figures) == 2 else ("_p5", "", "_p95")
    return rounded(dict(zip(map(pattern.format, words), figures)), digits)


def publish_results(results):
    """Publish results for ``{result}`` to print in a sentence.

    Parameters
    ----------
    results : mapping of str to (str, int or float)
        By key, each rounded as it shall be read: a page prints no other digits. A year is a
        text, so that it gets no thousands separator.

    Raises
    ------
    ValueError
        If a value is no finite number and no text.
    """
    from myst_nb import glue

    for key, value in results.items():
        if (
            not isinstance(value, str | int | float)
            or value in (float("inf"), float("-inf"))
            or value != value
        ):
            raise ValueError(f'result "{key}": found {value!r}; expected a finite number or a text')
        glue(key, value, display=False)


class _Published:
    """A chart's specification as Jupyter displays it."""

    def __init__(self, specification):
        self._specification = specification

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {SPEC_MIME: self._specification, "text/plain": title_of(self._specification)}
