"""The book's own part of Sphinx: roles, directives, checks and freshness."""

from batterybook.sphinxext import (
    bibliography,
    book,
    chart,
    claim,
    fresh,
    ledger,
    mathml,
    model_tables,
    notebook_error,
    number_check,
    site,
)


def setup(app):
    """Register every part with Sphinx."""
    for part in (
        *(site, book, bibliography, fresh),
        *(claim, chart, ledger, model_tables, mathml),
        *(number_check, notebook_error),
    ):
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
