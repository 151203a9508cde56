"""What a page loads: one style sheet, one script, and no more than it uses."""

import hashlib
import json
import re
import shutil
from pathlib import Path

from batterybook.pages.theme import icons, names, scriptless, styles

#: The site's style sheet and script, below ``_static``.
SHEET, SCRIPT = "site.css", "site.js"

#: Scripts that no page loads, by the end of their address, and why.
DROPPED = {
    "scripts/fontawesome.js": "1.5 MB to draw icons; they stand in the page",
    "sphinx-thebe.js": "runs cells on another host; declares one constant twice on each page",
}

_FOLDED = r'class="(?:[^"]* )?toggle[ "]|class="[^"]*\badmonition\b[^"]*\bdropdown\b'

#: Scripts that a page loads only if its HTML matches, and why not elsewhere.
WHERE_USED = {
    "clipboard.min.js": ('class="highlight', "copies code; most pages show none"),
    "copybutton.js": ('class="highlight', "copies code; most pages show none"),
    "togglebutton.js": (_FOLDED, "folds parts; the book has none"),
    "design-tabs.js": ('class="sd-tab', "switches tabs; the book has none"),
    "searchtools.js": ('id="search-results"', "searches, and the search page does that"),
    "language_data.js": ('id="search-results"', "word stems for the search"),
    "searchindex.js": ('id="search-results"', "grows with the book; for the search alone"),
    "doctools.js": ('id="search-results"', "the theme has its own keys and buttons"),
    "sphinx_highlight.js": ('id="search-results"', "marks words in the search's results"),
    "documentation_options.js": ('id="search-results"|class="highlight', "for those above"),
}

#: Scripts written into a page, by a word in them, and the script that they belong to.
INLINE = {
    "THEBE_JS_URL": "sphinx-thebe.js",
    "requestKernel": "sphinx-thebe.js",
    "kernelName": "sphinx-thebe.js",
    "toggleHint": "togglebutton.js",
    "toggleOpenOnPrint": "togglebutton.js",
    "togglebuttonSelector": "togglebutton.js",
    "DOCUMENTATION_OPTIONS.": "documentation_options.js",
}

#: Scripts that every page needs, in the order in which the theme runs them.
BUNDLED = (
    *("scripts/bootstrap.js", "scripts/pydata-sphinx-theme.js", "scripts/sphinx-book-theme.js"),
)

#: What one of them says, and what it says in the bundle, and why.
MENDED = {
    # Else a button that one presses by key loses the focus, and the next Tab starts anew.
    "(()=>{t.blur()}),!0": "(n=>{n.detail&&t.blur()}),!0",
}

#: What scripts add to pages, so that its styles stay.
SCRIPTED = (
    # the theme's scripts
    *("[data-theme]", "[data-mode]", ".active", ".dropdown-menu-dark", ".hide", ".noprint"),
    *(".pst-sidebar-hidden", ".scrolled", "[aria-current]", "[open]", "[style]"),
    # Bootstrap: an open menu, a tooltip
    *(".show", ".fade", ".tooltip", ".tooltip-inner", ".tooltip-arrow", ".bs-tooltip-auto"),
    *(".bs-tooltip-top", ".bs-tooltip-bottom", ".bs-tooltip-start", ".bs-tooltip-end"),
    *("[data-popper-placement]", "[data-bs-popper]"),
    # the book's charts
    *(".chart-live", ".chart-tip", ".fact", ".source", "[data-live]", "[data-read]", "[hidden]"),
    # the cards of claims, citations and terms
    *(".book-card", ".at-head", ".card-value", ".card-statement", ".card-kind", ".card-quote"),
    *(".card-source", ".card-origin", ".card-topic"),
    # the copy button
    *(".copybtn", ".o-tooltip--left", ".success", "[data-tooltip]", "[data-clipboard-target]"),
    *(".icon-tabler-copy", ".icon-tabler-check"),
    # search results
    *(".search", ".context", ".search-summary", ".highlighted"),
    *("#search-progress", "[data-score]"),
)

#: Files of the theme and of Sphinx that no page asks for any more.
LEFT_OVER = (
    *("scripts/*.map", "styles/*.map", "locales", "*webpack-macros.html"),
    *("vendor/fontawesome", "scripts/fontawesome*", "sphinx-thebe.*"),
)

_SHEET_LINK = re.compile(r'\s*<link\b[^>]*rel="stylesheet"[^>]*>')
_PRELOAD_LINK = re.compile(r'\s*<link\b[^>]*rel="preload"[^>]*as="script"[^>]*>')
_SCRIPT_TAG = re.compile(r"\s*<script\b([^>]*)>(.*?)</script>", re.S)
_ADDRESS = re.compile(r'(?:href|src)="([^"?]*)')
_IMPORT = re.compile(r'@import "([^"]+)";')
_LICENCE = re.compile(r"/\*!.*?\*/", re.S)

# The theme's own line leaves both empty on a first visit, complains about that, and shows
# a dark reader a light page until its script runs.
_THEME_FIRST = """
    try { var kept = { ...localStorage } } catch { var kept = {} }
    document.documentElement.dataset.mode = kept.mode || "auto";
    document.documentElement.dataset.theme = kept.mode && kept.mode != "auto" ? kept.mode
      : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  """
# From disk, a page cannot read others, so results have no excerpts there.
_NO_EXCERPTS_FROM_DISK = (
    '<script>if (location.protocol === "file:")'
    " DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false</script>"
)


def _ends_with(address, names):
    return next((name for name in names if address.endswith(f"/{name}") or address == name), None)


def _is_used(name, html):
    if name in DROPPED or name in BUNDLED:
        return False
    return name not in WHERE_USED or bool(re.search(WHERE_USED[name][0], html))


def _keep_script(tag, html):
    """One script of a page as it stays there, or nothing."""
    attributes, content = tag[1], tag[2]
    if address := _ADDRESS.search(attributes):
        name = _ends_with(address[1], [*DROPPED, *WHERE_USED, *BUNDLED])
        if name is None or _is_used(name, html):
            after = _NO_EXCERPTS_FROM_DISK if name == "documentation_options.js" else ""
            return tag[0] if after in html else tag[0] + after
        return ""
    if "console.log" in content:
        return tag[0].replace(tag[2], re.sub(r"console\.log\([^)]*\);", "", content))
    if 'localStorage.getItem("mode")' in content:
        return f"\n  <script>{_THEME_FIRST}</script>"
    name = next((INLINE[word] for word in INLINE if word in content), None)
    return tag[0] if name is None or _is_used(name, html) else ""


def sheets(html):
    """Names of the style sheets that a page asks for, below ``_static``."""
    addresses = (_ADDRESS.search(link)[1] for link in _SHEET_LINK.findall(html))
    return [address.partition("_static/")[2] for address in addresses if "_static/" in address]


def page(html, versions):
    """Rewrite a page; one that was rewritten before only gets the new versions.

    Parameters
    ----------
    html : str
        A page as Sphinx wrote it.
    versions : dict of str to str
        Fingerprints of the sheet and of the script, which make a changed one load anew.

    Returns
    -------
    str
    """
    root = re.search(r'data-content_root="([^"]*)"', html)
    if not root:
        return html  # no page of the theme
    own = (
        f'\n  <link rel="stylesheet" href="{root[1]}_static/{SHEET}?v={versions[SHEET]}">'
        f'\n  <script defer src="{root[1]}_static/{SCRIPT}?v={versions[SCRIPT]}"></script>'
    )
    if f"_static/{SCRIPT}" in html:
        for name, version in versions.items():
            html = re.sub(rf"(_static/{re.escape(name)}\?v=)\w+", rf"\g<1>{version}", html)
        return html
    first = _SHEET_LINK.search(html).start()
    rest = _PRELOAD_LINK.sub("", _SHEET_LINK.sub("", html[first:]))
    slim = html[:first] + own + rest
    slim = _SCRIPT_TAG.sub(lambda tag: _keep_script(tag, html), slim)
    return scriptless.style(names.name(icons.draw(slim)))


def _bundle(static):
    """The scripts of every page as one, which keeps to itself what it would tell a console."""
    parts = [
        re.sub(r"//# sourceMappingURL=\S+", "", (static / name).read_text(encoding="utf-8"))
        for name in BUNDLED
    ]
    for theirs, ours in MENDED.items():
        parts = [part.replace(theirs, ours) for part in parts]
    quiet = (
        "{"
        + ",".join(f"{name}(){{}}" for name in ("log", "info", "debug"))
        + (",warn:console.warn.bind(console),error:console.error.bind(console)}")
    )
    # The theme asks for two of Sphinx's options; the script that holds them is not loaded.
    options = "{search_as_you_type:false,VERSION:''}"
    return (
        "(function(console,DOCUMENTATION_OPTIONS){\n"
        + "\n;\n".join(parts)
        + f"\n}})({quiet},{options});\n"
    )


def _read_sheets(static, names):
    """All style sheets one after the other, imported ones in their place."""
    texts = []
    for name in names:
        text = (static / name).read_text(encoding="utf-8")
        texts.append(
            _IMPORT.sub(
                lambda found, name=name: ((static / name).parent / found[1]).read_text(
                    encoding="utf-8"
                ),
                text,
            )
        )
    return "\n".join(texts)


def _fingerprint(*texts):
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def _cut(sheet, words, memory):
    """Cut the sheet, or take what was cut of the same sheet for the same words before."""
    key = _fingerprint(
        sheet,
        repr([sorted(part) for part in words]),
        Path(styles.__file__).read_text(encoding="utf-8"),
    )
    kept = memory / f"sheet-{key[:16]}.css"
    if not kept.exists():
        for old in memory.glob("sheet-*.css"):
            old.unlink()
        licences = "\n".join(dict.fromkeys(_LICENCE.findall(sheet)))
        kept.write_text(f"{licences}\n{styles.cut(sheet, words)}\n", encoding="utf-8")
    return kept.read_text(encoding="utf-8")


def _remember(memory, names):
    """Sheets of this and of former builds: pages that stayed have no list of theirs."""
    file = memory / "sheets.json"
    before = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    known = list(dict.fromkeys([*names, *before]))
    file.write_text(json.dumps(known), encoding="utf-8")
    return known


def site(folder, memory):
    """Slim all pages of a site.

    Parameters
    ----------
    folder : pathlib.Path
        The site as Sphinx wrote it, or with some pages rewritten already.
    memory : pathlib.Path
        Folder for what one build tells the next.
    """
    static = folder / "_static"
    if not all((static / name).exists() for name in BUNDLED):
        return  # Sphinx wrote nothing anew
    pages = {
        path: path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.html"))
        if static not in path.parents
    }
    stock = [name for html in pages.values() for name in sheets(html) if name != SHEET]
    names = [name for name in _remember(memory, stock) if (static / name).exists()]
    script = _bundle(static)
    versions = {SHEET: "", SCRIPT: _fingerprint(script)[:8]}
    slim = {path: page(html, versions) for path, html in pages.items()}
    words = styles.vocabulary(slim.values(), SCRIPTED)
    sheet = _cut(_read_sheets(static, names), words, memory)
    versions[SHEET] = _fingerprint(sheet)[:8]
    (static / SHEET).write_text(sheet, encoding="utf-8")
    (static / SCRIPT).write_text(script, encoding="utf-8")
    for path, html in slim.items():
        html = re.sub(rf"(_static/{SHEET}\?v=)\w*", rf"\g<1>{versions[SHEET]}", html)
        if html != pages[path]:
            path.write_text(html, encoding="utf-8")
    unused = [name for name in WHERE_USED if not any(f"/{name}" in html for html in slim.values())]
    _remove(static, [*names, "basic.css", *BUNDLED, *DROPPED, *unused, *LEFT_OVER])


def _remove(static, patterns):
    """Take away what no page asks for any more, and folders that this leaves empty."""
    for pattern in patterns:
        for path in sorted(static.glob(pattern)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    for folder in sorted((path for path in static.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def _finish(app, exception):
    ours = app.builder.format == "html" and app.config.html_theme == "sphinx_book_theme"
    if exception or not ours or not app.config.book_slim:
        return
    site(Path(app.outdir), Path(app.doctreedir))


def setup(app):
    """Go over the pages once everything else has written its part."""
    # Off where the stock book is wanted, to compare with: benchmarks/pages.py.
    app.add_config_value("book_slim", True, "html", bool)
    app.connect("build-finished", _finish, priority=900)
