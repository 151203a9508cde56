"""A thing promised has one row and counts once, however often it was announced."""

import re

import pytest
from conftest import write_notebook

PAGE = "# Evidence\n\n```{promises}\n```\n\n```{claims}\n```\n"
AGAIN = (
    "again,lardy,opening,lab,opening,,le,,,,,2025-12,It will open by December.,promise,undated-1,"
    ",2025-08,"
)


@pytest.fixture
def add(data):
    """Add a row to a table: ``add("promises", "again,lab-opening,")``."""

    def write(table, row):
        with (data / f"{table}.csv").open("a", encoding="utf-8") as file:
            file.write(row + "\n")

    return write


def _row(html, thing):
    """Cells of a thing's row as text, their paragraphs as lines."""
    row = html.partition(f'id="thing-{thing}"')[2].partition("</tr>")[0]
    cells = re.findall(r"<td.*?</td>", row, re.S)
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in cells]


def _counts(html):
    board = html.partition('<table class="ledger scoreboard')[2].partition("</table>")[0]
    rows = [
        [
            re.sub(r"<[^>]+>", "", cell).strip()
            for cell in re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.S)
        ]
        for row in re.findall(r"<tr.*?</tr>", board, re.S)
    ]
    return {row[0]: dict(zip(rows[0][1:], row[1:], strict=True)) for row in rows[1:]}


def test_a_thing_announced_twice_has_one_row_and_is_late_by_its_first_date(build, add):
    add("claims", AGAIN)
    add("promises", "again,lab-opening,Said once more.")
    site = build({"book/evidence": PAGE})
    assert site.warnings == []
    html = site.page("book/evidence")
    assert html.count('id="thing-lab-opening"') == 1
    what, due, came, proof = _row(html, "lab-opening")
    assert what.splitlines() == [
        "The laboratory open",
        "March 2024: It will open.",
        "August 2025: It will open by December. Said once more.",
    ]
    assert due.splitlines() == ["July 2025", "last said for: by December 2025"]
    assert came == "2 months late"
    assert proof == "7 October 2025: It opened."


def test_each_announcement_keeps_its_address_within_the_row(build, add):
    add("claims", AGAIN)
    add("promises", "again,lab-opening,")
    html = build({"book/evidence": PAGE}).page("book/evidence")
    row = html.partition('id="thing-lab-opening"')[2].partition("</tr>")[0]
    assert [row.count(f'<p id="promise-{key}">') for key in ("opens", "again")] == [1, 1]
    assert 'href="claims/lardy.html#claim-again"' in row


def test_a_thing_without_a_date_says_so(build):
    _, due, came, proof = _row(build({"book/evidence": PAGE}).page("book/evidence"), "campus")
    assert (due, came) == ("no date given", "undated")
    assert proof == "7 October 2025; none found"


def test_a_thing_that_its_maker_moved_past_its_first_date_is_shown_by_that(build, edit, add):
    add("claims", AGAIN.replace(",le,", ",eq,"))
    add("promises", "again,lab-opening,")
    edit("signs", "lab-opening,opened,came,2025-09-30\n", "")
    _, _, came, proof = _row(build({"book/evidence": PAGE}).page("book/evidence"), "lab-opening")
    assert came == "not there yet, moved by 5 months"
    assert proof == "7 October 2025; its later date shows it"


def test_a_volume_that_did_not_come_is_not_reached(build, edit):
    edit("things", "open,cells,maker,true", "open,volume,maker,true")
    edit("signs", "came,2025-09-30", "not there,2025-10")
    html = build({"book/evidence": PAGE}).page("book/evidence")
    assert _row(html, "lab-opening")[2] == "not reached"


def test_a_date_that_has_passed_since_sources_ended_is_due_since_then(build, edit):
    edit("claims", "opening,,eq,,,,,2025-07,", "opening,,eq,,,,,2025-10,")
    edit("signs", "lab-opening,opened,came,2025-09-30\n", "")
    page = {"book/evidence": PAGE + "\n```{scoreboard}\n```\n"}
    html = build(page, book_committed="2025-10-31").page("book/evidence")
    assert _row(html, "lab-opening")[2] == "not due"
    html = build(page, book_committed="2025-11-01").page("book/evidence")
    assert _row(html, "lab-opening")[2] == "due since October 2025, our sources end before"
    counts = _counts(html)
    assert counts["due since"]["Cells and plants"] == "1"
    assert counts["not due"]["Cells and plants"] == "0"


def test_things_of_one_kind_or_chapter_leave_the_others_out(build, edit):
    edit("claims", "soon,lardy", "soon,verkor")
    edit("things", "campus,The campus open,cells", "campus,The campus open,cars")
    for option in ("chapter: verkor", "without: lardy", "kind: cars"):
        site = build({"book/evidence": f"# E\n\n```{{promises}}\n:{option}\n```\n"})
        assert re.findall(r'id="thing-([a-z-]+)"', site.page("book/evidence")) == ["campus"]


def test_an_unknown_kind_is_named_with_the_nearest(build):
    site = build({"book/evidence": "# E\n\n```{promises}\n:kind: cell\n```\n"})
    assert site.warnings == [
        'book/evidence.md:3: WARNING: no things promised of a kind "cell"; nearest: cells'
    ]


def test_the_scoreboard_counts_a_thing_once_and_scores_no_undated_one(build, add):
    add("claims", AGAIN)
    add("promises", "again,lab-opening,")
    site = build({"book/evidence": "# Evidence\n\n```{scoreboard}\n```\n\n```{claims}\n```\n"})
    assert site.warnings == []
    html = site.page("book/evidence")
    counts = {outcome: row["Cells and plants"] for outcome, row in _counts(html).items()}
    assert counts.pop("late") == "1"
    assert set(counts.values()) == {"0"}
    assert list(counts)[:3] == ["kept", "not there yet", "withdrawn"]
    assert "One thing without a date is listed below, and not scored." in html


def test_the_scoreboard_by_maker_puts_renaults_own_cells_first(build, edit):
    edit("things", "campus,The campus open,cells,maker", "campus,The campus open,cells,lab")
    edit("claims", "soon,maker,withdrawal,,text,,,,,", "soon,maker,withdrawal,,text,,,,,2025")
    page = "# E\n\n```{scoreboard}\n:by: maker\n:together: Renault's own new cells\n```\n"
    counts = _counts(build({"book/evidence": page}).page("book/evidence"))
    assert list(counts) == ["Renault’s own new cells", "Cell laboratory", "Cellmaker"]
    assert counts["Renault’s own new cells"] == {"Late": "1", "Not due": "0"}
    assert counts["Cell laboratory"] == {"Late": "0", "Not due": "1"}


CHART = """
import altair as alt
import pandas as pd
from batterybook import charts
frame = pd.DataFrame({"a": [1], "claim": "area"})
bar = alt.Chart(frame).mark_bar(tooltip=None).encode(x="a:Q")
charts.publish("opening", bar, "It opened", frame, {"a": "A"})
"""


def _known_up_to(site, page):
    html = site.page(page)
    assert html.count("known-up-to") <= 1
    found = re.search(r'</h1>\s*<p class="known-up-to">(.*?)</p>', html)
    return found[1] if found else None


def test_a_page_with_a_promise_says_how_far_it_knows_by_what_it_uses(build):
    site = build(
        {
            "book/a": "# A\n\nThe lab {claim}`was to open <opens>`.\n",
            "book/b": "# B\n\nThe lab {claim}`was to open <opens>` and {claim}`opened <opened>`.\n",
            "book/c": "# C\n\nIt has {claim}`area`.\n",
            "book/d": "# D\n\n```{scoreboard}\n```\n",
        }
    )
    by = "by the newest source behind this page."
    assert _known_up_to(site, "book/a") == f"Known up to March 2024, {by}"
    assert _known_up_to(site, "book/b") == f"Known up to 7 October 2025, {by}"
    assert _known_up_to(site, "book/c") is None, "it tells of no promise"
    assert _known_up_to(site, "book/d") == f"Known up to 7 October 2025, {by}"
    assert 'content="The lab was to open."' in site.page("book/a"), "its own words describe it"


def test_what_a_chart_rests_on_counts_for_how_far_a_page_knows(build, tmp_path):
    write_notebook(tmp_path / "book" / "notebooks" / "a.ipynb", CHART)
    chart = "```{chart} opening\n---\nalt: A bar.\n---\nA bar.\n```\n"
    site = build({"book/a": f"# A\n\nIt {{claim}}`was to open <opens>`.\n\n{chart}"})
    assert "Known up to 7 October 2025" in _known_up_to(site, "book/a")


def test_a_note_leads_to_the_claim_that_it_names(build, edit):
    edit("things", "true,2025-10-07,", "true,2025-10-07,Others say so (opened).")
    site = build({"book/evidence": PAGE})
    assert site.warnings == []
    link = 'Others say so (<a class="claim" href="claims/lardy.html#claim-opened">Le Journal, 7 October 2025</a>).'
    assert link in site.page("book/evidence").replace("\N{NO-BREAK SPACE}", " ")
