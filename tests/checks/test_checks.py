"""A wrong cell is found before anything is built, and the message says how to mend it."""

import subprocess
import sys

import pytest
from conftest import TINY_TABLES

from batterybook import checks
from batterybook.tables.read import Tables


def test_the_books_own_tables_hold(root):
    assert checks.problems(Tables(root / "data")) == []


def test_the_tiny_tables_of_these_tests_hold(data):
    assert checks.problems(Tables(data)) == []


SLIPS = {
    "unknown source": (
        ("claims", "actual,paper-1,trois", "actual,papr-1,trois"),
        'data/claims.csv, row 2, field source: found "papr-1"; '
        "expected a key of data/sources.csv (nearest: paper-1)",
    ),
    "unknown quantity": (
        ("claims", "lab,equipment", "lab,equipmnt"),
        'data/claims.csv, row 5, field quantity: found "equipmnt"; '
        "expected a key of data/quantities.csv (nearest: equipment)",
    ),
    "unknown unit": (
        ("claims", "eq,3000,,,m²", "eq,3000,,,m2"),
        'data/claims.csv, row 2, field unit: found "m2"; '
        "expected a key of data/units.csv (nearest: m²)",
    ),
    "a unit of another kind": (
        ("claims", "eq,3000,,,m²", "eq,3000,,,%"),
        'data/claims.csv, row 2, field unit: found "%"; '
        "expected a unit that converts to m², as floor_area has",
    ),
    "a word for a number": (
        ("claims", "eq,3000,", "eq,many,"),
        'data/claims.csv, row 2, field value: found "many"; '
        "expected a plain decimal number, such as 1234.5",
    ),
    "not a finite number": (
        ("claims", "eq,3000,", "eq,NaN,"),
        'data/claims.csv, row 2, field value: found "NaN"; '
        "expected a plain decimal number, such as 1234.5",
    ),
    "a number with underscores": (
        ("claims", "eq,3000,", "eq,3_000,"),
        'data/claims.csv, row 2, field value: found "3_000"; '
        "expected a plain decimal number, such as 1234.5",
    ),
    "full-width digits": (
        ("claims", "eq,3000,", "eq,３０００,"),
        'data/claims.csv, row 2, field value: found "３０００"; '
        "expected a plain decimal number, such as 1234.5",
    ),
    "a day that does not exist": (
        ("claims", ",2025-10-07,true", ",2026-02-30,true"),
        'data/claims.csv, row 2, field stated_on: found "2026-02-30"; expected an existing day, '
        "month or year, or an interval of them, such as 2025-09-30, 2025-09, 2025 or "
        '2025-07/2025-12 ("2026-02-30" is no EDTF date)',
    ),
    "a blank at the end of a cell": (
        ("entities", "Cellmaker,", "Cellmaker ,"),
        'data/entities.csv, row 4, field name: found "Cellmaker "; '
        "expected one line without blanks at its ends",
    ),
    "a key twice": (
        ("entities", "other-lab,laboratory", "lab,laboratory"),
        'data/entities.csv, row 3, field id: found "lab"; expected a key that no other row has',
    ),
    "a key that is missing": (
        ("names", "A390,a car", ",a car"),
        "data/names.csv, row 2, field name: found nothing; expected a value",
    ),
    "a key of the wrong form": (
        ("entities", "other-lab,", "Other Lab,"),
        'data/entities.csv, row 3, field id: found "Other Lab"; '
        "expected text of the form [a-z0-9]+(-[a-z0-9]+)*",
    ),
    "a relation that does not exist": (
        ("claims", ",gt,120", ",>,120"),
        'data/claims.csv, row 5, field relation: found ">"; '
        "expected one of eq, approx, gt, ge, lt, le, range, text",
    ),
    "a range without its ends": (
        ("claims", "range,,50,60,%", "range,55,,,%"),
        "data/claims.csv, row 7, field value: found unit, value filled; "
        "expected high, low, unit for relation range of share",
    ),
    "a range upside down": (
        ("claims", "range,,50,60,%", "range,,60,50,%"),
        'data/claims.csv, row 7, field low: found "60"; expected less than high, 50',
    ),
    "a figure for a text": (
        ("claims", "supplier,maker,text,,", "supplier,maker,eq,,"),
        'data/claims.csv, row 11, field relation: found "eq"; '
        "expected text, since supplier is of type text",
    ),
    "a date quantity without a date": (
        ("claims", "opening,,eq,,,,,2025-09-30", "opening,,eq,,,,,"),
        "data/claims.csv, row 8, field date: found nothing; "
        "expected a date, since opening is of type date",
    ),
    "a quote too long": (
        ("claims", "trois mille mètres carrés", "a b c d e f g h i j k"),
        "data/claims.csv, row 2, field quote: found 11 words; expected at most 10",
    ),
    "two preferred claims": (
        ("claims", "actual,undated-1,,,", "actual,undated-1,,,true"),
        "data/claims.csv, row 3, field preferred: found 2 preferred claims; "
        "expected one among the 2 for lab / floor_area: area, area-again",
    ),
    "no preferred claim": (
        ("claims", "2025-10-07,true", "2025-10-07,"),
        "data/claims.csv, row 2, field preferred: found 0 preferred claims; "
        "expected one among the 2 for lab / floor_area: area, area-again",
    ),
    "a promise that nobody follows": (
        ("promises", "soon,campus,\n", ""),
        'data/claims.csv, row 10, field kind: found "promise" without a row in '
        "data/promises.csv; expected a row there that names the thing promised",
    ),
    "a promise that is none": (
        ("promises", "soon,", "supplies,"),
        'data/promises.csv, row 3, field claim: found "supplies" of kind actual; '
        "expected a claim of kind promise",
    ),
    "a thing that nobody announced": (
        ("promises", "soon,campus,\n", ""),
        'data/things.csv, row 3, field id: found "campus" without a row in data/promises.csv; '
        "expected one that announces it",
    ),
    "a note with a month that no claim has": (
        ("promises", "soon,campus,", "soon,campus,It was to open in May 2023 (opens)."),
        "data/promises.csv, row 3, field note: found May 2023, which no claim of campus has; "
        "expected the key of a claim that has it, in brackets behind it",
    ),
    "a note with a day that no claim has": (
        ("things", "true,2025-10-07,", "true,2025-10-07,It opened on 29 September 2025."),
        "data/things.csv, row 2, field note: found 29 September 2025, which no claim of "
        "lab-opening has; expected the key of a claim that has it, in brackets behind it",
    ),
    "a promise of an unknown thing": (
        ("promises", "opens,lab-opening", "opens,lab-opning"),
        'data/promises.csv, row 2, field thing: found "lab-opning"; '
        "expected a key of data/things.csv (nearest: lab-opening)",
    ),
    "a thing of an unknown maker": (
        ("things", "cells,maker,true", "cells,makr,true"),
        'data/things.csv, row 2, field maker: found "makr"; '
        "expected a key of data/entities.csv (nearest: maker)",
    ),
    "a kept promise shown by a guess": (
        ("signs", "lab-opening,opened,", "lab-opening,growth,"),
        'data/signs.csv, row 2, field claim: found "growth" of kind estimate; '
        'expected a claim of kind actual for "came"',
    ),
    "a promise that shows its own end": (
        ("signs", "opened,came", "opens,not there"),
        'data/signs.csv, row 2, field claim: found "opens", which announces lab-opening; '
        "expected a claim that shows what came of it",
    ),
    "a thing that came after it was reported": (
        ("signs", "came,2025-09-30", "came,2025-11"),
        'data/signs.csv, row 2, field when: found "2025-11"; '
        "expected a day up to 2025-10-07, when opened was said",
    ),
    "an assessment older than its evidence": (
        ("things", "true,2025-10-07", "true,2025-09"),
        'data/things.csv, row 2, field assessed_on: found "2025-09"; '
        "expected a day from 2025-10-07 on, when opened was said",
    ),
    "a source without the day on which it was read": (
        ("sources", "2025-10-08,opening", ",opening"),
        "data/sources.csv, row 2, field retrieved: found nothing; expected a value",
    ),
    "a reading of no known extent": (
        ("sources", "2025-10-08,opening", "2025-10-08,skimmed"),
        'data/sources.csv, row 2, field extent: found "skimmed"; '
        "expected one of whole, opening, excerpt, unread",
    ),
    "an address that is none": (
        ("sources", "https://example.org/a", "example.org/a"),
        'data/sources.csv, row 2, field url: found "example.org/a"; '
        "expected an address, such as https://example.org/page",
    ),
    "a claim on a source that nobody can find": (
        ("sources", "https://example.org/a", ""),
        "data/sources.csv, row 2, field url: found nothing; "
        "expected an address, or the extent unread where no claim rests on it",
    ),
    "a claim on a source that nobody read": (
        ("sources", "2025-10-08,opening", "2025-10-08,unread"),
        'data/sources.csv, row 2, field extent: found "unread"; '
        "expected how much of it was read, since claims rest on it",
    ),
    "a source of which nobody noted how much was read": (
        ("sources", "2025-10-08,opening", "2025-10-08,"),
        "data/sources.csv, row 2, field extent: found nothing; expected a value",
    ),
    "a disagreement of a claim with itself": (
        ("disagreements", "area,area-again", "area,area"),
        'data/disagreements.csv, row 2, field claim_b: found "area"; '
        "expected a claim that says something else than area",
    ),
    "a disagreement of two claims that say the same": (
        ("claims", "floor_area,,approx,3100,,,m²,,", "floor_area,,eq,3000,,,m²,2025,"),
        'data/disagreements.csv, row 2, field claim_b: found "area-again"; '
        "expected a claim that says something else than area",
    ),
    "steps whose shares do not add up": (
        ("capex_steps", ",60,0.7,", ",50,0.7,"),
        "data/capex_steps.csv, row 2, field share_percent: found 90.000 in all for paper-1; "
        "expected shares that add up to 100",
    ),
    "a step that nobody decided on": (
        ("capex_steps", ",dropped,", ",gone,"),
        'data/capex_steps.csv, row 2, field lithium_metal: found "gone"; '
        "expected one of kept, dropped, open",
    ),
    "a price of a series that is not described": (
        ("prices", "packs-2021,packs,", "packs-2021,pakcs,"),
        'data/prices.csv, row 3, field series: found "pakcs"; '
        "expected a key of data/price_series.csv (nearest: packs)",
    ),
    "two prices of one year in a series": (
        ("prices", "packs,2021", "packs,2020"),
        'data/prices.csv, row 3, field year: found "2020"; expected a year that packs has not yet',
    ),
    "a quantity without its unit": (
        ("quantities", "Share,,number,%", "Share,,number,"),
        "data/quantities.csv, row 4, field unit: found nothing; expected a unit",
    ),
    "a unit that nobody defines": (
        ("units", "GWh,", "GVh,"),
        'data/units.csv, row 6, field unit: found "GVh"; '
        "expected a unit that pint or data/units.txt knows",
    ),
    "a range in no order": (
        ("assumptions", "150,155,160", "150,165,160"),
        "data/assumptions.csv, row 2, field mode: found 150, 165, 160; "
        "expected low, mode and high in this order",
    ),
    "a parameter in a unit of another kind": (
        ("assumptions", "160,mAh/g", "160,mAh"),
        'data/assumptions.csv, row 2, field unit: found "mAh"; '
        "expected a unit that converts to mAh/g",
    ),
    "a parameter in a unit that nobody defines": (
        ("assumptions", "0.01,mm", "0.01,milimetre"),
        'data/assumptions.csv, row 3, field unit: found "milimetre"; '
        "expected a unit that converts to µm",
    ),
    "a parameter that no model takes": (
        ("assumptions", "copper_thickness", "coper_thickness"),
        'data/assumptions.csv, row 3, field parameter: found "coper_thickness"; expected a '
        "parameter that a model takes (nearest: copper_thickness, end_thickness, separator_thickness)",
    ),
    "an assumption for nothing": (
        ("assumptions", "share,plain", "share,plane"),
        'data/assumptions.csv, row 4, field scope: found "plane"; expected common, modules, '
        "cell-to-pack, a format, an electrolyte or a key of data/materials.csv or data/designs.csv "
        "(nearest: plain, polymer)",
    ),
    "a parameter twice for one scope": (
        (
            "assumptions",
            "share,plain,window_share,90,93,96,%",
            "share,lfp,capacity,150,155,160,mAh/g",
        ),
        "data/assumptions.csv, row 4, field parameter: found capacity of lfp again; "
        "expected one row, and lfp-capacity is it",
    ),
    "a price in money by volume": (
        ("cost_inputs", "USD/t", "USD/L"),
        'data/cost_inputs.csv, row 3, field unit: found "USD/L"; '
        "expected a unit that converts to USD/kg",
    ),
    "a cost of a place that is not described": (
        ("cost_inputs", "wage,common", "wage,europa"),
        'data/cost_inputs.csv, row 2, field scope: found "europa"; expected common, a region, a '
        "place, a format, an electrolyte or a key of data/materials.csv or data/designs.csv "
        "(known: common, cylindrical, graphite, lfp, liquid, plain, polymer, pouch, …)",
    ),
    "a density of nothing": (
        ("materials", "1,3.6,", "1,0,"),
        'data/materials.csv, row 2, field density_g_cm3: found "0"; expected more than 0',
    ),
    "an active material without a formula": (
        ("materials", "Graphite,C6,", "Graphite,,"),
        "data/materials.csv, row 3, field formula: found nothing; "
        "expected a value for a cathode or anode",
    ),
    "a design of an unknown material": (
        ("designs", "cell,lfp,", "cell,lfq,"),
        'data/designs.csv, row 2, field cathode: found "lfq"; '
        "expected a key of data/materials.csv (nearest: lfp)",
    ),
    "a seed without a record": (
        ("sources", "opening,,,medium", "opening,seed.txt,,medium"),
        'data/sources.csv, row 2, field seed: found "seed.txt"; '
        "expected a document with a record in seeds/ (none exist)",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_named_with_file_row_field_and_what_would_be_right(data, edit, slip):
    change, message = SLIPS[slip]
    edit(*change)
    assert message in [str(problem) for problem in checks.problems(Tables(data))]


@pytest.mark.parametrize(
    ("thing", "note"),
    [
        ("true,2025-10-07,", "It opened on 30 September 2025."),
        ("true,2025-10-07,", "Said in March 2024 for July 2025."),
        ("maker,,2025-10-07,", "A laboratory opened in September 2025 (opened)."),
    ],
)
def test_a_note_may_name_the_months_of_its_claims(data, edit, thing, note):
    edit("things", thing, thing + note)
    assert messages(data) == []


@pytest.fixture
def announced_anew(data):
    """Announce a thing again: ``announced_anew("again", stated_on="2025-01")``."""

    def add(promise, thing="lab-opening", entity="lab", source="undated-1", stated_on=""):
        for table, row in {
            "claims": f"{promise},lardy,opening,{entity},opening,,eq,,,,,2025-09,It will open.,"
            f"promise,{source},,{stated_on},{'' if entity == 'lab' else 'true'}",
            "promises": f"{promise},{thing},",
        }.items():
            with (data / f"{table}.csv").open("a", encoding="utf-8") as file:
                file.write(row + "\n")

    return add


def messages(data):
    return [str(problem) for problem in checks.problems(Tables(data))]


@pytest.mark.parametrize("stated_on", ["2025-01", "2024-03", "2024", ""])
def test_announcements_run_forward_where_dates_tell(data, announced_anew, stated_on):
    announced_anew("again", stated_on=stated_on)
    announced_anew("third", stated_on="2025-02")
    assert messages(data) == []


def test_an_announcement_below_a_later_one_is_named(data, announced_anew):
    announced_anew("again", stated_on="2023")
    assert messages(data) == [
        'data/promises.csv, row 4, field claim: found "again", said 2023; '
        "expected a row above that of opens, said 2024-03"
    ]


def test_an_announcement_without_a_day_is_as_old_as_its_source(data, announced_anew):
    announced_anew("again", source="paper-1")
    announced_anew("third", stated_on="2025-01")
    assert messages(data) == [
        'data/promises.csv, row 5, field claim: found "third", said 2025-01; '
        "expected a row above that of again, said 2025-10-07"
    ]


def test_an_announcement_of_something_else_needs_a_reason(data, edit, announced_anew):
    announced_anew("again", entity="other-lab", stated_on="2025-01")
    assert messages(data) == [
        'data/promises.csv, row 4, field thing: found "lab-opening" for entity other-lab, while '
        "opens has lab; expected another thing, or a note in data/things.csv that says why it is "
        "the same"
    ]
    edit("things", "true,2025-10-07,", "true,2025-10-07,Both moved into one house.")
    assert messages(data) == []


@pytest.fixture
def opened_again(data):
    """Add a later claim on the laboratory's opening: ``opened_again("2025-08")``."""

    def add(date, relation="eq"):
        row = (
            f"opened-again,lardy,opening,lab,opening,,{relation},,,,,{date},It opened.,actual,"
            "paper-1,,2025-11-01,"
        )
        with (data / "claims.csv").open("a", encoding="utf-8") as file:
            file.write(row + "\n")

    return add


OVERTAKEN = (
    'data/claims.csv, row 8, field preferred: found "true", while opened-again says something else '
    "on 2025-11-01; expected a row in data/disagreements.csv on both, or the newer one preferred"
)


def test_a_preferred_claim_that_a_later_one_contradicts_is_named(data, edit, opened_again):
    opened_again("2025-08")
    assert messages(data) == [OVERTAKEN]
    with (data / "disagreements.csv").open("a", encoding="utf-8") as file:
        file.write("when,When it opened,opened-again,opened,The release is closer.\n")
    assert messages(data) == []


@pytest.mark.parametrize(("date", "relation"), [("2025", "eq"), ("2025-12", "le")])
def test_a_later_claim_that_is_vaguer_contradicts_nothing(data, opened_again, date, relation):
    opened_again(date, relation)
    assert messages(data) == []


def test_an_unclosed_quote_is_a_message_and_not_a_traceback(data, edit):
    edit("claims", "The laboratory covers", '"The laboratory covers')
    (message,) = checks.problems(Tables(data))
    last = len(TINY_TABLES["claims"])
    assert message == f"data/claims.csv, row {last}: not a CSV table: unexpected end of data"


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        (
            lambda text: text.replace(",", ";"),
            ", row 1: found the columns name;meaning; expected name, meaning, separated by commas",
        ),
        (
            lambda text: text.replace("A390,a car", "A390 a car"),
            ", row 2: found 1 cells; expected 2: each text with a comma in quotes, and a comma "
            "between cells",
        ),
        (
            lambda text: text.replace("a standard", "a, standard"),
            ", row 3: found 3 cells; expected 2: each text with a comma in quotes, and a comma "
            "between cells",
        ),
        (lambda text: text + "\n\n", ", row 5: an empty line; expected a row"),
        (lambda text: "", ": the file is empty; expected the columns name, meaning"),
    ],
)
def test_a_file_that_is_no_table_is_named_with_its_row(data, slip, said):
    file = data / "names.csv"
    file.write_text(slip(file.read_text(encoding="utf-8")), encoding="utf-8")
    assert checks.problems(Tables(data)) == [f"data/names.csv{said}"]


def test_a_file_in_another_encoding_is_named_with_its_row(data):
    file = data / "names.csv"
    file.write_bytes(
        file.read_text(encoding="utf-8").replace("a car", "Mégane", 1).encode("latin-1")
    )
    assert checks.problems(Tables(data)) == [
        "data/names.csv, row 2: found the byte 0xe9, which is no UTF-8 text; "
        "expected a file saved as UTF-8"
    ]


def test_a_slip_in_the_description_names_its_line(data):
    (data / "datapackage.json").write_text('{\n  "name": oops\n}')
    assert checks.problems(Tables(data)) == [
        "data/datapackage.json, line 2: not JSON: Expecting value"
    ]


def test_the_command_prints_the_message_and_fails(data, edit):
    edit("claims", "eq,3000,", "eq,many,")
    done = subprocess.run(
        [sys.executable, "-m", "batterybook", "check"],
        cwd=data.parent,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        'data/claims.csv, row 2, field value: found "many"; '
        "expected a plain decimal number, such as 1234.5",
        "1 problem(s); nothing was built.",
    ]
