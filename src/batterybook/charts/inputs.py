"""Inputs of a chart: what a reader picks."""

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
    import altair as alt

    bind = alt.binding_select(options=[ALL, *kinds], name=label)
    return alt.param(name=name, value=ALL, bind=bind)


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
