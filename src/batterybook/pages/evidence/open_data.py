"""The curated tables on the site: files to download, and a page that says what is in them."""

import json
import shutil
import zipfile
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from batterybook.pages.evidence.generated import entry, generated_paragraph, paragraph, table
from batterybook.tables import dates
from batterybook.tables.read import PACKAGE_FILE

#: Folder of the site that holds the package.
FOLDER = "data"
ARCHIVE = "knowing-the-cell-data.zip"

#: A file in an archive has a date; one that never changes keeps equal data equal, byte for byte.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def _write_package(app, exception):
    if exception or app.builder.format != "html":
        return
    tables, target = app.evidence.tables, Path(app.outdir) / FOLDER
    files = [*tables.files]
    files += [file for file in [Path(app.srcdir) / "LICENSE-DATA"] if file.is_file()]
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    with zipfile.ZipFile(target / ARCHIVE, "w") as archive:
        for file in files:
            shutil.copyfile(file, target / file.name)
            item = zipfile.ZipInfo(file.name, _NO_DATE)
            item.compress_type = zipfile.ZIP_DEFLATED
            item.external_attr = 0o644 << 16  # readable after unpacking on any system
            archive.writestr(item, file.read_bytes())


class _DataDirective(SphinxDirective):
    def package(self):
        """The description of the tables, as it is in the file."""
        file = self.env.app.evidence.tables.folder / PACKAGE_FILE
        self.env.note_dependency(str(file))
        return json.loads(file.read_text(encoding="utf-8"))

    def link(self, name, text):
        """A link to a file of the package."""
        up = "../" * self.env.docname.count("/")
        return nodes.reference("", text, internal=True, refuri=f"{up}{FOLDER}/{name}")


class DownloadsDirective(_DataDirective):
    """``{downloads}``: the package and its files, with licence and citation beside them."""

    def run(self):
        package = self.package()
        whole = generated_paragraph()
        whole += [
            self.link(ARCHIVE, f"The whole package, version {package['version']}, as one zip"),
            nodes.Text("; its description alone: "),
            self.link(PACKAGE_FILE, PACKAGE_FILE),
            nodes.Text("."),
        ]
        rows = []
        for resource in package["resources"]:
            size = len(self.env.app.evidence.tables.text(resource["name"]))
            cells = [
                entry(paragraph(self.link(resource["path"], resource["title"]))),
                entry(f"{size:,}", classes=["rows"]),
                entry(resource["description"]),
            ]
            rows.append(([], cells))
        return [
            whole,
            self._licence(package),
            *self._citation(),
            table(["Table", "Rows", "What a row is"], rows, ["downloads"]),
        ]

    @staticmethod
    def _licence(package):
        line = generated_paragraph("", "Licence: ")
        for licence in package["licenses"]:
            line += nodes.reference("", licence["title"], internal=False, refuri=licence["path"])
        line += nodes.Text(".")
        return line

    def _citation(self):
        work = self.config.book_work
        if not work.title:
            return []
        parts = [work.names, work.title, *([f"version {work.version}"] if work.version else [])]
        words = f"Cite as: {', '.join(parts)}. {self.config.html_baseurl}"
        return [generated_paragraph("", words.strip())]


class DictionaryDirective(_DataDirective):
    """``{data-dictionary}``: each table and each of its fields, as their description says."""

    def run(self):
        return [self._section(resource) for resource in self.package()["resources"]]

    def _section(self, resource):
        section = nodes.section(ids=[f"table-{resource['name']}"], names=[resource["name"]])
        section += nodes.title("", resource["title"])
        section += generated_paragraph("", resource["description"])
        schema = resource["schema"]
        others = {
            field: key["reference"]["resource"] or resource["name"]
            for key in schema.get("foreignKeys", [])
            for field in _as_list(key["fields"])
        }
        rows = []
        for field in schema["fields"]:
            name = nodes.literal("", field["name"])
            cells = [
                entry(paragraph(name)),
                entry(_kind(field, schema, others), classes=["kind"]),
                entry(field["description"]),
            ]
            rows.append(([], cells))
        section += table(["Field", "Kind", "What it holds"], rows, ["dictionary"])
        return section


def _as_list(names):
    return [names] if isinstance(names, str) else names


def _kind(field, schema, others):
    """Kind of a field in words: what may stand in it, and whether it must be filled."""
    constraints = field.get("constraints", {})
    if field["name"] in others:
        words = f"key of {others[field['name']]}"
    elif "enum" in constraints:
        words = "one of " + ", ".join(constraints["enum"])
    elif field.get("rdfType") == dates.EDTF:
        words = "date"
    else:
        words = {"string": "text", "boolean": "true or empty"}.get(field["type"], field["type"])
    if field["name"] in _as_list(schema["primaryKey"]):
        return f"{words}; the key"
    return words if constraints.get("required") else f"{words}; may be empty"


def setup(app):
    """Register the directives, and write the package beside the pages."""
    app.add_directive("downloads", DownloadsDirective)
    app.add_directive("data-dictionary", DictionaryDirective)
    app.connect("build-finished", _write_package)
