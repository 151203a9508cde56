"""The book's own theme: templates and static files stand beside this module.

``head.html`` and ``layout.html`` name what a page loads; nothing else is loaded. Files that
an extension registers with Sphinx are compared with `NOT_LOADED`, so that none goes unseen.
"""

import re
import zlib
from pathlib import Path

import jinja2
import rcssmin
import rjsmin
from sphinx.util import logging

logger = logging.getLogger(__name__)

NAME = "book"
FOLDER = Path(__file__).parent

#: Files that Sphinx and its extensions register for every page, and why none of them is loaded.
NOT_LOADED = {
    r"pygments\.css": "theme.css colours code for light, dark and paper",
    r"basic\.css": "theme.css says all that it says",
    r"theme\.css": "layout.html loads it",
    r"mystnb\.\w+\.css": "theme.css draws cells and their outputs",
    r"(documentation_options|doctools|sphinx_highlight)\.js": "search.html loads them",
}

#: What takes comments and blanks out of a file, by its ending.
_SLIM = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}

_PARTS = jinja2.Environment(loader=jinja2.FileSystemLoader(FOLDER), autoescape=True)


def part(name, **words):
    """A part of a page, such as a chart's frame, by its template.

    Parameters
    ----------
    name : str
        Of the template, without its ending.
    **words
        What the template asks for.

    Returns
    -------
    str
        HTML.
    """
    return _PARTS.get_template(f"{name}.html").render(words)


def _configure(app, config):
    if config.html_theme == NAME:
        config.html_theme_options = {}  # Jupyter Book sets those of another theme
    # A changed style or script has a new address, which stands in every page.
    files = sorted((FOLDER / "static").iterdir())
    config.book_look = zlib.crc32(b"".join(file.read_bytes() for file in files))


def _slim(app, exception=None):
    """Take out of the theme's files what readers do not need; Sphinx copies them anew."""
    if exception or app.config.html_theme != NAME:
        return
    for file in (FOLDER / "static").iterdir():
        copy = Path(app.outdir) / "_static" / file.name
        if file.suffix in _SLIM and copy.is_file():
            text = _SLIM[file.suffix](copy.read_text(encoding="utf-8"))
            copy.write_text(text, encoding="utf-8")


def _undecided(context):
    """Names of registered files on which nobody decided; a script without a file is one, too."""
    for file in (*context["css_files"], *context["script_files"]):
        name = Path(str(getattr(file, "filename", file) or "a script in the page")).name
        if not any(re.fullmatch(pattern, name) for pattern in NOT_LOADED):
            yield name


def _fill(app, pagename, templatename, context, doctree):
    if app.config.html_theme != NAME:
        return
    if not hasattr(app, "book_is_slim"):
        # The first page is written once all files are copied; their addresses follow below.
        _slim(app)
        app.book_is_slim = True
    for name in _undecided(context):
        logger.warning(
            f'an extension registers "{name}", and nobody decided on it: load it in '
            f"theme/layout.html, or say in theme/__init__.py, NOT_LOADED, why not",
            location=pagename,
            type="book",
            subtype="theme",
            once=True,
        )

    def asset(name):
        """Address of a static file, new when its content is."""
        version = zlib.crc32((Path(app.outdir) / "_static" / name).read_bytes())
        return f"{context['pathto'](f'_static/{name}', 1)}?v={version:08x}"

    context["asset"] = asset


def setup(app):
    """Register the theme, which ``_config.yml`` chooses."""
    app.add_html_theme(NAME, FOLDER)
    if "comments_config" not in app.config.values:
        # Jupyter Book sets it for an extension that is not loaded, and Sphinx warns of it.
        app.add_config_value("comments_config", {}, "", dict)
    app.add_config_value("book_look", 0, "html", int)
    app.connect("config-inited", _configure)
    app.connect("html-page-context", _fill, priority=900)
    app.connect("build-finished", _slim)  # also where no page was written
