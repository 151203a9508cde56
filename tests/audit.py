"""What axe-core finds on a page, told so that a person can mend it."""

from axe_playwright_python.sync_playwright import Axe

_AXE = Axe()
_SHOWN = 3  # elements named for each rule; the others are counted

# Judging contrast takes most of axe's time: half a minute for a ledger whose rows look alike.
# So it looks at one text of each look: the same colours before the same grounds, at one size.
_MARK_LOOKS = """() => {
  const grounds = new Map(), looks = new Set();
  function ground(element) {
    if (!element) return "";
    if (!grounds.has(element)) {
      const style = getComputedStyle(element);
      const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.position];
      const plain = ["rgba(0, 0, 0, 0)", "none", "1", "static"];
      const added = own.every((part, index) => part === plain[index]) ? "" : own.join() + ">";
      grounds.set(element, ground(element.parentElement) + added);
    }
    return grounds.get(element);
  }
  document.querySelectorAll("[data-look]").forEach((element) => delete element.dataset.look);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const look = [element.namespaceURI, style.color, style.fill, style.fontSize, style.fontWeight,
                  style.textShadow, style.textDecoration, ground(element)].join();
    if (looks.has(look)) continue;
    looks.add(look);
    element.dataset.look = "";
  }
}"""

# Rows of one table and items of one list that differ in their words alone get one verdict, and
# so does code: its colours have been marked. What no look needs is taken out of the page.
_LEAVE_OUT_REPEATS = """() => {
  const worded = new Set(["id", "href", "title", "aria-label", "value", "data-look"]);
  function shape(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data.trim() ? "words" : "";
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    const attributes = [...node.attributes].map(({ name, value }) => (
      worded.has(name) ? `${name}=${Boolean(value.trim())}`
        : name.startsWith("data-") ? name : `${name}=${value}`));
    return `<${node.tagName} ${attributes.sort().join(" ")}>`
      + `${[...node.childNodes].map(shape).filter(Boolean).join()}</>`;
  }
  const seen = new Map();
  for (const part of document.querySelectorAll("tbody > tr, main li, option")) {
    const shapes = seen.get(part.parentElement) ?? new Set();
    seen.set(part.parentElement, shapes);
    const own = shape(part);
    if (shapes.has(own) && !part.querySelector("[data-look]")) part.remove();
    else shapes.add(own);
  }
  for (const span of document.querySelectorAll("pre span:not([data-look], :has(*))"))
    span.replaceWith(span.textContent);
}"""

#: Luminance as WCAG reckons it, of an opaque colour as the browser computes it.
LIGHT = """(colour) => {
  const parts = colour.match(/[\\d.]+/g).map(Number);
  const [r, g, b] = parts.map((part) => part / (colour.startsWith("color(") ? 1 : 255))
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return parts[3] === 0 ? null : 0.2126 * r + 0.7152 * g + 0.0722 * b;
}"""

# Beyond axe's own choice: contrast of seven to one, and targets of 24 pixels.
_STRICTER = ("color-contrast-enhanced", "target-size")
_CONTRAST_OF_LOOKS = """
  axe.configure({ rules: ["color-contrast", "color-contrast-enhanced"].map((id) => (
    { id, selector: "[data-look]" })) })
"""


def _told(found):
    for rule in found:
        nodes = rule["nodes"]
        for node in nodes[:_SHOWN]:
            why = " ".join(node["failureSummary"].split("\n")[1:3]).strip()
            where = " ".join(map(str, node["target"]))
            yield f"{rule['id']}: {' '.join(node['html'].split())[:160]} at {where}: {why}"
        if len(nodes) > _SHOWN:
            yield f"{rule['id']}: {len(nodes) - _SHOWN} more"


def violations(page, *, colours_only=False):
    """Violations of any of axe's rules on a page in its present state, best practices included.

    Parameters
    ----------
    page : playwright.sync_api.Page
    colours_only : bool, default False
        Look at colours alone: for a page that was looked at in the other theme, which has the
        same elements in the same places.

    Returns
    -------
    list of str
        Rule, element and reason, one for each element.
    """
    page.evaluate(_MARK_LOOKS)
    page.evaluate(_LEAVE_OUT_REPEATS)
    options = {"resultTypes": ["violations"], "iframes": False, "preload": False}
    if colours_only:
        options["runOnly"] = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
    else:
        options["rules"] = {rule: {"enabled": True} for rule in _STRICTER}
    page.evaluate(_AXE.axe_script)
    page.evaluate(_CONTRAST_OF_LOOKS)
    found = page.evaluate("(options) => axe.run(options)", options)["violations"]
    return list(_told(found))
