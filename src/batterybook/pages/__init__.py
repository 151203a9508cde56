"""The book's own part of Sphinx: roles, directives, checks and freshness.

`batterybook.pages.models` is an extension of its own: it knows the models of batteries.
"""

from batterybook.pages import fresh, made, theme
from batterybook.pages.charts import directive, live, posters
from batterybook.pages.entities import index, page
from batterybook.pages.evidence import (
    bibliography,
    cards,
    claim,
    feed,
    finder,
    generated,
    known_up_to,
    ledger,
    open_data,
    parts,
    promises,
    read,
    result,
    uses,
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
    contents,
    history,
    linked_data,
    missing_page,
    page_end,
    repository,
    settings,
    sharing,
    sitemap,
)
from batterybook.pages.theme import table_box


def setup(app):
    """Register every part with Sphinx."""
    for part in (
        *(citation, settings, read, bibliography, fresh, generated),
        *(parts, made, claim, result, cards, directive, live, ledger, finder, uses, mathml),
        *(page, index),
        *(promises, known_up_to),
        *(open_data, feed, contents, history, page_end, repository),
        *(posters, sharing, linked_data, sitemap, missing_page, table_box, theme),
        *(spaces, fences, unknown_names, number_check, notebook_error),
    ):
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
