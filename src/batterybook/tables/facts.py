"""Facts of an entity's page: which claims answer what is asked of its kind, and what none answers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from batterybook.tables.entities import Page, short_label
from batterybook.tables.evidence import Evidence
from batterybook.tables.outcome_words import outcome_words

#: Kinds of claims that are no plain facts, and how a page marks them.
MARKS = {"promise": "promised", "target": "aim", "estimate": "estimate"}


@dataclass(frozen=True)
class Value:
    """One claim as a value of a fact.

    Attributes
    ----------
    claim : str
    words : str
        What it says, with whom it says it of.
    of : str
        The part that it holds for, where that is not the page's own entity; else empty.
    mark : str
        When it holds and what kind of claim it is, where that needs to be said; else empty.
    """

    claim: str
    words: str
    of: str
    mark: str


@dataclass(frozen=True)
class Fact:
    """One line of a page: its words, its values, and the versions of which nobody says it."""

    title: str
    values: list[Value] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    asked: bool = False


def claims_for(evidence: Evidence, row: pd.Series, members: Iterable[str]) -> pd.DataFrame:
    """Claims that show a fact of some entities, of rivals the one that tables and charts use.

    Opinions are no facts, and a text without an object is a sentence and no value.

    Parameters
    ----------
    evidence : batterybook.tables.evidence.Evidence
    row : pandas.Series
        A row of the table ``facts``.
    members : iterable of str

    Returns
    -------
    pandas.DataFrame
        Rows of the table ``claims``: what is before what is to be, the first member first.
    """
    claims, members = evidence.claims, list(members)
    found = claims[
        (claims["quantity"] == row["quantity"])
        & claims[row["side"]].isin(members)
        & (claims["kind"] != "opinion")
        & ((claims["relation"] != "text") | claims["object"].notna())
    ]
    if found.empty:
        return found
    groups = found.groupby([found["entity"], found["object"].fillna("")], sort=False)
    chosen = pd.concat([_best(evidence, group) for _, group in groups])
    place = {key: at for at, key in enumerate(members)}
    order = chosen.assign(aim=chosen["kind"] != "actual", at=chosen[row["side"]].map(place))
    return chosen.loc[order.sort_values(["aim", "at"], kind="stable").index]


def _best(evidence: Evidence, rivals: pd.DataFrame) -> pd.DataFrame:
    """The preferred ones, or else the newest."""
    preferred = rivals[rivals["preferred"].fillna(False).astype(bool)]
    if not preferred.empty or len(rivals) == 1:
        return rivals if preferred.empty else preferred
    known = rivals["id"].map(evidence.known_since)
    dated = known.dropna()
    return rivals.loc[[dated.idxmax() if len(dated) else rivals.index[-1]]]


def facts(evidence: Evidence, page: Page, part: str, committed: date | None = None) -> list[Fact]:
    """Facts of one part of a page, in the order of the table.

    Parameters
    ----------
    evidence : batterybook.tables.evidence.Evidence
    page : batterybook.tables.entities.Page
    part : str
        ``"glance"`` or ``"supply"``.
    committed : datetime.date, optional
        Day of the book's newest commit, see `batterybook.tables.outcome_words`.

    Returns
    -------
    list of Fact
        With values, or asked of the kind; a version is unknown that exists, and of which no claim
        gives what is asked, nor one on the entity itself, nor an actual one on another part.
    """
    rows = evidence.facts
    rows = rows[(rows["kind"] == page.kind) & (rows["part"] == part)]
    found: dict[str, Fact] = {}
    for _, row in rows.iterrows():
        asked = bool(not pd.isna(row["asked"]) and row["asked"])
        claims = claims_for(evidence, row, page.members)
        values = [
            value(evidence, claim, row["side"], page.entity, committed)
            for _, claim in claims.iterrows()
        ]
        one = found.setdefault(row["title"], Fact(row["title"], asked=asked))
        one.values.extend(each for each in values if each not in one.values)
        if asked and not claims.empty:
            one.unknown.extend(_unknown(evidence, page, claims))
    for one in found.values():
        said = {(each.words, each.mark) for each in one.values if each.of}
        # What a part says of itself needs no other to say it.
        one.values[:] = [
            each for each in one.values if each.of or (each.words, each.mark) not in said
        ]
    return [one for one in found.values() if one.values or one.asked]


def _unknown(evidence: Evidence, page: Page, claims: pd.DataFrame) -> list[str]:
    on_all = (claims["entity"] == page.entity) | (claims["kind"] == "actual")
    if (on_all & ~claims["entity"].isin(page.versions)).any():
        return []
    # Of a version that is planned and no more, nobody can say much.
    real = set(evidence.claims.loc[evidence.claims["kind"] == "actual", "entity"])
    missing = [key for key in page.versions if key in real - set(claims["entity"])]
    return [short_label(evidence, key, page.entity) for key in missing]


def value(
    evidence: Evidence,
    claim: pd.Series,
    side: str,
    page: str | None = None,
    committed: date | None = None,
) -> Value:
    """A claim as a value, seen from a page; without one, no part is named."""
    other = claim["object"] if side == "entity" else claim["entity"]
    said = evidence.says(claim["id"])
    if claim["relation"] == "text":
        words = evidence.labels[other]
    elif side == "object":
        words = f"{evidence.labels[other]}: {said}"
    else:
        words = said if pd.isna(other) else f"{said} ({evidence.labels[other]})"
    own = claim[side]
    of = short_label(evidence, own, page) if page and own != page else ""
    if f" {words} " in f" {of} ":  # "with LG cells" says already that they come from LG
        of = ""
    marks, came = [], ""
    number = evidence.quantities.at[claim["quantity"], "type"] == "number"
    if number and not pd.isna(claim["date"]):
        marks.append(_year(claim["date"]))
    if claim["kind"] in MARKS:
        marks.append(MARKS[claim["kind"]])
    if claim["id"] in evidence.promises.index:
        thing = evidence.promises.at[claim["id"], "thing"]
        outcome = outcome_words(evidence.outcomes.loc[thing], committed)
        came = "; " + ("outcome unknown" if outcome == "unknown" else outcome)
    return Value(claim["id"], words, of, ", ".join(marks) + came)


def _year(date: str) -> str:
    """The year or years of a date: a box of facts is no place for days."""
    years = [part[:4] for part in date.split("/")]
    return years[0] if years[0] == years[-1] else f"{years[0]} to {years[-1]}"


def pairs(
    evidence: Evidence, kind: str = "contract"
) -> dict[tuple[str, str], dict[str, list[Value]]]:
    """What is known between two entities, by fact: who has contracted what with whom.

    Parameters
    ----------
    evidence : batterybook.tables.evidence.Evidence
    kind : str, default "contract"
        Kind of the facts.

    Returns
    -------
    dict of tuple of str to dict of str to list of Value
        By entity and object, in the order of the claims, then by the words of the fact.
    """
    rows = evidence.facts[evidence.facts["kind"] == kind]
    found: dict[tuple[str, str], dict[str, list[Value]]] = {}
    for _, row in rows.iterrows():
        claims = claims_for(evidence, row, evidence.entities.index)
        for _, claim in claims[claims["object"].notna()].iterrows():
            between = found.setdefault((claim["entity"], claim["object"]), {})
            plain = claim.copy()
            plain["object"] = None
            between.setdefault(row["title"], []).append(value(evidence, plain, "entity"))
    return found
