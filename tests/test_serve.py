"""``make serve`` shows an edit as it is saved."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress

import pytest
from conftest import ROOT, write_tables

from batterybook import serve

#: Not a measure: on a busy machine a build takes minutes.
PATIENCE_S = 600


def _free_port():
    """A port below those that the system hands out by itself.

    Kernels of notebooks take such ports all the time: one took the test's while the book was built.
    """
    for port in range(20_000, 30_000):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    pytest.fail("no free port")


def _wait_for(words, url, process):
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(url) as answer:
                if words in answer.read().decode():
                    return
        except urllib.error.URLError:
            pass  # not up yet, or the new pages are being put in place
        time.sleep(0.5)
    pytest.fail(f"{words!r} did not appear at {url}")


def test_a_taken_port_is_said_before_the_book_is_built(capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert serve.book(ROOT / "nowhere", port) == 1
    assert f"Port {port} is taken" in capsys.readouterr().err


def test_a_saved_edit_shows_in_the_browser(tmp_path):
    write_tables(tmp_path)
    page = tmp_path / "book" / "index.md"
    page.parent.mkdir()
    for name in ("_config.yml", "book/icon.svg", "CITATION.cff"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: book/index\n", encoding="utf-8")
    page.write_text("# A book\n\nOne word.\n", encoding="utf-8")
    port = _free_port()
    with (tmp_path / "serve.log").open("w+") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "batterybook", "serve", "--port", str(port)],
            cwd=tmp_path,
            stdout=log,
            stderr=log,
        )
        try:
            url = f"http://127.0.0.1:{port}/book/index.html"
            _wait_for("One word.", url, process)
            page.write_text("# A book\n\nAnother word.\n", encoding="utf-8")
            _wait_for("Another word.", url, process)
        finally:
            process.terminate()
            process.wait(10)
