"""Rules on promises: what came of each, and how those announced anew hang together."""

import pandas as pd

from batterybook.checks.problem import Problem, quoted
from batterybook.tables import dates
from batterybook.tables.promises import assess


def problems(frames):
    """Problems of promises.

    Parameters
    ----------
    frames : dict of str to pandas.DataFrame
        Every table as it is written, its cells well formed.

    Returns
    -------
    list of Problem
    """
    return [*_promises(frames), *_chains(frames)]


def _promises(frames):
    claims = frames["claims"].set_index("id")
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
        proof = None
        if not pd.isna(promise["evidence"]):
            proof = claims.loc[promise["evidence"]].replace("", pd.NA)
        promise["due"] = claim["date"] or pd.NA
        status = assess(promise, proof, promise["claim"] in superseded)
        if status != promise["status"]:
            yield Problem(
                "promises",
                index + 2,
                "status",
                quoted(promise["status"]),
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
            yield problem(quoted(old), f"a promise that {successor[old]} does not supersede")
        if new in _before(new, earlier):
            yield problem(quoted(old), f"a chain that does not lead back to {new}")
        for field in ("entity", "quantity"):
            if claims.at[new, field] != claims.at[old, field]:
                yield problem(
                    f'"{old}" of {field} {claims.at[old, field]}',
                    f"a promise of {field} {claims.at[new, field]}, as {new} is",
                )
        # An unknown date tells nothing, and of dates that overlap either may be the first.
        said = stated[old], stated[new]
        if all(said) and dates.span(said[1])[1] < dates.span(said[0])[0]:
            yield problem(f'"{old}", stated {said[0]}', f"a promise stated before {new}, {said[1]}")


def _before(promise, earlier):
    """The promises that a promise replaces, directly or through others."""
    walked = []
    while promise in earlier and earlier[promise] not in walked:
        promise = earlier[promise]
        walked.append(promise)
    return walked
