"""How many figures prose may carry: a chapter is read, its tables and charts are looked up.

Ranges, second voices and dates belong into charts, tables and cards. Counted are paragraphs and
items of lists; headings, tables, captions and citations are not.
"""

import ast
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import yaml
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from batterybook.tables import dates
from batterybook.tables.evidence import Evidence

#: Figures in a hundred words of a body and of an opening, and in one sentence.
MOST_IN_BODY, MOST_IN_OPENING, MOST_IN_SENTENCE = 5, 3, 3

_FIGURE = "\N{OBJECT REPLACEMENT CHARACTER}"
_OWN_WORDS = re.compile(r"(.*)<([^<>]+)>", re.DOTALL)
# Also behind a closing mark, and where one sentence ends a line.
_SENTENCE_END = re.compile(r"(?<=[.?!])[”\"')]*\s+(?=[“\"'(]*[A-Z\d" + _FIGURE + "])")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a page: its line, its words, and how many of them are figures."""

    line: int
    text: str
    opening: bool

    @property
    def figures(self):
        """Figures in it."""
        return self.text.count(_FIGURE)

    @property
    def words(self):
        """Words in it; a figure is one."""
        return len(self.text.split())


class _Page:
    """A page's tokens, and what its roles print."""

    def __init__(self, path, evidence, extensions):
        self.path, self.evidence = path, evidence
        parser = create_md_parser(MdParserConfig(enable_extensions=extensions), RendererHTML)
        self.tokens = parser.parse(path.read_text(encoding="utf-8"))

    def _printed(self, role, text):
        """A figure's mark where a role prints digits, else its words."""
        own = _OWN_WORDS.fullmatch(text)
        if own:
            return own[1].strip() if role in ("claim", "term", "ref", "doc") else ""
        if role == "term":
            return text
        if role == "result":
            page, _, key = text.rpartition(".")
            value = stored_results(self.path.parent / "notebooks", page or self.path.stem)
            words = str(value.get(key, "0"))
        elif role == "claim":
            key, _, part = text.partition(".")
            if key not in self.evidence.claims.index:
                return ""  # the build names it
            date = self.evidence.claims.at[key, "date"]
            if part == "date":
                words = "" if pd.isna(date) else dates.text(date)  # the build names one without
            else:
                words = (self.evidence.said_on if part == "said" else self.evidence.says)(key)
        else:
            return ""
        return _FIGURE if any(character.isdigit() for character in words) else words

    def _text(self, token):
        parts = []
        for child in token.children:
            if child.type == "myst_role":
                parts.append(self._printed(child.meta["name"], child.content))
            elif child.type in ("softbreak", "hardbreak"):
                parts.append("\n")
            elif child.type == "text":
                parts.append(child.content)
        return "".join(parts)

    def sentences(self):
        """The sentences of paragraphs and lists, in order."""
        opening, last = True, ""
        for token in self.tokens:
            if token.type == "heading_open" and token.tag != "h1":
                opening = False
            if token.type == "inline" and last in ("paragraph_open", "dd_open"):
                line, text = token.map[0] + 1, self._text(token)
                for sentence in _SENTENCE_END.split(text):
                    yield Sentence(line, sentence, opening)
                    at = text.index(sentence) + len(sentence)
                    line += sentence.count("\n") + text[at : at + 2].count("\n")
                    text = text[at:]
            last = token.type


def stored_results(folder, name):
    """Results that a notebook's marked cell keeps, by key.

    Empty where there is no notebook or the file is none, which the build says.

    Parameters
    ----------
    folder : pathlib.Path
        The notebooks.
    name : str
        Of the notebook, without its ending.

    Returns
    -------
    dict of str to object
    """
    found = {}
    try:
        cells = json.loads((folder / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
        outputs = [output for cell in cells for output in cell.get("outputs", [])]
        for output in outputs:
            text = "".join(output.get("data", {}).get("text/plain", []))
            if text.startswith("{"):
                found |= ast.literal_eval(text)
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, AttributeError):
        return {}
    return found


def chapters(root):
    """Pages of the book's first part, by ``_toc.yml``."""
    first = next(iter(_settings(root / "_toc.yml").get("parts", [])), {})
    pages = [root / f"{page['file']}.md" for page in first.get("chapters", [])]
    return [page for page in pages if page.exists()]


def _settings(path):
    """A settings file, empty where there is none or it is no YAML: the build says so."""
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (FileNotFoundError, yaml.YAMLError):
        return {}


def _per_hundred(sentences):
    words = sum(sentence.words for sentence in sentences)
    return 100 * sum(sentence.figures for sentence in sentences) / max(words, 1)


def measured(root, tables):
    """Sentences of each chapter.

    Parameters
    ----------
    root : pathlib.Path
        The checkout.
    tables : batterybook.tables.read.Tables

    Returns
    -------
    dict of pathlib.Path to list of Sentence
    """
    evidence = Evidence(tables)
    parse = _settings(root / "_config.yml").get("parse", {})
    extensions = set(parse.get("myst_enable_extensions", []))
    return {page: list(_Page(page, evidence, extensions).sentences()) for page in chapters(root)}


def problems(root, tables):
    """What is too dense, in the words of a message.

    Parameters
    ----------
    root : pathlib.Path
        The checkout.
    tables : batterybook.tables.read.Tables

    Returns
    -------
    list of str
    """
    found = []
    for page, sentences in measured(root, tables).items():
        name = Path(page).relative_to(root)
        for part, most in (("opening", MOST_IN_OPENING), ("body", MOST_IN_BODY)):
            of_part = [s for s in sentences if s.opening == (part == "opening")]
            if (density := _per_hundred(of_part)) > most:
                found.append(
                    f"{name}, line {of_part[0].line}: found {density:.1f} figures in a hundred "
                    f"words of the {part}; expected at most {most}: move some to a chart or table"
                )
        for sentence in sentences:
            if sentence.figures > MOST_IN_SENTENCE:
                words = " ".join(sentence.text.replace(_FIGURE, "…").split())
                found.append(
                    f"{name}, line {sentence.line}: found {sentence.figures} figures in a "
                    f"sentence; expected at most {MOST_IN_SENTENCE}: “{words:.60}”"
                )
    return found
