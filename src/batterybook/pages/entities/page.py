"""The directive ``{entity}``: all that the book has on one car, plant, maker or technology."""

import pandas as pd
from babel import Locale
from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from batterybook.pages.entities.lines import defined, entity_link, fact_list
from batterybook.pages.entities.promised import histories
from batterybook.pages.evidence.claim import claim as claim_node
from batterybook.pages.evidence.claim import noted
from batterybook.pages.evidence.generated import generated_paragraph, lead, section
from batterybook.pages.evidence.uses import used_in
from batterybook.pages.site.history import committed_on
from batterybook.tables import entities
from batterybook.tables.facts import facts
from batterybook.tables.read import nearest

logger = logging.getLogger(__name__)

#: Other pages named at the head.
MOST_OTHERS = 8


class EntityDirective(SphinxDirective):
    """The whole page of an entity, its heading included."""

    required_arguments = 1

    def run(self):
        evidence, have = self.env.app.evidence, self.env.app.entity_pages
        key = self.arguments[0]
        if key not in have:
            logger.warning(
                f'no page of an entity "{key}"; {nearest(key, have)}',
                location=self.get_location(),
                type="book",
                subtype="entity",
            )
            return []
        page = have[key]
        whole = section(evidence.entities.at[key, "name"], *self._head(evidence, page), name=key)
        for title, blocks in self._sections(evidence, page):
            if blocks:
                whole += section(title, *blocks)
        return [whole]

    def _head(self, evidence, page):
        """What it is, what is open, and its facts."""
        box = facts(evidence, page, "glance", committed_on(self.config))
        yield lead("", "", *self._sentence(evidence, page))
        if missing := open_questions(self.env.app, page, box):
            words = generated_paragraph("", "", nodes.strong("", "No source says"))
            words += nodes.Text(f": {missing}.")
            words["classes"].append("open-questions")
            yield words
        listed = fact_list(box)
        for title, keys in (
            ("Part of it", self._parts(evidence, page)),
            ("See also", self._others(evidence, page)),
        ):
            if keys:
                listed += defined(title, [self._links(keys)])
        yield listed

    def _sentence(self, evidence, page):
        row = evidence.entities.loc[page.entity]
        noun = evidence.kinds.at[page.kind, "noun"]
        article = "An" if noun[0] in "aeiou" else "A"
        yield nodes.Text(f"{article} {noun}")
        if not pd.isna(row["parent"]):
            yield nodes.Text(" of ")
            yield entity_link(self.env, row["parent"], evidence.entities.at[row["parent"], "name"])
        if not pd.isna(row["country"]):
            yield nodes.Text(f" in {Locale('en').territories[row['country']]}")
        yield nodes.Text(f". {row['note'].rstrip('.')}." if not pd.isna(row["note"]) else ".")
        sources = evidence.claims.loc[list(page.claims), "source"].nunique()
        yield nodes.Text(f" {len(page.claims)} claims of {sources} sources speak of it.")

    def _parts(self, evidence, page):
        """What belongs to it and has a page."""
        parents = evidence.entities["parent"]
        return [key for key in self.env.app.entity_pages if parents[key] in page.members]

    def _others(self, evidence, page):
        """Pages of what its claims name besides, those that share the most claims first."""
        have = self.env.app.entity_pages
        named = evidence.claims.loc[list(page.claims), ["entity", "object"]].stack().dropna()
        count = named.map(lambda key: entities.home(have, evidence, key)).value_counts()
        own = {page.entity, *self._parts(evidence, page)}
        return [key for key in count.index if key not in own][:MOST_OTHERS]

    def _links(self, keys):
        line = generated_paragraph()
        for at, key in enumerate(keys):
            line += [*([nodes.Text("; ")] if at else []), entity_link(self.env, key)]
        return line

    def _sections(self, evidence, page):
        committed = committed_on(self.config)
        promised = entities.promised(evidence, page)
        yield (
            "What was promised",
            [] if promised.empty else [histories(evidence, promised, committed)],
        )
        supply = [fact for fact in facts(evidence, page, "supply", committed) if fact.values]
        yield "Supply and use", [fact_list(supply)] if supply else []
        disputed = entities.disputed(evidence, page)
        yield "Where sources disagree", [] if disputed.empty else [_disputes(evidence, disputed)]
        yield "In the book", [used_in(claims=list(page.claims), listed=True)]
        yield "All claims on it", [_by_quantity(evidence, page)]


def open_questions(app, page, box):
    """What is asked of a kind and nobody says of one, where somebody says it of another; in words.

    Parameters
    ----------
    app : sphinx.application.Sphinx
    page : batterybook.tables.entities.Page
    box : list of batterybook.tables.facts.Fact
        What stands at its head.

    Returns
    -------
    str
        First of the whole, then of single versions; empty where all is known.
    """
    others = [each for each in app.entity_pages.values() if each.kind == page.kind]
    known = {
        fact.title
        for other in others
        for fact in facts(app.evidence, other, "glance")
        if fact.values
    }
    whole = [fact.title for fact in box if not fact.values and fact.title in known]
    found = [_listed(whole)] if whole else []
    for version in dict.fromkeys(version for fact in box for version in fact.unknown):
        titles = [fact.title for fact in box if version in fact.unknown]
        found.append(f"of the version {version}: {_listed(titles)}")
    return "; ".join(found)


def _listed(titles):
    """Words for facts as they stand in a sentence: ``"pack, gross"`` is ``"gross pack"`` there."""
    return ", ".join(
        " ".join(part[0].lower() + part[1:] for part in reversed(title.split(", ")))
        for title in titles
    )


def _disputes(evidence, rows):
    whole = nodes.bullet_list(classes=["disputes"])
    for _, row in rows.iterrows():
        sides = generated_paragraph("", "", nodes.strong("", f"{row['topic']}. "))
        for at, side in enumerate((row["claim_a"], row["claim_b"])):
            source = evidence.source_name(evidence.claims.at[side, "source"])
            statement = evidence.claims.at[side, "statement"].rstrip(".")
            sides += nodes.Text(" The other side: " if at else "")
            sides += claim_node("", statement, claim=side, own_words=True)
            sides += nodes.Text(f" ({source}, {evidence.said_on(side)}).")
        verdict = generated_paragraph("", "", *noted(evidence, row["verdict"]), classes=["verdict"])
        whole += nodes.list_item("", sides, verdict)
    return whole


def _by_quantity(evidence, page):
    """Each claim in its own words with who says so, under what it is about."""
    whole = nodes.definition_list(classes=["claims-by-quantity"])
    claims = evidence.claims.loc[list(page.claims)]
    order = evidence.quantities.index.get_indexer(claims["quantity"])
    for _, group in claims.groupby(order):
        lines = []
        for key in group.index:
            said = f" {evidence.source_name(claims.at[key, 'source'])}, {evidence.said_on(key)}"
            words = claim_node("", claims.at[key, "statement"], claim=key, own_words=True)
            lines.append(
                generated_paragraph("", "", words, nodes.inline("", said, classes=["said"]))
            )
        whole += defined(evidence.quantities.at[group["quantity"].iloc[0], "name"], lines)
    return whole


def setup(app):
    """Register the directive."""
    app.add_directive("entity", EntityDirective)
