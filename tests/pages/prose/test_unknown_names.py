"""A reference that leads nowhere is named with its line and with what it may mean."""

import pytest
from conftest import write_notebook

GLOSSARY = "# Terms\n\n```{glossary}\ndry room\n  Air.\n```\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{term}`dry rom`", 'unknown term "dry rom"; nearest: dry room'),
        ("{numref}`aera`", 'unknown figure or section "aera"; nearest: area'),
        ("[x](glosary.md)", 'unknown page "glosary.md"; nearest: glossary.md, a.md'),
    ],
)
def test_the_nearest_name_is_told(build, text, said):
    pages = {"book/a": f"# A\n\n(area)=\n## Area\n\n{text}\n", "book/glossary": GLOSSARY}
    assert build(pages).warnings == [f"book/a.md:6: WARNING: {said}"]


def test_the_nearest_result_of_a_notebook_is_told(build, tmp_path):
    write_notebook(
        tmp_path / "book" / "notebooks" / "a.ipynb",
        "from myst_nb import glue\nglue('cars', 3, display=False)",
    )
    site = build({"book/a": "# A\n\n{glue:text}`notebooks/a.ipynb::crs:.0f` of them.\n"})
    assert site.warnings == [
        'book/a.md:3: WARNING: unknown result "crs" of book/notebooks/a; nearest: cars'
    ]


def test_names_that_are_known_are_left_alone(build):
    text = "# A\n\n{term}`Dry room`, {ref}`area` and [x](glossary.md).\n\n(area)=\n## Area\n"
    assert build({"book/a": text, "book/glossary": GLOSSARY}).warnings == []
