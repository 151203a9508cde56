"""Seed records hold to the byte, and every quote is in its document."""

import hashlib
import subprocess
import sys

import pandas as pd
import pytest
import yaml

from batterybook.tables import articles
from batterybook.tables.read import TableError, Tables

# Forty words, so that a quote of four is the most that may be taken.
TEXT = "Le laboratoire couvre trois mille\nmètres carrés." + " Il est neuf." * 11
RECORD = {
    "file": "seed.txt",
    "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
    "characters": len(TEXT),
    "source": "paper-1",
    "notes": "",
}
CLAIMS = pd.DataFrame(
    {"id": ["area"], "source": ["paper-1"], "quote": ["trois mille mètres carrés"]}
)


@pytest.fixture
def original(tmp_path):
    path = tmp_path / "seed.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_document_that_holds_gives_no_message(original):
    # The line break in the copy at hand is no part of the wording.
    assert articles.verify(original.parent, [RECORD], CLAIMS) == []


def test_a_missing_file_is_named(original):
    original.unlink()
    (message,) = articles.verify(original.parent, [RECORD], CLAIMS)
    assert message == f"seed.txt: the file is missing in {original.parent}"


def test_a_changed_byte_is_named(original):
    original.write_text(TEXT.replace("couvre", "couvrE"), encoding="utf-8")
    (message,) = articles.verify(original.parent, [RECORD], CLAIMS)
    assert message.startswith("seed.txt: the document changed: found sha256 ")


def test_a_quote_that_is_not_there_is_named(original):
    claims = CLAIMS.assign(quote="trois mille metres carres")
    (message,) = articles.verify(original.parent, [RECORD], claims)
    assert message == (
        'data/claims.csv, claim area, field quote: "trois mille metres carres" is not in seed.txt'
    )


def test_too_many_quoted_words_are_counted(original):
    more = pd.DataFrame({"id": ["new"], "source": ["paper-1"], "quote": ["Il est neuf."]})
    (message,) = articles.verify(original.parent, [RECORD], pd.concat([CLAIMS, more]))
    assert message == (
        "seed.txt: found 7 words quoted in data/claims.csv, expected at most 4, a tenth of its words"
    )


def test_a_quote_of_two_claims_counts_once(original):
    assert articles.verify(original.parent, [RECORD], pd.concat([CLAIMS, CLAIMS])) == []


def test_every_record_names_its_source_and_the_source_names_the_record(root):
    records = articles.records(root / "seeds")
    sources = Tables(root / "data").by_key("sources")
    assert len(records) == 5
    for record in records:
        assert sources.at[record["source"], "seed"] == record["file"]


def test_a_record_without_a_key_is_named(tmp_path):
    (tmp_path / "a.yml").write_text(yaml.safe_dump({"file": "a"}), encoding="utf-8")
    with pytest.raises(TableError, match="seeds/a.yml: expected the keys characters, file"):
        articles.records(tmp_path)


def test_the_command_names_what_is_missing_and_fails(root, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "batterybook", "verify-seeds", str(tmp_path)],
        cwd=root,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 5
    assert "the file is missing in" in done.stderr
