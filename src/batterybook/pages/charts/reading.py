"""What a mark of a chart tells a reader who points at it, read off the chart's encodings."""

_CATEGORIES = ("color", "fill", "shape", "stroke", "strokeDash")


def _units(specification, above=None):
    """Encodings of each layer or part of a chart, with what it inherits."""
    encoding = (above or {}) | specification.get("encoding", {})
    parts = [
        part
        for key in ("layer", "vconcat", "hconcat", "concat")
        for part in specification.get(key, ())
    ]
    if "spec" in specification:
        parts.append(specification["spec"])
    if not parts:
        yield encoding
    for part in parts:
        yield from _units(part, encoding)


def _title(channel):
    for place in (channel, channel.get("axis") or {}, channel.get("legend") or {}):
        if isinstance(place.get("title"), str) and place["title"].strip():
            return place["title"]
    return None


def reading(specification):
    """What a script needs to word a mark's facts as the chart does.

    Parameters
    ----------
    specification : dict
        Vega-Lite specification.

    Returns
    -------
    dict or None
        ``row``: the field that names a mark's row; texts drawn in the same row belong to
        the mark. ``titles``: titles, with their units, and the one field, or start
        and end, that an axis measures.
        ``words``: fields that a legend explains. ``times``: fields of a start and an end.
        None if the chart has tooltips of its own.
    """
    row, titles, words, times = None, {}, [], []
    for encoding in _units(specification):
        if "tooltip" in encoding:
            return None
        for name, channel in encoding.items():
            field = channel.get("field") if isinstance(channel, dict) else None
            if not isinstance(field, str):
                continue
            kind = channel.get("type")
            if name in ("x", "y") and kind in ("nominal", "ordinal"):
                row = field if row is None or name == "y" else row
            elif name in ("x", "x2", "y", "y2") and (kind == "temporal" or name[0] + "2" == name):
                start = encoding.get(name[0], {})
                if start.get("type") == "temporal" and field not in times:
                    times.append(field)
            elif kind == "quantitative" and _title(channel):
                end = encoding.get(f"{name}2", {}).get("field")
                titles.setdefault(_title(channel), [field, end] if end else [field])
            if name in _CATEGORIES and kind in ("nominal", "ordinal"):
                if channel.get("legend", {}) is not None and field not in words:
                    words.append(field)
    return {"row": row, "titles": titles, "words": words, "times": times}
