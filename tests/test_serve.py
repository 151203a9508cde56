"""``make serve`` shows an edit as it is saved."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from conftest import copy_checkout

#: Not a measure: on a busy machine a build takes minutes.
PATIENCE_S = 600


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


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


def test_a_saved_edit_shows_in_the_browser(tmp_path):
    checkout = copy_checkout(tmp_path)
    port = _free_port()
    page = checkout / "book" / "glossary.md"
    text = page.read_text(encoding="utf-8")
    with (checkout / "serve.log").open("w+") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "batterybook", "serve", "--port", str(port)],
            cwd=checkout,
            stdout=log,
            stderr=log,
        )
        try:
            url = f"http://127.0.0.1:{port}/book/glossary.html"
            _wait_for("The smallest unit", url, process)
            page.write_text(text.replace("The smallest unit", "The least unit"), encoding="utf-8")
            _wait_for("The least unit", url, process)
        finally:
            process.terminate()
            process.wait(10)
