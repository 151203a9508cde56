"""Search and filters above the ledger of claims; `assets/ledger.js` makes them work."""

from html import escape

from docutils import nodes

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


def _select(field, choices, languages):
    options = "".join(
        f'<option value="{key}"{_lang(languages.get(key, "en"))}>{escape(name)}</option>'
        for key, name in choices
    )
    return (
        f'<label>{field.capitalize()} <select name="{field}" autocomplete="off">'
        f'<option value="">all</option>{options}</select></label>\n'
    )


def _lang(language):
    return "" if language == "en" else f' lang="{language}"'


def _visit_form(self, node):
    self.body.append(
        # Without a script nothing would happen: the script takes `hidden` away.
        '<form class="ledger-filters" role="search" aria-label="Claims" hidden>\n'
        '<label class="ledger-search">Search '
        '<input type="search" name="q" autocomplete="off"></label>\n'
        + "".join(
            _select(field, choices, node["languages"].get(field, {}))
            for field, choices in node["choices"].items()
        )
        + '<button type="reset">Show all</button>\n'
        '<output class="ledger-count"></output>\n</form>\n'
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


def _add_script(app, page, template, context, doctree):
    # Added while a page is written, a script is that page's alone.
    if doctree is not None and next(doctree.findall(filter_form), None) is not None:
        app.add_js_file("ledger.js", loading_method="defer")


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
    app.connect("html-page-context", _add_script)
