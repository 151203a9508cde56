"""Search and filters above the ledger of claims; ``ledger.js`` makes them work."""

from docutils import nodes

from batterybook.pages import theme

#: Fields of a claim by which the ledger is filtered, in the order of the form.
FIELDS = ("chapter", "entity", "kind", "source")


class filter_form(nodes.General, nodes.Element):
    """A form that stays hidden where no script runs."""


class ledger_row(nodes.row):
    """A row that carries the fields by which it is found."""


def filterable_row(claim, row_id):
    """A row for a claim.

    Parameters
    ----------
    claim : pandas.Series
        Row of the table ``claims``.
    row_id : str
        Its anchor.
    """
    return ledger_row(ids=[row_id], fields={field: claim[field] for field in FIELDS})


def ledger_filters(evidence, claims):
    """The form for a table of these claims.

    Parameters
    ----------
    evidence : batterybook.tables.evidence.Evidence
    claims : pandas.DataFrame
        The claims of the table, in whatever order.
    """
    names = {
        "chapter": str.capitalize,
        "entity": lambda key: evidence.entities.at[key, "name"],
        "kind": str,
        "source": lambda key: _source_name(evidence, key),
    }
    choices = {
        field: sorted(
            ((key, names[field](key)) for key in claims[field].unique()),
            key=lambda choice: choice[1].casefold(),
        )
        for field in FIELDS
    }
    languages = {key: evidence.title_language(key) for key in claims["source"].unique()}
    return filter_form(choices=choices, languages={"source": languages})


def _source_name(evidence, key):
    publisher, title = evidence.source_name(key), evidence.sources.at[key, "title"]
    return title if publisher == title else f"{publisher}: {title}"


def _visit_form(self, node):
    self.body.append(
        theme.part("ledger-filters", choices=node["choices"], languages=node["languages"])
    )
    raise nodes.SkipNode


def _skip(self, node):
    raise nodes.SkipNode


def _visit_row(self, node):
    data = {f"data-{field}": value for field, value in node["fields"].items()}
    self.body.append(self.starttag(node, "tr", "", **data))
    node.column = 0  # docutils' entries count on it


def _depart_row(self, node):
    self.body.append("</tr>\n")


def _visit_plain_row(self, node):
    self.visit_row(node)


def _depart_plain_row(self, node):
    self.depart_row(node)


def _fill(app, pagename, templatename, context, doctree):
    # The script is that of pages with the form alone.
    context["ledger"] = doctree is not None and next(doctree.findall(filter_form), None) is not None


def setup(app):
    """Register the form, the row, and the script of the pages that have them."""
    plain_row = (_visit_plain_row, _depart_plain_row)
    app.add_node(
        filter_form,
        html=(_visit_form, None),
        **dict.fromkeys(("latex", "text", "man", "texinfo"), (_skip, None)),
    )
    app.add_node(
        ledger_row,
        html=(_visit_row, _depart_row),
        **dict.fromkeys(("latex", "text", "man", "texinfo"), plain_row),
    )
    app.connect("html-page-context", _fill)
