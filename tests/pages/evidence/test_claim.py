"""``{claim}`` prints what the table says, with its source at hand."""

import pytest

from batterybook.pages.evidence.read import BadTable

LEDGER = "# Evidence\n\n```{claims}\n```\n"


def test_a_claim_prints_its_value_and_leads_to_its_row(build):
    site = build({"book/a": "# A\n\nIt covers {claim}`area`.", "book/evidence": LEDGER})
    assert site.warnings == []
    link = '<a class="claim" href="claims/lardy.html#claim-area">'
    assert f"{link}3,000\N{NO-BREAK SPACE}m²</a>" in site.page("book/a")
    assert 'id="claim-area"' in site.page("book/claims/lardy")


def test_a_claim_can_stand_behind_words_of_ones_own(build):
    site = build({"book/a": "# A\n\n{claim}`the maker says <supplies>`", "book/evidence": LEDGER})
    assert site.warnings == []
    assert ">the maker says</a>" in site.page("book/a")


def test_words_of_ones_own_may_not_smuggle_a_figure(build):
    site = build({"book/a": "# A\n\n{claim}`3,500 m² <area>`", "book/evidence": LEDGER})
    assert site.warnings == [
        'book/a.md:3: WARNING: "3,500" is a figure typed by hand: take it from {claim} or '
        "{result}, or list a name in data/names.csv"
    ]


@pytest.mark.parametrize(
    ("statement", "prose", "says"),
    [
        ("It makes most or all of them.", "It makes {claim}`most <supplies>`.", "most or all"),
        (
            "It makes nearly half of them.",
            "It makes nearly {claim}`half <supplies>`.",
            "nearly half",
        ),
        ("It makes nearly half of them.", "It makes {claim}`nearly half <supplies>`.", None),
        ("It makes a part.", "It makes {claim}`half <cost-share>`.", "up to 40 %"),
        ("It makes a part.", "It makes {claim}`at most half <cost-share>`.", None),
    ],
)
def test_words_of_ones_own_keep_the_bound_of_their_claim(build, edit, statement, prose, says):
    edit("claims", "Cellmaker supplies it.", statement)
    site = build({"book/a": f"# A\n\n{prose}", "book/evidence": LEDGER})
    found = [warning.partition("WARNING: ")[2] for warning in site.warnings]
    key, words = ("supplies" if "supplies" in prose else "cost-share"), prose.split("`")[1]
    words = words.partition(" <")[0]
    message = f'claim "{key}" says "{says}"; found "{words}" without its bound'
    assert found == ([message] if says else [])


def test_an_unknown_claim_is_named_with_the_nearest(build):
    site = build({"book/a": "# A\n\nText.\n\nIt covers {claim}`aera`.", "book/evidence": LEDGER})
    assert site.warnings == ['book/a.md:5: WARNING: unknown claim "aera"; nearest: area']


def test_a_table_that_cannot_be_read_stops_the_build_with_its_message(build, edit):
    edit("claims", "eq,3000,", "eq,many,")
    with pytest.raises(BadTable, match='row 2, field value: found "many"; expected a number'):
        build({"book/a": "# A\n\n{claim}`area`"})


def test_a_claim_says_when_it_holds_and_when_it_was_said(build):
    text = "# A\n\n{claim}`area.date`, said on {claim}`area.said`."
    site = build({"book/a": text, "book/evidence": LEDGER})
    assert site.warnings == []
    assert ">2025</a>" in site.page("book/a")
    assert ">7\N{NO-BREAK SPACE}October 2025</a>" in site.page("book/a")


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("area.dat", 'claim "area" has no part "dat"; known: date, said'),
        ("soon.date", 'claim "soon" has no date'),
    ],
)
def test_a_part_that_is_not_there_is_named(build, target, message):
    site = build({"book/a": f"# A\n\n{{claim}}`{target}`"})
    assert site.warnings == [f"book/a.md:3: WARNING: {message}"]
