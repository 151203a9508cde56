"""Tables and lines that the book writes itself from its data: their figures have a source."""

from docutils import nodes


class generated_table(nodes.table):
    """A table whose digits nobody typed."""


class generated_paragraph(nodes.paragraph):
    """A paragraph whose digits nobody typed."""


class generated_title(nodes.title):
    """A heading whose digits nobody typed, such as the name of a car."""


class generated_term(nodes.term):
    """Words before a value, whose digits nobody typed."""


class lead(nodes.paragraph):
    """A generated paragraph that says what the page is about."""


def section(title, *blocks, name=""):
    """A section with a heading; its id comes from the name, or else from the title."""
    whole = nodes.section(
        ids=[nodes.make_id(name or title)], names=[nodes.fully_normalize_name(title)]
    )
    whole += [generated_title("", title), *blocks]
    return whole


def paragraph(*children):
    """A paragraph of inline nodes."""
    return nodes.paragraph("", "", *children)


def entry(*blocks, classes=()):
    """A table cell of paragraphs; a string becomes one."""
    cell = nodes.entry(classes=list(classes))
    cell += [nodes.paragraph("", block) if isinstance(block, str) else block for block in blocks]
    return cell


def table(headers, rows, classes):
    """A table.

    Parameters
    ----------
    headers : sequence of str
    rows : iterable of (docutils.nodes.row or list of str, list of docutils.nodes.entry)
        Each row, or the ids of a plain one, and its cells.
    classes : sequence of str
        Classes besides ``ledger``, which turns rows into cards on a phone.

    Returns
    -------
    generated_table
    """
    whole = generated_table(classes=["ledger", *classes])
    group = nodes.tgroup(cols=len(headers))
    group += [nodes.colspec(colwidth=1) for _ in headers]
    head, body = nodes.thead(), nodes.tbody()
    row = nodes.row()
    row += [entry(header) for header in headers]
    head += row
    for row, cells in rows:
        if isinstance(row, list):
            row = nodes.row(ids=row)
        row += cells
        body += row
    group += [head, body]
    whole += group
    return whole


def setup(app):
    """Register the nodes: they are written as what they are made from."""

    def same(kind):
        def visit(self, node):
            getattr(self, f"visit_{kind}")(node)

        def depart(self, node):
            getattr(self, f"depart_{kind}")(node)

        return dict.fromkeys(("html", "latex", "text", "man", "texinfo"), (visit, depart))

    app.add_node(generated_table, **same("table"))
    app.add_node(generated_paragraph, **same("paragraph"))
    app.add_node(lead, **same("paragraph"))
    app.add_node(generated_title, **same("title"))
    app.add_node(generated_term, **same("term"))
