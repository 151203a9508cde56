"""Money for cell plants, beside the output that it is for."""

COSTS = ("announced_investment", "project_cost", "capital_cost")
OUTPUTS = ("nameplate_capacity", "planned_output")

#: What a bound on the cost, and one on the output, makes of their quotient.
_COST_BOUND = {"le": "up to", "lt": "up to", "gt": "over", "ge": "over"}
_OUTPUT_BOUND = {"le": "over", "lt": "over", "gt": "under", "ge": "up to"}


def with_outputs(evidence):
    """Each cost of a plant with the output that its source gives beside it.

    A cost of a first phase over the output of the last one means nothing. So no output of another
    source is taken, and of several the one that holds at the date of the cost. All claims count,
    not the preferred ones alone.

    Parameters
    ----------
    evidence : batterybook.tables.evidence.Evidence

    Returns
    -------
    pandas.DataFrame
        A row for each cost, under its claim: the columns of ``claims``, those of the output's claim
        with the ending ``_output``, and ``meur`` (an end of a range, or the one value),
        ``gwh_least``, ``gwh_most`` and ``year``, in which the money was named.
    """
    claims, entities = evidence.claims, evidence.entities
    of_plants = claims[claims["entity"].map(entities["kind"]) == "plant"]
    costs, outputs = (of_plants[of_plants["quantity"].isin(each)] for each in (COSTS, OUTPUTS))
    pairs = costs.merge(outputs, on=["entity", "source"], suffixes=("", "_output"))
    alone = ~pairs.duplicated("id", keep=False)
    found = pairs[alone | (pairs["date"] == pairs["date_output"])].drop_duplicates("id")
    found = found.set_index("id", drop=False).rename_axis(None)
    published = found["source"].map(evidence.sources["published"])
    said = found["stated_on"].fillna(published).fillna(found["date"])
    return found.assign(
        meur=found["value"].fillna(found["low"]),
        gwh_least=found["value_output"].fillna(found["low_output"]),
        gwh_most=found["value_output"].fillna(found["high_output"]),
        year=said.str[:4].astype(int),
    )


def quotient(cost, least_output, most_output, cost_relation="eq", output_relation="eq"):
    """Cost over output as a figure, with the bounds of both kept.

    Parameters
    ----------
    cost, least_output, most_output : float
        The outputs are equal unless the source gives a range.
    cost_relation, output_relation : str
        Relations of the two claims, such as ``"le"``.

    Returns
    -------
    str

    Examples
    --------
    >>> quotient(700, 10, 10), quotient(2800, 65, 70, output_relation="range")
    ('70', '40 to 43')
    >>> quotient(3000, 40, 40, "gt"), quotient(1500, 35, 35, output_relation="gt")
    ('over 75', 'under 43')
    """
    figure = f"{cost / most_output:.0f}"
    if most_output > least_output:
        return f"{figure} to {cost / least_output:.0f}"
    bounds = {_COST_BOUND.get(cost_relation), _OUTPUT_BOUND.get(output_relation)} - {None}
    if len(bounds) > 1:  # they pull apart, so the figure has no direction
        return f"near {figure}"
    return " ".join([*bounds, figure])
