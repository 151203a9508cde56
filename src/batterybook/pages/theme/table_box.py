"""Tables scroll in a box of their own, and say nothing of their looks: the style sheet does."""

from bs4 import BeautifulSoup
from docutils import nodes
from myst_nb.core.render import MimeRenderPlugin
from sphinx.transforms.post_transforms import SphinxPostTransform

BOX = "table-box"


class BoxTables(SphinxPostTransform):
    """Give each table of a page its box."""

    default_priority = 900  # once all tables are there
    formats = ("html",)

    def run(self, **kwargs):
        for table in list(self.document.findall(nodes.table)):
            box = nodes.container(classes=[BOX])
            table.replace_self(box)
            box += table


class TableOutput(MimeRenderPlugin):
    """Tables as pandas writes them bring a style sheet and attributes; strict hosts refuse both."""

    mime_priority_overrides = []

    @staticmethod
    def handle_mime(renderer, data, inline):
        """Turn HTML with a table into a box with the table alone; other outputs are not ours."""
        if data.mime_type != "text/html" or "<table" not in data.string:
            return None
        table = BeautifulSoup(data.string, "html.parser").table
        for element in table.find_all(True):
            element.attrs.pop("style", None)
        table.attrs = {"class": table.get("class", [])}
        html = f'<div class="{BOX}">{table}</div>'
        return [nodes.raw(text=html, format="html", classes=["output", "text_html"])]


def setup(app):
    """Register the transform; ``pyproject.toml`` registers the output with MyST-NB."""
    app.add_post_transform(BoxTables)
