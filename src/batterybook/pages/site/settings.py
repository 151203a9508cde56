"""One block of settings that say where the site lives and who makes it."""

import re
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.errors import ConfigError
from sphinx.util.docutils import SphinxDirective

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
    if config.html_theme != "sphinx_book_theme":
        return  # the options below are that theme's
    options = config.html_theme_options
    options["navbar_persistent"] = []  # the side bar and the top bar hold a search already
    repository = settings.get("repository")
    if repository:
        options["repository_url"] = repository
        options["repository_branch"] = settings.get("branch") or "main"
    # Without a repository there is nothing for these buttons to open.
    for button in ("use_repository_button", "use_edit_page_button", "use_issues_button"):
        options[button] = bool(repository)
    contact = settings.get("contact")
    options["extra_footer"] = (
        f'Contact: <a href="mailto:{contact}">{contact}</a>' if contact else ""
    )


_ENTRANCE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url={uri}">
<link rel="canonical" href="{address}">
{icon}<title>{title}</title>{tags}
</head>
<body><p><a href="{uri}">{title}</a></p></body>
</html>
"""


def _write_entrance(app, exception):
    """Lead from the site's root, where people open it, to the first page."""
    first = app.config.root_doc
    if exception or app.builder.format != "html" or first == "index":
        return
    icon = app.config.html_favicon
    title = app.config.html_title
    uri = app.builder.get_target_uri(first)
    doctree = app.env.get_and_resolve_doctree(first, app.builder)
    page = _ENTRANCE.format(
        icon=f'<link rel="icon" href="_static/{Path(icon).name}">\n' if icon else "",
        language=app.config.language,
        title=escape(title),
        tags=sharing.tags(app, first, doctree, title),
        uri=escape(uri),
        address=escape(sharing.address(app, uri)),
    )
    (Path(app.outdir) / "index.html").write_text(page, encoding="utf-8")


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
            link = nodes.reference("", "Open an issue", refuri=f"{repository.rstrip('/')}/issues")
            paragraph += [link, nodes.Text(" in the book's repository.")]
        if not (contact or repository):
            paragraph += nodes.Text(
                "This copy of the book names no address: send it to whoever gave you the copy."
            )
        return [paragraph]


def setup(app):
    """Register the setting ``book_site``, the directive and the entrance page."""
    app.connect("build-finished", _write_entrance)
    app.add_config_value("book_site", {}, "env", dict)
    app.add_directive("contact", ContactDirective)
    app.connect("config-inited", _apply)
