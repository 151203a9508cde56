"""Where a claim is used: the pages and sections that print it, in sentences and in charts."""

import hashlib
from dataclasses import dataclass

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from batterybook.charts.publish import SPEC_MIME
from batterybook.pages.charts.directive import chart_view
from batterybook.pages.evidence.claim import claim
from batterybook.pages.evidence.result import glued
from batterybook.pages.made import made_of


@dataclass(frozen=True)
class Use:
    """One place of one page.

    Attributes
    ----------
    page : str
    anchor : str
        Id of the section; empty for what stands before the first one.
    section : str
        Its heading.
    """

    page: str
    anchor: str
    section: str


class used_in(nodes.General, nodes.Element):
    """The places that use some claims; filled once all pages are read.

    ``listed`` makes it a list with the sections of each page, else it is a line of pages.
    """


def _section(node):
    while node is not None and not isinstance(node, nodes.section):
        node = node.parent
    # A page's own title heads what has no other.
    if node is None or isinstance(node.parent, nodes.document):
        return "", ""
    return node["ids"][0], node[0].astext()


def _collect(app, doctree):
    env = app.env
    if made_of(env, env.docname) or env.docname == env.config.book_who:
        return  # a claim's row links to the page of its entity
    found = {}
    for node in doctree.findall(lambda node: isinstance(node, claim | chart_view)):
        what = node["claim"] if isinstance(node, claim) else (node["notebook"], node["key"])
        if what[0]:
            found[what, *_section(node)] = None
    _uses(env)[env.docname] = list(found)


def _uses(env):
    if not hasattr(env, "book_uses"):
        env.book_uses = {}
    return env.book_uses


def _forget(app, env, docname):
    _uses(env).pop(docname, None)


def _merge(app, env, docnames, other):
    _uses(env).update({name: _uses(other)[name] for name in docnames if name in _uses(other)})


def _shown(env, what):
    """Claims that a use shows: one in a sentence, those of a chart."""
    if isinstance(what, str):
        return [what]
    notebook, key = what
    published = glued(env, notebook).get(key, {}) if notebook in env.found_docs else {}
    return published.get(SPEC_MIME, {}).get("usermeta", {}).get("claims", [])


def by_claim(app):
    """Uses of each claim, pages in the book's order.

    Parameters
    ----------
    app : sphinx.application.Sphinx
        All of whose pages are read.

    Returns
    -------
    dict of str to list of Use
    """
    if getattr(app, "uses_by_claim", None) is None:
        found = {}
        for page in _in_order(app.env):
            for what, anchor, section in _uses(app.env).get(page, ()):
                for key in _shown(app.env, what):
                    found.setdefault(key, {})[Use(page, anchor, section)] = None
        app.uses_by_claim = {key: list(uses) for key, uses in found.items()}
    return app.uses_by_claim


def _in_order(env):
    """Pages as the table of contents has them, then what is in none."""
    order, waiting = [], [env.config.root_doc]
    while waiting:
        order.append(page := waiting.pop(0))
        waiting[:0] = [name for name in env.toctree_includes.get(page, []) if name not in order]
    return dict.fromkeys([*order, *sorted(_uses(env))])


def _refresh(app, env):
    """A page that uses another claim now changes what is said of it on pages that stay."""
    app.uses_by_claim = None
    digest = hashlib.sha256(repr(sorted(by_claim(app).items())).encode()).hexdigest()
    if getattr(env, "book_uses_digest", digest) == digest:
        env.book_uses_digest = digest
        return []
    env.book_uses_digest = digest
    return [name for name in env.found_docs if made_of(env, name)]


class FillUses(SphinxPostTransform):
    """Turn each placeholder into links."""

    default_priority = 5

    def run(self, **kwargs):
        uses = by_claim(self.app)
        order = {page: at for at, page in enumerate(_in_order(self.env))}
        for node in list(self.document.findall(used_in)):
            found = dict.fromkeys(use for key in node["claims"] for use in uses.get(key, ()))
            pages = {}
            for use in sorted(found, key=lambda use: order[use.page]):
                pages.setdefault(use.page, []).append(use)
            if not pages:
                node.parent.remove(node)
            elif node["listed"]:
                node.replace_self(self._list(pages))
            else:
                node.replace_self(self._line(pages))

    def _link(self, use, words):
        address = self.app.builder.get_relative_uri(self.env.docname, use.page)
        if use.anchor:
            address += f"#{use.anchor}"
        return nodes.reference("", words, internal=True, refuri=address)

    def _name(self, page):
        return self.env.titles[page].astext().partition(":")[0]

    def _line(self, pages):
        line = nodes.paragraph("", "Used in ", classes=["used-in"])
        for at, (page, uses) in enumerate(pages.items()):
            line += [*([nodes.Text(", ")] if at else []), self._link(uses[0], self._name(page))]
        return line

    def _list(self, pages):
        whole = nodes.bullet_list(classes=["used-in"])
        for page, uses in pages.items():
            line = nodes.paragraph("", "", self._link(Use(page, "", ""), self._name(page)))
            for at, use in enumerate(use for use in uses if use.anchor):
                line += [nodes.Text("; " if at else ": "), self._link(use, use.section)]
            whole += nodes.list_item("", line)
        return whole


def _skip(self, node):
    raise nodes.SkipNode


def setup(app):
    """Collect uses while pages are read, and fill the places that show them."""
    app.add_node(
        used_in, **dict.fromkeys(("html", "latex", "text", "man", "texinfo"), (_skip, None))
    )
    app.connect("doctree-read", _collect)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
    app.connect("env-updated", _refresh)
    app.add_post_transform(FillUses)
