"""The search page's own script; what it does stands in ``assets/search.js``."""


def _add_script(app, pagename, templatename, context, doctree):
    if pagename == "search":
        # After Sphinx's own scripts, before it starts to search.
        app.add_js_file("search.js", loading_method="defer")


def setup(app):
    """Give the search page its script."""
    app.connect("html-page-context", _add_script)
