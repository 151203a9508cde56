"""Pages that no one writes: a part of the ledger each, and an entity each.

They are documents as others are, so that cards, search, feed and checks know them: a file of
a line in a folder of their own, which names the directive that fills it. Git does not see them.
"""

from dataclasses import dataclass
from pathlib import Path

from batterybook.pages.evidence.parts import part_page, parts
from batterybook.tables import entities

#: What a made page's file begins with; a file without it is somebody's own, and stays.
_HEAD = "---\norphan: true\nmade_of: {made_of}\nwithin: {within}\n{more}---\n"


@dataclass(frozen=True)
class MadePage:
    """A page to be made.

    Attributes
    ----------
    directive, argument : str
        What fills it.
    made_of : str
        The table that it is made of, which is what somebody who mends it has to edit.
    within : str
        The page that lists it.
    """

    directive: str
    argument: str
    made_of: str
    within: str

    @property
    def text(self):
        """Text of its file."""
        # Rows of the ledger are found by its own form: an excerpt of them would be no sentence.
        more = "nosearch: true\n" if self.directive == "claim-rows" else ""
        head = _HEAD.format(made_of=self.made_of, within=self.within, more=more)
        return f"{head}\n```{{{self.directive}}} {self.argument}\n```\n"


def entity_page(config, key):
    """Name of an entity's page among the documents."""
    return f"{config.book_entities}/{key}"


def _wanted(app):
    config, evidence = app.config, app.evidence
    if (Path(app.srcdir) / f"{config.book_ledger}.md").is_file():
        for part in parts(evidence):
            page = MadePage("claim-rows", part, "data/claims.csv", config.book_ledger)
            yield part_page(config, part), page
    for key in app.entity_pages:
        page = MadePage("entity", key, "data/entities.csv", config.book_who)
        yield entity_page(config, key), page


def _write(app):
    app.entity_pages = entities.pages(app.evidence)
    wanted = {Path(app.srcdir) / f"{name}.md": page.text for name, page in _wanted(app)}
    for folder in (app.config.book_claims, app.config.book_entities):
        for file in (Path(app.srcdir) / folder).glob("*.md"):
            made = "\nmade_of: " in file.read_text(encoding="utf-8")[:200]
            if made and file not in wanted:
                file.unlink()
    for file, text in wanted.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        # Written when changed: Sphinx and `make serve` look at a file's time.
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")


def made_of(env, docname):
    """The table that a page is made of, or an empty one where somebody wrote the page."""
    return env.metadata.get(docname, {}).get("made_of", "")


def _fill(app, pagename, templatename, context, doctree):
    if made_of(app.env, pagename):
        # Its file says nothing that the page does not.
        context["sourcename"] = ""
        within = app.env.metadata[pagename]["within"]
        context["within"] = within if within in app.env.found_docs else ""


def setup(app):
    """Make the pages before Sphinx looks for documents."""
    app.add_config_value("book_entities", "book/entities", "env", str)
    app.add_config_value("book_who", "book/entities/index", "env", str)
    app.connect("builder-inited", _write)
    app.connect("html-page-context", _fill)
