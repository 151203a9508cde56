"""A block without its closing line swallows what follows, silently: find it before the parser does."""

import re
from pathlib import Path

from sphinx.util import logging

logger = logging.getLogger(__name__)

_FENCE = re.compile(r" {0,3}(?P<marks>`{3,}|~{3,}|:{3,})(?P<info>.*)")


def unclosed(text):
    r"""Lines that open a block which is not closed before the next one opens, or at all.

    Parameters
    ----------
    text : str
        Markdown.

    Returns
    -------
    list of int
        Counted from 1.

    Examples
    --------
    >>> unclosed("```{chart} a\\n\\nText.\\n\\n```{chart} b\\n```")
    [1]
    """
    found, stack = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        fence = _FENCE.fullmatch(line)
        if not fence:
            continue
        marks, info = fence["marks"], fence["info"].strip()
        if stack and not info and marks[0] == stack[-1][1][0] and len(marks) >= len(stack[-1][1]):
            stack.pop()
        elif info and stack and stack[-1][1] == marks:
            # Blocks within blocks need fewer marks: this one follows, and the last was left open.
            found.append(stack.pop()[0])
            stack.append((number, marks))
        elif info or not stack:
            stack.append((number, marks))
    return found + [number for number, _ in stack]


def _look(app, docname, content):
    if Path(app.env.doc2path(docname)).suffix != ".md":
        return
    for line in unclosed(content[0]):
        logger.warning(
            "this block is not closed: a line with its opening marks alone is missing",
            location=(docname, line),
            type="book",
            subtype="fence",
        )


def setup(app):
    """Look at each page before it is parsed."""
    app.connect("source-read", _look)
