"""Every page, in both themes and at three widths: open to everyone, quiet, and it fits."""

import pytest
from audit import violations

#: Widths at which axe looks as well. The one between is visited from disk, where a browser
#: is strictest about what a page may ask for.
AUDITED, FROM_DISK = (360, 1280), 768

#: Windows from the narrowest phone to a desk, with both sides of each turn of the layout.
WIDTHS = (320, 360, 480, 640, 641, 767, 768, 900, 991, 992, 1024, 1279, 1280)

#: What only a host shows: its addresses begin at the host's root.
_NOT_FROM_DISK = "404.html"

# A page may still ask for something once it has loaded: wait until it has nothing to do.
_AT_REST = "() => new Promise((done) => requestIdleCallback(() => requestAnimationFrame(done)))"
_FACTS = """() => ({
  wide: document.documentElement.scrollWidth - innerWidth,
  language: document.documentElement.lang,
  repeated: Object.entries(Object.groupBy(document.querySelectorAll("[id]"), ({ id }) => id))
    .filter(([, elements]) => elements.length > 1).map(([id]) => id),
  written: [...document.querySelectorAll("style, [style], script:not([src])")]
    .filter((element) => element.type !== "application/ld+json").map((element) => element.tagName),
  handlers: [...document.querySelectorAll("*")].flatMap((element) => element.getAttributeNames())
    .filter((name) => name.startsWith("on")),
  headings: [...document.querySelectorAll("h1")].filter((h) => h.checkVisibility()).length,
})"""


#: Folders of pages that one template makes of the tables, and how many of the largest are looked at.
_MADE, _LARGEST = ("book/claims", "book/entities"), 3


def _pages(site):
    """All pages but the entrance, which leads on to one of them at once.

    Of pages that are made alike, the largest, the smallest and a car stand for the others.
    """
    found = {*site.rglob("*.html")} - {site / "index.html"}
    for folder in _MADE:
        made = sorted((site / folder).glob("*.html"), key=lambda path: -path.stat().st_size)
        kept = {"index.html", "renault-5.html", "verkor-dunkirk.html"}
        found -= {path for path in made[_LARGEST:-1] if path.name not in kept}
    return sorted(str(path.relative_to(site)) for path in found)


def _complaints(page, address, host):
    """Open a page, let it come to rest, and say what is wrong with it without looking closer."""
    page.context.asked.clear()
    page.goto(address, wait_until="load")
    page.evaluate(_AT_REST)
    facts = page.evaluate(_FACTS)
    if facts["wide"] > 0:
        yield f"scrolls sideways by {facts['wide']} px"
    if facts["written"] or facts["handlers"]:
        yield f"what a strict host refuses: {facts}"
    if facts["language"] != "en":
        yield f"language is {facts['language']!r}"
    if facts["headings"] != 1:
        yield f"has {facts['headings']} headings of the first level"
    if facts["repeated"]:
        yield f"has ids twice: {facts['repeated'][:5]}"
    for url in page.context.asked:
        if not url.startswith((host, "data:")):
            yield f"asks another host: {url}"


def test_no_page_scrolls_sideways_at_any_width(site, served, visit):
    page, wide = visit("book/index.html"), []
    for name in _pages(site):
        page.goto(f"{served}/{name}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(f"{name} at {width} px")
    assert wide == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [*AUDITED, FROM_DISK])
def test_every_page_is_open_to_everyone_keeps_quiet_and_fits(site, served, visit, width, scheme):
    host = f"file://{site}" if width == FROM_DISK else served
    page, wrong = visit(f"{host}/book/index.html", width, scheme), []
    for name in _pages(site):
        if width == FROM_DISK and name == _NOT_FROM_DISK:
            continue
        found = list(_complaints(page, f"{host}/{name}", host))
        if width in AUDITED:
            found += violations(page, colours_only=scheme == "dark")
        wrong += [f"{name}: {complaint}" for complaint in found]
    assert not wrong, "\n" + "\n".join(wrong)
