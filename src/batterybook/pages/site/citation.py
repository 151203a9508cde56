"""The book as a work to cite, as ``CITATION.cff`` says it: nothing of it is typed twice."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml
from pybtex.database import Entry, Person
from sphinx.errors import SphinxError

from batterybook.pages.evidence.bibliography import bibtex
from batterybook.tables import dates

FILE = "CITATION.cff"


class BadCitation(SphinxError):
    """A citation file that cannot be read stops the build with its place."""

    category = "Citation"


@dataclass(frozen=True)
class Author:
    """Somebody who made the book: a person has a family name, a group does not."""

    name: str
    family: str = ""
    given: str = ""

    @property
    def is_person(self):
        """Whether it is one person."""
        return bool(self.family)


@dataclass(frozen=True)
class Work:
    """What is cited; what is unknown is empty."""

    title: str = ""
    authors: tuple = ()
    version: str = ""
    abstract: str = ""
    released: str = ""

    @property
    def names(self):
        """Its authors in one line."""
        return ", ".join(author.name for author in self.authors)


def _author(row):
    if not isinstance(row, dict) or not (row.get("name") or row.get("family-names")):
        raise BadCitation(f'{FILE}, authors: found {row!r}; expected "name" or "family-names"')
    family, given = str(row.get("family-names", "")), str(row.get("given-names", ""))
    return Author(str(row.get("name") or f"{given} {family}".strip()), family, given)


def read(folder):
    """Read the citation file of a folder; without one, all is unknown.

    Parameters
    ----------
    folder : path-like

    Returns
    -------
    Work

    Raises
    ------
    BadCitation
        If it is no YAML, or lacks title or authors.
    """
    file = Path(folder) / FILE
    if not file.is_file():
        return Work()
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1
        raise BadCitation(f"{FILE}, line {line}: {error.problem}") from None
    for key, kind in (("title", str), ("authors", list)):
        if not isinstance(content, dict) or not isinstance(content.get(key), kind):
            raise BadCitation(f'{FILE}: expected "{key}"')
    return Work(
        title=content["title"],
        authors=tuple(_author(row) for row in content["authors"]),
        version=str(content.get("version") or ""),
        abstract=" ".join(str(content.get("abstract") or "").split()),
        released=str(content.get("date-released") or ""),
    )


def as_bibtex(work, page="", address="", changed=""):
    """A page of the work, or the whole of it, for a reader's own bibliography.

    Parameters
    ----------
    work : Work
    page : str, optional
        Title of the page; without one, the book is cited.
    address : str, optional
    changed : str, optional
        Day of its last change, such as ``2026-11-22``.

    Returns
    -------
    str
        A BibTeX entry.
    """
    fields = {"title": f"{{{page or work.title}}}"}
    if page:
        fields["booktitle"] = f"{{{work.title}}}"
    if year := (changed or work.released)[:4]:
        fields["year"] = year
    notes = [f"Version {work.version}"] if work.version else []
    notes += [f"last changed on {dates.text(changed)}"] if changed else []
    if notes:
        fields["note"] = ", ".join(notes)
    if address:
        fields["url"] = address
    persons = [
        Person(last=author.family, first=author.given)
        if author.is_person
        else Person(last=f"{{{author.name}}}")
        for author in work.authors
    ]
    names = [work.title, page.partition(":")[0]]
    key = re.sub(r"\W+", "-", " ".join(names).lower()).strip("-")
    kind = "incollection" if page else "misc"
    return bibtex({key: Entry(kind, fields=fields, persons={"author": persons})}).strip()


def _apply(app, config):
    config.book_work = read(app.srcdir)


def setup(app):
    """Read the citation file before anything that names the work."""
    # A setting, so that Sphinx makes all pages anew when the file changed.
    app.add_config_value("book_work", Work(), "env", Work)
    app.connect("config-inited", _apply, priority=400)
