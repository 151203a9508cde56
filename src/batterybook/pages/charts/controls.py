"""Sliders and menus of what-if charts, as a form that stands in the page from the start."""

from html import escape

from batterybook.charts import draw


def controls(specification):
    """The parameters of a chart that a reader sets: those with an input of their own.

    Parameters
    ----------
    specification : dict
        As `batterybook.charts.publish` stores it.

    Returns
    -------
    list of dict
        Vega-Lite's parameters whose ``bind`` names an input, not scales or the legend.
    """
    return [
        parameter
        for parameter in specification.get("params", [])
        if isinstance(parameter.get("bind"), dict) and "input" in parameter["bind"]
    ]


def _field(key, parameter):
    bind, name, value = parameter["bind"], parameter["name"], parameter["value"]
    identity = escape(f"{key}-{name}")
    label = f'<label for="{identity}">{escape(bind.get("name", name))}</label>'
    common = f'id="{identity}" name="{escape(name)}"'
    if bind["input"] == "range":
        limits = " ".join(f'{part}="{bind[part]}"' for part in ("min", "max", "step"))
        return (
            f'{label}<input type="range" {common} {limits} value="{value}">'
            f'<output for="{identity}">{value}</output>'
        )
    if bind["input"] == "checkbox":
        checked = " checked" if value else ""
        return f'{label}<input type="checkbox" {common}{checked}><span></span>'
    words = bind.get("labels", bind["options"])
    options = "".join(
        f'<option value="{escape(str(option))}"{" selected" if option == value else ""}>'
        f"{escape(str(word))}</option>"
        for option, word in zip(bind["options"], words, strict=True)
    )
    return f"{label}<select {common}>{options}</select><span></span>"


def controls_html(key, specification):
    """Sliders and menus of a chart as a form; they need a script, and hide without one."""
    fields = "".join(_field(key, parameter) for parameter in controls(specification))
    if not fields:
        return ""
    title = escape(draw.title(specification))
    return (
        f'<form class="chart-controls needs-script" aria-label="Settings: {title}">{fields}'
        '<button type="reset">Reset</button></form>\n'
    )
