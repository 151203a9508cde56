"""What a reader downloads: the whole package, as valid as it is here, and what each field means."""

import json
import re
import zipfile

import pytest
from frictionless import Package

from batterybook.tables.read import Tables

PAGE = "# Data\n\n```{downloads}\n```\n\n```{data-dictionary}\n```\n"


@pytest.fixture(scope="module")
def package(site):
    return json.loads((site / "data" / "datapackage.json").read_text(encoding="utf-8"))


def test_the_package_on_the_site_is_valid(site):
    report = Package(str(site / "data" / "datapackage.json")).validate()
    assert report.valid, report.to_summary()


def test_the_archive_holds_the_same_files_and_is_valid_on_its_own(site, package, tmp_path):
    with zipfile.ZipFile(site / "data" / "knowing-the-cell-data.zip") as archive:
        archive.extractall(tmp_path)
    beside = {file.name for file in (site / "data").iterdir()} - {"knowing-the-cell-data.zip"}
    assert {file.name for file in tmp_path.iterdir()} == beside
    assert beside >= {"datapackage.json", "units.txt", "LICENSE-DATA"}
    assert beside >= {resource["path"] for resource in package["resources"]}
    for name in beside:
        assert (tmp_path / name).read_bytes() == (site / "data" / name).read_bytes(), name
    assert Package(str(tmp_path / "datapackage.json")).validate().valid


def test_licence_and_citation_stand_beside_the_download(site):
    html = (site / "book" / "data.html").read_text(encoding="utf-8")
    assert 'href="../data/knowing-the-cell-data.zip"' in html
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in html
    assert "Cite as: The contributors to Knowing the Cell, Knowing the Cell, version" in html


def test_every_table_and_field_is_explained(build, data):
    site = build({"book/data": PAGE})
    assert site.warnings == []
    html = site.page("book/data")
    for name in Tables(data).resources:
        section = html.partition(f'id="table-{name}"')[2].partition("</section>")[0]
        explained = re.findall(r'<span class="pre">(\w+)</span>', section)
        assert explained == list(Tables(data).fields(name))
        assert f'href="../data/{name}.csv"' in html


def test_a_field_says_what_may_stand_in_it(build):
    html = build({"book/data": PAGE}).page("book/data")
    claims = html.partition('id="table-claims"')[2].partition("</section>")[0]
    rows = re.findall(r"<tr.*?</tr>", claims, re.S)
    kinds = dict(
        re.findall(r"<p>.*?(\w+)</span>.*?<td.*?<p>(.*?)</p>", row, re.S)[0] for row in rows[1:]
    )
    assert kinds["id"] == "text; the key"
    assert kinds["source"] == "key of sources"
    assert kinds["object"] == "key of entities; may be empty"
    assert kinds["kind"].startswith("one of actual, target, promise")
    assert kinds["date"] == "date; may be empty"
    assert kinds["value"] == "number; may be empty"


def test_equal_tables_give_an_equal_archive(build, tmp_path):
    archive = tmp_path / "_build" / "html" / "data" / "knowing-the-cell-data.zip"
    build({"book/data": PAGE})
    first = archive.read_bytes()
    build({"book/data": PAGE})
    assert archive.read_bytes() == first
