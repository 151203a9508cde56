"""A Sphinx extension that shows charts as a stock Jupyter Book does: with Altair's own HTML."""

import copy

import altair as alt
from altair.utils.html import spec_to_html

from batterybook.pages.charts.directive import chart_view

_placed = iter(range(1_000_000))


def _visit(self, node):
    if node["data"] is None:
        return
    specification = copy.deepcopy(node["data"])
    specification.pop("usermeta")
    self.body.append(
        spec_to_html(
            specification,
            mode="vega-lite",
            template="universal",
            vega_version=alt.VEGA_VERSION,
            vegalite_version=alt.VEGALITE_VERSION,
            vegaembed_version=alt.VEGAEMBED_VERSION,
            output_div=f"altair-viz-{next(_placed)}",
        )
    )


def setup(app):
    """Take the place of the book's own way of writing charts."""
    app.add_node(chart_view, override=True, html=(_visit, lambda self, node: None))
