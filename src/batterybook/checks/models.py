"""Rules of the tables that the models of batteries take."""

from batterybook.checks.problem import Problem, quoted
from batterybook.models import limits, parameters
from batterybook.tables.read import nearest
from batterybook.tables.units import Units


def problems(tables, frames):
    """Problems of materials, cells, assumptions, steps of a plant and prices.

    Parameters
    ----------
    tables : batterybook.tables.read.Tables
    frames : dict of str to pandas.DataFrame
        Every table as it is written, its cells well formed.

    Returns
    -------
    list of Problem
    """
    return [
        *_models(tables, frames),
        *_capex_steps(frames["capex_steps"]),
        *_prices(frames["prices"]),
    ]


def _models(tables, frames):
    """Rules of the tables that models take: positive sizes, ranges in order, units."""
    for name in ("materials", "cells"):
        for field, descriptor in tables.fields(name).items():
            if descriptor["type"] == "number":
                numbers = frames[name].loc[frames[name][field] != "", field]
                for index, number in numbers[numbers.astype(float) <= 0].items():
                    yield Problem(name, index + 2, field, quoted(number), "more than 0")
    for index, row in frames["materials"].iterrows():
        active = row["role"] in ("cathode", "anode")
        for field in ("formula", "electrons"):
            if active and not row[field]:
                yield Problem(
                    "materials", index + 2, field, "nothing", "a value for a cathode or anode"
                )

    scopes = [
        *parameters.SCOPES,
        *tables.fields("cells")["format"]["constraints"]["enum"],
        *tables.fields("designs")["electrolyte"]["constraints"]["enum"],
        *frames["materials"]["id"],
        *frames["designs"]["id"],
    ]
    units, seen = Units(tables), {}
    for index, row in frames["assumptions"].iterrows():
        for field, found, expected in _assumption(row, scopes, units):
            yield Problem("assumptions", index + 2, field, found, expected)
        other = seen.setdefault((row["scope"], row["parameter"]), row["id"])
        if other != row["id"]:
            found = f"{row['parameter']} of {row['scope']} again"
            yield Problem(
                "assumptions", index + 2, "parameter", found, f"one row, and {other} is it"
            )


def _assumption(row, scopes, units):
    """Rules within one row of ``assumptions``; yields field, found, expected."""
    if row["scope"] not in scopes:
        yield (
            "scope",
            quoted(row["scope"]),
            f"{', '.join(parameters.SCOPES)}, a format, an electrolyte or a key of "
            f"data/materials.csv or data/designs.csv ({nearest(row['scope'], scopes)})",
        )
    if row["parameter"] not in parameters.UNITS:
        yield (
            "parameter",
            quoted(row["parameter"]),
            f"a parameter that a model takes ({nearest(row['parameter'], parameters.UNITS)})",
        )
        return
    try:
        parameters.in_model_unit(row["parameter"], row["mode"], row["unit"], units)
    except limits.DesignError as error:
        yield "unit", quoted(row["unit"]), error.allowed
    if not float(row["low"]) <= float(row["mode"]) <= float(row["high"]):
        yield (
            "mode",
            f"{row['low']}, {row['mode']}, {row['high']}",
            "low, mode and high in this order",
        )


def _capex_steps(steps):
    for (source, output), group in steps.groupby(["source", "share_at_gwh_per_year"]):
        total = group["share_percent"].astype(float).sum()
        if abs(total - 100) > 0.1:
            yield Problem(
                "capex_steps",
                group.index[0] + 2,
                "share_percent",
                f"{total:.3f} in all for {source} at {output} GWh/a",
                "shares that add up to 100",
            )


def _prices(prices):
    # What may stand in one line of a chart: one definition in dollars of one year.
    for series, group in prices.groupby("series"):
        for field in ("definition", "unit", "dollar_year"):
            for index, cell in group.loc[group[field] != group[field].iloc[0], field].items():
                yield Problem(
                    "prices",
                    index + 2,
                    field,
                    quoted(cell),
                    f"{group[field].iloc[0]}, as in the other rows of {series}",
                )
        for index, year in group.loc[group["year"].duplicated(), "year"].items():
            yield Problem(
                "prices", index + 2, "year", quoted(year), f"a year that {series} has not yet"
            )
