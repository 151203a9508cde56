"""The directive ``{chart}``: a numbered figure from a notebook, readable without a script."""

import re
from pathlib import Path

import pandas as pd
from docutils import nodes
from docutils.parsers.rst import directives
from myst_nb.core.render import MimeRenderPlugin
from myst_nb.ext.glue.crossref import read_glue_cache
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from batterybook.charts import draw, look
from batterybook.charts.publish import SPEC_MIME
from batterybook.pages import theme
from batterybook.pages.charts import files as chart_files
from batterybook.pages.charts.controls import controls
from batterybook.pages.evidence.claim import ledger_uri
from batterybook.pages.evidence.result import glued, notebook_of
from batterybook.tables import dates
from batterybook.tables.claims import number
from batterybook.tables.read import nearest

logger = logging.getLogger(__name__)

# What Vega says of each part of a picture to who does not see it, and what goes without saying.
_NEEDLESS = re.compile(
    r' (?:role|aria-\w+|pointer-events)="[^"]*"| opacity="1"| class="(?:mark|role)[^"]*"'
)
_LONG_NUMBER = re.compile(r"\d+\.\d{3,}")


class chart_view(nodes.General, nodes.Element):
    """A chart's title and picture."""


class chart_notes(nodes.General, nodes.Element):
    """A chart's sources and the table of its data."""


def _warn(message, location):
    logger.warning(message, location=location, type="book", subtype="chart")


class ChartDirective(SphinxDirective):
    """Place a chart of the chapter's notebook as a figure with a caption.

    The argument is the key under which the notebook published it. ``alt`` says what
    the data show; the content is the caption. ``name`` is the figure's label (by
    default the key); ``notebook`` names another notebook than the chapter's own.
    """

    required_arguments = 1
    has_content = True
    option_spec = {
        "alt": directives.unchanged,
        "name": directives.unchanged,
        "notebook": directives.unchanged,
    }

    def run(self):
        key = self.arguments[0]
        notebook = notebook_of(self.env, self.options.get("notebook", ""))
        if not self.options.get("alt", "").strip():
            _warn(f'chart "{key}" has no alt text: say what its data show', self.get_location())
        if not self.content:
            _warn(f'chart "{key}" has no caption: say what is plotted', self.get_location())

        figure = nodes.figure(classes=["chart"])
        figure["ids"] = []
        self.set_source_info(figure)
        view = chart_view(key=key, notebook=notebook, alt=self.options.get("alt", ""), data=None)
        notes = chart_notes(data=None)
        for node in (view, notes):
            self.set_source_info(node)
        figure += view
        figure += self._caption()
        self.options.setdefault("name", key)
        self.add_name(figure)
        holder = nodes.container(classes=["chart-holder"])
        holder += [figure, notes]
        return [holder]

    def _caption(self):
        parsed = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, parsed)
        first = next(iter(parsed.findall(nodes.paragraph)), nodes.paragraph())
        caption = nodes.caption(first.rawsource, "", *first.children)
        caption.source, caption.line = first.source, first.line or self.lineno
        return caption


class FillCharts(SphinxPostTransform):
    """Give each chart its data, once every notebook has run."""

    default_priority = 4  # before MyST-NB looks at what was glued

    def run(self, **kwargs):
        for view in self.document.findall(chart_view):
            if view["data"] is None:
                specification = self._specification(view)
                view["data"] = specification
                notes = next(iter(view.parent.parent.findall(chart_notes)))
                notes["data"] = specification
                notes["key"], notes["notebook"] = view["key"], view["notebook"]

    def _specification(self, view):
        key, notebook = view["key"], view["notebook"]
        if notebook not in self.env.found_docs:
            known = [name for name in self.env.found_docs if "/notebooks/" in f"/{name}"]
            _warn(f'chart "{key}": no notebook "{notebook}"; {nearest(notebook, known)}', view)
            return None
        published = {
            name: data[SPEC_MIME]
            for name, data in glued(self.env, notebook).items()
            if SPEC_MIME in data
        }
        if key not in published:
            _warn(f'no chart "{key}" in {notebook}.ipynb; {nearest(key, published)}', view)
            return None
        specification = published[key]
        evidence = self.env.app.evidence
        for kind, known in (("claim", evidence.claims.index), ("source", evidence.sources.index)):
            for name in specification["usermeta"][f"{kind}s"]:
                if name not in known:
                    _warn(
                        f'chart "{key}" names an unknown {kind} "{name}"; {nearest(name, known)}',
                        view,
                    )
                    return None
        return specification


def placed_charts(doctree):
    """Charts that a page places, by key, as `batterybook.charts.publish` stored them."""
    views = doctree.findall(chart_view) if doctree is not None else ()
    return {view["key"]: view["data"] for view in views if view["key"] and view["data"]}


def _picture(specification, width_px):
    """A picture from its first attribute on, without words for parts: the page has its own."""
    svg = _NEEDLESS.sub("", draw.svg(specification, width_px))
    # A tenth of a pixel is enough, and a quarter less to send.
    svg = _LONG_NUMBER.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), svg)
    return svg.removeprefix("<svg ")


def _sources(specification, evidence, builder, page):
    """A chart's sources, those of claims with the address of a row in the ledger."""
    found = {}
    for claim_id in specification["usermeta"]["claims"]:
        source = evidence.claims.at[claim_id, "source"]
        if source not in found:
            address = ledger_uri(builder, page, claim_id)
            found[source] = evidence.said_on(claim_id), address
    for source in specification["usermeta"]["sources"]:
        row = evidence.sources.loc[source]
        date = "undated" if pd.isna(row["published"]) else dates.text(row["published"])
        found.setdefault(source, (date, None if pd.isna(row["url"]) else row["url"]))
    return [
        {"name": evidence.source_name(source), "date": date, "address": address}
        for source, (date, address) in found.items()
    ]


def _cell(value):
    if value is None:
        return ""
    return number(value) if isinstance(value, (int, float)) else value


def _visit_view(self, node):
    if node["data"] is None:
        return
    pictures = {kind: _picture(node["data"], width) for kind, width in look.WIDTHS.items()}
    self.body.append(
        theme.part(
            "chart-view",
            key=node["key"],
            title=draw.title(node["data"]),
            alt=node["alt"],
            pictures=pictures,
            controls=controls(node["data"]) if node["key"] else (),
        )
    )


def _visit_notes(self, node):
    if node["data"] is None:
        return
    builder, table = self.builder, node["data"]["usermeta"]["table"]
    self.body.append(
        theme.part(
            "chart-notes",
            title=draw.title(node["data"]),
            sources=_sources(node["data"], builder.app.evidence, builder, builder.current_docname),
            columns=table["columns"],
            rows=[[_cell(value) for value in row] for row in table["rows"]],
            **chart_files.notes(node["key"], node["notebook"], builder),
        )
    )


def _visit_elsewhere(self, node):
    raise nodes.SkipNode


def _depart(self, node):
    """Nothing to close."""


class ChartOutput(MimeRenderPlugin):
    """Draw published charts on the notebooks' own pages, too."""

    mime_priority_overrides = [("*", SPEC_MIME, 1)]

    @staticmethod
    def handle_mime(renderer, data, inline):
        """Turn a chart's specification into a node; other types are not ours."""
        if inline or data.mime_type != SPEC_MIME:
            return None
        specification = data.content
        # The table below the chapter's figure holds the data; here the title must do.
        return [chart_view(key="", notebook="", alt=draw.title(specification), data=specification)]


def _write_files(app, pagename, templatename, context, doctree):
    for key, specification in placed_charts(doctree).items():
        chart_files.write(Path(app.outdir), key, specification)


def _forget_glued(app):
    # MyST-NB remembers what it read; a second build in one process must read anew.
    read_glue_cache.cache_clear()


def setup(app):
    """Register the directive, its nodes and the post-transform."""
    app.connect("builder-inited", _forget_glued)
    app.connect("html-page-context", _write_files)
    skip = (_visit_elsewhere, _depart)
    for node, visit in ((chart_view, _visit_view), (chart_notes, _visit_notes)):
        app.add_node(node, html=(visit, _depart), latex=skip, text=skip, man=skip, texinfo=skip)
    app.add_directive("chart", ChartDirective)
    app.add_post_transform(FillCharts)
