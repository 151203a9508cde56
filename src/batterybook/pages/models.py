"""The directives ``{validation}``, ``{measured-cells}``, ``{cost-benchmarks}``, ``{assumptions}``."""

import re

import pandas as pd
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from batterybook.models import cost_benchmarks, validation
from batterybook.pages.evidence.generated import entry, paragraph, table
from batterybook.tables.claims import number


def _link(evidence, key):
    """A short name of a source, linked to where it can be read."""
    source = evidence.sources.loc[key]
    name = evidence.source_name(key)
    if not pd.isna(source["author"]):
        name = source["author"].split(",")[0]
    if not pd.isna(source["published"]):
        name = f"{name} {source['published'][:4]}"
    if pd.isna(source["url"]):
        return nodes.Text(name)
    return nodes.reference("", name, internal=False, refuri=source["url"])


def _linked(evidence, text):
    """A note in which each key of a source is the source's name."""
    keys = re.compile(
        "|".join(sorted(map(re.escape, evidence.sources.index), key=len, reverse=True))
    )
    parts, at = [], 0
    for found in keys.finditer(text):
        parts += [nodes.Text(text[at : found.start()]), _link(evidence, found.group())]
        at = found.end()
    return paragraph(*parts, nodes.Text(text[at:]))


class ValidationDirective(SphinxDirective):
    """Measured cells against the model, one line for each cell and quantity; misses are strong."""

    def run(self):
        tables = self.env.app.evidence.tables
        names = tables.by_key("cells")["name"]
        made = validation.table(tables).dropna(subset="predicted")
        rows = []
        for (cell, quantity), group in made.groupby(["cell", "quantity"], sort=False):
            of_mode = {row.mode: _error(row) for row in group.itertuples()}
            texts = [of_mode.get(mode, nodes.Text("n/a")) for mode in validation.MODES]
            measured = f"{group['measured'].iloc[0]:.4g} {quantity}"
            cells = [
                entry(paragraph(text), classes=[mode])
                for mode, text in zip(validation.MODES, texts, strict=True)
            ]
            rows.append(([], [entry(names[cell]), entry(measured, classes=["measured"]), *cells]))
        headers = ["Cell", "Measured", "Model, capacity given", "Model, capacity predicted"]
        return [table(headers, rows, ["validation"])]


def _error(row):
    """What the model says of a measured cell and how far it is off, strong beyond the goal."""
    off = f"{row.error_percent:+.1f} %".replace("-", "\N{MINUS SIGN}")
    text = f"{row.predicted:.0f} ({off})"
    missed = abs(row.error_percent) > validation.GOALS[row.mode]
    return nodes.strong("", text) if missed else nodes.Text(text)


class MeasuredCellsDirective(SphinxDirective):
    """Where the figures of each measured cell were read, and what is known of its miss."""

    def run(self):
        evidence = self.env.app.evidence
        rows = [
            (
                [],
                [
                    entry(row.name_, paragraph(_link(evidence, row.source))),
                    entry(_linked(evidence, row.provenance), classes=["provenance"]),
                    entry(_linked(evidence, row.note)),
                ],
            )
            for row in evidence.tables.load("cells").rename(columns={"name": "name_"}).itertuples()
        ]
        headers = ["Cell and source", "Where it was read", "What does not fit"]
        return [table(headers, rows, ["measured-cells"])]


class CostBenchmarksDirective(SphinxDirective):
    """Published costs and gaps against the model, one line for each."""

    def run(self):
        evidence = self.env.app.evidence
        names = {name: evidence.tables.by_key(name)["name"] for name in ("designs", "places")}
        rows = []
        for row in cost_benchmarks.table(evidence.tables).itertuples():
            what = f"{_cell(row.design, row.place, names)}: {cost_benchmarks.WORDS[row.result]}"
            if not pd.isna(row.parts):
                what += f" ({row.parts.replace('-', ' ')})"
            if not pd.isna(row.other_design):
                what += f" over {_cell(row.other_design, row.other_place, names)}"
            model = f"{row.p50:.0f} ({row.p10:.0f} to {row.p90:.0f})"
            texts = {
                "what": what,
                "published": f"{cost_benchmarks.published(row)} {row.unit}",
                "predicted": model.replace("-", "\N{MINUS SIGN}"),
                "hit": row.verdict,
            }
            notes = [] if pd.isna(row.note) else [_linked(evidence, row.note)]
            source = entry(paragraph(_link(evidence, row.source)), *notes)
            cells = [entry(text, classes=[name]) for name, text in texts.items()]
            rows.append(([], [*cells, source]))
        headers = ["What", "Published", "Model", "Verdict", "By whom, and what it means"]
        return [table(headers, rows, ["cost-benchmarks"])]


def _cell(design, place, names):
    """A cell and its place in words."""
    return f"{names['designs'][design]} in {names['places'][place]}"


class AssumptionsDirective(SphinxDirective):
    """Every assumption of a model with its range, unit and source; of the cell model by default."""

    optional_arguments = 1

    def run(self):
        evidence = self.env.app.evidence
        source = self.arguments[0] if self.arguments else "assumptions"
        named = {}
        for name in ("places", "designs", "materials"):  # a key of two means the material
            named |= evidence.tables.by_key(name)["name"].to_dict()
        rows = []
        for row in evidence.tables.load(source).itertuples():
            unit = "" if row.unit == "dimensionless" else f" {row.unit}"
            points = [number(point) for point in (row.low, row.mode, row.high)]
            said = (
                points[1] if len(set(points)) == 1 else f"{points[1]} ({points[0]} to {points[2]})"
            )
            notes = [] if pd.isna(row.note) else [_linked(evidence, row.note)]
            rows.append(
                (
                    [],
                    [
                        entry(row.parameter.replace("_", " ")),
                        entry(named.get(row.scope, row.scope)),
                        entry(said + unit, classes=["value"]),
                        entry(paragraph(_link(evidence, row.source)), *notes),
                    ],
                )
            )
        headers = ["Assumption", "For", "Most likely (range)", "Source"]
        return [table(headers, rows, ["assumptions"])]


def setup(app):
    """Register the directives."""
    app.add_directive("validation", ValidationDirective)
    app.add_directive("cost-benchmarks", CostBenchmarksDirective)
    app.add_directive("measured-cells", MeasuredCellsDirective)
    app.add_directive("assumptions", AssumptionsDirective)
