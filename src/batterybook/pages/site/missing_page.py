"""The page 404, which a host shows in place of one that is not there.

It is shown at any address, so all its links begin at the host's root: sphinx-notfound-page
sees to that. Its words stand in ``theme/404.html``.
"""

from urllib.parse import urlsplit

from batterybook.pages import theme


def _configure(app, config):
    # A site without an address is taken to be all of its host.
    config.notfound_urls_prefix = urlsplit(config.html_baseurl).path or "/"
    if config.html_theme == theme.NAME:
        config.notfound_template = "404.html"
    config.notfound_context = {"title": "Page not found", "unlisted": True}


def _lead_from_root(app, pagename, templatename, context, doctree):
    if pagename == app.config.notfound_pagename:
        context["content_root"] = app.config.notfound_urls_prefix
        context["pageurl"] = None  # it stands for no address


def setup(app):
    """Add the page, with the book's own words and links."""
    app.setup_extension("notfound.extension")
    app.connect("config-inited", _configure, priority=900)  # after the address is known
    app.connect("html-page-context", _lead_from_root)
