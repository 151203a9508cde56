"""The feed tells of each assessment and correction, newest first, and leads to its row."""

from datetime import datetime
from xml.etree import ElementTree

import pytest

ATOM = "{http://www.w3.org/2005/Atom}"
PAGES = {
    "book/evidence": "# Evidence\n\n```{claims}\n```\n\n```{promises}\n```\n",
    "book/corrections": "# Corrections\n\n```{corrections}\n```\n",
}


def _feed(site):
    return ElementTree.parse(site.root / "_build" / "html" / "feed.xml").getroot()


def _entries(feed):
    return [
        {child.tag.removeprefix(ATOM): child.text or child.get("href") for child in entry}
        for entry in feed.iter(f"{ATOM}entry")
    ]


@pytest.fixture
def correct(data):
    with (data / "corrections.csv").open("a", encoding="utf-8") as file:
        file.write("area-typo,2026-01-05,book/evidence,3100,3000,The release says so.,area\n")


def test_assessments_and_corrections_come_newest_first(build, correct):
    site = build(PAGES)
    assert site.warnings == []
    entries = _entries(_feed(site))
    assert [entry["title"] for entry in entries] == [
        "Corrected: 3000",
        "2 months late: The laboratory open",
        "Undated: The campus open",
    ]
    assert entries[1]["summary"] == (
        "First said for: July 2025. Known up to 7 October 2025. It opened."
    )
    updated = [datetime.fromisoformat(entry["updated"]) for entry in entries]
    assert updated == sorted(updated, reverse=True)


def test_every_entry_leads_to_its_row(build, correct):
    site = build(PAGES)
    for entry in _entries(_feed(site)):
        page, _, anchor = entry["link"].partition("#")
        assert f'id="{anchor}"' in site.page(page.removesuffix(".html"))


def _ids(site):
    return {entry["title"].partition(": ")[2]: entry["id"] for entry in _entries(_feed(site))}


def test_a_new_outcome_is_a_new_entry_and_another_look_at_an_old_one_is_none(build, edit):
    before = _ids(build(PAGES))
    edit("things", "maker,,2025-10-07", "maker,,2026-02-01")
    assert _ids(build(PAGES)) == before
    edit("signs", "came,2025-09-30", "came,2025-07-31")
    after = _ids(build(PAGES))
    assert after["The laboratory open"] != before["The laboratory open"]
    assert after["The campus open"] == before["The campus open"]


def test_the_feed_has_what_atom_asks_for(build):
    feed = _feed(build(PAGES, html_baseurl="https://example.org/book/"))
    assert all(
        feed.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "author")
    )
    links = [entry["link"] for entry in _entries(feed)]
    assert all(link.startswith("https://example.org/book/book/evidence.html#") for link in links)
    ids = [entry["id"] for entry in _entries(feed)]
    assert len(set(ids)) == len(ids)


def test_every_page_tells_feed_readers_where_it_is(site):
    html = (site / "book" / "lardy.html").read_text(encoding="utf-8")
    assert 'type="application/atom+xml"' in html
    assert 'href="../feed.xml"' in html
