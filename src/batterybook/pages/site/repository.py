"""Where the book's repository lets a reader edit a page or open an issue."""

import re
from urllib.parse import quote

from sphinx.util import logging

from batterybook.pages.made import made_of

logger = logging.getLogger(__name__)

#: By a word in the host's name: path of the editor, of a new issue, and of the list of issues.
HOSTS = {
    "github": ("edit/{branch}/{file}", "issues/new?title={title}", "issues"),
    "gitlab": ("-/edit/{branch}/{file}", "-/issues/new?issue[title]={title}", "-/issues"),
    "codeberg|forgejo|gitea": ("_edit/{branch}/{file}", "issues/new?title={title}", "issues"),
    "bitbucket": ("src/{branch}/{file}?mode=edit", "issues/new?title={title}", "issues"),
}


def _paths(address):
    host = re.sub(r"https?://([^/]*).*", r"\1", address)
    return next((paths for words, paths in HOSTS.items() if re.search(words, host)), None)


def issues(settings):
    """Address of the list of issues; on an unknown host, of the repository itself."""
    address = settings["repository"].rstrip("/")
    paths = _paths(address)
    return f"{address}/{paths[2]}" if paths else address


def buttons(settings, file, title):
    """Addresses behind a page's buttons.

    Parameters
    ----------
    settings : dict
        ``book_site`` of ``_config.yml``.
    file : str
        The page's source below the repository's root.
    title : str
        Of the page.

    Returns
    -------
    dict of str to str, or None
        ``address``, ``edit`` and ``issue``; None without a repository or on an unknown host.
    """
    address = (settings.get("repository") or "").rstrip("/")
    paths = _paths(address)
    if not paths:
        return None
    words = {
        "branch": settings.get("branch") or "main",
        "file": quote(file),
        "title": quote(title),
    }
    edit, issue = (f"{address}/{path.format(**words)}" for path in paths[:2])
    return {"address": address, "edit": edit, "issue": issue}


def _say_unknown(app):
    address = app.config.book_site.get("repository")
    if address and not _paths(address):
        known = ", ".join(HOSTS).replace("|", ", ")
        logger.info(
            f"_config.yml, book_site: no buttons to edit a page on {address}; known are {known}"
        )


def _fill(app, pagename, templatename, context, doctree):
    if pagename in app.env.found_docs:
        file = made_of(app.env, pagename) or app.env.doc2path(pagename, base=False)
        title = app.env.titles[pagename].astext()
        context["repository"] = buttons(app.config.book_site, file, title)
    context["contact"] = app.config.book_site.get("contact")


def setup(app):
    """Tell the templates where the repository is."""
    app.connect("builder-inited", _say_unknown)
    app.connect("html-page-context", _fill)
