"""The directive ``{chart}``: a numbered figure from a notebook, readable without a script."""

import re
from html import escape
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
from batterybook.pages.charts import files as chart_files
from batterybook.pages.charts.controls import controls_html
from batterybook.pages.evidence.claim import ledger_uri
from batterybook.pages.evidence.result import glued, notebook_of
from batterybook.tables import dates
from batterybook.tables.claims import number
from batterybook.tables.read import nearest

logger = logging.getLogger(__name__)

# What Vega says of each part of a picture to who does not see it.
_PART_ROLE = re.compile(r' (?:role|aria-\w+)="[^"]*"')


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


def _picture(specification, alt, kind):
    svg = draw.svg(specification, look.WIDTHS[kind])
    # The page's own words stand for the picture; its parts would be read out of context.
    svg = _PART_ROLE.sub("", svg)
    label = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
    return re.sub(r"<svg ", f'<svg {label} data-width="{kind}" ', svg, count=1)


def _view_html(key, specification, alt):
    title = escape(draw.title(specification))
    pictures = "".join(_picture(specification, alt, kind) for kind in look.WIDTHS)
    live = f' data-chart="{escape(key)}" data-title="{title}"' if key else ""
    return (
        f'<p class="chart-title">{title}</p>\n<div class="chart-view"{live}>{pictures}</div>\n'
        f"{controls_html(key, specification) if key else ''}"
    )


def sources_html(specification, evidence, builder, docname):
    """One line that names a chart's sources, those of claims with links to the ledger."""
    links = {}
    for claim_id in specification["usermeta"]["claims"]:
        source = evidence.claims.at[claim_id, "source"]
        if source in links:
            continue
        name = escape(evidence.source_name(source))
        date = escape(evidence.said_on(claim_id))
        uri = ledger_uri(builder, docname, claim_id)
        links[source] = (
            f'<a href="{escape(uri)}">{name}</a> ({date})' if uri else f"{name} ({date})"
        )
    for source in specification["usermeta"]["sources"]:
        if source in links:
            continue
        row = evidence.sources.loc[source]
        name = escape(evidence.source_name(source))
        date = "undated" if pd.isna(row["published"]) else dates.text(row["published"])
        links[source] = (
            f"{name} ({date})"
            if pd.isna(row["url"])
            else f'<a href="{escape(row["url"])}">{name}</a> ({date})'
        )
    return f'<p class="chart-sources">Sources: {"; ".join(links.values())}.</p>' if links else ""


def _notes_html(specification, evidence, builder, docname):
    data = specification["usermeta"]["table"]
    frame = pd.DataFrame(data["rows"], columns=data["columns"], dtype=object)
    frame = frame.map(lambda cell: number(cell) if isinstance(cell, (int, float)) else cell)
    table = frame.to_html(index=False, border=0, classes="chart-data", na_rep="").replace(
        ' style="text-align: right;"', ""
    )
    return (
        f"{sources_html(specification, evidence, builder, docname)}\n"
        f'<details class="chart-table"><summary>Data of this figure</summary>'
        f'<div class="chart-table-scroll" tabindex="0" role="region" '
        f'aria-label="Data: {escape(draw.title(specification))}">{table}</div></details>\n'
    )


def _visit_view(self, node):
    if node["data"] is not None:
        self.body.append(_view_html(node["key"], node["data"], node["alt"]))


def _visit_notes(self, node):
    if node["data"] is not None:
        docname = self.builder.current_docname
        self.body.append(
            _notes_html(node["data"], self.builder.app.evidence, self.builder, docname)
        )
        self.body.append(
            chart_files.links_html(node["key"], node["notebook"], node["data"], self.builder)
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
