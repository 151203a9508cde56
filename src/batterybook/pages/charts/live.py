"""The interactive view of charts: what a page carries for it, and what loads on demand.

A page brings pictures, sliders and a small script. Two more files load once a reader
reaches for a chart: Vega, the same for all pages, and the specifications of this page's
charts. Both are scripts, since a page from disk may run scripts but not fetch data.
"""

import hashlib
import json
from functools import cache
from pathlib import Path

import vl_convert

from batterybook.charts import draw, look
from batterybook.pages.charts.controls import controls
from batterybook.pages.charts.directive import placed_charts

#: Name of the script with Vega, Vega-Lite and vega-embed, below ``_static``.
VEGA = "vega.js"

# `vegaEmbed` exists inside the bundle only: it is handed over in an event.
_HAND_OVER = "document.dispatchEvent(new CustomEvent('book-vega',{detail:vegaEmbed}));"


def _specification(stored):
    """What the script draws: the chart in Vega's own words, its inputs being those of the page.

    Vega-Lite is translated here and not in the browser, which is faster there and keeps
    its remarks out of the console.
    """
    wide = {"config": look.LIVE_CONFIG, "width": look.WIDTHS["wide"]}
    drawn = draw.drawable(stored) | wide
    bound = {parameter["name"] for parameter in controls(stored)}
    for parameter in drawn.get("params", []):
        if parameter["name"] in bound:
            del parameter["bind"]
    return vl_convert.vegalite_to_vega(drawn)


def _script(placed, evidence):
    claims = {
        claim_id: f"{evidence.source_name(evidence.claims.at[claim_id, 'source'])} "
        f"({evidence.said_on(claim_id)})"
        for specification in placed.values()
        for claim_id in specification["usermeta"]["claims"]
    }
    handed = {
        "widths": look.WIDTHS,
        "claims": claims,
        "charts": {key: _specification(stored) for key, stored in placed.items()},
    }
    detail = json.dumps(handed, ensure_ascii=False, separators=(",", ":"))
    return f"document.dispatchEvent(new CustomEvent('book-charts',{{detail:{detail}}}));\n"


def _add_scripts(app, pagename, templatename, context, doctree):
    placed = placed_charts(doctree)
    if not placed or app.builder.format != "html":
        return
    text = _script(placed, app.evidence)
    file = Path(app.outdir) / "_static" / "charts" / f"{pagename.replace('/', '-')}.js"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    version = hashlib.sha256(text.encode()).hexdigest()[:8]
    context["charts"] = {
        "vega": f"{VEGA}?v={vl_convert.__version__}",
        "own": f"charts/{file.name}?v={version}",
    }


@cache
def _bundle():
    """Vega in one script; takes seconds to make."""
    # In a function, or its thousands of names would be globals.
    return f"(()=>{{{vl_convert.javascript_bundle(_HAND_OVER)}\n}})();\n"


def _write_vega(app, exception):
    """Give a site with charts the bundle, unless this version is there."""
    static = Path(app.outdir) / "_static"
    if exception or not (static / "charts").is_dir():
        return
    kept = Path(app.doctreedir) / f"vega-{vl_convert.__version__}.js"
    if not kept.exists():
        kept.write_text(_bundle(), encoding="utf-8")
    target = static / VEGA
    if not target.exists() or target.read_bytes() != kept.read_bytes():
        target.write_bytes(kept.read_bytes())


def setup(app):
    """Give pages with charts their scripts, and the site its Vega."""
    app.connect("html-page-context", _add_scripts)
    app.connect("build-finished", _write_vega)
