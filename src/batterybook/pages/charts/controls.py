"""Sliders and menus of what-if charts; ``chart-view.html`` makes a form of them."""


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
