"""A server on this machine alone: it compresses as a host of static pages does, and is strict."""

import functools
import gzip
import threading
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

#: What hosts compress: text. Pictures and archives are compressed already.
_TEXT = (".html", ".css", ".js", ".svg", ".xml", ".json", ".csv", ".txt", ".md")

#: What a careful host allows its pages: their own files, and nothing written into them.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'"
)


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments, log, **settings):
        self.log = log
        super().__init__(*arguments, **settings)

    def do_GET(self):
        path = self.translate_path(self.path)
        if path.endswith("/"):
            path += "index.html"
        try:
            with open(path, "rb") as file:
                body = file.read()
        except OSError:
            self.log.append((self.path, 0))
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "max-age=600")
        if path.endswith(_TEXT):
            # No time in the header: the same bytes on each run.
            body = gzip.compress(body, compresslevel=6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.log.append((self.path, len(body)))
        with suppress(ConnectionError):  # a closed page wants no more
            self.wfile.write(body)

    def log_message(self, *arguments):
        """Say nothing."""


@contextmanager
def serving(folder):
    """Serve a folder: yields its address and the growing list of (path, bytes sent)."""
    log = []
    handler = functools.partial(_Handler, directory=str(folder), log=log)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", log
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
