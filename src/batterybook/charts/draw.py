"""A chart's pictures: the specification as it is drawn, and as SVG or PNG."""

import copy
import json
import re
import textwrap
from functools import cache

from batterybook.charts.look import CONFIG


def title(specification):
    """The title of a chart as one line of text."""
    words = specification.get("title", "")
    if isinstance(words, dict):
        words = words.get("text", "")
    return " ".join(words) if isinstance(words, list) else words


def drawable(specification):
    """A chart's specification as it is drawn: in the book's look, without title and width.

    Parameters
    ----------
    specification : dict
        As `publish` stores it.

    Returns
    -------
    dict
        One that needs a ``width`` in CSS pixels, of the whole picture with axes and labels.
    """
    drawn = copy.deepcopy(specification)
    drawn.pop("usermeta", None)
    drawn.pop("title", None)
    drawn["config"] = CONFIG  # one look for all charts, not Altair's or a notebook's
    drawn["autosize"] = {"type": "fit-x", "contains": "padding"}
    _count_in_utc(drawn)
    return drawn


def _count_in_utc(part):
    """Let axes of time show the same days and words in every time zone."""
    for channel in part.get("encoding", {}).values():
        if isinstance(channel, dict) and channel.get("type") == "temporal":
            channel["scale"] = (channel.get("scale") or {}) | {"type": "utc"}
    for layer in part.get("layer", []) + part.get("vconcat", []):
        _count_in_utc(layer)


# A chapter and its notebook's page show the same pictures.
@cache
def _svg(drawn):
    import vl_convert  # takes half a second: only where a picture is drawn

    return vl_convert.vegalite_to_svg(drawn)


def svg(specification, width_px, *, with_title=False):
    """Draw a chart.

    Parameters
    ----------
    specification : dict
        Vega-Lite specification as `publish` stores it.
    width_px : int
        Width of the whole picture, axes and labels included.
    with_title : bool, default False
        Whether the title is part of the picture; a page prints it above as text.

    Returns
    -------
    str
        An SVG document whose colours are CSS variables.
    """
    drawn = drawable(specification) | {"width": width_px}
    if with_title:
        drawn["title"] = textwrap.wrap(title(specification), width_px // 9)
    return _svg(json.dumps(drawn))


def in_light(text):
    """A drawing for where no page gives its colours: each variable becomes its fallback.

    Parameters
    ----------
    text : str
        A specification as JSON, or an SVG.

    Returns
    -------
    str
    """
    return re.sub(r"var\(--[\w-]+, ([^()]+)\)", r"\1", text)


def file(specification, width_px, kind):
    """Draw a chart as a file of its own: with its title, in its light colours on white.

    Parameters
    ----------
    specification : dict
        Vega-Lite specification as `publish` stores it.
    width_px : int
        Width of the whole picture; a PNG has twice as many pixels.
    kind : {"svg", "png"}

    Returns
    -------
    bytes
    """
    import vl_convert

    drawn = drawable(specification) | {"width": width_px}
    drawn["title"] = textwrap.wrap(title(specification), width_px // 9)
    drawn["config"] = CONFIG | {"background": "#ffffff"}
    text = in_light(json.dumps(drawn))
    if kind == "png":
        return vl_convert.vegalite_to_png(text, scale=2)
    return vl_convert.vegalite_to_svg(text).encode()
