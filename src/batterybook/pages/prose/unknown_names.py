"""What a reference that leads nowhere may mean: Sphinx only says that it does."""

import posixpath
from pathlib import PurePosixPath

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from batterybook.tables.read import nearest

logger = logging.getLogger(__name__)


def _pages(env):
    """All pages and notebooks as a link names them, from the source folder."""
    return {posixpath.relpath(env.doc2path(name), env.srcdir) for name in env.found_docs}


class NameUnknown(SphinxPostTransform):
    """Name what is unknown and its nearest neighbours, before others say less."""

    default_priority = 4  # MyST-NB's own transform has 5

    def run(self, **settings):
        """Look at each reference of the page."""
        for node in list(self.document.findall(addnodes.pending_xref)):
            if found := self._unknown(node):
                self._warn(node, *found)
                node.replace_self(nodes.inline("", node.astext()))

    def _unknown(self, node):
        """What a reference asks for, its name and the names there are; None if all is well."""
        target, standard = node.get("reftarget", ""), self.env.get_domain("std")
        kind = node.get("reftype")
        if node.get("refdomain") == "std" and kind == "term":
            known = {name for what, name in standard.objects if what == "term"}
            if target.lower() not in map(str.lower, known):
                return f'term "{target}"', target, known
        elif node.get("refdomain") == "std" and kind in ("ref", "numref"):
            known = standard.anonlabels
            if target not in known:
                return f'figure or section "{target}"', target, known
        elif kind == "myst" and PurePosixPath(target).suffix in (".md", ".ipynb"):
            folder = posixpath.dirname(self.env.docname)
            known = {posixpath.relpath(page, folder) for page in _pages(self.env)}
            return f'page "{target}"', target, known
        return None

    def _warn(self, node, what, name, known):
        logger.warning(
            f"unknown {what}; {nearest(name, known)}",
            location=node,
            type="book",
            subtype="name",
        )


def setup(app):
    """Register the transform."""
    app.add_post_transform(NameUnknown)
