"""The directives of *Who is who*: a table for each kind, the contracts, and the rule for a page."""

from html import escape

import pandas as pd
from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from batterybook.pages.entities.lines import entity_link, value_line
from batterybook.pages.evidence.generated import entry, generated_paragraph, paragraph, table
from batterybook.pages.site.history import committed_on
from batterybook.tables.entities import all_of_kind
from batterybook.tables.facts import facts, pairs
from batterybook.tables.read import nearest

logger = logging.getLogger(__name__)

#: Values of a cell; the page has the others.
MOST_VALUES = 6


class named_entry(nodes.entry):
    """A cell that says on a phone which column it is of."""


def _named(column, *blocks, classes=()):
    cell = named_entry(what=column, classes=list(classes))
    cell += blocks
    return cell


class WhoIsWhoDirective(SphinxDirective):
    """A line for each entity of a kind with a page, with the facts that compare them.

    With ``:all:`` those without a page stand there as well, if one of the facts is known of them.
    """

    required_arguments = 1
    option_spec = {"all": lambda argument: True}

    def run(self):
        evidence, have = self.env.app.evidence, self.env.app.entity_pages
        kind = self.arguments[0]
        if kind not in evidence.kinds.index:
            logger.warning(
                f'no kind "{kind}" of entities; {nearest(kind, evidence.kinds.index)}',
                location=self.get_location(),
                type="book",
                subtype="entity",
            )
            return []
        pages = all_of_kind(evidence, kind)
        if "all" not in self.options:
            pages = {key: page for key, page in pages.items() if key in have}
        columns = _compared(evidence, kind)
        rows = []
        for key, page in pages.items():
            known = {fact.title: fact for fact in self._facts(page)}
            if key in have or any(known[column].values for column in columns if column in known):
                cells = [_cell(known.get(column), column) for column in columns]
                rows.append(([], [entry(*self._name(evidence, key), classes=["name"]), *cells]))
        noun = evidence.kinds.at[kind, "noun"]
        return [table([noun.capitalize(), *columns], rows, ["compared"])]

    def _facts(self, page):
        for part in ("glance", "supply"):
            yield from facts(self.env.app.evidence, page, part, committed_on(self.config))

    def _name(self, evidence, key):
        yield paragraph(entity_link(self.env, key, evidence.entities.at[key, "name"]))
        if not pd.isna(parent := evidence.entities.at[key, "parent"]):
            yield generated_paragraph("", evidence.labels[parent], classes=["said"])


def _compared(evidence, kind):
    """Words of the facts that are columns."""
    rows = evidence.facts[evidence.facts["kind"] == kind]
    return list(dict.fromkeys(rows.loc[rows["compared"].fillna(False).astype(bool), "title"]))


def _cell(fact, column):
    if fact is None or not fact.values:
        return _named(column, generated_paragraph("", "–"), classes=["none"])
    lines = [value_line(value) for value in fact.values[:MOST_VALUES]]
    if left := len(fact.values) - len(lines):
        lines.append(generated_paragraph("", f"and {left} more", classes=["said"]))
    return _named(column, *lines)


class ContractsDirective(SphinxDirective):
    """What is known of each contract between two entities."""

    def run(self):
        evidence = self.env.app.evidence
        columns = _compared(evidence, "contract")
        rows = []
        for (buyer, supplier), known in pairs(evidence).items():
            cells = [entry(paragraph(entity_link(self.env, buyer)), classes=["name"])]
            cells.append(_named("From", paragraph(entity_link(self.env, supplier))))
            for column in columns:
                lines = [value_line(value) for value in known.get(column, ())]
                cells.append(
                    _named(
                        column,
                        *(lines or [generated_paragraph("", "–")]),
                        classes=[] if lines else ["none"],
                    )
                )
            rows.append(([], cells))
        return [table(["Buyer", "From", *columns], rows, ["compared"])]


class RuleDirective(SphinxDirective):
    """Who has a page, as the table of kinds has it."""

    def run(self):
        kinds = self.env.app.evidence.kinds
        least = kinds["least_claims"].dropna()
        (first, count), *rest = ((kinds.at[kind, "noun"], count) for kind, count in least.items())
        words = f"Each {first} has a page that at least {count} claims name"
        if rest:
            *most, last = (f"each {noun} that {count} name" for noun, count in rest)
            words += f", {', '.join(most)} and {last}" if most else f", and {last}"
        words += ". Claims on what belongs to it and has no page count in."
        for kind in kinds.index[kinds["versions"].fillna(False).astype(bool)]:
            noun = kinds.at[kind, "noun"]
            words += f" A version of a {noun}, and a supply for it, stand on the {noun}'s page."
        words += f" {len(self.env.app.entity_pages)} have a page."
        return [generated_paragraph("", words)]


def _visit_named(self, node):
    self.visit_entry(node)
    cell = self.body[-1]
    self.body[-1] = cell.replace("<td", f'<td data-what="{escape(node["what"])}"', 1)


def _depart_named(self, node):
    self.depart_entry(node)


def _visit_plain(self, node):
    self.visit_entry(node)


def setup(app):
    """Register the directives and the cell."""
    plain = (_visit_plain, _depart_named)
    app.add_node(
        named_entry,
        html=(_visit_named, _depart_named),
        **dict.fromkeys(("latex", "text", "man", "texinfo"), plain),
    )
    app.add_directive("who-is-who", WhoIsWhoDirective)
    app.add_directive("contracts", ContractsDirective)
    app.add_directive("who-has-a-page", RuleDirective)
