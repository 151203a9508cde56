"""Show the book in a browser while it is edited."""

import errno
import socket
import sys
from pathlib import Path

from livereload import Server

from batterybook import build, checks


def _taken(port):
    """Whether something else listens on the port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself does
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            return True
    return False


def book(root, port):
    """Build, serve on this machine alone, and build again as files are saved.

    A slip is printed and the browser keeps the last good pages. An edit of the
    package's modules needs a restart; one of its templates and styles does not.

    Parameters
    ----------
    root : pathlib.Path
        The checkout.
    port : int
        Port on the loopback interface.

    Returns
    -------
    int
        1 if the port is taken, which is said before anything is built.
    """
    if _taken(port):
        print(f"Port {port} is taken; name a free one, as in: --port {port + 1}", file=sys.stderr)
        return 1

    def rebuild():
        found = checks.of_book(root)
        for problem in found:
            print(problem)
        if not found:
            build.book(root)

    rebuild()
    server = Server()
    watched = [
        "book/*.md",
        "book/entities/index.md",
        "book/notebooks/*.ipynb",
        "data/*",
        "_toc.yml",
    ]
    theme = Path(__file__).parent / "pages" / "theme"
    for pattern in (*watched, theme / "*.html", theme / "static" / "*"):
        server.watch(str(root / pattern), rebuild)
    print(f"Serving http://127.0.0.1:{port}/ until you press Ctrl+C")
    server.serve(root=str(root / "_build" / "html"), host="127.0.0.1", port=port)
    return 0
