"""The book's own part of Sphinx: roles, directives, checks and freshness."""

from batterybook.sphinxext import (
    bibliography,
    book,
    cards,
    chart,
    citation,
    claim,
    feed,
    fences,
    fresh,
    generated,
    history,
    interactive,
    ledger,
    ledger_filters,
    linked_data,
    mathml,
    missing_page,
    model_tables,
    notebook_error,
    number_check,
    open_data,
    page_end,
    posters,
    search,
    sharing,
    site,
    sitemap,
    slim,
    spaces,
    unknown_names,
)


def setup(app):
    """Register every part with Sphinx."""
    for part in (
        *(citation, site, book, bibliography, fresh, generated),
        *(claim, cards, chart, interactive, ledger, ledger_filters, model_tables, mathml),
        *(open_data, feed, search),
        *(history, page_end, posters, sharing, linked_data, sitemap, missing_page),
        *(spaces, fences, unknown_names, number_check, notebook_error, slim),
    ):
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
