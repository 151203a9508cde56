"""What stands at the end of each page: when it last changed, and how to cite it."""

from batterybook.pages.site import citation
from batterybook.pages.site.history import changed_on
from batterybook.tables import dates


def _fill(app, pagename, templatename, context, doctree):
    if doctree is None:
        return  # a page that Sphinx makes itself, such as the search
    work, changed = app.config.book_work, changed_on(app.env, pagename)
    context["changed"] = changed
    context["changed_on"] = dates.text(changed) if changed else ""
    if work.title:
        # The first page stands for the book.
        page = "" if pagename == app.config.root_doc else app.env.titles[pagename].astext()
        context["cited"] = {
            "page": page,
            "names": work.names,
            "year": (changed or work.released)[:4],
            "title": work.title,
            "version": work.version,
            "bibtex": citation.as_bibtex(work, page, context.get("pageurl") or "", changed),
        }


def setup(app):
    """End each page that has a source; the search has none."""
    app.connect("html-page-context", _fill)
