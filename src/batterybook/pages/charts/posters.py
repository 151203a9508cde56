"""A picture of a page for those who share it: the finding of its first chart, beside the chart."""

import re
import textwrap
from html import escape
from pathlib import Path

from batterybook.charts import draw, look
from batterybook.pages.charts.directive import chart_view

#: Folder of the pictures, below the site's root.
FOLDER = "posters"

#: What the places that show such pictures ask for, in pixels.
WIDTH, HEIGHT = 1200, 630

_PANEL = 440  # of the words; the chart has the rest
_MARGIN = 48
_PAPER, _PANEL_COLOUR, _WORDS, _QUIET = "#ffffff", "#12324a", "#ffffff", "#a9cbe2"
#: Sizes that a finding may have; the largest that leaves it room is taken.
_SIZES = (54, 48, 42, 37, 33, 30)
_FINDING_HEIGHT = 400
#: A bold letter is about this part of its size wide, capitals and spaces included.
_LETTER = 0.53


def _fit(words):
    """Size and lines of the finding."""
    for size in _SIZES:
        lines = textwrap.wrap(words, int((_PANEL - 2 * _MARGIN) / (size * _LETTER)))
        if len(lines) * size * 1.2 <= _FINDING_HEIGHT:
            break
    return size, lines


def _text(x, y, size, words, colour, weight="normal"):
    return (
        f'<text x="{x}" y="{y:.0f}" font-family="Helvetica, Arial, sans-serif" '
        f'font-size="{size}" font-weight="{weight}" fill="{colour}">{escape(words)}</text>'
    )


def _drawn(specification):
    """The chart as it best fills its place: its height is given, its width is not."""
    room = WIDTH - _PANEL - 2 * _MARGIN, HEIGHT - 2 * _MARGIN
    wide = draw.svg(specification, look.WIDTHS["wide"])
    height = float(re.search(r'height="([\d.]+)"', wide)[1])
    least, most = look.WIDTHS["narrow"], look.WIDTHS["wide"]
    width = round(min(most, max(least, room[0] * height / room[1])))
    scale = min(room[0] / width, room[1] / height)
    place = (
        f'<svg x="{_PANEL + _MARGIN + (room[0] - width * scale) / 2:.0f}" '
        f'y="{(HEIGHT - height * scale) / 2:.0f}" overflow="visible" '
        f'width="{width * scale:.0f}" height="{height * scale:.0f}" '
    )
    chart = draw.svg(specification, width)
    return draw.in_light(
        re.sub(r'<svg (.*?)width="[\d.]+" height="[\d.]+" ', rf"{place}\1", chart, count=1)
    )


def poster(specification, page, book):
    """Draw the picture of a page.

    Parameters
    ----------
    specification : dict
        Its first chart, as `batterybook.charts.publish` stores it.
    page, book : str
        Titles; of the page's title, what stands before a colon.

    Returns
    -------
    bytes
        A PNG of `WIDTH` by `HEIGHT` pixels.
    """
    import vl_convert  # takes half a second: only where a picture is drawn

    size, lines = _fit(draw.title(specification))
    words = [
        _text(_MARGIN, 150 + size * 1.2 * place, size, line, _WORDS, "bold")
        for place, line in enumerate(lines)
    ]
    name = page.partition(":")[0]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{_PAPER}"/>'
        f'<rect width="{_PANEL}" height="{HEIGHT}" fill="{_PANEL_COLOUR}"/>'
        f"{_text(_MARGIN, 84, 30, book, _QUIET)}{''.join(words)}"
        f"{_text(_MARGIN, HEIGHT - _MARGIN, 30, name, _QUIET) if name != book else ''}"
        f"{_drawn(specification)}</svg>"
    )
    return vl_convert.svg_to_png(svg)


def poster_of(app, doctree, docname):
    """Path of a page's picture below the site's root, and what it shows.

    Parameters
    ----------
    app : sphinx.application.Sphinx
    doctree : docutils.nodes.document or None
        Of the page, resolved.
    docname : str

    Returns
    -------
    tuple of (str, str)
        A page without a chart has that of the first page; where that has none, both are empty.
    """
    if (found := _first_chart(doctree)) is None and docname != app.config.root_doc:
        docname = app.config.root_doc
        doctree = app.env.get_doctree(docname)
        found = _first_chart(doctree)
    return (f"{FOLDER}/{docname.replace('/', '-')}.png", found["alt"]) if found else ("", "")


def _first_chart(doctree):
    views = doctree.findall(chart_view) if doctree is not None else ()
    return next((view for view in views if view["key"]), None)


def _write(app, pagename, templatename, context, doctree):
    view = _first_chart(doctree)
    if view is None or view["data"] is None or app.builder.format != "html":
        return
    file = Path(app.outdir) / poster_of(app, doctree, pagename)[0]
    file.parent.mkdir(exist_ok=True)
    title = app.env.titles[pagename].astext()
    file.write_bytes(poster(view["data"], title, app.config.html_title))


def setup(app):
    """Draw a picture for each page with a chart."""
    app.connect("html-page-context", _write)
