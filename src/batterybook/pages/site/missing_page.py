"""The page 404, which a host shows in place of one that is not there.

It is shown at any address, so all its links begin at the host's root: sphinx-notfound-page
sees to that.
"""

from html import escape
from urllib.parse import urlsplit

NAME = "404"
_TITLE = "Page not found"

_BODY = """<h1>{title}</h1>
<p>There is no page at this address. It may be mistyped, or the page was moved.
<a href="{search}">Search the book</a>, or go to one of its pages:</p>
<ul>
{links}
</ul>
"""


def _root(config):
    """Path of the site on its host; a site without an address is taken to be all of it."""
    return urlsplit(config.html_baseurl).path or "/"


def _configure(app, config):
    config.notfound_urls_prefix = _root(config)


def _fill(app):
    """Give the page its text, once the titles of the others are known."""
    root, first = _root(app.config), app.config.root_doc
    listed = [first, *app.env.toctree_includes.get(first, [])]
    links = "\n".join(
        f'<li><a href="{root}{escape(app.builder.get_target_uri(name))}">'
        f"{escape(app.env.titles[name].astext())}</a></li>"
        for name in listed
        if "/notebooks/" not in name
    )
    app.config.notfound_context = {
        "title": _TITLE,
        "body": _BODY.format(title=_TITLE, search=f"{root}search.html", links=links),
    }
    return []


def _lead_from_root(app, pagename, templatename, context, doctree):
    if pagename == NAME:
        # Where scripts and slim.py look for the site's files.
        context["content_root"] = _root(app.config)
        context["pageurl"] = None  # it stands for no address
        context["pagetitle"] = _TITLE  # for the theme's printed head
        context["metatags"] = (
            context.get("metatags", "") + '\n<meta name="robots" content="noindex">'
        )


def setup(app):
    """Add the page, with the book's own words and links."""
    app.setup_extension("notfound.extension")
    app.connect("config-inited", _configure, priority=900)  # after the address is known
    app.connect("html-collect-pages", _fill, priority=400)
    app.connect("html-page-context", _lead_from_root)
