"""One block of settings that say where the site lives and who makes it."""

import re

from docutils import nodes
from sphinx.errors import ConfigError
from sphinx.util.docutils import SphinxDirective

from batterybook.pages import theme
from batterybook.pages.site import repository as repositories
from batterybook.pages.site import sharing
from batterybook.tables.read import nearest

KEYS = ("address", "repository", "branch", "contact")


def _apply(app, config):
    settings = config.book_site
    for key in settings:
        if key not in KEYS:
            raise ConfigError(f'_config.yml, book_site: unknown key "{key}"; {nearest(key, KEYS)}')
    config.author = config.copyright = config.book_work.names
    if address := settings.get("address"):
        if not re.match(r"https?://[^/\s]", address):
            raise ConfigError(
                f'_config.yml, book_site, address: found "{address}"; expected https://…'
            )
        config.html_baseurl = address.rstrip("/") + "/"


def _entrance(app):
    """Lead from the site's root, where people open it, to the first page."""
    first = app.config.root_doc
    if first == "index" or app.config.html_theme != theme.NAME:
        return
    doctree = app.env.get_and_resolve_doctree(first, app.builder)
    title = app.config.html_title
    context = {
        "title": title,
        "said_of_page": sharing.tags(app, first, doctree, title),
        "canonical": sharing.address(app, app.builder.get_target_uri(first)),
    }
    yield "index", context, "entrance.html"


class ContactDirective(SphinxDirective):
    """``{contact}`` says where a correction or a reply can be sent, as far as that is set."""

    def run(self):
        settings = self.config.book_site
        contact, repository = settings.get("contact"), settings.get("repository")
        paragraph = nodes.paragraph()
        if contact:
            link = nodes.reference("", contact, refuri=f"mailto:{contact}")
            paragraph += [nodes.Text("Write to "), link, nodes.Text(". ")]
        if repository:
            link = nodes.reference("", "Open an issue", refuri=repositories.issues(settings))
            paragraph += [link, nodes.Text(" in the book's repository.")]
        if not (contact or repository):
            paragraph += nodes.Text(
                "This copy of the book names no address: send it to whoever gave you the copy."
            )
        return [paragraph]


def setup(app):
    """Register the setting ``book_site``, the directive and the entrance page."""
    app.connect("html-collect-pages", _entrance)
    app.add_config_value("book_site", {}, "env", dict)
    app.add_directive("contact", ContactDirective)
    app.connect("config-inited", _apply)
