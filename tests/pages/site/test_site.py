"""The built site: every link leads somewhere, and a failed build takes nothing away."""

import subprocess
import sys
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest


class _Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.ids, self.links = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if attrs.get("id"):
            assert attrs["id"] not in self.ids, f"the id {attrs['id']} stands twice"
            self.ids.add(attrs["id"])
        for name in ("href", "src"):
            if attrs.get(name):
                self.links.append(attrs[name])


def _build(folder):
    return subprocess.run(
        [sys.executable, "-m", "batterybook", "build"],
        cwd=folder,
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def pages(site):
    paths = list(site.rglob("*.html"))
    return {path: _Page(path.read_text(encoding="utf-8")) for path in paths}


def test_every_link_inside_the_site_leads_somewhere(site, pages):
    dead = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or link == "#":
                continue
            # The page 404 is shown at any address: its links begin at the host's root.
            start = site if parts.path.startswith("/") else path.parent
            target = (start / unquote(parts.path.lstrip("/"))).resolve() if parts.path else path
            if not target.is_file() or (
                parts.fragment and target in pages and parts.fragment not in pages[target].ids
            ):
                dead.append(f"{path.relative_to(site)}: {link}")
    assert dead == []


def test_the_entrance_has_a_title_and_leads_to_the_first_page(site, pages):
    text = (site / "index.html").read_text(encoding="utf-8")
    assert "<title>Knowing the Cell</title>" in text
    assert "book/index.html" in pages[site / "index.html"].links


def test_what_the_settings_leave_empty_is_not_on_the_site(site):
    text = (site / "book" / "lardy.html").read_text(encoding="utf-8")
    assert "mailto:" not in text
    assert "Edit this page" not in text
    assert "Open an issue" not in text


def test_a_failed_build_says_why_and_keeps_the_last_good_site(checkout, site):
    before = (site / "book" / "lardy.html").read_bytes()
    chapter = checkout / "book" / "lardy.md"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(text + "\nAll 12 of them.\n", encoding="utf-8")
    try:
        done = _build(checkout)
    finally:
        chapter.write_text(text, encoding="utf-8")
    line = text.count("\n") + 2
    assert done.returncode == 1
    assert f'book/lardy.md:{line}: WARNING: "12" is a figure typed by hand' in done.stderr
    assert "is still the last good one" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert (site / "book" / "lardy.html").read_bytes() == before


def test_a_wrong_cell_stops_the_build_before_it_begins(checkout, site):
    table = checkout / "data" / "claims.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace(",eq,3000,", ",eq,many,", 1), encoding="utf-8")
    try:
        done = _build(checkout)
    finally:
        table.write_text(text, encoding="utf-8")
    assert done.returncode == 1
    assert 'field value: found "many"; expected a plain decimal number' in done.stderr
    assert "Running Sphinx" not in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
