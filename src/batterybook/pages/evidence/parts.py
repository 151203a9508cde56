"""The pages on which the ledger's rows stand: one for each chapter and group of entities.

A claim's page follows from what it is about, and not from how many others there are: its address
stays when claims are added.
"""

import pandas as pd


def part_of(evidence, claim_id):
    """Name of the part of the ledger with a claim's row, such as ``"verkor-sites"``."""
    claim = evidence.claims.loc[claim_id]
    group = evidence.kinds["group"].get(evidence.entities.at[claim["entity"], "kind"])
    return claim["chapter"] if pd.isna(group) else f"{claim['chapter']}-{group}"


def parts(evidence):
    """Claims of each part of the ledger, chapters and claims in the order of their table.

    Parameters
    ----------
    evidence : batterybook.tables.evidence.Evidence

    Returns
    -------
    dict of str to list of str
    """
    found = {}
    for claim_id in evidence.claims.index:
        found.setdefault(part_of(evidence, claim_id), []).append(claim_id)
    return dict(sorted(found.items()))


def part_title(part):
    """Heading of a part: ``"Claims: Verkor, sites"``."""
    chapter, _, group = part.partition("-")
    return f"Claims: {chapter.capitalize()}" + (f", {group.replace('-', ' ')}" if group else "")


def part_page(config, part):
    """Name of a part among the documents."""
    return f"{config.book_claims}/{part}"


def setup(app):
    """Register where the pages stand."""
    app.add_config_value("book_claims", "book/claims", "env", str)
