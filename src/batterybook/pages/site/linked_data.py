"""What a page is, in the words of schema.org, for machines that read pages (JSON-LD).

The first page is a book, a chapter an article with its sources, the page of the tables a
data set. Addresses are relative to the page where the site has none of its own.
"""

import pandas as pd

from batterybook.pages.charts import posters
from batterybook.pages.evidence import open_data
from batterybook.pages.site.history import changed_on
from batterybook.pages.site.sharing import address, description, is_chapter, summary


def _licence(app):
    return app.evidence.tables.package["licenses"][0]["path"]


def _creators(work):
    return [
        {"@type": "Person" if author.is_person else "Organization", "name": author.name}
        for author in work.authors
    ]


def _book(app, page):
    """The book as seen from a page."""
    first = app.builder.get_target_uri(app.config.root_doc)
    where = address(app, first, page)
    name = app.config.book_work.title or app.config.html_title
    return {"@type": "Book", "@id": where, "name": name, "url": where}


def _shared(app, page, doctree):
    """What holds of any page that is a work."""
    work = app.config.book_work
    return {
        "author": _creators(work),
        "license": _licence(app),
        "inLanguage": app.config.language,
        "version": work.version,
        "dateModified": changed_on(app.env, page),
        "datePublished": work.released,
        "isAccessibleForFree": True,
        "image": _image(app, page, doctree),
    }


def _image(app, page, doctree):
    picture, _ = posters.poster_of(app, doctree, page)
    return address(app, picture, page) if picture else ""


def _whole(app, page, doctree):
    chapters = [
        {
            "@type": "ScholarlyArticle",
            "@id": address(app, app.builder.get_target_uri(name), page),
            "name": app.env.titles[name].astext(),
        }
        for name in app.env.toctree_includes.get(page, [])
        if is_chapter(app, name)
    ]
    return (
        _book(app, page)
        | {"abstract": summary(app, page, doctree), "hasPart": chapters}
        | _shared(app, page, doctree)
    )


def _citations(app, page):
    """The sources that a page cites, each once, in the order of the text."""
    sources = app.evidence.sources
    references = app.env.get_domain("cite").citation_refs
    cited = [target.key for ref in references if ref.docname == page for target in ref.targets]
    for key in dict.fromkeys(cited):
        if key in sources.index:
            row = sources.loc[key]
            named = {"@type": "CreativeWork", "name": row["title"]}
            yield named if pd.isna(row["url"]) else named | {"url": row["url"]}


def _article(app, page, doctree):
    where = address(app, app.builder.get_target_uri(page), page)
    title = app.env.titles[page].astext()
    return {
        "@type": "ScholarlyArticle",
        "@id": where,
        "url": where,
        "name": title,
        "headline": title,
        "abstract": summary(app, page, doctree),
        "isPartOf": _book(app, page),
        "citation": list(_citations(app, page)),
    } | _shared(app, page, doctree)


def _dataset(app, page, doctree):
    package = app.evidence.tables.package
    where = address(app, app.builder.get_target_uri(page), page)

    def file(name, kind, title):
        return {
            "@type": "DataDownload",
            "name": title,
            "encodingFormat": kind,
            "contentUrl": address(app, f"{open_data.FOLDER}/{name}", page),
        }

    files = [file(open_data.ARCHIVE, "application/zip", package["title"])]
    files += [
        file(resource["path"], resource["mediatype"], resource["title"])
        for resource in package["resources"]
    ]
    shared = _shared(app, page, doctree)
    return {
        "@type": "Dataset",
        "@id": where,
        "url": where,
        "name": package["title"],
        "description": f"{package['description']} {description(doctree)}",
        "isPartOf": _book(app, page),
        "distribution": files,
        "variableMeasured": list(app.evidence.quantities["name"]),
    } | (shared | {"creator": shared.pop("author"), "version": package["version"]})


def _thing(app, page, doctree):
    if page == app.config.root_doc:
        return _whole(app, page, doctree)
    if page == app.config.book_data:
        return _dataset(app, page, doctree)
    if is_chapter(app, page):
        return _article(app, page, doctree)
    return None


def _fill(app, pagename, templatename, context, doctree):
    if doctree is None:
        return
    if thing := _thing(app, pagename, doctree):
        known = {key: value for key, value in thing.items() if value not in ("", [])}
        context["linked_data"] = {"@context": "https://schema.org"} | known


def setup(app):
    """Describe the first page, the chapters and the tables."""
    app.add_config_value("book_data", "book/data", "html", str)
    app.connect("html-page-context", _fill)
