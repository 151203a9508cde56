"""Under the title of a page that tells what came of promises: the day up to which it knows."""

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from batterybook.pages.charts.directive import placed_charts
from batterybook.pages.evidence.claim import claim
from batterybook.pages.evidence.generated import generated_paragraph, generated_table
from batterybook.tables import dates


def claims_of(document):
    """Claims that a page uses: in sentences, in charts, and in tables of things promised.

    Parameters
    ----------
    document : docutils.nodes.document
        Its charts filled.

    Returns
    -------
    set of str
    """
    used = {node["claim"] for node in document.findall(claim)}
    for specification in placed_charts(document).values():
        used.update(specification["usermeta"]["claims"])
    for shown in document.findall(generated_table):
        used.update(shown.get("claims", ()))
    return used


class SayKnownUpTo(SphinxPostTransform):
    """Say of each page that uses a promise how far its sources reach."""

    default_priority = 5  # once charts have their data

    def run(self, **kwargs):
        """Add the sentence below the title."""
        evidence, used = self.env.app.evidence, claims_of(self.document)
        told = used & {*evidence.promises["claim"], *evidence.signs["claim"]}
        newest = evidence.known_up_to(used & set(evidence.claims.index)) if told else None
        top = next(iter(self.document.findall(nodes.section)), None)
        if newest and top is not None:
            words = f"Known up to {dates.text(newest)}, by the newest source behind this page."
            title = top.first_child_matching_class(nodes.title)
            top.insert(title + 1, generated_paragraph("", words, classes=["known-up-to"]))


def setup(app):
    """Register the transform."""
    app.add_post_transform(SayKnownUpTo)
