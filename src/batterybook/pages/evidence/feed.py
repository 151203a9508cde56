"""An Atom feed of assessments and corrections, for readers who want to hear of changes.

Atom is RFC 4287. Until the site has an address, links are relative to the feed.
"""

import uuid
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd

from batterybook.pages.evidence.promises import thing_anchor
from batterybook.tables import dates
from batterybook.tables.outcome_words import outcome_words

FILE = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
#: Entries keep their id when the site moves, so ids are made from keys and not from addresses.
_IDS = uuid.uuid5(uuid.NAMESPACE_URL, "knowing-the-cell")


def _entries(evidence, ledger, log):
    """All entries as dictionaries, newest first."""
    for key, thing in evidence.outcomes.iterrows():
        due = "no date given" if pd.isna(thing["due"]) else dates.text(thing["due"])
        summary = f"First said for: {due}. Known up to {dates.text(thing['assessed_on'])}."
        statements = [evidence.claims.at[claim_id, "statement"] for claim_id in thing["evidence"]]
        words = outcome_words(thing)
        yield {
            # A thing whose outcome stays is no news, however often it is looked at again.
            "key": f"thing:{key}:{thing['status']}",
            "day": dates.span(thing["assessed_on"])[0],
            "title": f"{words[0].upper()}{words[1:]}: {thing['name']}",
            "link": f"{ledger}#{thing_anchor(key)}",
            "summary": " ".join([summary, *statements]),
        }
    for key, row in evidence.corrections.iterrows():
        yield {
            "key": f"correction:{key}",
            "day": dates.span(row["corrected_on"])[0],
            "title": f"Corrected: {row['now']}",
            "link": f"{log}#correction-{key}",
            "summary": f"It said: {row['was']}. {row['reason']}",
        }


def _element(parent, name, text=None, **attributes):
    element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text
    return element


def _stamp(day):
    # Sources give days at best; the hour is the form's, not a claim.
    return f"{day.isoformat()}T00:00:00Z"


def _write(app, exception):
    ledger, log = app.config.book_ledger, app.config.book_corrections
    if exception or app.builder.format != "html" or ledger not in app.env.found_docs:
        return
    uri = app.builder.get_target_uri
    entries = sorted(
        _entries(app.evidence, uri(ledger), uri(log)), key=lambda entry: entry["day"], reverse=True
    )
    if not entries:
        return
    base = app.config.html_baseurl
    feed = ElementTree.Element(f"{{{_ATOM}}}feed", {"xml:lang": app.config.language})
    _element(feed, "title", f"{app.config.html_title}: assessments and corrections")
    _element(feed, "id", _IDS.urn)
    _element(feed, "updated", _stamp(entries[0]["day"]))
    _element(_element(feed, "author"), "name", app.config.author or app.config.html_title)
    _element(feed, "link", rel="self", href=f"{base}{FILE}")
    _element(feed, "link", rel="alternate", href=f"{base}{uri(ledger)}")
    for entry in entries:
        element = _element(feed, "entry")
        _element(element, "title", entry["title"])
        _element(element, "id", uuid.uuid5(_IDS, entry["key"]).urn)
        _element(element, "updated", _stamp(entry["day"]))
        _element(element, "link", href=f"{base}{entry['link']}")
        _element(element, "summary", entry["summary"])
    ElementTree.register_namespace("", _ATOM)
    ElementTree.indent(feed)
    ElementTree.ElementTree(feed).write(
        Path(app.outdir) / FILE, encoding="utf-8", xml_declaration=True
    )


def _announce(app, pagename, templatename, context, doctree):
    """Tell the templates where the feed is."""
    if app.config.book_ledger in app.env.found_docs:
        context["feed"] = FILE


def setup(app):
    """Write the feed beside the pages."""
    app.add_config_value("book_corrections", "book/corrections", "html", str)
    app.connect("html-page-context", _announce)
    app.connect("build-finished", _write)
