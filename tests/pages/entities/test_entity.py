"""The page of an entity: all that the tables have on it, each figure a claim with its row."""

import re

import pytest
from bs4 import BeautifulSoup

EVIDENCE = {"book/evidence": "# Evidence\n\n```{disagreements}\n```\n\n```{claims}\n```\n"}
KINDS = [
    "laboratory,sites,Laboratories,laboratory,4,",
    "organisation,organisations,Makers,organisation,1,",
]
FACTS = [
    "lab-area,laboratory,floor_area,entity,Floor area,glance,true,true",
    "lab-equipment,laboratory,equipment,entity,Machines,glance,,",
    "lab-share,laboratory,growth,entity,Growth,glance,true,",
    "lab-opening,laboratory,opening,entity,Opened,glance,,true",
    "lab-supplier,laboratory,supplier,entity,Supplied by,supply,,",
    "maker-supplier,organisation,supplier,object,Supplies,supply,,",
]


@pytest.fixture
def book(build, data):
    """Build a book whose laboratories and makers may have pages; more pages may be given."""
    for name, lines in (("kinds", KINDS), ("facts", FACTS)):
        with (data / f"{name}.csv").open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    text = (data / "facts.csv").read_text(encoding="utf-8").replace(",growth,", ",share,")
    (data / "facts.csv").write_text(text, encoding="utf-8")

    def built(pages=EVIDENCE):
        site = build(pages)
        assert site.warnings == []
        return site

    return built


def _page(site, key="lab"):
    return BeautifulSoup(site.page(f"book/entities/{key}"), "html.parser").article


def _facts(page):
    box = page.select_one("dl.facts")
    return {
        term.get_text(): term.find_next_sibling("dd").get_text("|", strip=True)
        for term in box.select("dt")
    }


def _section(page, title):
    heading = next(each for each in page.select("h2") if each.get_text().startswith(title))
    return heading.parent


def test_a_page_says_what_it_is_and_how_much_is_known(book):
    page = _page(book())
    assert page.h1.get_text().startswith("Cell laboratory")
    lead = page.select_one("h1 + p:not(.known-up-to), .known-up-to + p").get_text()
    assert lead == "A laboratory in France. 7 claims of 2 sources speak of it."


def test_every_value_of_its_box_is_a_claim_whose_row_is_there(book):
    site = book()
    page = _page(site)
    assert _facts(page)["Floor area"] == "3,000 m²|(2025)"
    values = page.select("dl.facts dd a.claim")
    assert len(values) >= 3
    for link in values:
        file, _, anchor = link["href"].removeprefix("../").partition("#")
        assert f'id="{anchor}"' in site.page(f"book/{file.removesuffix('.html')}")


def test_each_claim_that_names_it_stands_there_with_who_says_it(book, data):
    text = _section(_page(book()), "All claims").get_text()
    assert "The laboratory covers 3000 m². Le Journal, 7 October 2025" in text
    assert "The other one is larger." not in text


def test_what_nobody_says_of_it_and_somebody_does_of_another_is_said_to_be_open(book, edit):
    edit("kinds", "laboratory,4,", "laboratory,2,")
    edit("claims", "cost-share,lardy,share,lab,share", "cost-share,lardy,share,other-lab,share")
    site = book()
    assert "No source says: growth." in _page(site).select_one(".open-questions").get_text()
    assert "Growth" not in _facts(_page(site))
    assert _page(site, "other-lab").select_one(".open-questions") is None


def test_its_promises_are_one_history_with_what_came(book):
    row = _section(_page(book()), "What was promised").select_one("tbody tr")
    cells = [cell.get_text("|", strip=True) for cell in row.select("td")]
    assert cells[0] == "The laboratory open"
    assert cells[1] == "July 2025|, said March 2024"
    assert cells[2].startswith("2 months late|")


def test_both_sides_of_a_supply_lead_to_each_other(book):
    site = book()
    assert "Cellmaker" in _section(_page(site), "Supply").get_text()
    assert "Cell laboratory" in _section(_page(site, "maker"), "Supply").get_text()
    assert "maker.html" in str(_page(site).select_one("dl.facts"))


def test_its_disagreements_and_the_sections_that_speak_of_it_are_named(book):
    prose = "# Why: so\n\n## How large\n\nIt covers {claim}`area`.\n"
    page = _page(book(EVIDENCE | {"book/a": prose}))
    assert "The release is closer to the fact." in _section(page, "Where sources").get_text()
    links = {link["href"]: link.get_text() for link in _section(page, "In the book").select("li a")}
    assert links["../a.html"] == "Why"
    assert links["../a.html#how-large"] == "How large"


def test_a_page_goes_when_too_few_claims_are_left(book, edit, tmp_path):
    own = tmp_path / "book" / "entities" / "own.md"
    own.parent.mkdir(parents=True)
    own.write_text("---\norphan: true\n---\n# Our own\n", encoding="utf-8")
    book()
    edit("kinds", "laboratory,4,", "laboratory,40,")
    book()
    assert not (own.parent / "lab.md").exists()
    assert own.exists(), "what somebody wrote stays"


def test_a_row_of_the_ledger_leads_to_the_page_of_what_it_is_about(book):
    html = book().page("book/claims/lardy-sites")
    row = re.search(r'<tr[^>]* id="claim-area".*?</tr>', html, re.S)[0]
    assert 'href="../entities/lab.html"' in row


def test_who_is_who_has_a_line_for_each_and_states_the_rule(book):
    who = "# Who\n\n```{who-has-a-page}\n```\n\n```{who-is-who} laboratory\n:all:\n```\n"
    page = BeautifulSoup(book(EVIDENCE | {"book/who": who}).page("book/who"), "html.parser").article
    assert "Each laboratory has a page that at least 4 claims name" in page.get_text()
    names = [row.td.get_text(strip=True) for row in page.select("tbody tr")]
    assert names == ["Cell laboratory", "Other laboratory"]
    assert [cell["data-what"] for cell in page.select("tbody tr:first-child td[data-what]")] == [
        "Floor area",
        "Opened",
    ]
    assert [link["href"] for link in page.select("tbody td:first-child a")] == ["entities/lab.html"]


def test_a_wrong_key_is_named_with_the_nearest(book, build, data):
    book()
    site = build(
        EVIDENCE | {"book/w": "# W\n\n```{entity} labb\n```\n\n```{who-is-who} labs\n```\n"}
    )
    assert site.warnings == [
        'book/w.md:3: WARNING: no page of an entity "labb"; nearest: lab',
        'book/w.md:6: WARNING: no kind "labs" of entities; known: laboratory, organisation',
    ]
