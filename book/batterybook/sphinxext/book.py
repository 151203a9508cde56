"""The evidence that pages are made from, read once for each build."""

import json
from functools import cached_property
from pathlib import Path

import pandas as pd
from sphinx.errors import SphinxError

from batterybook import evidence, tables, units


class BadTable(SphinxError):
    """A table that cannot be read stops the build with its message."""

    category = "Table"


class Book:
    """Claims, promises and sources, by id.

    Parameters
    ----------
    folder : path-like
        The folder of the tables.
    """

    def __init__(self, folder):
        self.folder = folder

    def _load(self, name):
        try:
            frame = tables.load(name, self.folder)
        except tables.TableError as error:
            raise BadTable(str(error)) from None
        key = tables.resources(self.folder)[name]["schema"]["primaryKey"][0]
        return frame.set_index(key, drop=False).rename_axis(None)

    @cached_property
    def package(self):
        """The description of all tables."""
        return json.loads((self.folder / tables.PACKAGE_FILE).read_text(encoding="utf-8"))

    @cached_property
    def claims(self):
        """The table ``claims``."""
        return self._load("claims")

    @cached_property
    def promises(self):
        """The table ``promises``."""
        return self._load("promises")

    @cached_property
    def sources(self):
        """The table ``sources``."""
        return self._load("sources")

    @cached_property
    def entities(self):
        """The table ``entities``."""
        return self._load("entities")

    @cached_property
    def quantities(self):
        """The table ``quantities``."""
        return self._load("quantities")

    @cached_property
    def disagreements(self):
        """The table ``disagreements``."""
        return self._load("disagreements")

    @cached_property
    def corrections(self):
        """The table ``corrections``."""
        return self._load("corrections")

    @cached_property
    def names(self):
        """The names with digits that prose may contain."""
        return list(self._load("names").index)

    @cached_property
    def unit_words(self):
        """The words by which prose calls units."""
        return [word for words in self._load("units")["words"] for word in words.split("|")]

    @cached_property
    def _patterns(self):
        return units.patterns(self.folder)

    def claim_text(self, claim_id):
        """What a claim says in a sentence; see `batterybook.evidence.text`."""
        claim = self.claims.loc[claim_id]
        name = None if pd.isna(claim["object"]) else self.entities.at[claim["object"], "name"]
        return evidence.text(claim, self._patterns, name)

    def source_name(self, source_id):
        """Who speaks in a source: its publisher, or else its author, or else its title."""
        source = self.sources.loc[source_id]
        if not pd.isna(source["publisher"]):
            return source["publisher"]
        if not pd.isna(source["author"]):
            people = [name.split(", ") for name in source["author"].split(" and ")]
            return " and ".join(" ".join(reversed(name)) for name in people)
        return source["title"]

    def title_language(self, source_id):
        """Language of a source's title, which may be the book's own words for it."""
        source = self.sources.loc[source_id]
        own = source["title_language"]
        return source["language"] if pd.isna(own) else own

    def said_on(self, claim_id):
        """When the source of a claim spoke, in words, or the word that it is undated."""
        claim = self.claims.loc[claim_id]
        for date in (claim["stated_on"], self.sources.at[claim["source"], "published"]):
            if not pd.isna(date):
                return evidence.date_text(date)
        return "undated"


def _read(app):
    app.book = Book(Path(app.srcdir) / "data")


def setup(app):
    """Give the application its evidence before pages are read."""
    # Sphinx pickles the environment, not the application: frames belong on the latter.
    app.connect("builder-inited", _read)
