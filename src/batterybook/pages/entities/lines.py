"""Lines that pages of entities share: facts with their values, what nobody says, links to pages."""

from docutils import nodes

from batterybook.pages.evidence.claim import claim as claim_node
from batterybook.pages.evidence.generated import generated_paragraph, generated_term
from batterybook.pages.evidence.ledger import page_link
from batterybook.pages.made import entity_page


def entity_link(env, key, words=""):
    """A link to an entity's page, or its words where it has none."""
    evidence, have = env.app.evidence, env.app.entity_pages
    words = words or evidence.labels[key]
    if key not in have:
        return nodes.Text(words)
    return page_link(env, entity_page(env.config, key), words)


def value_line(value):
    """A value with the part that it holds for, and its mark: ``"52 kWh: NMC"``."""
    line = generated_paragraph()
    if value.of:
        line += nodes.inline("", f"{value.of}: ", classes=["of"])
    line += claim_node("", value.words, claim=value.claim, own_words=True)
    if value.mark:
        line += nodes.inline("", f" ({value.mark})", classes=["mark"])
    return line


def unknown_line(versions):
    """The versions of which no source says it."""
    words = f"{', '.join(versions)}: no source says"
    return generated_paragraph("", words, classes=["not-known"])


def fact_list(facts):
    """Facts that have values, as a list of terms.

    Parameters
    ----------
    facts : list of batterybook.tables.facts.Fact

    Returns
    -------
    docutils.nodes.definition_list
    """
    whole = nodes.definition_list(classes=["facts"])
    for fact in facts:
        if fact.values:
            lines = [value_line(value) for value in fact.values]
            lines += [unknown_line(fact.unknown)] if fact.unknown else []
            whole += defined(fact.title, lines)
    return whole


def defined(term, blocks):
    """One item of a list of terms."""
    meaning = nodes.definition()
    meaning += blocks
    return nodes.definition_list_item("", generated_term("", term), meaning)
