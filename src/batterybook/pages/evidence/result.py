"""The role ``{result}``: what a notebook computed, in a sentence."""

import ast
from pathlib import PurePosixPath

from docutils import nodes
from myst_nb.ext.glue.crossref import read_glue_cache
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from batterybook.tables.read import nearest

logger = logging.getLogger(__name__)


class result(nodes.inline):
    """A result of a notebook; its text is known once the notebook has run."""


def notebook_of(env, name=""):
    """The notebook of the page that is being read, or the one of another page.

    Parameters
    ----------
    env : sphinx.environment.BuildEnvironment
    name : str, optional
        Name of the other page.

    Returns
    -------
    str
        Its name among the documents. The page is made anew when the notebook changes.
    """
    here = PurePosixPath(env.docname)
    notebook = str(here.parent / "notebooks" / (name or here.name))
    if notebook in env.found_docs:
        env.note_dependency(env.doc2path(notebook))
    return notebook


def glued(env, notebook):
    """What a notebook glued, by key: the bundles that Jupyter would display."""
    return {
        key: output["data"]
        for key, output in read_glue_cache(env.mystnb_config.output_folder, notebook).items()
    }


def printed(value):
    """A result as a sentence prints it: as it was rounded, with thousands separators.

    Parameters
    ----------
    value : str, int or float
        A text, such as a year or a slip in words, stays as it is.

    Returns
    -------
    str

    Examples
    --------
    >>> printed(163900.0), printed(8.0), printed(1042), printed("2030")
    ('163,900', '8.0', '1,042', '2030')
    """
    if isinstance(value, float) and value.is_integer() and abs(value) >= 1000:
        value = int(value)  # rounded to tens or more, not to tenths
    return value if isinstance(value, str) else f"{value:,}"


class ResultRole(SphinxRole):
    """``{result}`key` `` prints a result of the page's own notebook, ``page.key`` another's."""

    def run(self):
        name, _, key = self.text.strip().rpartition(".")
        node = result(self.rawtext, key=key, notebook=notebook_of(self.env, name))
        self.set_source_info(node)
        return [node], []


class FillResults(SphinxPostTransform):
    """Give each result its text, once every notebook has run."""

    default_priority = 4

    def run(self, **settings):
        """Look at each result of the page."""
        for node in list(self.document.findall(result)):
            try:
                node.replace_self(nodes.Text(self._words(node["key"], node["notebook"])))
            except ValueError as error:
                logger.warning(str(error), location=node, type="book", subtype="result")
                node.parent.remove(node)

    def _words(self, key, notebook):
        if notebook not in self.env.found_docs:
            known = [name for name in self.env.found_docs if "/notebooks/" in f"/{name}"]
            raise ValueError(
                f'result "{key}": no notebook "{notebook}"; {nearest(notebook, known)}'
            )
        known = glued(self.env, notebook)
        if key not in known:
            raise ValueError(f'unknown result "{key}" of {notebook}; {nearest(key, known)}')
        found = known[key].get("text/plain", "nothing")
        try:
            value = ast.literal_eval(found)
        except (SyntaxError, ValueError):
            value = None
        if not isinstance(value, str | int | float):
            raise ValueError(
                f'result "{key}" of {notebook}: found {found:.40}; expected a number or a text'
            )
        return printed(value)


def setup(app):
    """Register the role and the transform."""
    app.add_role("result", ResultRole())
    app.add_post_transform(FillResults)
