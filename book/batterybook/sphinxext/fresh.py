"""No page keeps an old number.

Sphinx and jupyter-cache look at the text of a page and the code of a notebook.
The numbers come from tables and from this package as well, so both are told:

* every page depends on the tables (to read a page again takes milliseconds);
* a notebook's place in the cache depends on the tables and modules that its code
  uses, so it runs again when one of those changed, and only then;
* a change in this package makes Sphinx read all pages again.
"""

import ast
import hashlib
import json
from pathlib import Path

from sphinx.errors import SphinxError

from batterybook import tables

PACKAGE = Path(__file__).parents[1]


class BadNotebook(SphinxError):
    """A notebook file that is none stops the build with its place."""

    category = "Notebook"


def _imports(tree):
    """Names of this package's modules that some code imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            head, _, tail = node.module.partition(".")
            if head == "batterybook":
                yield from [tail] if tail else [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("batterybook."):
                    yield alias.name.split(".")[1]


def inputs(code, folder):
    """Files that the result of some code depends on.

    Parameters
    ----------
    code : str
        Python source of a notebook.
    folder : pathlib.Path
        The folder of the tables.

    Returns
    -------
    set of pathlib.Path
        Modules of this package that the code imports, these modules' own imports,
        and every table that any of them names in a string.
    """
    resources = tables.resources(folder)
    known = {name: folder / resource["path"] for name, resource in resources.items()}
    found, waiting = {folder / tables.PACKAGE_FILE, folder / "units.txt"}, [code]
    while waiting:
        try:
            tree = ast.parse(waiting.pop())
        except SyntaxError:
            # Cell magics and slips: the notebook may read anything.
            return found | set(known.values()) | set(PACKAGE.glob("*.py"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value in known:
                found.add(known[node.value])
        for name in _imports(tree):
            module = PACKAGE / f"{name}.py"
            if module.is_file() and module not in found:
                found.add(module)
                waiting.append(module.read_text(encoding="utf-8"))
    return found


def digest(files):
    """One fingerprint of the content of some files; a missing one counts too."""
    total = hashlib.sha256()
    for file in sorted(files):
        content = file.read_bytes() if file.is_file() else b"missing"
        total.update(file.name.encode() + hashlib.sha256(content).digest())
    return total.hexdigest()


def _depend_on_tables(app, docname, source):
    folder = Path(app.srcdir) / "data"
    for resource in tables.resources(folder).values():
        app.env.note_dependency(str(folder / resource["path"]))
    for name in (tables.PACKAGE_FILE, "units.txt"):
        app.env.note_dependency(str(folder / name))
    if app.env.doc2path(docname).endswith(".ipynb"):
        try:
            source[0] = _with_inputs(source[0], folder)
        except json.JSONDecodeError as error:
            place = f"{docname}.ipynb, line {error.lineno}"
            raise BadNotebook(f"{place}: not a notebook: {error.msg}") from None
        except (KeyError, TypeError):
            raise BadNotebook(f"{docname}.ipynb: JSON, but not a notebook with cells") from None


def _with_inputs(text, folder):
    notebook = json.loads(text)
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    code = "\n".join("".join(cell["source"]) for cell in cells)
    # The kernel's name is the one piece of metadata that jupyter-cache hashes with the code.
    kernel = notebook["metadata"].setdefault(
        "kernelspec", {"name": "python3", "display_name": "Python 3"}
    )
    kernel["inputs"] = digest(inputs(code, folder))
    return json.dumps(notebook)


def _configure(app, config):
    config.book_package = digest(set(PACKAGE.rglob("*.py")))
    # One cache for every way of building, so that `make book` and `jupyter-book build .` share it.
    if not config.nb_execution_cache_path:
        config.nb_execution_cache_path = str(Path(app.srcdir) / "_build" / ".jupyter_cache")


def setup(app):
    """Connect freshness to Sphinx."""
    app.add_config_value("book_package", "", "env", str)
    app.connect("config-inited", _configure)
    app.connect("source-read", _depend_on_tables)
