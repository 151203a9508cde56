"""The engine could be another book's: one about bridges, without tables or models of batteries."""

import json
import subprocess
import sys

from conftest import ROOT, write_notebook

from batterybook.tables.read import PACKAGE_FILE, UNITS_FILE

#: What the engine itself reads; the other tables are those of this book's models.
ENGINE = ("sources", "entities", "quantities", "units", "names", "claims", "things", "promises")
ENGINE += ("signs", "disagreements", "corrections", "kinds", "facts")

TABLES = {
    "sources": [
        "city-2024,release,A bridge for the ford,,City council,2024-03-01,en,,https://example.org/c,,2026-02-11,whole,,,strong,",
        "paper-2026,news,Open at last,,The Paper,2026-02-10,en,,https://example.org/p,,2026-02-11,opening,,,medium,",
    ],
    "entities": ["ford,bridge,Ford Bridge,Ford,GB,,", "mill,bridge,Mill Bridge,Mill,GB,,"],
    "quantities": ["span,Span,,number,m,Between piers", "opening,Opening,,date,,First crossing"],
    "kinds": ["bridge,crossings,Bridges,bridge,2,"],
    "facts": [
        "bridge-span,bridge,span,entity,Span,glance,true,true",
        "bridge-opening,bridge,opening,entity,Opened,glance,true,true",
    ],
    "units": ["m,{} m,metre|metres"],
    "claims": [
        "ford-span,spans,span,ford,span,,eq,120,,,m,,It spans 120 m.,actual,paper-2026,,,",
        "mill-span,spans,span,mill,span,,approx,80,,,m,,It spans about 80 m.,actual,city-2024,,,",
        "ford-opened,spans,opening,ford,opening,,eq,,,,,2026-02-01,It opened.,actual,paper-2026,,,true",
        "ford-opens,spans,opening,ford,opening,,le,,,,,2025,It will open by 2025.,promise,city-2024,,2024-03-01,",
    ],
    "things": ["ford-opening,Ford Bridge open,bridges,ford,,2026-02-10,"],
    "promises": ["ford-opens,ford-opening,"],
    "signs": ["ford-opening,ford-opened,came,2026-02-01"],
}

PAGE = """# Spans

The ford is crossed over {claim}`ford-span`.

```{chart} spans
---
alt: Ford Bridge is the longer one.
---
Spans of both bridges.
```

"""

EVIDENCE = """# Evidence

```{promises}
```

```{claims}
```
"""

NOTEBOOK = """
from batterybook import charts
from batterybook.charts import forms
from batterybook.tables.evidence import Evidence
from batterybook.tables.wide import wide

bridges = wide(Evidence(), "bridge", ["span"])
bars = forms.bars(bridges, "span", "Span (m)", tip="{name}, span: {span:.0f} m")
charts.publish("spans", bars, "One is longer", bridges, {"name": "Bridge", "span": "Span (m)"})
"""

#: A module that is None cannot be imported: whoever needs the models stops here.
BUILD = """
import json
import sys
from pathlib import Path

sys.modules["batterybook.models"] = None
sys.path.insert(0, sys.argv[1])
from conftest import build_site

from batterybook import checks
from batterybook.tables.read import Tables

folder = Path(sys.argv[2])
print(*checks.problems(Tables(folder / "data")), sep="\\n")
extensions = ["myst_nb", "batterybook.pages"]
print(*build_site(folder, json.loads(sys.argv[3]), extensions=extensions).warnings)
"""


def write_book(folder):
    """A data package of its own with the engine's tables, and the chart's notebook."""
    data = folder / "data"
    data.mkdir()
    (folder / "seeds").mkdir()
    package = json.loads((ROOT / "data" / PACKAGE_FILE).read_text(encoding="utf-8"))
    package["resources"] = [each for each in package["resources"] if each["name"] in ENGINE]
    for resource in package["resources"]:
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        if resource["name"] == "claims":
            fields["chapter"]["constraints"]["enum"] = ["spans"]
        if resource["name"] == "entities":
            fields["kind"]["constraints"]["enum"] = ["bridge"]
        if resource["name"] == "things":
            fields["kind"]["constraints"]["enum"] = ["bridges"]
        lines = [",".join(fields), *TABLES.get(resource["name"], [])]
        (data / resource["path"]).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (data / PACKAGE_FILE).write_text(json.dumps(package), encoding="utf-8")
    (data / UNITS_FILE).write_text("", encoding="utf-8")
    write_notebook(folder / "book" / "notebooks" / "spans.ipynb", NOTEBOOK)


def test_a_book_about_bridges_is_checked_and_built_without_any_battery(tmp_path):
    write_book(tmp_path)
    pages = json.dumps({"book/spans": PAGE, "book/evidence": EVIDENCE})
    done = subprocess.run(
        [sys.executable, "-c", BUILD, ROOT / "tests", tmp_path, pages],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.strip() == "", "neither check nor build has anything to say"
    html = tmp_path / "_build" / "html" / "book"
    page = (html / "spans.html").read_text(encoding="utf-8")
    sentence = page.rpartition("crossed over")[2].partition("</p>")[0]
    assert 'href="claims/spans-crossings.html#claim-ford-span"' in sentence
    assert "120\N{NO-BREAK SPACE}m" in sentence
    assert '<p class="chart-title">One is longer</p>' in page
    evidence = (html / "evidence.html").read_text(encoding="utf-8")
    assert '<td class="status late"><p>2 to 13 months late</p>' in evidence
    bridge = (html / "entities" / "ford.html").read_text(encoding="utf-8")
    assert "A bridge in United Kingdom." in bridge
    assert not (html / "entities" / "mill.html").exists(), "one claim is no page"
