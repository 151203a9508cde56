"""The evidence of a book: its claims and promises, what they rest on, and what is said of them."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

import pandas as pd

from batterybook.tables import claims, dates, histories
from batterybook.tables.read import Tables


class _Table:
    """A table as an attribute: read when it is first asked for, each row under its key."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, evidence: "Evidence", owner: type | None = None) -> pd.DataFrame:
        frame = evidence.tables.by_key(self._name)
        vars(evidence)[self._name] = frame
        return frame


class Evidence:
    """Claims, promises and sources, by id.

    Parameters
    ----------
    tables : batterybook.tables.read.Tables, optional
        By default those found from the working folder.

    Attributes
    ----------
    claims, corrections, disagreements, entities, facts, kinds, promises, quantities, signs, sources, \
things :
        The tables of these names as frames, each row under its key.

    Raises
    ------
    batterybook.tables.read.TableError
        When a table is asked for that cannot be read.
    """

    claims = _Table()
    corrections = _Table()
    disagreements = _Table()
    entities = _Table()
    facts = _Table()
    kinds = _Table()
    promises = _Table()
    quantities = _Table()
    signs = _Table()
    sources = _Table()
    things = _Table()

    def __init__(self, tables: Tables | None = None) -> None:
        self.tables = tables or Tables()
        self._on: date | None = None

    def as_of(self, day: date) -> "Evidence":
        """What could be known on a day: the claims made by then, and what had come of promises.

        Parameters
        ----------
        day : datetime.date

        Returns
        -------
        Evidence
            Without claims whose source is undated, since nobody knows since when they were known.
        """
        then = Evidence(self.tables)
        then._on = day
        known = self.claims["id"].map(self.known_since)
        then.claims = self.claims[known.map(lambda when: when is not None and when <= day)]
        for name in ("promises", "signs"):
            frame = getattr(self, name)
            setattr(then, name, frame[frame["claim"].isin(then.claims.index)])
        return then

    def known_since(self, claim_id: str) -> date | None:
        """Last day on which a claim may have been made; None where its source is undated."""
        claim = self.claims.loc[claim_id]
        for when in (claim["stated_on"], self.sources.at[claim["source"], "published"]):
            if not pd.isna(when):
                return dates.span(when)[1]
        return None

    def known_up_to(self, claim_ids: Iterable[str]) -> str | None:
        """Date of the newest source of some claims, EDTF; None where all are undated."""
        said = []
        for claim_id in claim_ids:
            claim = self.claims.loc[claim_id]
            when = claim["stated_on"]
            when = self.sources.at[claim["source"], "published"] if pd.isna(when) else when
            if not pd.isna(when):
                said.append(when)
        return max(said, key=lambda when: dates.span(when)[0]) if said else None

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """What came of each thing promised; see `batterybook.tables.histories.outcomes`."""
        made = self.promises.join(
            self.claims[["date", "relation", "chapter"]].rename(columns={"date": "due"}),
            on="claim",
        )
        made["known"] = made["claim"].map(self.known_since)
        shown = self.signs.assign(known=self.signs["claim"].map(self.known_since))
        newest = self.known_up_to(self.claims.index)
        horizon = dates.span(newest)[0] if newest else None
        frame = histories.outcomes(self.things, made, shown, self._on, horizon)
        return frame.assign(chapter=frame["said"].map(self.claims["chapter"]))

    @cached_property
    def _patterns(self) -> dict[str, str]:
        return self.tables.by_key("units")["display"].to_dict()

    @cached_property
    def labels(self) -> pd.Series:
        """The short name of each entity, or its name where it has none."""
        return self.entities["short"].fillna(self.entities["name"])

    @property
    def preferred(self) -> pd.DataFrame:
        """Of each quantity of each entity, the claim that tables and charts use."""
        rivals = self.claims.groupby(["entity", "quantity"], sort=False)["id"].transform("size")
        chosen = self.claims["preferred"].fillna(False).astype(bool)
        return self.claims[chosen | (rivals == 1)]

    def says(self, claim_id: str) -> str:
        """What a claim says in a sentence; see `batterybook.tables.claims.text`."""
        claim = self.claims.loc[claim_id]
        name = None if pd.isna(claim["object"]) else self.entities.at[claim["object"], "name"]
        return claims.text(claim, self._patterns, name)

    def about(self, claim_id: str) -> str:
        """What a claim is about, for the label of a chart: ``"Verkor, Grenoble: opening"``.

        A technology that is the claim's object is named: ``"Ampere: use, LFP"``.
        """
        claim = self.claims.loc[claim_id]
        quantity = self.quantities.loc[claim["quantity"]]
        word = quantity["name"].lower() if pd.isna(quantity["short"]) else quantity["short"]
        about = f"{self.labels[claim['entity']]}: {word}"
        technologies = self.entities.index[self.entities["kind"] == "technology"]
        if claim["object"] in technologies:
            about += f", {self.labels[claim['object']]}"
        return about

    def said_on(self, claim_id: str) -> str:
        """When the source of a claim spoke, in words, or the word that it is undated."""
        claim = self.claims.loc[claim_id]
        for when in (claim["stated_on"], self.sources.at[claim["source"], "published"]):
            if not pd.isna(when):
                return dates.text(when)
        return "undated"

    def read_on(self, source_id: str) -> str:
        """How much of a source was read, and when; empty for one that was not read."""
        source = self.sources.loc[source_id]
        how = {"whole": "read whole on", "opening": "opening read on", "excerpt": "excerpt read on"}
        if pd.isna(source["url"]) or source["extent"] not in how:
            return ""
        return f"{how[source['extent']]} {dates.text(source['retrieved'])}"

    def source_name(self, source_id: str) -> str:
        """Who speaks in a source: its publisher, or else its author, or else its title."""
        source = self.sources.loc[source_id]
        if not pd.isna(source["publisher"]):
            return source["publisher"]
        if not pd.isna(source["author"]):
            people = [name.split(", ") for name in source["author"].split(" and ")]
            return " and ".join(" ".join(reversed(name)) for name in people)
        return source["title"]

    def title_language(self, source_id: str) -> str:
        """Language of a source's title, which may be the book's own words for it."""
        source = self.sources.loc[source_id]
        own = source["title_language"]
        return source["language"] if pd.isna(own) else own
