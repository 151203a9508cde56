"""What search engines are told: the list of pages, and where it is.

The list needs absolute addresses, so there is one only where the site has an address.
sphinx-sitemap warns without one, which stops a strict build, and lists only the pages that
this build wrote anew.
"""

from pathlib import Path
from xml.etree import ElementTree

from batterybook.pages.site.history import changed_on

FILE = "sitemap.xml"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _sitemap(app):
    ElementTree.register_namespace("", _NAMESPACE)
    pages = ElementTree.Element(f"{{{_NAMESPACE}}}urlset")
    for docname in sorted(app.env.found_docs):
        page = ElementTree.SubElement(pages, f"{{{_NAMESPACE}}}url")
        address = app.config.html_baseurl + app.builder.get_target_uri(docname)
        ElementTree.SubElement(page, f"{{{_NAMESPACE}}}loc").text = address
        if changed := changed_on(app.env, docname):
            ElementTree.SubElement(page, f"{{{_NAMESPACE}}}lastmod").text = changed
    ElementTree.indent(pages)
    return ElementTree.tostring(pages, encoding="utf-8", xml_declaration=True)


def _write(app, exception):
    if exception or app.builder.format != "html":
        return
    base, folder = app.config.html_baseurl, Path(app.outdir)
    robots = "User-agent: *\nDisallow:\n"
    (folder / FILE).unlink(missing_ok=True)  # of a build with an address
    if base:
        (folder / FILE).write_bytes(_sitemap(app))
        robots += f"\nSitemap: {base}{FILE}\n"
    (folder / "robots.txt").write_text(robots, encoding="utf-8")


def setup(app):
    """Write both beside the pages."""
    app.connect("build-finished", _write)
