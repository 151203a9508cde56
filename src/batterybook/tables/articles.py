"""Records of the seed documents, and their check against the originals.

The originals are other people's articles and are not in the repository; a record
in ``seeds/`` tells which document is meant, down to the byte.
"""

import hashlib
import re
from pathlib import Path

import pandas as pd
import yaml

from batterybook.tables.read import TableError

#: All quotes of one document together are at most this share of its words.
QUOTED_SHARE = 0.1


def records(folder: str | Path) -> list[dict]:
    """All seed records.

    Parameters
    ----------
    folder : path-like
        The folder ``seeds``.

    Returns
    -------
    list of dict
        Keys ``file``, ``sha256``, ``characters``, ``source``, ``notes``.

    Raises
    ------
    batterybook.tables.read.TableError
        If a record is not readable or lacks a key.
    """
    found = []
    for path in sorted(Path(folder).glob("*.yml")):
        try:
            record = yaml.safe_load(path.read_text(encoding="utf-8"))
        except yaml.YAMLError as error:
            raise TableError(f"seeds/{path.name}: not YAML: {error}") from None
        keys = {"file", "sha256", "characters", "source", "notes"}
        if not isinstance(record, dict) or set(record) != keys:
            raise TableError(f"seeds/{path.name}: expected the keys {', '.join(sorted(keys))}")
        found.append(record)
    return found


def _one_line(text: str) -> str:
    # Line breaks of the copy at hand are not part of the wording.
    return re.sub(r"\s+", " ", text)


def verify(originals: str | Path, records: list[dict], claims: pd.DataFrame) -> list[str]:
    """Check records and quotes against the original documents.

    Parameters
    ----------
    originals : path-like
        Folder with the documents.
    records : list of dict
        From `records`.
    claims : pandas.DataFrame
        The table ``claims``.

    Returns
    -------
    list of str
        One message for each missing file, changed document, quote that is not there, and
        document of which too many words are quoted.
    """
    problems = []
    for record in records:
        path = Path(originals) / record["file"]
        if not path.is_file():
            problems.append(f"{record['file']}: the file is missing in {originals}")
            continue
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        if digest != record["sha256"]:
            problems.append(
                f"{record['file']}: the document changed: found sha256 {digest}, "
                f"expected {record['sha256']}"
            )
        text = content.decode("utf-8", errors="replace")
        if len(text) != record["characters"]:
            problems.append(
                f"{record['file']}: found {len(text)} characters, expected {record['characters']}"
            )
        quoted = claims[(claims["source"] == record["source"]) & claims["quote"].notna()]
        for claim in quoted.itertuples():
            if _one_line(claim.quote) not in _one_line(text):
                problems.append(
                    f"data/claims.csv, claim {claim.id}, field quote: "
                    f'"{claim.quote}" is not in {record["file"]}'
                )
        # A quote used by several claims is one quote.
        words = sum(len(quote.split()) for quote in set(quoted["quote"]))
        limit = int(QUOTED_SHARE * len(text.split()))
        if words > limit:
            problems.append(
                f"{record['file']}: found {words} words quoted in data/claims.csv, "
                f"expected at most {limit}, a tenth of its words"
            )
    return problems
