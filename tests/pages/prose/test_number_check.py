"""A figure typed into a page fails the build, whatever it hides in."""

import nbformat
import pytest
from conftest import build_site, write_tables

from batterybook.pages.prose.number_check import figures

HINT = "take it from {claim} or {result}, or list a name in data/names.csv"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It makes 12 GWh.", ["12"]),
        ("3,000 m² and 3 000 m²", ["3,000", "3", "000"]),
        ("half a year, ½ of it", ["½"]),
        ("４ cells", ["４"]),
        ("٣ cells", ["٣"]),
        ("in Ⅻ steps and ① more", ["Ⅻ", "①"]),
        ("twelve gigawatt-hours", ["twelve gigawatt-hours"]),
        ("Twelve GWh", ["Twelve GWh"]),
        ("twelve\ngigawatt-hours", ["twelve gigawatt-hours"]),
        ("twenty-one per cent", ["twenty-one per cent"]),
        ("fifty percent", ["fifty percent"]),
        ("half a percent", ["half a percent"]),
        ("a hundred and twenty GWh", ["hundred and twenty GWh"]),
        ("twelve-gigawatt-hour contract", ["twelve-gigawatt-hour"]),
        ("10⁶ cells", ["10⁶"]),
        ("A391", ["A391"]),
        ("A390-4 and A390.5", ["A390-4", "A390.5"]),
        ("R50", ["R50"]),
        ("ISO 12405-45", ["12405-45"]),
        ("on 7 October 2025", ["7", "2025"]),
        ("2025–2028", ["2025–2028"]),
        ("the 1st", ["1st"]),
    ],
)
def test_a_figure_is_found(text, found):
    assert [figure for _, figure in figures(text, NAMES, WORDS)] == found


NAMES = ("A390", "R5", "ISO 12405-4")
WORDS = ("per cent", "percent", "gigawatt-hour", "gigawatt-hours", "GWh")


@pytest.mark.parametrize(
    "text",
    [
        "The A390, the R5 and ISO 12405-4 are names; so is ISO\n12405-4.",
        "An A390-based car (A390).",
        "euros per m² and CO₂",
        "two chemistries, one answer",
        "a gigawatt-hour",
        "everyone gained percentages",
        "someone percent-encodes",
    ],
)
def test_what_is_no_figure_is_left_alone(text):
    assert figures(text, NAMES, WORDS) == []


TRAPS = {
    "a paragraph": ("It makes 12.", 3, "12"),
    "the second line of a paragraph": ("It makes\n12 of them.", 4, "12"),
    "emphasis": ("It makes **12** of them.", 3, "12"),
    "a number word split by emphasis": ("Twelve *GWh*.", 3, "Twelve GWh"),
    "a list": ("- one\n- 12 of them", 4, "12"),
    "a table": ("| a | b |\n|---|---|\n| x | y |\n| x | 12 |", 6, "12"),
    "a footnote": ("Text[^a].\n\n[^a]: It is 12.", 5, "12"),
    "a quotation": ("> It is 12.", 3, "12"),
    "a definition": ("Term\n: It is 12.", 4, "12"),
    "a term": ("Term 12\n: It is.", 3, "12"),
    "alt text": ("![It shows 12](x.png)", 3, "12"),
    "the title of a link": ('[words](https://example.org "12 of them")', 3, "12"),
    "the words of a link": ("[12 GWh](https://example.org/12)", 3, "12"),
    "the words of a link to a page": ("[12 GWh](b.md)", 3, "12"),
    "HTML in a line": ("It is <b title='x'>12</b>.", 3, "12"),
    "HTML in a block": ("<div>\nIt is 12.\n</div>", 4, "12"),
    "alt text in HTML": ('<img src="x.png" alt="12 of them">', 3, "12"),
    "a note": ("```{note}\nIt is 12.\n```", 4, "12"),
    "the title of a note": ("```{admonition} All 12\nText.\n```", 3, "12"),
    "a caption": ("```{figure} x.png\n:alt: x\nIt is 12.\n```", 5, "12"),
    "alt text of a figure": ("```{figure} x.png\n:alt: It is 12.\nText\n```", 4, "12"),
}


@pytest.fixture(scope="module")
def trapped(tmp_path_factory):
    """Warnings by page of one book with a page for each trap."""
    root = tmp_path_factory.mktemp("traps")
    write_tables(root)
    (root / "book").mkdir()
    (root / "book" / "x.png").write_bytes(b"")
    names = {trap: f"book/{trap.replace(' ', '-').lower()}" for trap in TRAPS}
    pages = {names[trap]: f"# A\n\n{text}\n" for trap, (text, *_) in TRAPS.items()}
    warnings = build_site(root, pages | {"book/b": "# B"}).warnings
    return {trap: [w for w in warnings if w.startswith(f"{names[trap]}.md:")] for trap in TRAPS}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_figure_hides_nowhere(trapped, trap):
    _, line, found = TRAPS[trap]
    (warning,) = trapped[trap]
    place, _, message = warning.partition(": WARNING: ")
    assert place.endswith(f".md:{line}")
    assert message == f'"{found}" is a figure typed by hand: {HINT}'


def test_a_figure_in_a_meta_description_is_found(build):
    page = "---\nmyst:\n  html_meta:\n    description: All 12 of them\n---\n# A\n"
    (warning,) = build({"book/a": page}).warnings
    assert '"12" is a figure typed by hand' in warning


def test_a_figure_in_a_notebooks_text_is_found(build, tmp_path):
    cells = [nbformat.v4.new_markdown_cell("# N\n\nIt is 12.")]
    (tmp_path / "book").mkdir()
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "book" / "n.ipynb")
    site = build({"book/a": "# A\n\n[](n.ipynb)\n\n```{toctree}\nn\n```\n"})
    assert any('"12" is a figure typed by hand' in w for w in site.warnings)


ALLOWED = """# A

A claim, {claim}`area`, a date of one, {claim}`area.said`, and {claim}`words <area>`.

Code `x = 12`, mathematics $x = 12$, an address <https://example.org/12>, a citation
{cite}`paper-1`, a reference {numref}`areas` {ref}`label-12`, a footnote[^1], a name, the A390.

```python
x = 12
```

$$ 12 $$

% a comment with 12

1. An item
2. Another

[^1]: A note.

(label-12)=
## Another heading

```{figure} x.png
:name: areas
:alt: x
Caption.
```

```{claims}
```

```{bibliography}
```
"""


def test_figures_with_a_source_pass(build, tmp_path):
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "x.png").write_bytes(b"")
    assert build({"book/a": ALLOWED}).warnings == []


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("All 12 of them", "12"),
        ("Twelve GWh", "Twelve GWh"),
        ("It covers {claim}`area`", "3,000\N{NO-BREAK SPACE}m²"),
    ],
)
def test_a_heading_carries_no_figure_at_all(build, heading, found):
    site = build({"book/a": f"# A\n\n## {heading}\n"})
    assert site.warnings == [f'book/a.md:3: WARNING: a heading carries no figures: found "{found}"']


def test_a_heading_may_name_a_car(build):
    assert build({"book/a": "# The A390\n"}).warnings == []
