"""The rules of the house: imports go one way, modules are short, and versions agree."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter

import pytest
import yaml
from conftest import CHAPTERS, ROOT

SOURCE = ROOT / "src"
MODULES = {
    ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in SOURCE.rglob("*.py")
}

#: What a part of the package may not know of.
FORBIDDEN = {
    "tables": ("checks", "models", "charts", "pages"),
    "charts": ("checks", "models", "pages"),
    "models": ("checks", "charts", "pages"),
    "checks": ("charts", "pages"),
    "pages": ("checks",),
}

#: All else of the package does without batteries. `__main__` imports them when it is asked to.
KNOW_BATTERIES = {"batterybook.checks.models", "batterybook.pages.models", "batterybook.__main__"}


def imported(module):
    """Modules of this package that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports of this package begin with its name"
            names = [
                name if (name := f"{node.module}.{alias.name}") in MODULES else node.module
                for alias in node.names
            ]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] == "batterybook")


def within(module, part):
    """Whether a module belongs to a part of the package."""
    return f"{module}.".startswith(f"batterybook.{part}.")


@pytest.mark.parametrize("part", FORBIDDEN)
def test_imports_go_one_way(part):
    against = [
        f"{module} imports {name}"
        for module in MODULES
        if within(module, part)
        for name in imported(module)
        if any(within(name, other) for other in FORBIDDEN[part])
    ]
    assert against == []


def test_only_two_modules_and_a_command_know_of_batteries():
    knowing = {
        module
        for module in MODULES
        if not within(module, "models") and any(within(name, "models") for name in imported(module))
    }
    assert knowing == KNOW_BATTERIES


def test_no_modules_import_each_other_in_a_circle():
    TopologicalSorter({module: set(imported(module)) for module in MODULES}).prepare()


def test_no_module_is_longer_than_three_hundred_lines():
    lengths = {name: len(path.read_text().splitlines()) for name, path in MODULES.items()}
    assert {name: length for name, length in lengths.items() if length > 300} == {}


def test_importing_the_package_brings_nothing_heavy():
    heavy = "{'pandas', 'numpy', 'sphinx', 'docutils', 'altair', 'frictionless'}"
    code = f"import sys, batterybook; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_map_of_the_house_fits_one_screen_and_names_what_is_there():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 50
    named = set(re.findall(r"[\w.*-]+/[\w./*-]*|\b\w+\.(?:py|md|csv)\b", text)) - {"_build/html"}
    assert len(named) > 20
    homes = (ROOT, SOURCE / "batterybook", SOURCE / "batterybook" / "tables")
    assert [name for name in named if not any(any(home.glob(name)) for home in homes)] == []


def test_the_chapters_that_claims_name_are_those_of_the_contents():
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    pages = [page["file"] for page in contents["parts"][0]["chapters"]]
    assert pages == [f"book/{chapter}" for chapter in CHAPTERS]


def test_the_version_is_the_same_wherever_it_stands():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert (citation["version"], package["version"]) == (version, version)
    sections = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    # Each release has a section with its day; before the first there is none.
    dated = [
        re.fullmatch(r"(\S+), \d{4}-\d\d-\d\d", name) for name in sections if name != "Unreleased"
    ]
    assert all(dated)
    assert [found[1] for found in dated[:1]] in ([], [version])
