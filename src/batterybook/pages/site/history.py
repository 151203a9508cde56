"""When a page last changed: the newest commit to its text, its notebook or a table behind it.

The newest commit of all stands for today where a page asks what is due: the build's clock would
give the same book another text each day. sphinx-last-updated-by-git asks git. Where there is no history (an unpacked archive, a new file, a
clone cut short), no date is better than a wrong one, and a reader needs no warning.
"""

import shutil
import subprocess
from datetime import UTC, date, datetime

#: What the extension would say where history is missing; the page then has no date.
_QUIET = ("git.subprocess_error", "git.too_shallow", "git.dependency_not_found")


def changed_on(env, docname):
    """Day of a page's last change.

    Parameters
    ----------
    env : sphinx.environment.BuildEnvironment
    docname : str

    Returns
    -------
    str
        Such as ``2026-11-22``, or an empty one where it is not known.
    """
    seconds, _ = getattr(env, "git_last_updated", {}).get(docname) or (None, None)
    # In universal time, so that the same commit gives the same page anywhere.
    return datetime.fromtimestamp(int(seconds), UTC).date().isoformat() if seconds else ""


def committed_on(config):
    """Day of the book's newest commit, or None where it is not known.

    Parameters
    ----------
    config : sphinx.config.Config

    Returns
    -------
    datetime.date or None
    """
    return date.fromisoformat(config.book_committed) if config.book_committed else None


def _ask_git(app, config):
    if config.book_committed or not shutil.which("git"):
        return
    asked = subprocess.run(
        ["git", "log", "-1", "--format=%ct", "--", "."],
        cwd=app.srcdir,
        capture_output=True,
        text=True,
    )
    if seconds := asked.stdout.strip():
        config.book_committed = datetime.fromtimestamp(int(seconds), UTC).date().isoformat()


def _configure(app, config):
    config.suppress_warnings = [*config.suppress_warnings, *_QUIET]
    # A file that is not in git yet keeps its download button.
    config.git_untracked_show_sourcelink = True
    config.git_last_updated_metatags = False


def setup(app):
    """Ask git, where there is one."""
    app.add_config_value("book_committed", "", "env", str)
    app.connect("config-inited", _ask_git)
    if shutil.which("git"):
        app.setup_extension("sphinx_last_updated_by_git")
        app.connect("config-inited", _configure)
