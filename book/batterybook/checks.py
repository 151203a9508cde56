"""Everything that must hold in ``data/`` before a page is built.

Table Schema says most of it, and Frictionless checks that. The rest, rules on
dates, units and rows of several tables, is here and is reported in the same form.
"""

import json
import re
from dataclasses import dataclass

import pandas as pd
from frictionless import Package

from batterybook import evidence, seeds, tables, units

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
QUOTE_WORDS = 10

_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, and what would be right.

    Attributes
    ----------
    table : str
        Name of the table.
    row : int or None
        Line of the file, the header being 1; None where the whole file is meant.
    field : str
        Name of the column, or empty.
    found, expected : str
    """

    table: str
    row: int | None
    field: str
    found: str
    expected: str

    def __str__(self):
        place = [f"data/{self.table}.csv"]
        if self.row:
            place.append(f"row {self.row}")
        if self.field:
            place.append(f"field {self.field}")
        return f"{', '.join(place)}: found {self.found}; expected {self.expected}"


def _quoted(cell):
    return f'"{cell}"' if cell not in ("", None) else "nothing"


def problems(folder=None):
    """All problems of the tables.

    Parameters
    ----------
    folder : path-like, optional
        The folder of the tables; found from the working folder by default.

    Returns
    -------
    list of Problem or str
        Empty where all is well. A file that cannot be read is a plain message, and
        then nothing else is checked.
    """
    folder = folder or tables.data_dir()
    try:
        frames = {name: tables.read_text(name, folder) for name in tables.resources(folder)}
        seed_records = seeds.records(folder.parent / "seeds")
    except tables.TableError as error:
        return [str(error)]
    except json.JSONDecodeError as error:
        return [f"data/{tables.PACKAGE_FILE}, line {error.lineno}: not JSON: {error.msg}"]
    found = list(_cells(folder, frames))
    named = {(problem.table, problem.row, problem.field) for problem in found}
    found += [
        problem
        for problem in _schema(folder, frames)
        if (problem.table, problem.row, problem.field) not in named
    ]
    if not found:
        # Rules across fields rest on cells that are well formed.
        found = [
            *_units(folder, frames),
            *_claims(folder, frames),
            *_promises(frames),
            *_chains(frames),
            *_disagreements(frames),
            *_models(folder, frames),
            *_capex_steps(frames["capex_steps"]),
            *_prices(frames["prices"]),
            *_seeds(frames, seed_records),
        ]
    return sorted(found, key=lambda problem: (problem.table, problem.row or 0, problem.field))


def _schema(folder, frames):
    """What Frictionless finds, in the words of this book."""
    for task in Package(str(folder / tables.PACKAGE_FILE)).validate().tasks:
        keys = tables.resources(folder)[task.name]["schema"]["primaryKey"]
        for error in task.errors:
            details = error.to_dict()
            row = details.get("rowNumber")
            if error.type == "primary-key":
                field, cell = keys[0], frames[task.name].at[row - 2, keys[0]]
            elif error.type == "foreign-key":
                field, cell = details["fieldNames"][0], details["fieldCells"][0]
            else:
                field, cell = details.get("fieldName", ""), details.get("cell", "")
            yield Problem(
                task.name,
                row,
                field,
                _quoted(cell),
                _expected(error, details, task.name, field, cell, folder, frames),
            )


def _expected(error, details, table, field, cell, folder, frames):
    if error.type == "foreign-key":
        other = details["referenceName"] or table
        key = details["referenceFieldNames"][0]
        return f"a key of data/{other}.csv ({tables.nearest(cell, frames[other][key])})"
    if error.type == "primary-key":
        return "a key that no other row has"
    if error.type == "type-error":
        return f"a {tables.fields(table, folder)[field]['type']}"
    if error.type == "constraint-error":
        constraints = tables.fields(table, folder)[field]["constraints"]
        if constraints.get("required") and not cell:
            return "a value"
        if "enum" in constraints:
            return f"one of {', '.join(constraints['enum'])}"
        if "pattern" in constraints:
            return f"text of the form {constraints['pattern']}"
    return error.note


def _cells(folder, frames):
    """Blanks, dates and numbers, cell by cell."""
    for name, frame in frames.items():
        for field, descriptor in tables.fields(name, folder).items():
            for index, cell in frame.loc[frame[field] != "", field].items():
                if cell != cell.strip() or "\n" in cell:
                    expected = "one line without blanks at its ends"
                elif descriptor["type"] == "number" and not _NUMBER.fullmatch(cell):
                    expected = "a plain decimal number, such as 1234.5"
                elif descriptor.get("rdfType") == EDTF and (error := _date_error(cell)):
                    expected = (
                        "an existing day, month or year, or an interval of them, such as "
                        f"2025-09-30, 2025-09, 2025 or 2025-07/2025-12 ({error})"
                    )
                else:
                    continue
                yield Problem(name, index + 2, field, _quoted(cell), expected)


def _date_error(cell):
    try:
        evidence.span(cell)
    except ValueError as error:
        return str(error)
    return None


def _units(folder, frames):
    for name in ("units", "quantities"):
        for index, unit in frames[name]["unit"].items():
            if unit and not units.is_known(unit, folder):
                yield Problem(
                    name,
                    index + 2,
                    "unit",
                    _quoted(unit),
                    "a unit that pint or data/units.txt knows",
                )
    for index, row in frames["quantities"].iterrows():
        if (row["type"] == "number") != bool(row["unit"]):
            expected = "a unit" if row["type"] == "number" else f"no unit for type {row['type']}"
            yield Problem("quantities", index + 2, "unit", _quoted(row["unit"]), expected)


def _claims(folder, frames):
    quantities = frames["quantities"].set_index("id")
    claims = frames["claims"]
    for index, claim in claims.iterrows():
        for field, found, expected in _claim(claim, quantities.loc[claim["quantity"]], folder):
            yield Problem("claims", index + 2, field, found, expected)

    # Texts do not compete: an entity may have several suppliers, and many statements.
    rivals = claims[claims["quantity"].map(quantities["type"]) != "text"]
    for key, group in rivals.groupby(["entity", "quantity", "object"]):
        chosen = group.index[group["preferred"] == "true"]
        if len(group) > 1 and len(chosen) != 1:
            yield Problem(
                "claims",
                (chosen[1] if len(chosen) else group.index[0]) + 2,
                "preferred",
                f"{len(chosen)} preferred claims",
                f"one among the {len(group)} for {' / '.join(filter(None, key))}: "
                + ", ".join(group["id"]),
            )


def _claim(claim, quantity, folder):
    """Rules within one row of ``claims``; yields field, found, expected."""
    filled = {field for field in ("value", "low", "high", "unit") if claim[field]}
    relation = claim["relation"]
    if relation == "text":
        allowed = [set()]
    elif quantity["type"] == "date":
        allowed = [set()]
        if not claim["date"]:
            yield "date", "nothing", f"a date, since {claim['quantity']} is of type date"
    elif quantity["type"] == "text":
        yield (
            "relation",
            _quoted(relation),
            f"text, since {claim['quantity']} is of type text",
        )
        return
    elif relation == "range":
        allowed = [{"low", "high", "unit"}]
    else:
        allowed = [{"value", "unit"}]
    if filled not in allowed:
        yield (
            "value",
            f"{', '.join(sorted(filled)) or 'none of value, low, high, unit'} filled",
            f"{', '.join(sorted(allowed[0])) or 'none of value, low, high, unit'} "
            f"for relation {relation} of {claim['quantity']}",
        )
        return
    if claim["unit"]:
        try:
            units.convert(1.0, claim["unit"], quantity["unit"], folder)
        except tables.TableError:
            yield (
                "unit",
                _quoted(claim["unit"]),
                f"a unit that converts to {quantity['unit']}, as {claim['quantity']} has",
            )
    if filled == {"low", "high", "unit"} and not float(claim["low"]) < float(claim["high"]):
        yield "low", _quoted(claim["low"]), f"less than high, {claim['high']}"
    words = len(claim["quote"].split())
    if words > QUOTE_WORDS:
        yield "quote", f"{words} words", f"at most {QUOTE_WORDS}"


def _promises(frames):
    claims = frames["claims"].set_index("id")
    quantities = frames["quantities"].set_index("id")
    promises = frames["promises"].replace("", pd.NA)
    superseded = set(promises["supersedes"].dropna())
    for index, promise in promises.iterrows():
        claim = claims.loc[promise["claim"]]
        if claim["kind"] != "promise":
            yield Problem(
                "promises",
                index + 2,
                "claim",
                f'"{promise["claim"]}" of kind {claim["kind"]}',
                "a claim of kind promise",
            )
        is_date = quantities.at[claim["quantity"], "type"] == "date"
        if is_date and claim["date"] != ("" if pd.isna(promise["due"]) else promise["due"]):
            yield Problem(
                "promises",
                index + 2,
                "due",
                _quoted("" if pd.isna(promise["due"]) else promise["due"]),
                f"the date of the claim, {claim['date'] or 'which is empty'}",
            )
        proof = None
        if not pd.isna(promise["evidence"]):
            proof = claims.loc[promise["evidence"]].replace("", pd.NA)
        status = evidence.assess(promise, proof, promise["claim"] in superseded)
        if status != promise["status"]:
            yield Problem(
                "promises",
                index + 2,
                "status",
                _quoted(promise["status"]),
                f"{status}, by its dates and evidence",
            )
    without = claims.index[(claims["kind"] == "promise") & ~claims.index.isin(promises["claim"])]
    for claim_id in without:
        yield Problem(
            "claims",
            frames["claims"].index[frames["claims"]["id"] == claim_id][0] + 2,
            "kind",
            '"promise" without a row in data/promises.csv',
            "a row there that says what became of it",
        )


def _chains(frames):
    """Promises announced anew: a chain is about one thing and runs forward in time."""
    claims = frames["claims"].set_index("id")
    published = frames["sources"].set_index("id")["published"]
    stated = claims["stated_on"].where(claims["stated_on"] != "", claims["source"].map(published))
    links = frames["promises"].loc[frames["promises"]["supersedes"] != "", ["claim", "supersedes"]]
    earlier = links.set_index("claim")["supersedes"].to_dict()
    successor = {}
    for index, (new, old) in links.iterrows():

        def problem(found, expected, row=index + 2):
            return Problem("promises", row, "supersedes", found, expected)

        if successor.setdefault(old, new) != new:
            yield problem(_quoted(old), f"a promise that {successor[old]} does not supersede")
        if new in _before(new, earlier):
            yield problem(_quoted(old), f"a chain that does not lead back to {new}")
        for field in ("entity", "quantity"):
            if claims.at[new, field] != claims.at[old, field]:
                yield problem(
                    f'"{old}" of {field} {claims.at[old, field]}',
                    f"a promise of {field} {claims.at[new, field]}, as {new} is",
                )
        # An unknown date tells nothing, and of dates that overlap either may be the first.
        dates = stated[old], stated[new]
        if all(dates) and evidence.span(dates[1])[1] < evidence.span(dates[0])[0]:
            yield problem(
                f'"{old}", stated {dates[0]}', f"a promise stated before {new}, {dates[1]}"
            )


def _before(promise, earlier):
    """The promises that a promise replaces, directly or through others."""
    walked = []
    while promise in earlier and earlier[promise] not in walked:
        promise = earlier[promise]
        walked.append(promise)
    return walked


def _disagreements(frames):
    claims = frames["claims"].set_index("id")
    said = ["entity", "quantity", "object", "relation", "value", "low", "high", "unit", "date"]
    for index, row in frames["disagreements"].iterrows():
        one, other = claims.loc[row["claim_a"]], claims.loc[row["claim_b"]]
        # Two statements without a figure differ by their words, which no rule can compare.
        same = one["relation"] != "text" and (one[said] == other[said]).all()
        if row["claim_a"] == row["claim_b"] or same:
            yield Problem(
                "disagreements",
                index + 2,
                "claim_b",
                _quoted(row["claim_b"]),
                f"a claim that says something else than {row['claim_a']}",
            )


def _models(folder, frames):
    """Rules of the tables that models take: positive sizes, ranges in order, units."""
    from batterybook import parameters  # brings the cell model along

    for name in ("materials", "cells"):
        for field, descriptor in tables.fields(name, folder).items():
            if descriptor["type"] == "number":
                numbers = frames[name].loc[frames[name][field] != "", field]
                for index, number in numbers[numbers.astype(float) <= 0].items():
                    yield Problem(name, index + 2, field, _quoted(number), "more than 0")
    for index, row in frames["materials"].iterrows():
        active = row["role"] in ("cathode", "anode")
        for field in ("formula", "electrons"):
            if active and not row[field]:
                yield Problem(
                    "materials", index + 2, field, "nothing", "a value for a cathode or anode"
                )

    scopes = [*parameters.SCOPES, *frames["materials"]["id"], *frames["designs"]["id"]]
    seen = {}
    for index, row in frames["assumptions"].iterrows():
        for field, found, expected in _assumption(row, scopes, folder):
            yield Problem("assumptions", index + 2, field, found, expected)
        other = seen.setdefault((row["scope"], row["parameter"]), row["id"])
        if other != row["id"]:
            found = f"{row['parameter']} of {row['scope']} again"
            yield Problem(
                "assumptions", index + 2, "parameter", found, f"one row, and {other} is it"
            )


def _assumption(row, scopes, folder):
    """Rules within one row of ``assumptions``; yields field, found, expected."""
    from batterybook import cell, parameters

    if row["scope"] not in scopes:
        yield (
            "scope",
            _quoted(row["scope"]),
            f"a scope that batterybook.parameters lists or a key of data/materials.csv or "
            f"data/designs.csv ({tables.nearest(row['scope'], scopes)})",
        )
    if row["parameter"] not in parameters.UNITS:
        yield (
            "parameter",
            _quoted(row["parameter"]),
            f"one that batterybook.parameters lists "
            f"({tables.nearest(row['parameter'], parameters.UNITS)})",
        )
        return
    try:
        parameters.in_model_unit(row["parameter"], row["mode"], row["unit"], folder)
    except cell.DesignError as error:
        yield "unit", _quoted(row["unit"]), error.allowed
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
                    _quoted(cell),
                    f"{group[field].iloc[0]}, as in the other rows of {series}",
                )
        for index, year in group.loc[group["year"].duplicated(), "year"].items():
            yield Problem(
                "prices", index + 2, "year", _quoted(year), f"a year that {series} has not yet"
            )


def _seeds(frames, records):
    sources = frames["sources"].set_index("id")
    by_seed = {seed: index for index, seed in frames["sources"]["seed"].items() if seed}
    known = {record["file"] for record in records}
    for seed, index in by_seed.items():
        if seed not in known:
            yield Problem(
                "sources",
                index + 2,
                "seed",
                _quoted(seed),
                f"a document with a record in seeds/ ({tables.nearest(seed, known)})",
            )
    for record in records:
        source = record["source"]
        if source not in sources.index or sources.at[source, "seed"] != record["file"]:
            yield Problem(
                "sources",
                None,
                "seed",
                f'no row "{source}" with the seed {record["file"]}',
                f"one, since seeds/{record['file']}.yml names it",
            )
