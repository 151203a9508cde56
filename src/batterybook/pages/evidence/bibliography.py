"""The bibliography, made from ``data/sources.csv`` so that nothing is typed twice."""

import os
from pathlib import Path

import pandas as pd
from docutils import nodes
from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import BibTeXError, Writer
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from batterybook.pages.evidence.read import BadTable
from batterybook.tables import dates
from batterybook.tables.read import nearest

logger = logging.getLogger(__name__)


class _Writer(Writer):
    def _write_field(self, stream, type, value):
        if type == "url":
            # Styles print an address as it is: LaTeX's escapes would break the link.
            stream.write(f",\n    url = {self.quote(value)}")
        else:
            super()._write_field(stream, type, value)


def bibtex(entries):
    """Entries as a BibTeX file.

    Parameters
    ----------
    entries : dict of str to pybtex.database.Entry

    Returns
    -------
    str
    """
    return _Writer().to_string(BibliographyData(entries=entries))


def entry(source, read=""):
    """A BibTeX entry from a row of the table ``sources``.

    Parameters
    ----------
    source : mapping
    read : str, optional
        How much of it was read, and when.

    Returns
    -------
    pybtex.database.Entry
    """
    # Braces keep the title's own capitals.
    fields = {"title": f"{{{source['title']}}}"}
    if pd.isna(source["published"]):
        read = f"undated; {read}" if read else "undated"
    else:
        # Citations show the year; the list shows day and month before it.
        fields["year"] = source["published"][:4]
        day = dates.text(source["published"]).removesuffix(fields["year"]).strip()
        if day:
            fields["month"] = day
    if read:
        fields["note"] = read
    if not pd.isna(source["url"]):
        fields["url"] = source["url"]
    publisher = None if pd.isna(source["publisher"]) else source["publisher"]
    persons = {}
    if not pd.isna(source["author"]):
        persons["author"] = [Person(name) for name in source["author"].split(" and ")]
        if publisher:
            fields["journal" if source["kind"] == "paper" else "howpublished"] = publisher
    elif publisher:
        # Where no person signs, the publisher is who speaks.
        persons["author"] = [Person(last=f"{{{publisher}}}")]
    # An article needs a journal, and a paper whose authors were not read has none.
    kind = "article" if "journal" in fields else "misc"
    return Entry(kind, fields=fields, persons=persons)


def _write(app, config):
    evidence = app.evidence
    entries = {key: entry(row, evidence.read_on(key)) for key, row in evidence.sources.iterrows()}
    try:
        text = bibtex(entries)
    except BibTeXError as error:
        raise BadTable(f"data/sources.csv: not fit for BibTeX: {error}") from None
    # Under the build folder: Sphinx reads it in time, and git does not see it.
    file = Path(app.outdir).parent / "sources.bib"
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")
    config.bibtex_bibfiles = [os.path.relpath(file, app.srcdir)]


def _name_unknown(app, doctree):
    """Say which source a wrong citation may mean; the extension only says it is wrong."""
    known = app.evidence.sources.index
    for node in list(doctree.findall(addnodes.pending_xref)):
        if node.get("refdomain") != "cite":
            continue
        for key in (key.strip() for key in node["reftarget"].split(",")):
            if key not in known:
                logger.warning(
                    f'unknown source "{key}"; {nearest(key, known)}',
                    location=node,
                    type="book",
                    subtype="source",
                )
                node.replace_self(nodes.literal("", key))
                break


class PlainList(SphinxPostTransform):
    """Turn the citations into a plain list whose titles say in which language they are.

    The roles that docutils gives them are deprecated, and a list of them is no list to a
    screen reader. The theme's labels would be numbers, which say nothing beside names.
    """

    default_priority = 6  # once sphinxcontrib-bibtex has made the citations
    formats = ("html",)

    def run(self, **kwargs):
        evidence = self.env.app.evidence
        keys = {
            citation.citation_id: citation.key for citation in self.env.get_domain("cite").citations
        }
        citations = list(self.document.findall(nodes.citation))
        for holder in {id(citation.parent): citation.parent for citation in citations}.values():
            whole = nodes.bullet_list(classes=["citations"])
            for citation in holder.findall(nodes.citation):
                item = nodes.list_item("", *citation.children[1:], ids=citation["ids"])
                whole += item
                for key in (keys.get(name) for name in citation["ids"]):
                    if key in evidence.sources.index:
                        _mark_title(
                            item, evidence.sources.at[key, "title"], evidence.title_language(key)
                        )
            holder.replace_self(whole)


def _mark_title(item, title, language):
    for text in list(item.findall(nodes.Text)):
        before, found, after = text.partition(title)
        if found and language != "en":
            # docutils turns a class "language-fr" into lang="fr".
            marked = nodes.inline("", title, classes=[f"language-{language}"])
            text.parent.replace(text, [nodes.Text(before), marked, nodes.Text(after)])
            return


def setup(app):
    """Set up sphinxcontrib-bibtex on the table of sources."""
    app.setup_extension("sphinxcontrib.bibtex")
    app.connect("config-inited", _write)
    app.connect("doctree-read", _name_unknown)
    app.add_post_transform(PlainList)
