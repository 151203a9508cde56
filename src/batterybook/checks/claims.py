"""Rules on units, on claims and on where claims contradict each other."""

from batterybook.checks.problem import Problem, quoted
from batterybook.tables import dates
from batterybook.tables.read import TableError
from batterybook.tables.units import Units

QUOTE_WORDS = 10


def problems(tables, frames):
    """Problems of units, claims and disagreements.

    Parameters
    ----------
    tables : batterybook.tables.read.Tables
    frames : dict of str to pandas.DataFrame
        Every table as it is written, its cells well formed.

    Returns
    -------
    list of Problem
    """
    units = Units(tables)
    return [
        *_units(units, frames),
        *_claims(units, frames),
        *_disagreements(frames),
        *_overtaken(frames),
        *_sources(frames),
    ]


def _units(units, frames):
    for name in ("units", "quantities"):
        for index, unit in frames[name]["unit"].items():
            if unit and not units.is_known(unit):
                yield Problem(
                    name,
                    index + 2,
                    "unit",
                    quoted(unit),
                    "a unit that pint or data/units.txt knows",
                )
    for index, row in frames["quantities"].iterrows():
        if (row["type"] == "number") != bool(row["unit"]):
            expected = "a unit" if row["type"] == "number" else f"no unit for type {row['type']}"
            yield Problem("quantities", index + 2, "unit", quoted(row["unit"]), expected)


def _claims(units, frames):
    quantities = frames["quantities"].set_index("id")
    claims = frames["claims"]
    for index, claim in claims.iterrows():
        for field, found, expected in _claim(claim, quantities.loc[claim["quantity"]], units):
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


def _claim(claim, quantity, units):
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
            quoted(relation),
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
            units.convert(1.0, claim["unit"], quantity["unit"])
        except TableError:
            yield (
                "unit",
                quoted(claim["unit"]),
                f"a unit that converts to {quantity['unit']}, as {claim['quantity']} has",
            )
    if filled == {"low", "high", "unit"} and not float(claim["low"]) < float(claim["high"]):
        yield "low", quoted(claim["low"]), f"less than high, {claim['high']}"
    words = len(claim["quote"].split())
    if words > QUOTE_WORDS:
        yield "quote", f"{words} words", f"at most {QUOTE_WORDS}"


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
                quoted(row["claim_b"]),
                f"a claim that says something else than {row['claim_a']}",
            )


def _overtaken(frames):
    """A preferred claim that a later one contradicts needs a word on which of them holds."""
    claims = frames["claims"]
    published = claims["source"].map(frames["sources"].set_index("id")["published"])
    said = claims["stated_on"].where(claims["stated_on"] != "", published)
    quantities = frames["quantities"].set_index("id")
    disagreements = frames["disagreements"]
    known = {frozenset(pair) for pair in zip(disagreements["claim_a"], disagreements["claim_b"])}
    # Bounds, rounded figures and plans may differ without a contradiction.
    exact = claims[(claims["kind"] == "actual") & (claims["relation"] == "eq") & (said != "")]
    for _, group in exact.groupby(["entity", "quantity", "object"]):
        is_date = quantities.at[group["quantity"].iloc[0], "type"] == "date"
        for index, chosen in group[group["preferred"] == "true"].iterrows():
            for other_index, other in group.drop(index).iterrows():
                later = dates.span(said[other_index])[0] > dates.span(said[index])[1]
                if (
                    later
                    and frozenset((chosen["id"], other["id"])) not in known
                    and _contradict(chosen, other, is_date)
                ):
                    yield Problem(
                        "claims",
                        index + 2,
                        "preferred",
                        f'"true", while {other["id"]} says something else on {said[other_index]}',
                        "a row in data/disagreements.csv on both, or the newer one preferred",
                    )


def _contradict(one, other, is_date):
    if is_date:
        spans = sorted(dates.span(claim["date"]) for claim in (one, other))
        return spans[0][1] < spans[1][0]
    same = all(one[field] == other[field] for field in ("unit", "date"))
    return same and float(one["value"]) != float(other["value"])


def _sources(frames):
    """What a claim rests on was read, and can be found again."""
    used = set(frames["claims"]["source"])
    for index, source in frames["sources"].iterrows():
        if source["extent"] == "unread":
            if source["id"] in used:
                expected = "how much of it was read, since claims rest on it"
                yield Problem("sources", index + 2, "extent", '"unread"', expected)
        elif not source["url"] and source["kind"] != "assumption":
            expected = "an address, or the extent unread where no claim rests on it"
            yield Problem("sources", index + 2, "url", "nothing", expected)
