"""Names and landmarks that the theme leaves out, for those who hear a page or leap through it."""

import re
from html import unescape

_FOLDER = re.compile(r"(<a\b[^>]*>([^<]+)</a><details[^>]*>)<summary>(?=<span class=\"toctree)")
# Empty in this theme, but its script measures it.
_HEADER = re.compile(r'<header(?= id="pst-header"[^>]*>\s*</header>)')
_LOGO = re.compile(r'<div (class="sidebar-primary-item">\s*<a class="navbar-brand logo")')


def _name_folder(found):
    # Else a screen reader says "button", once for each chapter.
    title = unescape(found[2]).strip().replace("&", "&amp;").replace('"', "&quot;")
    return f'{found[1]}<summary aria-label="Pages below: {title}">'


def name(html):
    """Name the toggles of the table of contents, and make the book's title a landmark.

    Parameters
    ----------
    html : str
        A page of the theme.

    Returns
    -------
    str
    """
    html = _FOLDER.sub(_name_folder, html)
    html = _HEADER.sub('<header role="presentation"', html)
    return _LOGO.sub(r'<div role="banner" \1', html)
