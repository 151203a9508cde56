"""The book's own part of Sphinx: roles, directives, checks and freshness.

`batterybook.pages.models` is an extension of its own: it knows the models of batteries.
"""

from batterybook.pages import fresh
from batterybook.pages.charts import directive, live, posters
from batterybook.pages.evidence import (
    bibliography,
    cards,
    claim,
    feed,
    generated,
    ledger,
    ledger_filters,
    open_data,
    read,
    result,
)
from batterybook.pages.prose import (
    fences,
    mathml,
    notebook_error,
    number_check,
    spaces,
    unknown_names,
)
from batterybook.pages.site import (
    citation,
    history,
    linked_data,
    missing_page,
    page_end,
    search,
    settings,
    sharing,
    sitemap,
)
from batterybook.pages.theme import slim


def setup(app):
    """Register every part with Sphinx."""
    for part in (
        *(citation, settings, read, bibliography, fresh, generated),
        *(claim, result, cards, directive, live, ledger, ledger_filters, mathml),
        *(open_data, feed, search),
        *(history, page_end, posters, sharing, linked_data, sitemap, missing_page),
        *(spaces, fences, unknown_names, number_check, notebook_error, slim),
    ):
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
