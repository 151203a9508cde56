"""The book's order: its parts and pages, each with its computations, and what lies around a page.

A chapter ``book/verkor`` is computed by ``book/notebooks/verkor``. Readers go from chapter to
chapter; computations hang on their chapter.
"""

from pathlib import PurePosixPath

from sphinx import addnodes


def computations(env, page):
    """Name of the notebook that a page places charts of, or an empty one."""
    path = PurePosixPath(page)
    notebook = str(path.parent / "notebooks" / path.name)
    return notebook if notebook in env.found_docs else ""


def computed_page(env, notebook):
    """Name of the page that a notebook computes for, or an empty one."""
    path = PurePosixPath(notebook)
    page = str(path.parents[1] / path.name) if path.parent.name == "notebooks" else ""
    return page if page in env.found_docs else ""


def parts(env, first):
    """Captions and pages of the book's parts, as its table of contents has them.

    Parameters
    ----------
    env : sphinx.environment.BuildEnvironment
    first : str
        The page with the table of contents, which is in no part.

    Returns
    -------
    list of (str, list of str)
    """
    trees = env.get_doctree(first).findall(addnodes.toctree)
    found = [(tree.get("caption") or "", list(tree["includefiles"])) for tree in trees]
    return [
        (caption, [page for page in pages if not computed_page(env, page)])
        for caption, pages in found
    ]


def _fill(app, pagename, templatename, context, doctree):
    env, first = app.env, app.config.root_doc
    context["parts"] = parts(env, first)
    order = [first, *(page for _, pages in context["parts"] for page in pages)]
    at = order.index(pagename) if pagename in order else None
    context |= {
        "order": order,
        "titles": {name: title.astext() for name, title in env.titles.items()},
        "before": order[at - 1] if at else "",
        "after": order[at + 1] if at is not None and at + 1 < len(order) else "",
        "computations": computations(env, pagename),
        "computed_page": computed_page(env, pagename),
        # The first page is short of headings, and wide.
        "display_toc": context.get("display_toc") and pagename != first,
    }


def setup(app):
    """Tell the templates of the order."""
    app.connect("html-page-context", _fill)
