"""A reference that leads nowhere is named with its line and with what it may mean."""

import pytest

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


def test_names_that_are_known_are_left_alone(build):
    text = "# A\n\n{term}`Dry room`, {ref}`area` and [x](glossary.md).\n\n(area)=\n## Area\n"
    assert build({"book/a": text, "book/glossary": GLOSSARY}).warnings == []
