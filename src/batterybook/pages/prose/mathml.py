"""Mathematics as MathML, which browsers draw themselves: no script, no other host."""

from docutils import nodes
from latex2mathml.converter import convert


def _visit_inline(self, node):
    self.body.append(convert(node.astext()))
    raise nodes.SkipNode


def _visit_block(self, node):
    formula = convert(node.astext(), display="block")
    # A long equation scrolls on its own; reachable by keyboard, it needs a name.
    self.body.append(
        f'<div class="math-block" tabindex="0" role="group" aria-label="Equation">{formula}</div>\n'
    )
    raise nodes.SkipNode


def setup(app):
    """Register the renderer; ``_config.yml`` chooses it."""
    app.add_html_math_renderer("mathml", (_visit_inline, None), (_visit_block, None))
