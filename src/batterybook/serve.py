"""Show the book in a browser while it is edited."""

from livereload import Server

from batterybook import build, checks
from batterybook.tables.read import Tables


def book(root, port):
    """Build, serve on this machine alone, and build again as files are saved.

    A slip is printed and the browser keeps the last good pages. An edit of the
    package needs a restart.

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
    for pattern in ("book/*.md", "book/notebooks/*.ipynb", "book/assets/*", "data/*", "_toc.yml"):
        server.watch(str(root / pattern), rebuild)
    print(f"Serving http://127.0.0.1:{port}/ until you press Ctrl+C")
    server.serve(root=str(root / "_build" / "html"), host="127.0.0.1", port=port)
