"""What stands at the end of each page: when it last changed, and how to cite it."""

from html import escape

from batterybook.pages.site import citation
from batterybook.pages.site.history import changed_on
from batterybook.tables import dates


def page_end(work, title, address, changed):
    """The end of a page.

    Parameters
    ----------
    work : batterybook.pages.site.citation.Work
    title : str
        Title of the page; empty for the first one, which stands for the book.
    address : str
        Of the page, or empty where the site has none.
    changed : str
        Day of its last change, or empty.

    Returns
    -------
    str
        HTML.
    """
    lines = []
    if changed:
        day = f'<time datetime="{changed}">{dates.text(changed)}</time>'
        lines.append(f"<p>This page, or a table behind it, last changed on {day}.</p>")
    if work.title:
        what = "page" if title else "book"
        facts = (work, title, address, changed)
        lines.append(
            f"<details><summary>Cite this {what}</summary>"
            f"<p>{citation.plain(*facts)}</p><pre>{escape(citation.as_bibtex(*facts))}</pre>"
            "</details>"
        )
    return f'<div class="page-end">{"".join(lines)}</div>\n' if lines else ""


def _add(app, pagename, templatename, context, doctree):
    if doctree is None or app.builder.format != "html":
        return
    is_first = pagename == app.config.root_doc
    context["body"] += page_end(
        app.config.book_work,
        "" if is_first else app.env.titles[pagename].astext(),
        context.get("pageurl") or "",
        changed_on(app.env, pagename),
    )


def setup(app):
    """End each page that has a source; the search has none."""
    app.connect("html-page-context", _add)
