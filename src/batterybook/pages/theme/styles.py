"""Cut style sheets to what a site's pages can use.

A rule stays if every tag, class, id and attribute that its selector asks for occurs
somewhere in the pages, or is one that a script adds. This keeps more than is strictly
used (it does not look at how elements nest), but loses nothing.
"""

import re
from collections import namedtuple

import tinycss2

#: Tags, classes, ids and attributes that occur, and custom properties that are asked for.
Vocabulary = namedtuple("Vocabulary", "tags classes ids attributes properties")

_VALUE = r"""=\s*(?:"([^"]*)"|'([^']*)')"""
_TAG = re.compile(r"<([a-zA-Z][\w-]*)")
_CLASS = re.compile(r"\sclass" + _VALUE)
_ID = re.compile(r"\sid" + _VALUE)
_ATTRIBUTE = re.compile(r"\s([a-zA-Z][\w:-]*)(?=[=\s>])")
_PROPERTY = re.compile(r"var\(\s*(--[\w-]+)")
#: Blocks of rules with a condition; their rules are looked at one by one.
_GROUPS = {"media", "supports", "layer", "container"}


def vocabulary(pages, scripted=()):
    """What the selectors of a site's style sheets can match.

    Parameters
    ----------
    pages : iterable of str
        HTML of the pages.
    scripted : iterable of str
        What scripts add: ``.class``, ``#id``, ``[attribute]`` or ``tag``.

    Returns
    -------
    Vocabulary
    """
    # Elements that browsers make themselves.
    found = Vocabulary({"html", "head", "body", "tbody"}, set(), set(), set(), set())
    for page in pages:
        found.tags.update(tag.lower() for tag in _TAG.findall(page))
        for pattern, words in ((_CLASS, found.classes), (_ID, found.ids)):
            for double, single in pattern.findall(page):
                words.update((double or single).split())
        found.attributes.update(name.lower() for name in _ATTRIBUTE.findall(page))
        found.properties.update(_PROPERTY.findall(page))
    for word in scripted:
        if word.startswith("."):
            found.classes.add(word[1:])
        elif word.startswith("#"):
            found.ids.add(word[1:])
        elif word.startswith("["):
            found.attributes.add(word.strip("[]"))
        else:
            found.tags.add(word)
    return found


def _alternatives(tokens):
    """Split the tokens of a selector list at its commas."""
    found = [[]]
    for token in tokens:
        if token == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _can_match(selector, words):
    """Whether all that one selector asks for occurs."""
    before = None
    for token in selector:
        if token.type == "hash":
            if token.value not in words.ids:
                return False
        elif token.type == "[] block":
            name = next((part.value for part in token.content if part.type == "ident"), None)
            if name and name.lower() not in words.attributes:
                return False
        elif token.type == "ident":
            known = (
                words.classes
                if before == "."
                else None  # a state, such as :hover, may always come
                if before == ":"
                else words.tags
            )
            value = token.value if before == "." else token.value.lower()
            if known is not None and value not in known:
                return False
        # What :not() names need not occur; of :is() one alternative is enough.
        elif token.type == "function" and token.lower_name in {"is", "where", "has"}:
            if not any(_can_match(choice, words) for choice in _alternatives(token.arguments)):
                return False
        before = token.value if token.type == "literal" else None
    return True


def _cut(rules, words):
    """Yield (prelude, declarations or nested rules) of the rules that can match."""
    for rule in rules:
        if rule.type == "qualified-rule":
            kept = [
                tinycss2.serialize(selector).strip()
                for selector in _alternatives(rule.prelude)
                if _can_match(selector, words)
            ]
            if kept:
                content = tinycss2.parse_blocks_contents(
                    rule.content, skip_comments=True, skip_whitespace=True
                )
                yield (
                    ",".join(kept),
                    [item for item in content if item.type == "declaration"],
                )
        elif rule.type == "at-rule" and rule.lower_at_keyword in _GROUPS and rule.content:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            yield (
                f"@{rule.lower_at_keyword} {tinycss2.serialize(rule.prelude).strip()}",
                list(_cut(inner, words)),
            )
        elif rule.type == "at-rule" and rule.lower_at_keyword.endswith("keyframes"):
            yield (
                f"@{rule.lower_at_keyword} {tinycss2.serialize(rule.prelude).strip()}",
                tinycss2.serialize(rule.content),
            )
        # What is left out: @font-face (icons are drawn in the page), @charset, @import.


def _declarations(blocks):
    for _, content in blocks:
        if isinstance(content, list):
            for item in content:
                if isinstance(item, tuple):
                    yield from _declarations([item])
                else:
                    yield item


def _asked_for(blocks, properties):
    """Custom properties that pages or kept declarations ask for, directly or not."""
    uses = [
        (item.name, set(_PROPERTY.findall(tinycss2.serialize(item.value))))
        for item in _declarations(blocks)
    ]
    asked = set(properties)
    while True:
        more = set().union(
            *(names for name, names in uses if not name.startswith("--") or name in asked)
        )
        if more <= asked:
            return asked
        asked |= more


def _write(blocks, asked, animations):
    written = []
    for prelude, content in blocks:
        if isinstance(content, str):
            if prelude.split()[-1] in animations:
                written.append(f"{prelude}{{{content}}}")
            continue
        if content and isinstance(content[0], tuple):
            text = _write(content, asked, animations)
        else:
            text = ";".join(
                f"{item.name}:{tinycss2.serialize(item.value).strip()}"
                + ("!important" if item.important else "")
                for item in content
                if not item.name.startswith("--") or item.name in asked
            )
        if text:
            written.append(f"{prelude}{{{text}}}")
    return "".join(written)


def cut(sheet, words):
    """Cut a style sheet.

    Parameters
    ----------
    sheet : str
        All style sheets of the site, in the order of the pages: a property that one
        sets and another asks for stays.
    words : Vocabulary

    Returns
    -------
    str
    """
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    blocks = list(_cut(rules, words))
    animations = " ".join(
        tinycss2.serialize(item.value)
        for item in _declarations(blocks)
        if item.lower_name.endswith(("animation", "animation-name"))
    ).split()
    return _write(blocks, _asked_for(blocks, words.properties), set(animations))
