"""A per cent sign stays with its figure: a line must not break between them."""

import re

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

# The figure may be a claim or a result, so that the text begins with the space.
_SPACE = re.compile(r"(?:^|(?<=\d)) (?=%)")


class KeepTogether(SphinxPostTransform):
    """Put a space that does not break before each per cent sign."""

    default_priority = 900  # once claims and results stand in the text

    def run(self, **settings):
        """Go over the text, but for code."""
        for text in list(self.document.findall(nodes.Text)):
            kept = _SPACE.sub("\N{NO-BREAK SPACE}", text)
            if kept != text and not isinstance(text.parent, (nodes.literal, nodes.literal_block)):
                text.parent.replace(text, nodes.Text(kept))


def setup(app):
    """Register the transform."""
    app.add_post_transform(KeepTogether)
