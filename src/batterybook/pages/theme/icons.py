"""The icons of the theme's buttons, drawn here: a line each instead of a 1.5 MB script.

Each stands in the page as the element that the theme's own script would have made of
its place, so that the theme's style sheet fits.
"""

import re
from html import escape

from sphinx.util import logging

logger = logging.getLogger(__name__)

#: Name: width on a grid 16 high, and the line. All were drawn for this book.
LINES = {
    "angle-left": (10, "M7 3 2.5 8 7 13"),
    "angle-right": (10, "m3 3 4.5 5L3 13"),
    "arrow-up": (12, "M6 15V1.5M1 7l5-5.5L11 7"),
    "bars": (14, "M.5 3h13M.5 8h13M.5 13h13"),
    "chevron-down": (16, "M2 5l6 6 6-6"),
    "circle-half-stroke": (16, "M15 8A7 7 0 1 1 1 8a7 7 0 0 1 14 0M9 2v12M11 3v10M13 5v6"),
    "code": (16, "M5 3 .8 8 5 13m6-10 4.2 5L11 13M9.5 2l-3 12"),
    "download": (16, "M8 1v9M3.5 6 8 10.5 12.5 6M1 11v4h14v-4"),
    "expand": (14, "M1 6V2h4m4 0h4v4m0 4v4H9m-4 0H1v-4"),
    "file": (12, "M1 1h6l4 4v10H1zm6 0v4h4"),
    "file-pdf": (16, "M3 1h6l4 4v10H3zm6 0v4h4M5.5 9h5m-5 3h5"),
    "lightbulb": (12, "M4 12q0-2-1.5-3.5a4.5 4.5 0 1 1 7 0Q8 10 8 12zm.5 3h3"),
    "list": (16, "M.5 3h2M5 3h10.5M.5 8h2M5 8h10.5M.5 13h2M5 13h10.5"),
    "magnifying-glass": (16, "M12 6.5a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0m-1.5 4 5 5"),
    "moon": (12, "M11.5 11A6 6 0 1 1 5.5 2.5 6 6 0 0 0 11.5 11z"),
    "pencil": (16, "m2 14 1-4L11.5 1.5l3 3L6 13zM9 4l3 3"),
    "sun": (
        16,
        "M11.5 8a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0M8 0v2.5M8 13.5V16M0 8h2.5"
        "M13.5 8H16M2.5 2.5 4 4m8 8 1.5 1.5m-11 0L4 12m8-8 1.5-1.5",
    ),
}
#: Names under which the theme asks for one of them.
ALIASES = {"github": "code", "pencil-alt": "pencil", "pen": "pencil"}

_PLACE = re.compile(r'<(i|span) class="([^"]*\bfa-[^"]*)"([^>]*)></\1>')
#: Classes that say which font, not which icon.
_FONTS = {"fa-solid", "fa-regular", "fa-brands"}


def _draw(place):
    classes, attributes = place[2].split(), place[3]
    names = [name[3:] for name in classes if name.startswith("fa-") and name not in _FONTS]
    known = next((name for name in names if ALIASES.get(name, name) in LINES), None)
    if known is None:
        logger.warning(
            'no drawing of the icon "%s": add one to %s', names[0], __name__, type="book"
        )
        return place[0]
    width, line = LINES[ALIASES.get(known, known)]
    kept = [name for name in classes if name.startswith(("fa-", "theme-")) and name not in _FONTS]
    title = re.search(r'title="([^"]*)"', attributes)
    attributes = re.sub(r'\s*title="[^"]*"', "", attributes).strip()
    named = f'role="img" aria-label="{title[1]}"' if title else 'aria-hidden="true"'
    return (
        f'<svg class="{escape(" ".join(["svg-inline--fa", *kept]))}" {attributes} {named} '
        f'viewBox="0 0 {width} 16" fill="none" stroke="currentColor" stroke-width="2">'
        f'<path d="{line}"/></svg>'
    )


def draw(html):
    """Put a drawing in the place of each icon of a page."""
    return _PLACE.sub(_draw, html)
