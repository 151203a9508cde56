"""Show the book in a browser while it is edited."""

from pathlib import Path

from livereload import Server

from batterybook import build, checks
from batterybook.tables.read import Tables


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
    """

    def rebuild():
        found = checks.problems(Tables(root / "data"))
        for problem in found:
            print(problem)
        if not found:
            build.book(root)

    rebuild()
    server = Server()
    watched = ["book/*.md", "book/notebooks/*.ipynb", "data/*", "_toc.yml"]
    theme = Path(__file__).parent / "pages" / "theme"
    for pattern in (*watched, theme / "*.html", theme / "static" / "*"):
        server.watch(str(root / pattern), rebuild)
    print(f"Serving http://127.0.0.1:{port}/ until you press Ctrl+C")
    server.serve(root=str(root / "_build" / "html"), host="127.0.0.1", port=port)
