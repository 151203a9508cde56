"""How a notebook publishes charts and results for pages to place."""

import pandas as pd

from batterybook.charts.draw import title

#: MIME type of a chart's specification: nbformat keeps objects only under ``+json``.
SPEC_MIME = "application/vnd.vegalite.v6+json"


def publish(key, chart, table, claims, sources=()):
    """Publish a chart under a key, with its data and sources, for a chapter to place.

    Make it with `batterybook.charts.forms`, so that each mark tells what it is.

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
        If the chart has no title, or a mark of data no tip.
    """
    from myst_nb import glue  # a notebook needs it, a page that draws does not

    from batterybook.charts.tips import refuse_silent  # with Altair, which takes half a second

    specification = chart.to_dict()
    if not specification.get("title"):
        raise ValueError(f'chart "{key}" has no title; its title is its finding')
    refuse_silent(key, specification)
    specification["usermeta"] = {
        "table": {
            "columns": [str(column) for column in table.columns],
            "rows": table.astype(object).where(table.notna(), "").values.tolist(),
        },
        "claims": list(dict.fromkeys(claim for claim in claims if not pd.isna(claim))),
        "sources": list(dict.fromkeys(sources)),
    }
    glue(key, _Published(specification))


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
        return {SPEC_MIME: self._specification, "text/plain": title(self._specification)}
