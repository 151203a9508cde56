"""Inputs of a chart: what a reader picks."""

from itertools import pairwise

#: First entry of a menu that picks one kind of mark: none is picked.
ALL = "all"


def menu(name, label, kinds):
    """A parameter by which a reader picks one kind of mark, as a legend that is clicked would.

    A menu is reached by keyboard, and a view can be shared; a legend that is clicked has neither.
    Add it with ``chart.add_params``, and give the marks `picked` as their opacity.

    Parameters
    ----------
    name : str
        Name in expressions.
    label : str
        What the reader sees beside the menu.
    kinds : iterable of str
        What can be picked besides all.

    Returns
    -------
    altair.Parameter

    Examples
    --------
    >>> menu("shown", "Show", ["kept", "late"]).param.bind.options
    ['all', 'kept', 'late']
    """
    return choice(name, label, [ALL, *kinds])


def choice(name, label, options):
    """A parameter that a reader sets to one of some words, the first before anything is set.

    Parameters
    ----------
    name : str
        Name in expressions.
    label : str
        What the reader sees beside the menu.
    options : iterable of str

    Returns
    -------
    altair.Parameter

    Examples
    --------
    >>> choice("pack", "Pack", ["with modules", "without"]).param.value
    'with modules'
    """
    import altair as alt

    options = [*options]
    bind = alt.binding_select(options=options, name=label)
    return alt.param(name=name, value=options[0], bind=bind)


def slider(name, label, values, value):
    """A parameter that a reader sets to one of some values, evenly spaced.

    Parameters
    ----------
    name : str
        Name in expressions.
    label : str
        What the reader sees beside the slider, with the unit.
    values : sequence of float
        What can be picked, from the least on; marks are made for these alone.
    value : float
        What the chart shows before anything is set.

    Returns
    -------
    altair.Parameter

    Raises
    ------
    ValueError
        If the values are not evenly spaced, or the first one is not among them.

    Examples
    --------
    >>> slider("scrap", "Scrap (%)", [5, 10, 15], 15).param.bind.step
    5
    """
    import altair as alt

    steps = {after - before for before, after in pairwise(values)}
    if len(steps) != 1 or value not in values:
        raise ValueError(
            f'slider "{name}": found {values}, {value}; expected even steps, and one of them'
        )
    bind = alt.binding_range(min=values[0], max=values[-1], step=steps.pop(), name=label)
    return alt.param(name=name, value=value, bind=bind)


def picked(name, field, opacity=1.0):
    """Opacity of marks that fade where a menu picks another kind.

    Parameters
    ----------
    name : str
        Name of the `menu`.
    field : str
        Column with the kinds.
    opacity : float, default 1
        Of marks that are picked.
    """
    import altair as alt

    test = f"{name} == '{ALL}' || datum['{field}'] == {name}"
    return alt.condition(test, alt.value(opacity), alt.value(0.1))
