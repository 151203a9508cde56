"""Entities that have a page of their own, and which claims stand on it.

The rule: an entity of a kind that has pages (table ``kinds``) gets one where enough claims name it or
a part of it that has none, as what they are about or as their object. A part without a page
stands on the page of what it belongs to, and so does a version of something.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from batterybook.tables.evidence import Evidence


@dataclass(frozen=True)
class Page:
    """What stands on an entity's page.

    Attributes
    ----------
    entity : str
        Its key.
    kind : str
    members : tuple of str
        Itself, then its parts that have no page.
    versions : tuple of str
        Those parts that are versions of it, such as a car with a certain pack.
    claims : tuple of str
        Claims that name a member, in the order of the table.
    """

    entity: str
    kind: str
    members: tuple[str, ...]
    versions: tuple[str, ...]
    claims: tuple[str, ...]


def pages(evidence: Evidence) -> dict[str, Page]:
    """The pages of a book by entity, kinds in the order of their table and the best known first."""
    return _survey(evidence)[0]


def all_of_kind(evidence: Evidence, kind: str) -> dict[str, Page]:
    """What would stand on a page for each entity of a kind, versions aside, those that have one first."""
    have, rest = _survey(evidence)
    return {key: page for key, page in (have | rest).items() if page.kind == kind}


def _survey(evidence: Evidence) -> tuple[dict[str, Page], dict[str, Page]]:
    """Entities with a page, and those without."""
    entities, kinds = evidence.entities, evidence.kinds
    least = kinds["least_claims"].dropna()
    has_versions = kinds.index[kinds["versions"].fillna(False).astype(bool)]
    members = {key: [key] for key in entities.index}
    naming = _naming(evidence)
    found: dict[str, Page] = {}
    rest: dict[str, Page] = {}
    for key in sorted(entities.index, key=lambda key: -len(list(_above(entities, key)))):
        kind, parent = entities.at[key, "kind"], entities.at[key, "parent"]
        claims = set().union(*(naming.get(member, set()) for member in members[key]))
        version = kind in has_versions and kind == entities["kind"].get(parent)
        parts = members[key][1:] if kind in has_versions else []
        versions = [each for each in parts if entities.at[each, "kind"] == kind]
        ordered = evidence.claims.index[evidence.claims.index.isin(claims)]
        page = Page(
            key, kind, tuple(members[key]), tuple(_in_order(entities, versions)), tuple(ordered)
        )
        if kind in least.index and len(claims) >= least[kind] and not version:
            found[key] = page
            continue
        if not version:
            rest[key] = page
        if not pd.isna(parent):
            members[parent] += members[key]
    place = {kind: at for at, kind in enumerate(kinds.index)}
    order = sorted(found, key=lambda key: (place[found[key].kind], -len(found[key].claims)))
    return {key: found[key] for key in order}, rest


def _in_order(entities: pd.DataFrame, keys: Iterable[str]) -> list[str]:
    return sorted(keys, key=entities.index.get_loc)


def _above(entities: pd.DataFrame, key: str) -> Iterator[str]:
    """What an entity belongs to, the nearest first; each once, should a table go in a circle."""
    seen = {key}
    while not pd.isna(parent := entities.at[key, "parent"]) and parent not in seen:
        seen.add(key := parent)
        yield parent


def _naming(evidence: Evidence) -> dict[str, set[str]]:
    """Claims by the entities that they name."""
    found: dict[str, set[str]] = {}
    for field in ("entity", "object"):
        named = evidence.claims[field].dropna()
        for claim, key in named.items():
            found.setdefault(key, set()).add(str(claim))
    return found


def home(pages: dict[str, Page], evidence: Evidence, key: str) -> str | None:
    """The entity on whose page another one stands, or None where it stands on none."""
    if key in pages:
        return key
    return next((each for each in _above(evidence.entities, key) if each in pages), None)


def short_label(evidence: Evidence, key: str, page: str) -> str:
    """Words for a part without those of the page: ``"52 kWh"`` on that of the Renault 5."""
    label, name, whole = (
        evidence.labels[key],
        evidence.entities.at[key, "name"],
        evidence.labels[page],
    )
    _, named, rest = name.partition(f"{whole} with ")  # a supply
    if named:
        return f"with {rest}"
    return label.removeprefix(whole).lstrip(" ,") or label


def promised(evidence: Evidence, page: Page) -> pd.DataFrame:
    """Things that a page's entity promised, or that were promised of it, in the order first said.

    Returns
    -------
    pandas.DataFrame
        Rows of `Evidence.outcomes`.
    """
    things = evidence.outcomes
    own = things["maker"].isin(page.members)
    claims = evidence.claims
    of_it = things["claims"].map(
        lambda said: any(
            claims.at[each, field] in page.members
            for each in said
            for field in ("entity", "object")
            if not pd.isna(claims.at[each, field])
        )
    )
    return things[own | of_it]


def disputed(evidence: Evidence, page: Page) -> pd.DataFrame:
    """Disagreements with a claim of the page on either side."""
    rows = evidence.disagreements
    return rows[rows["claim_a"].isin(page.claims) | rows["claim_b"].isin(page.claims)]
