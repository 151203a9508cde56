"""A tiny book for tests: real tables in small, a real Sphinx build."""

import io
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import sync_playwright
from serving import serving
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

from batterybook.tables.read import PACKAGE_FILE, UNITS_FILE, Tables

ROOT = Path(__file__).parents[1]
#: Chapters of the claims, in the order of the book.
CHAPTERS = Tables(ROOT / "data").fields("claims")["chapter"]["constraints"]["enum"]

# The same examples in every run, so that a failure can be looked at again; no deadline, since a
# busy machine is no failure.
settings.register_profile("book", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("book")

#: The smallest tables that hold a claim of each relation. Header first, as in the files.
TINY_TABLES = {
    "sources": [
        "id,kind,title,author,publisher,published,language,title_language,url,archived_url,retrieved,extent,seed,origin,reliability,licence",
        "paper-1,news,Le laboratoire,,Le Journal,2025-10-07,fr,,https://example.org/a,,2025-10-08,opening,,,medium,",
        'undated-1,analysis,A reading,"Doe, Ann",,,en,,https://example.org/b,,2025-10-09,whole,,,weak,',
    ],
    "entities": [
        "id,kind,name,short,country,parent,note",
        "lab,laboratory,Cell laboratory,,FR,,",
        "other-lab,laboratory,Other laboratory,Other,DE,,",
        "maker,organisation,Cellmaker,,FR,,",
    ],
    "quantities": [
        "id,name,short,type,unit,definition",
        "floor_area,Floor area,,number,m²,All floors",
        "equipment,Equipment,,number,pieces,Machines",
        "share,Share,,number,%,A share",
        "opening,Opening,,date,,First day of work",
        "supplier,Supplier,,text,,Who supplies",
        "withdrawal,Withdrawal,,text,,That a promise was given up",
    ],
    "units": [
        "unit,display,words",
        "m²,{} m²,square metre|square metres",
        "ft²,{} sq ft,square foot|square feet",
        "pieces,{},piece|pieces",
        "%,{} %,percent|per cent|%",
        "GWh,{} GWh,gigawatt-hour|gigawatt-hours|GWh",
    ],
    "names": ["name,meaning", "A390,a car", "ISO 12405-4,a standard", "R5,a car"],
    "claims": [
        "id,chapter,topic,entity,quantity,object,relation,value,low,high,unit,date,statement,kind,source,quote,stated_on,preferred",
        "area,lardy,area,lab,floor_area,,eq,3000,,,m²,2025,The laboratory covers 3000 m².,actual,paper-1,trois mille mètres carrés,2025-10-07,true",
        "area-again,lardy,area,lab,floor_area,,approx,3100,,,m²,,Somebody else says about 3100.,actual,undated-1,,,",
        "area-feet,lardy,area-other,other-lab,floor_area,,approx,10000,,,ft²,2024,The other one is larger.,actual,paper-1,,,",
        "equipment,lardy,equipment,lab,equipment,,gt,120,,,pieces,,More than 120 machines.,actual,paper-1,,,",
        "cost-share,lardy,share,lab,share,,le,40,,,%,,Up to 40 %.,estimate,undated-1,,,",
        "growth,lardy,growth,other-lab,share,,range,,50,60,%,,50 to 60 %.,estimate,paper-1,,,",
        "opened,lardy,opening,lab,opening,,eq,,,,,2025-09-30,It opened.,actual,paper-1,,,true",
        "opens,lardy,opening,lab,opening,,eq,,,,,2025-07,It will open.,promise,undated-1,,2024-03,",
        "soon,lardy,soon,maker,withdrawal,,text,,,,,,The campus opens soon.,promise,undated-1,,,",
        "supplies,lardy,supplier,lab,supplier,maker,text,,,,,,Cellmaker supplies it.,actual,paper-1,,,",
    ],
    "disagreements": [
        "id,topic,claim_a,claim_b,verdict",
        "how-large,How large it is,area,area-again,The release is closer to the fact.",
    ],
    "materials": [
        "id,role,name,formula,electrons,density_g_cm3,source,note",
        "lfp,cathode,LFP,LiFePO4,1,3.6,paper-1,",
        "graphite,anode,Graphite,C6,1,2.24,paper-1,",
        "liquid,electrolyte,Liquid,,,1.2,paper-1,",
    ],
    "designs": [
        "id,name,cathode,anode,format,electrolyte,note",
        "plain,A plain cell,lfp,graphite,pouch,liquid,",
    ],
    "assumptions": [
        "id,scope,parameter,low,mode,high,unit,source,note",
        "lfp-capacity,lfp,capacity,150,155,160,mAh/g,paper-1,",
        "copper,common,copper_thickness,0.005,0.008,0.01,mm,paper-1,",
        "share,plain,window_share,90,93,96,%,paper-1,",
    ],
    "cost_inputs": [
        "id,scope,parameter,low,mode,high,unit,source,note",
        "wage,common,wage,30,40,50,EUR/hour,paper-1,",
        "nickel,common,nickel_price,14000,15000,18000,USD/t,paper-1,",
    ],
    "capex_steps": [
        "id,position,step,stage,share_percent,scale_exponent,driver,driver_per_kwh,lithium_metal,reason,source",
        "coating,1,Coating,electrodes,40,0.8,area,10,dropped,No coating,paper-1",
        "formation,2,Formation,finishing,60,0.7,cells,4,kept,Still needed,paper-1",
    ],
    "prices": [
        "id,series,year,relation,price,source,note",
        "packs-2020,packs,2020,eq,140,paper-1,",
        "packs-2021,packs,2021,eq,132,paper-1,",
    ],
    "price_series": [
        "id,definition,unit,dollar_year",
        "packs,Average pack,pieces,2021",
    ],
    "things": [
        "id,name,kind,maker,renault_cells,assessed_on,note",
        "lab-opening,The laboratory open,cells,maker,true,2025-10-07,",
        "campus,The campus open,cells,maker,,2025-10-07,",
    ],
    "promises": [
        "claim,thing,note",
        "opens,lab-opening,",
        "soon,campus,",
    ],
    "signs": [
        "thing,claim,shows,when",
        "lab-opening,opened,came,2025-09-30",
    ],
}


#: A notebook that publishes one chart, and a page that places it.
CHART_NOTEBOOK = """
import altair as alt
from batterybook import charts
from batterybook.tables.evidence import Evidence
from batterybook.tables.wide import wide

labs = wide(Evidence(), "laboratory", ["floor_area"])
bars = alt.Chart(labs).mark_bar().encode(x="floor_area:Q", y="label:N", tooltip="label:N")
table = {"name": "Site", "floor_area": "Area (m²)"}
charts.publish("areas", bars, "One laboratory is larger", labs.round(), table)
"""
CHART_PAGE = """# A

See {numref}`areas`.

```{chart} areas
---
alt: The first is larger.
---
Floor *area* of both.
```
"""


#: The first file builds the book, which takes as long as the second; others wait for the book.
FIRST = ("test_every_page.py", "test_checks.py")


def pytest_collection_modifyitems(items):
    """Long files first, so that workers end together, however few tests such a file has."""

    def turn(item):
        if item.path.name in FIRST:
            return FIRST.index(item.path.name)
        return len(FIRST) + ("visit" not in getattr(item, "fixturenames", ()))

    # By file: the tests of one share what they build.
    first_turn = {}
    for item in items:
        first_turn[item.path] = min(turn(item), first_turn.get(item.path, len(FIRST) + 1))
    items.sort(key=lambda item: first_turn[item.path])


@pytest.fixture(scope="session")
def root():
    """The checkout."""
    return ROOT


def copy_checkout(folder):
    """A copy of the checkout without its history, for tests that build the real book."""
    for name in ("book", "data", "seeds"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
        )
    for name in ("_config.yml", "_toc.yml", "CITATION.cff", "LICENSE-DATA"):
        shutil.copy(ROOT / name, folder)
    # A notebook that ran with the same code, tables, package and libraries need not run again.
    if (cache := ROOT / "_build" / ".jupyter_cache").exists():
        shutil.copytree(cache, folder / "_build" / ".jupyter_cache")
    return folder


@pytest.fixture(scope="session")
def checkout(tmp_path_factory, worker_id):
    """A copy whose book is built, once for all tests and all workers."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent  # each worker has a folder of its own in it
    folder = shared / "checkout"
    with FileLock(shared / "checkout.lock"):
        if not (folder / "_build" / "html").exists():
            shutil.rmtree(folder, ignore_errors=True)  # what a failed build left
            folder.mkdir()
            done = subprocess.run(
                [sys.executable, "-m", "batterybook", "build"],
                cwd=copy_checkout(folder),
                capture_output=True,
                text=True,
            )
            assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
            where = folder / "_build" / "html" / "index.html"
            assert done.stdout.rstrip().endswith(f"Open {where}")
    return folder


@pytest.fixture(scope="session")
def site(checkout):
    """The real book, for tests that read or open it."""
    return checkout / "_build" / "html"


#: Quiet, headless, and without a network of its own.
_CHROMIUM_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def browser():
    """The machine's Chromium; without one, the tests are skipped, but never under CI."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        message = "no Chromium found; on Debian: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def host(site):
    """A strict host with the real book: its address and the growing list of (path, bytes sent)."""
    with serving(site) as found:
        yield found


@pytest.fixture(scope="session")
def served(host):
    """Address of the real book on a strict host."""
    return host[0]


@contextmanager
def visiting(browser, host):
    """Visits of one test, which fails if any page says a word or asks for what is not there."""
    address, answers = host
    contexts, said, before = [], [], len(answers)

    def open_page(name, width=1280, scheme="light", **settings):
        window = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
        context = browser.new_context(**window | settings)
        contexts.append(context)
        context.asked = []
        context.on("console", lambda word: said.append(f"{word.page.url}: {word.text}"))
        context.on("weberror", lambda error: said.append(f"{error.page.url}: {error.error}"))
        context.on("request", lambda request: context.asked.append(request.url))
        page = context.new_page()
        page.goto(name if "://" in name else f"{address}/{name}", wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()
    # What a browser asks for by itself, such as the icon, only the host sees.
    missing = [path for path, size in answers[before:] if not size]
    assert (said, missing) == ([], [])


@pytest.fixture
def visit(browser, host):
    """Open a page as a reader: ``visit("book/lardy.html", width=360, scheme="dark")``.

    An address with a scheme, such as ``file://…``, is taken as it is; further settings are those
    of Playwright's ``new_context``. No page may say a word to the console, which is where a browser
    tells of what a strict host refuses. The page's ``context.asked`` lists what it asked for.
    """
    with visiting(browser, host) as open_page:
        yield open_page


def write_tables(root):
    """Write tiny tables into ``data`` below a folder, beside an empty folder ``seeds``."""
    folder = root / "data"
    folder.mkdir()
    (root / "seeds").mkdir()
    for name in (PACKAGE_FILE, UNITS_FILE):
        shutil.copy(ROOT / "data" / name, folder)
    for name in Tables(folder).resources:
        lines = TINY_TABLES.get(name) or [",".join(Tables(folder).fields(name))]
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def data(tmp_path):
    """The folder of the tiny tables."""
    return write_tables(tmp_path)


@pytest.fixture
def edit(data):
    """Replace one text in a table, once: ``edit("claims", "3000", "3500")``."""

    def replace(table, old, new):
        path = data / f"{table}.csv"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {table}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def write_notebook(path, *code):
    """Write a notebook with one cell for each piece of code."""
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# Computations"),
            *(nbformat.v4.new_code_cell(cell) for cell in code),
        ]
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


class Site:
    """What a build gave: pages as HTML, what Sphinx said, and its warnings."""

    def __init__(self, root, status, warnings):
        self.root, self.status, self.warnings = root, status, warnings

    def page(self, name):
        """HTML of one page."""
        return (self.root / "_build" / "html" / f"{name}.html").read_text(encoding="utf-8")


def build_site(root, pages, **settings):
    """Build a book of the given pages (name without suffix: text) beside its tables."""
    notebooks = root.glob("book/notebooks/*.ipynb")
    listed = [*pages, *(str(path.relative_to(root)) for path in notebooks)]
    entries = "\n".join(f"/{name}" for name in listed)
    contents = f"# Contents\n\n```{{toctree}}\n{entries}\n```\n"
    for name, text in (pages | {"book/contents": contents}).items():
        path = root / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    status, warnings = io.StringIO(), io.StringIO()
    with patch_docutils(), docutils_namespace():
        Sphinx(
            str(root),
            None,
            str(root / "_build" / "html"),
            str(root / "_build" / ".doctrees"),
            "html",
            confoverrides={
                "extensions": ["myst_nb", "batterybook.pages", "batterybook.pages.models"],
                "root_doc": "book/contents",
                "include_patterns": ["book/**"],
                "myst_enable_extensions": ["deflist", "dollarmath"],
                "nb_execution_mode": "cache",
                "numfig": True,
                "nitpicky": True,
                "html_theme": "book",
            }
            | settings,
            status=status,
            warning=warnings,
        ).build()
    text = strip_colors(warnings.getvalue()).replace(f"{root}/", "")
    return Site(root, strip_colors(status.getvalue()), [w for w in text.splitlines() if w])


@pytest.fixture(scope="session")
def executed(tmp_path_factory):
    """Where tiny books keep executed notebooks, so that one that many tests use runs once."""
    return str(tmp_path_factory.mktemp("executed"))


@pytest.fixture
def build(tmp_path, data, executed):
    """Build a book beside the tiny tables: ``build({"book/a": "# A"})`` -> `Site`."""
    return lambda pages, **settings: build_site(
        tmp_path, pages, **{"nb_execution_cache_path": executed} | settings
    )
