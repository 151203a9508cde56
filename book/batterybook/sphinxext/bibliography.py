"""The bibliography, made from ``data/sources.csv`` so that nothing is typed twice."""

import os
from pathlib import Path

import pandas as pd
from docutils import nodes
from pybtex.database import BibliographyData, Entry, Person
from sphinx import addnodes
from sphinx.util import logging

from batterybook import evidence, tables
from batterybook.sphinxext.book import BadTable
from batterybook.tables import nearest

logger = logging.getLogger(__name__)


def entry(source):
    """A BibTeX entry from a row of the table ``sources``.

    Parameters
    ----------
    source : mapping

    Returns
    -------
    pybtex.database.Entry
    """
    # Braces keep the title's own capitals.
    fields = {"title": f"{{{source['title']}}}"}
    if pd.isna(source["published"]):
        fields["note"] = "undated"
    else:
        fields["year"] = source["published"][:4]
        fields["note"] = evidence.date_text(source["published"])
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
    return Entry("article" if source["kind"] == "paper" else "misc", fields=fields, persons=persons)


def _write(app, config):
    folder = Path(app.srcdir) / "data"
    try:
        sources = tables.load("sources", folder).set_index("id")
    except tables.TableError as error:
        raise BadTable(str(error)) from None
    entries = {key: entry(source) for key, source in sources.iterrows()}
    text = BibliographyData(entries=entries).to_string("bibtex")
    # Under the build folder: Sphinx reads it in time, and git does not see it.
    file = Path(app.outdir).parent / "sources.bib"
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")
    config.bibtex_bibfiles = [os.path.relpath(file, app.srcdir)]


def _name_unknown(app, doctree):
    """Say which source a wrong citation may mean; the extension only says it is wrong."""
    known = app.book.sources.index
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


def setup(app):
    """Set up sphinxcontrib-bibtex on the table of sources."""
    app.setup_extension("sphinxcontrib.bibtex")
    app.connect("config-inited", _write)
    app.connect("doctree-read", _name_unknown)
