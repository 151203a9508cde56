"""Rules on promises: what was promised, who announced it in which order, and what shows its end."""

import calendar
import re

from batterybook.checks.problem import Problem, quoted
from batterybook.tables import dates

_MONTHS = calendar.month_name[1:]
_MONTH = re.compile(rf"\b(?:(\d{{1,2}}) )?({'|'.join(_MONTHS)}) (\d{{4}})\b")
_KEY = re.compile(r"\(([a-z0-9-]+)\)")


def problems(frames):
    """Problems of things promised, of their announcements and of signs.

    Parameters
    ----------
    frames : dict of str to pandas.DataFrame
        Every table as it is written, its cells well formed.

    Returns
    -------
    list of Problem
    """
    claims = frames["claims"].set_index("id")
    published = claims["source"].map(frames["sources"].set_index("id")["published"])
    claims["said"] = claims["stated_on"].where(claims["stated_on"] != "", published)
    return [
        *_announcements(frames, claims),
        *_things(frames, claims),
        *_signs(frames, claims),
        *_notes(frames, claims),
    ]


def _announcements(frames, claims):
    """Every claim that promises names a thing, and nothing else does."""
    promises = frames["promises"]
    for index, claim_id in promises["claim"].items():
        if claims.at[claim_id, "kind"] != "promise":
            yield Problem(
                "promises",
                index + 2,
                "claim",
                f'"{claim_id}" of kind {claims.at[claim_id, "kind"]}',
                "a claim of kind promise",
            )
    announced = set(promises["claim"])
    for row, (claim_id, kind) in enumerate(claims["kind"].items(), start=2):
        if kind == "promise" and claim_id not in announced:
            yield Problem(
                "claims",
                row,
                "kind",
                '"promise" without a row in data/promises.csv',
                "a row there that names the thing promised",
            )


def _things(frames, claims):
    """A thing is announced, forward in time, and always as the same thing."""
    announced = dict(iter(frames["promises"].groupby("thing", sort=False)))
    for index, thing in frames["things"].iterrows():
        group = announced.get(thing["id"])
        if group is None:
            yield Problem(
                "things",
                index + 2,
                "id",
                f'"{thing["id"]}" without a row in data/promises.csv',
                "one that announces it",
            )
            continue
        first = group["claim"].iloc[0]
        for at, (row, claim_id) in enumerate(group["claim"].items()):
            for earlier in group["claim"].iloc[:at]:
                if _before(claims.at[claim_id, "said"], claims.at[earlier, "said"]):
                    yield Problem(
                        "promises",
                        row + 2,
                        "claim",
                        f'"{claim_id}", said {claims.at[claim_id, "said"]}',
                        f"a row above that of {earlier}, said {claims.at[earlier, 'said']}",
                    )
                    break
            for field in ("entity", "quantity"):
                one, other = claims.at[first, field], claims.at[claim_id, field]
                if one != other and not thing["note"]:
                    yield Problem(
                        "promises",
                        row + 2,
                        "thing",
                        f'"{thing["id"]}" for {field} {other}, while {first} has {one}',
                        "another thing, or a note in data/things.csv that says why it is the same",
                    )


def _signs(frames, claims):
    """What came is shown by a claim of what is, made when it had come or later."""
    things = frames["things"].set_index("id")
    announcements = set(zip(frames["promises"]["thing"], frames["promises"]["claim"], strict=True))
    for index, sign in frames["signs"].iterrows():
        claim = claims.loc[sign["claim"]]

        def problem(field, found, expected, row=index + 2):
            return Problem("signs", row, field, found, expected)

        # That a thing is not there may follow from a promise of less for a later day.
        if sign["shows"] != "not there" and claim["kind"] != "actual":
            yield problem(
                "claim",
                f'"{sign["claim"]}" of kind {claim["kind"]}',
                f'a claim of kind actual for "{sign["shows"]}"',
            )
        if (sign["thing"], sign["claim"]) in announcements:
            yield problem(
                "claim",
                f"{quoted(sign['claim'])}, which announces {sign['thing']}",
                "a claim that shows what came of it",
            )
        if _before(claim["said"], sign["when"]):
            yield problem(
                "when",
                quoted(sign["when"]),
                f"a day up to {claim['said']}, when {sign['claim']} was said",
            )
        assessed = things.at[sign["thing"], "assessed_on"]
        if _before(assessed, claim["said"]):
            yield Problem(
                "things",
                things.index.get_loc(sign["thing"]) + 2,
                "assessed_on",
                quoted(assessed),
                f"a day from {claim['said']} on, when {sign['claim']} was said",
            )


def _notes(frames, claims):
    """A month that a note names has a source, so that no two notes of a thing can differ on it."""
    own = {}
    for name in ("promises", "signs"):
        for thing, keys in frames[name].groupby("thing")["claim"]:
            own.setdefault(thing, set()).update(keys)
    for name, key in (("things", "id"), ("promises", "thing")):
        for index, row in frames[name].iterrows():
            named = own.get(row[key], set()) | (set(_KEY.findall(row["note"])) & set(claims.index))
            for day, month, year in _MONTH.findall(row["note"]):
                words = f"{day} {month} {year}".strip()
                parts = [year, _MONTHS.index(month) + 1, *([int(day)] if day else [])]
                when = "-".join(f"{part:0>2}" for part in parts)
                if not any(_speaks_of(claims.loc[claim], words, when) for claim in named):
                    yield Problem(
                        name,
                        index + 2,
                        "note",
                        f"{words}, which no claim of {row[key]} has",
                        "the key of a claim that has it, in brackets behind it",
                    )


def _speaks_of(claim, words, when):
    """Whether a claim was made or holds on a day or in a month, or spells it."""
    low, high = dates.span(when)
    spans = [dates.span(said) for said in (claim["date"], claim["said"]) if said]
    return words in claim["statement"] or any(low <= one and last <= high for one, last in spans)


def _before(one, other):
    """Whether a date lies before another as a whole; an unknown one tells nothing."""
    return bool(one and other) and dates.span(one)[1] < dates.span(other)[0]
