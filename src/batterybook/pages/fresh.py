"""No page keeps an old number.

Sphinx and jupyter-cache look at the text of a page and the code of a notebook.
The numbers come from tables and from this package as well, so both are told:

* every page depends on the tables (to read a page again takes milliseconds);
* a notebook's place in the cache depends on the tables and modules that its code
  uses and on the locked libraries, so it runs again when one of those changed, and
  only then;
* a change in this package makes Sphinx read all pages again.
"""

import ast
import hashlib
import json
from pathlib import Path

from sphinx.errors import SphinxError

from batterybook.tables.read import PACKAGE_FILE, UNITS_FILE

PACKAGE = Path(__file__).parents[1]

#: Versions of the libraries, in a checkout.
LOCK = PACKAGE.parents[1] / "requirements.txt"


class BadNotebook(SphinxError):
    """A notebook file that is none stops the build with its place."""

    category = "Notebook"


def _imports(tree):
    """Files of this package that some code imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def _modules(name):
    """Files that run when a dotted name is imported: its packages, and it itself."""
    head, *parts = name.split(".")
    if head != PACKAGE.name:
        return
    place = PACKAGE
    for part in ("", *parts):
        place = place / part
        yield place / "__init__.py"
        yield place.with_suffix(".py")


def inputs(code, tables):
    """Files that the result of some code depends on.

    Parameters
    ----------
    code : str
        Python source of a notebook.
    tables : batterybook.tables.read.Tables

    Returns
    -------
    set of pathlib.Path
        The locked libraries, modules of this package that the code imports, these
        modules' own imports, and every table that any of them names, in a string or
        as an attribute.
    """
    known = {name: tables.folder / table["path"] for name, table in tables.resources.items()}
    found = {LOCK, tables.folder / PACKAGE_FILE, tables.folder / UNITS_FILE}
    waiting = [code]
    while waiting:
        try:
            tree = ast.parse(waiting.pop())
        except SyntaxError:
            # Cell magics and slips: the notebook may read anything.
            return found | set(known.values()) | set(PACKAGE.rglob("*.py"))
        for node in ast.walk(tree):
            named = getattr(node, "value" if isinstance(node, ast.Constant) else "attr", None)
            if isinstance(named, str) and named in known:
                found.add(known[named])
        for module in (file for name in _imports(tree) for file in _modules(name)):
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
    tables = app.evidence.tables
    for file in tables.files:
        app.env.note_dependency(str(file))
    if app.env.doc2path(docname).endswith(".ipynb"):
        source[0] = with_inputs(source[0], tables, docname)


def with_inputs(text, tables, name):
    """A notebook that carries what its results depend on, where jupyter-cache looks.

    Parameters
    ----------
    text : str
        The notebook, as JSON.
    tables : batterybook.tables.read.Tables
    name : str
        Of the notebook, without its ending.

    Returns
    -------
    str

    Raises
    ------
    BadNotebook
        If the text is no notebook.
    """
    try:
        notebook = json.loads(text)
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        code = "\n".join("".join(cell["source"]) for cell in cells)
        # The kernel's name is the one piece of metadata that jupyter-cache hashes with the code.
        kernel = notebook["metadata"].setdefault(
            "kernelspec", {"name": "python3", "display_name": "Python 3"}
        )
        kernel["inputs"] = digest(inputs(code, tables))
    except json.JSONDecodeError as error:
        raise BadNotebook(
            f"{name}.ipynb, line {error.lineno}: not a notebook: {error.msg}"
        ) from None
    except (KeyError, TypeError):
        raise BadNotebook(f"{name}.ipynb: JSON, but not a notebook with cells") from None
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
