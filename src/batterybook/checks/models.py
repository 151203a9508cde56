"""Rules of the tables that the models of batteries take."""

from batterybook.checks.problem import Problem, quoted
from batterybook.models import cost_inputs, limits, parameters, ranges
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
    found = [
        *_models(tables, frames),
        *_capex_steps(frames["capex_steps"]),
        *_prices(frames["prices"]),
    ]
    # What is missing shows once rows can be read.
    return found or list(_costs(tables))


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
        *tables.fields("cells")["format"]["constraints"]["enum"],
        *tables.fields("designs")["electrolyte"]["constraints"]["enum"],
        *frames["materials"]["id"],
        *frames["designs"]["id"],
    ]
    of_places = [*frames["places"]["region"], *frames["places"]["id"]]
    words = ", ".join(parameters.SCOPES)
    found = [*parameters.SCOPES, *scopes]
    yield from _ranges("assumptions", frames, found, words, ranges, Units(tables))
    found, words = ["common", *of_places, *scopes], "common, a region, a place"
    yield from _ranges("cost_inputs", frames, found, words, cost_inputs, Units(tables))


def _ranges(table, frames, scopes, words, known, units):
    """Rules of a table of parameters with ranges."""
    seen = {}
    for index, row in frames[table].iterrows():
        for field, found, expected in _range(row, scopes, words, known, units):
            yield Problem(table, index + 2, field, found, expected)
        other = seen.setdefault((row["scope"], row["parameter"]), row["id"])
        if other != row["id"]:
            found = f"{row['parameter']} of {row['scope']} again"
            yield Problem(table, index + 2, "parameter", found, f"one row, and {other} is it")


def _range(row, scopes, words, known, units):
    """Rules within one row of such a table; yields field, found, expected."""
    if row["scope"] not in scopes:
        yield (
            "scope",
            quoted(row["scope"]),
            f"{words}, a format, an electrolyte or a key of "
            f"data/materials.csv or data/designs.csv ({nearest(row['scope'], scopes)})",
        )
    if row["parameter"] not in known.UNITS:
        yield (
            "parameter",
            quoted(row["parameter"]),
            f"a parameter that a model takes ({nearest(row['parameter'], known.UNITS)})",
        )
        return
    try:
        known.in_model_unit(row["parameter"], row["mode"], row["unit"], units)
    except limits.DesignError as error:
        yield "unit", quoted(row["unit"]), error.allowed
    if not float(row["low"]) <= float(row["mode"]) <= float(row["high"]):
        yield (
            "mode",
            f"{row['low']}, {row['mode']}, {row['high']}",
            "low, mode and high in this order",
        )


def _costs(tables):
    """Each cell has all that its cost takes in each place."""
    model = cost_inputs.load(tables)
    for place in model.places.index:
        for design in model.cells.designs.index:
            for parameter in model.missing(design, place):
                found = f"no {parameter} for {design} in {place}"
                yield Problem(
                    "cost_inputs", None, "", found, "a row of a scope that holds for both"
                )


def _capex_steps(steps):
    for source, group in steps.groupby("source"):
        total = group["share_percent"].astype(float).sum()
        if abs(total - 100) > 0.1:
            yield Problem(
                "capex_steps",
                group.index[0] + 2,
                "share_percent",
                f"{total:.3f} in all for {source}",
                "shares that add up to 100",
            )


def _prices(prices):
    for series, group in prices.groupby("series"):
        for index, year in group.loc[group["year"].duplicated(), "year"].items():
            yield Problem(
                "prices", index + 2, "year", quoted(year), f"a year that {series} has not yet"
            )
