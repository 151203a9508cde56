"""Weigh and time each chapter, beside a stock Jupyter Book of the same sources.

Prints a table in Markdown: for each chapter and each of the two sites the bytes (gzip)
and requests of a first visit, the bytes of a further one, the hosts asked, the first
contentful paint and the moment the first chart is visible, as medians; then the ratios.
Run it from the checkout: ``python benchmarks/pages.py [RUNS]``.

Both sites are built in the same run. The stock one has the same pages, but what Jupyter
Book, its extensions and the theme load by themselves, and charts by Altair's HTML renderer.
Two things differ from a stock book on the open web, both in its favour: this machine
serves both sites, so there is no way to wait for; and it stands in for the CDN that Altair
asks for three scripts. The first holds all that Vega needs (vl-convert's bundle, about as
large as the three), the others are empty.
"""

import re
import shutil
import sys
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import vl_convert
import yaml
from jupyter_book.sphinx import build_sphinx
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path += [str(ROOT / "tests"), str(ROOT / "benchmarks")]

from serving import serving  # noqa: E402 (the tests' server)

from batterybook import build  # noqa: E402 (after the path, as above)
from batterybook.tables.read import Tables  # noqa: E402

CHAPTERS = Tables(ROOT / "data").fields("claims")["chapter"]["constraints"]["enum"]
CDN, STAND_IN = "https://cdn.jsdelivr.net/npm", "cdn.example"
COLUMNS = ("bytes", "requests", "further bytes", "hosts", "first paint, ms", "first chart, ms")

#: Notes the first frame that has a chart with a size.
_WATCH = """
  const watch = () => {
    const chart = [...document.querySelectorAll(".chart-view > svg, .vega-embed :is(svg, canvas)")]
      .find((picture) => picture.getBoundingClientRect().height > 10);
    if (chart) window.firstChart = performance.now();
    else requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);
"""


def _build_stock(folder):
    """Build the same sources without what this book does to pages; returns the site."""
    settings = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    own = settings["sphinx"]["config"]
    extensions = [name for name in own.pop("extensions") if name.startswith("batterybook")]
    settings["sphinx"]["extra_extensions"] = [*extensions, "stock"]
    del own["html_theme"]
    own["html_math_renderer"] = "mathjax"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "_config.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    failed = build_sphinx(
        str(ROOT),
        str(folder / "html"),
        noconfig=True,
        path_config=folder / "_config.yml",
        confoverrides={
            "external_toc_path": str(ROOT / "_toc.yml"),
            "latex_individualpages": False,
        },
    )
    if failed:
        sys.exit("the stock book was not built: see the messages above")
    return folder / "html"


def _stand_in_for_cdn(site, folder, address):
    """Put what the site's charts ask of the CDN below a folder, and let the pages ask there."""
    (folder / "npm").mkdir(parents=True, exist_ok=True)
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for script in re.findall(rf'"{CDN}/([^"?]+)[^"]*"', text):
            bundle = f"(()=>{{{vl_convert.javascript_bundle()}\n}})();"
            file = folder / "npm" / f"{script}.js"
            if not file.exists():
                first = script.startswith("vega@")
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(bundle if first else "", encoding="utf-8")
        new = re.sub(rf'"{CDN}/([^"?]+)[^"]*"', rf'"{address}/npm/\1.js"', text)
        if new != text:
            page.write_text(new, encoding="utf-8")


def _visit(browser, address, logs, chapter):
    """One first visit and, with a warm cache, one further visit; returns a row of figures."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(_WATCH)
    asked = set()
    context.on("request", lambda request: asked.add(request.url))

    def sent(before):
        return sum(size for log, start in zip(logs, before, strict=True) for _, size in log[start:])

    before = [len(log) for log in logs]
    page = context.new_page()
    page.goto(f"{address}/book/{chapter}.html", wait_until="networkidle")
    page.wait_for_function("window.firstChart")
    paint, chart = page.evaluate(
        "[performance.getEntriesByName('first-contentful-paint')[0].startTime, window.firstChart]"
    )
    size, requests = sent(before), len(asked)
    hosts = len({urlsplit(url).hostname for url in asked if urlsplit(url).hostname})

    other = CHAPTERS[CHAPTERS.index(chapter) - 1]
    before = [len(log) for log in logs]
    page.goto(f"{address}/book/{other}.html", wait_until="networkidle")
    further = sent(before)
    context.close()
    # A chart in the page before the first paint is seen with that paint.
    return size, requests, further, hosts, paint, max(paint, chart)


def _measure(browser, address, logs, runs):
    """Medians of all visits, by chapter."""
    _visit(browser, address, logs, CHAPTERS[0])  # the browser's own start
    visits = {
        chapter: [_visit(browser, address, logs, chapter) for _ in range(runs)]
        for chapter in CHAPTERS
    }
    return {
        chapter: [median(figures) for figures in zip(*rows, strict=True)]
        for chapter, rows in visits.items()
    }


def main():
    """Build both sites, measure, print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    if build.book(ROOT):
        sys.exit(1)
    folder = ROOT / "_build" / "stock"
    stock = _build_stock(folder)
    names = filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
    with (
        serving(ROOT / "_build" / "html") as (own_address, own_log),
        serving(stock) as (stock_address, stock_log),
        serving(folder / "cdn") as (cdn_address, cdn_log),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=next(names),
            args=[*flags, f"--host-resolver-rules=MAP {STAND_IN} 127.0.0.1"],
        )
        _stand_in_for_cdn(stock, folder / "cdn", cdn_address.replace("127.0.0.1", STAND_IN))
        ours = _measure(browser, own_address, [own_log], runs)
        theirs = _measure(browser, stock_address, [stock_log, cdn_log], runs)
        browser.close()
    print(f"\nMedians of {runs} first visits, empty cache, 1280 by 900.\n")
    print(f"| chapter | site | {' | '.join(COLUMNS)} |")
    print(f"|---|---|{'---:|' * len(COLUMNS)}")
    for chapter in CHAPTERS:
        for name, figures in (("this book", ours[chapter]), ("stock", theirs[chapter])):
            print(f"| {chapter} | {name} | {' | '.join(f'{value:,.0f}' for value in figures)} |")
        ratios = (
            f"{mine / other:.2f}"
            for mine, other in zip(ours[chapter], theirs[chapter], strict=True)
        )
        print(f"| {chapter} | ratio | {' | '.join(ratios)} |")


if __name__ == "__main__":
    main()
