"""No figure without a source: digits typed into a page are warnings.

A figure may come from ``{claim}``, ``{result}``, a reference, a citation, code or
mathematics. Names with digits come from ``data/names.csv``.
"""

import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

from docutils import nodes
from myst_nb.ext.glue.utils import PendingGlueReference
from sphinx import addnodes
from sphinx.util import logging

from batterybook.pages.charts.directive import chart_notes, chart_view
from batterybook.pages.evidence.claim import claim
from batterybook.pages.evidence.generated import (
    generated_paragraph,
    generated_table,
    generated_term,
    generated_title,
    lead,
)
from batterybook.pages.evidence.result import result

logger = logging.getLogger(__name__)

#: Stands where something stood whose digits are not typed by hand.
_HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"

_RESULTS = (claim, result, PendingGlueReference)
_EXEMPT = (
    result,
    PendingGlueReference,
    generated_table,
    generated_paragraph,
    generated_term,
    generated_title,
    lead,
    chart_notes,
    nodes.comment,
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.label,
    nodes.literal,
    nodes.literal_block,
    nodes.math,
    nodes.math_block,
    nodes.raw,  # looked at apart, tag by tag
    nodes.substitution_definition,
    nodes.system_message,
)

_NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred thousand million billion trillion dozen half quarter third quarters thirds"
).split()

HINT = "take it from {claim} or {result}, or list a name in data/names.csv"


def _is_exempt(node):
    if isinstance(node, addnodes.pending_xref):
        # The text of a reference is its target's, unless somebody typed another.
        return not node.get("refexplicit")
    if isinstance(node, nodes.reference):
        # An address may have digits; words that link to it may not.
        return node.astext() == node.get("refuri", "").removeprefix("mailto:")
    if isinstance(node, claim):
        return not node["own_words"]
    return isinstance(node, _EXEMPT) or node.get("nb_element") == "cell_code"


def _typed_text(node):
    """Text of one block as typed, with holes where figures have a source."""
    parts = []
    for child in node.children:
        if isinstance(child, nodes.Text):
            parts.append(child.astext())
        elif _is_exempt(child):
            parts.append(_HOLE)
        else:
            parts.append(_typed_text(child))
    return "".join(parts)


class _Html(HTMLParser):
    """Words and spoken attributes of HTML that was typed into a page."""

    def __init__(self, text):
        super().__init__()
        self.words = []
        self.feed(text)

    def handle_data(self, data):
        self.words.append(data)

    def handle_starttag(self, tag, attrs):
        self.words += [v for k, v in attrs if k in ("alt", "title", "aria-label") and v]


def _typed_texts(doctree):
    """All texts of a page that somebody typed, each with its node."""

    def walk(node):
        if isinstance(node, nodes.raw):
            yield node, " ".join(_Html(node.astext()).words)
        elif isinstance(node, nodes.image):
            yield node, node.get("alt", "")
        elif isinstance(node, chart_view):
            yield node, node["alt"]
        elif isinstance(node, nodes.meta):
            yield node, node.get("content", "")
        elif isinstance(node, nodes.Element) and not _is_exempt(node):
            if isinstance(node, nodes.reference) and node.get("reftitle"):
                yield node, node["reftitle"]
            if isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline):
                yield node, _typed_text(node)
            for child in node.children:
                yield from walk(child)

    yield from walk(doctree)


def _names_pattern(names):
    if not names:
        return None
    longest_first = sorted(names, key=len, reverse=True)
    spelled = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
    return re.compile(rf"(?<!\w)(?<!\d[-.,])(?:{spelled})(?!\w|[-.,]\d)")


def _words_pattern(unit_words):
    number = "|".join(_NUMBER_WORDS)
    units = "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in unit_words)
    return re.compile(
        rf"\b(?:(?:{number})(?:[\s-]+(?:and[\s-]+|of\s+|an?\s+)*)?)+(?:{units})(?!\w)",
        re.IGNORECASE,
    )


def _is_figure(text, index):
    character = text[index]
    if unicodedata.numeric(character, None) is None:
        return False
    if unicodedata.category(character) == "No" and unicodedata.decomposition(character).startswith(
        ("<super>", "<sub>")
    ):
        # The exponent of a unit, as in m², is not a figure; 10⁶ is caught by its base.
        return index == 0 or not text[index - 1].isalpha()
    # Letters that also count, such as 一, are words in their own languages.
    return unicodedata.category(character) != "Lo"


def figures(text, names=(), unit_words=()):
    """Figures that were typed into a text.

    Parameters
    ----------
    text : str
    names : iterable of str
        Names with digits that are allowed.
    unit_words : iterable of str
        Words for units; a number word before one of them is a figure.

    Returns
    -------
    list of tuple of int and str
        Where each begins, and how it is written.
    """
    pattern = _names_pattern(names)
    if pattern:
        text = pattern.sub(lambda match: _HOLE * len(match[0]), text)
    found = []
    for token in re.finditer(rf"[^\s{_HOLE}]+", text):
        if any(_is_figure(text, index) for index in range(*token.span())):
            found.append((token.start(), token[0].strip(".,;:!?()[]“”\"'–—")))
    if unit_words:
        found += [
            (match.start(), " ".join(match[0].split()))
            for match in _words_pattern(unit_words).finditer(text)
        ]
    return sorted(found)


def _line(env, docname, node, text, start, excerpt):
    """The line of the source on which a figure stands, as near as can be told."""
    while node is not None and not node.line:
        node = node.parent
    first = node.line if node is not None else 1
    path = Path(env.doc2path(docname))
    if path.suffix == ".ipynb":
        return first
    guess = first + text.count("\n", 0, start)
    lines = path.read_text(encoding="utf-8").splitlines()
    # Table cells know only where their table begins: look on from there.
    for number in range(guess, len(lines) + 1):
        if excerpt.split()[0] in lines[number - 1]:
            return number
    return guess


def _check(app, doctree):
    env, tables = app.env, app.evidence.tables
    names = list(tables.load("names")["name"])
    unit_words = [word for words in tables.load("units")["words"] for word in words.split("|")]
    docname = env.docname
    for node, text in _typed_texts(doctree):
        heading = isinstance(node, nodes.title) and isinstance(node.parent, nodes.section)
        for start, excerpt in figures(text, names, unit_words):
            place = (docname, _line(env, docname, node, text, start, excerpt))
            if heading:
                _warn(f'a heading carries no figures: found "{excerpt}"', place)
            else:
                _warn(f'"{excerpt}" is a figure typed by hand: {HINT}', place)
        if heading:
            for found in node.findall(lambda child: isinstance(child, _RESULTS)):
                words = found.astext() or found.get("key") or found.key
                _warn(f'a heading carries no figures: found "{words}"', (docname, node.line))


def _warn(message, location):
    logger.warning(message, location=location, type="book", subtype="figure")


def setup(app):
    """Check each page once it is read."""
    app.connect("doctree-read", _check)
