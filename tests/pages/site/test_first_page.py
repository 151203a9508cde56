"""The first page: on one screen, what the book found, how promises stand, where to go next."""

import pytest

DESK = {"width": 1280, "height": 800}


@pytest.fixture
def page(browser, site):
    page = browser.new_page(viewport=DESK)
    page.goto(f"file://{site}/book/index.html")
    yield page
    page.close()


def test_findings_promises_and_ways_are_in_the_first_screen(page):
    for part in (".findings", ".ways"):
        box = page.locator(part).bounding_box()
        assert box["y"] + box["height"] <= DESK["height"], part


def test_each_finding_has_a_figure_and_leads_to_where_it_is_shown(page, site):
    findings = page.locator(".findings > div")
    assert findings.count() == 6  # five, and how promises stand
    for finding in findings.all():
        assert any(letter.isdigit() for letter in finding.locator(".finding").inner_text())
        target = finding.locator("a:not(.claim)").last.get_attribute("href")
        assert (site / "book" / target).is_file()
