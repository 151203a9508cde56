"""One block of settings that say where the site lives and who makes it."""

from html import escape
from pathlib import Path

from sphinx.errors import ConfigError

from batterybook.tables import nearest

KEYS = ("address", "repository", "branch", "authors", "contact")


def _apply(app, config):
    settings = config.book_site
    for key in settings:
        if key not in KEYS:
            raise ConfigError(f'_config.yml, book_site: unknown key "{key}"; {nearest(key, KEYS)}')
    config.author = settings.get("authors") or ""
    config.copyright = config.author
    if settings.get("address"):
        config.html_baseurl = settings["address"]
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
    options["extra_footer"] = f'Contact: <a href="mailto:{contact}">{contact}</a>' if contact else ""


_ENTRANCE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url={uri}">
<link rel="canonical" href="{uri}">
<title>{title}</title>
</head>
<body><p><a href="{uri}">{title}</a></p></body>
</html>
"""


def _write_entrance(app, exception):
    """Lead from the site's root, where people open it, to the first page."""
    first = app.config.root_doc
    if exception or app.builder.format != "html" or first == "index":
        return
    page = _ENTRANCE.format(
        language=app.config.language,
        title=escape(app.config.html_title),
        uri=escape(app.builder.get_target_uri(first)),
    )
    (Path(app.outdir) / "index.html").write_text(page, encoding="utf-8")


def setup(app):
    """Register the setting ``book_site`` and the entrance page."""
    app.connect("build-finished", _write_entrance)
    app.add_config_value("book_site", {}, "env", dict)
    app.connect("config-inited", _apply)
