"""When a page last changed: the newest commit to its text, its notebook or a table behind it.

sphinx-last-updated-by-git asks git. Where there is no history (an unpacked archive, a new
file, a clone cut short), no date is better than a wrong one, and a reader needs no warning.
"""

import shutil
from datetime import UTC, datetime

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


def _configure(app, config):
    config.suppress_warnings = [*config.suppress_warnings, *_QUIET]
    # A file that is not in git yet keeps its download button.
    config.git_untracked_show_sourcelink = True
    config.git_last_updated_metatags = False


def setup(app):
    """Ask git, where there is one."""
    if shutil.which("git"):
        app.setup_extension("sphinx_last_updated_by_git")
        app.connect("config-inited", _configure)
