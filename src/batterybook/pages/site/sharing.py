"""What a page says of itself where it is shared: title, sentences, picture (OpenGraph).

sphinxext-opengraph cuts a description in the middle of a word, prints a line about
matplotlib, and writes relative addresses where the site has none, which the protocol forbids.
"""

import re
import textwrap

from docutils import nodes

from batterybook.pages.charts import posters
from batterybook.pages.evidence.generated import generated_paragraph
from batterybook.pages.made import made_of
from batterybook.pages.site.history import changed_on

#: Letters of a description that search engines and cards still show.
MOST = 200

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")


def _sentences(doctree):
    """The first paragraphs of a page, before its first heading, one sentence after the other."""
    top = next(iter(doctree.findall(nodes.section)), None)
    for paragraph in top.children if top is not None else ():
        if isinstance(paragraph, nodes.section):
            break
        # What the book adds to a page itself is not what the page says first.
        if isinstance(paragraph, nodes.paragraph) and not isinstance(
            paragraph, generated_paragraph
        ):
            spoken = paragraph.deepcopy()
            for node in list(spoken.findall(nodes.inline)):
                if "bibtex-citation" in node["classes"]:  # who says so is not what is said
                    node.parent.remove(node)
            text = re.sub(r"\s+(?=[.,;]|$)", "", " ".join(spoken.astext().split()))
            yield from _SENTENCE_END.split(text)


def description(doctree):
    """What a page says first, in whole sentences as far as they fit.

    Parameters
    ----------
    doctree : docutils.nodes.document or None
        Of the page, resolved.

    Returns
    -------
    str
        Empty for a page that does not begin with a paragraph.
    """
    text = ""
    for sentence in _sentences(doctree) if doctree is not None else ():
        longer = f"{text} {sentence}".strip()
        if len(longer) > MOST:
            return text or textwrap.shorten(sentence, MOST, placeholder=" …")
        text = longer
    return text


def summary(app, docname, doctree):
    """What a page is about: its first sentences, or what the citation file says of the book.

    Parameters
    ----------
    app : sphinx.application.Sphinx
    docname : str
    doctree : docutils.nodes.document or None
        Of the page, resolved.

    Returns
    -------
    str
    """
    first = docname == app.config.root_doc
    own, book = description(doctree), app.config.book_work.abstract
    return book or own if first else own or book


def is_chapter(app, docname):
    """Whether claims name the page as their chapter.

    Its notebook has the same name, and so may have the page of a maker.
    """
    *folders, name = docname.split("/")
    known = name in set(app.evidence.claims["chapter"]) and "notebooks" not in folders
    return known and not made_of(app.env, docname)


def address(app, target, page=""):
    """Address of a file: absolute where the site has one, else as seen from a page.

    Parameters
    ----------
    app : sphinx.application.Sphinx
    target : str
        Path below the site's root.
    page : str, optional
        Name of the page that links.

    Returns
    -------
    str
    """
    return (app.config.html_baseurl or "../" * page.count("/")) + target


def tags(app, docname, doctree, title):
    """What a page says of itself.

    Parameters
    ----------
    app : sphinx.application.Sphinx
    docname : str
    doctree : docutils.nodes.document or None
        None for a page that Sphinx makes itself.
    title : str

    Returns
    -------
    dict of str to dict of str to str
        Kind of tag, and by its name what it says; what is unknown is empty.
    """
    config, base = app.config, app.config.html_baseurl
    known = docname in app.env.found_docs
    words = summary(app, docname, doctree)
    picture, alt = posters.poster_of(app, doctree, docname) if base else ("", "")
    changed = changed_on(app.env, docname)
    article = known and is_chapter(app, docname)
    return {
        "name": {
            "description": words,
            "twitter:card": "summary_large_image" if picture else "summary",
        },
        "property": {
            "og:title": title,
            "og:type": "article" if article else "website",
            "og:site_name": config.html_title,
            "og:description": words,
            "og:url": base + app.builder.get_target_uri(docname) if base and known else "",
            "og:image": base + picture if picture else "",
            "og:image:width": str(posters.WIDTH) if picture else "",
            "og:image:height": str(posters.HEIGHT) if picture else "",
            "og:image:alt": " ".join(alt.split()),
            "article:modified_time": changed if article else "",
        },
    }


def _fill(app, pagename, templatename, context, doctree):
    env = app.env
    # The index has its title from its template alone.
    title = env.titles[pagename].astext() if pagename in env.titles else context.get("title")
    context.setdefault("said_of_page", tags(app, pagename, doctree, title or app.config.html_title))


def setup(app):
    """Tell the templates what each page says of itself."""
    app.connect("html-page-context", _fill)
