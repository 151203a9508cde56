"""What a reader sets in the chart on parity is what the model has for it."""

import re

import pytest
from conftest import ROOT

from batterybook.checks.density import stored_results

#: The European bar and how far it is above the Chinese one, in the words that it tells.
_TOLD = """() => [...document.querySelectorAll(
  '[data-chart="chemistry-what-if"] .chart-live svg *')]
  .map((part) => part.__data__?._svg === part && part.__data__.tooltip)
  .find((told) => told && told.startsWith("From Europe"))"""

BEST = {"scrap": "4", "use": "100", "capital": "45", "grant": "40"}


@pytest.fixture
def page(visit):
    page = visit("book/chemistry.html")
    view = page.locator('.chart-view[data-chart="chemistry-what-if"]')
    view.focus()
    view.locator(".chart-live svg").wait_for()
    return page


def _above(page):
    told = page.evaluate(_TOLD)
    return int(re.search(r"([+-]\d+) against China", told)[1])


def test_sliders_lead_from_the_table_s_first_line_to_its_last(page, site):
    first = _above(page)
    page.locator('select[name="what_if_pack"]').select_option("LFP, without modules")
    for name, value in BEST.items():
        page.locator(f'input[name="what_if_{name}"]').fill(value)
    page.wait_for_function(f"(was) => !({_TOLD})().includes(was)", arg=f"+{first} against")
    best = stored_results(ROOT / "book" / "notebooks", "chemistry")["all_sliders_left"]
    assert first > _above(page) == best > 0
    specification = (site / "charts" / "chemistry-what-if.csv").read_text(encoding="utf-8-sig")
    lines = specification.splitlines()
    assert f",{first}," in lines[1] and f",{best}," in lines[-1], lines
