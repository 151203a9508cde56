"""Pages load what the theme names, and a reader never sees a style of yesterday."""

import re
import shutil

from conftest import write_notebook

from batterybook.pages import theme


def test_a_file_that_an_extension_registers_needs_a_decision(build):
    extensions = ["myst_nb", "batterybook.pages", "sphinx_copybutton"]
    site = build({"book/a": "# A\n"}, extensions=extensions)
    named = [re.search('registers "([^"]*)", and nobody decided', w)[1] for w in site.warnings]
    assert sorted(named) == ["clipboard.min.js", "copybutton.css", "copybutton.js"]
    assert "copybutton" not in site.page("book/a")


def test_a_changed_style_has_a_new_address_on_a_page_that_did_not_change(
    build, tmp_path, monkeypatch
):
    monkeypatch.setattr(theme, "FOLDER", shutil.copytree(theme.FOLDER, tmp_path / "theme"))
    page = {"book/a": "# A\n"}
    address = re.compile(r'href="(../_static/theme\.css\?v=\w+)"')
    before = address.search(build(page).page("book/a"))[1]
    with (tmp_path / "theme" / "static" / "theme.css").open("a", encoding="utf-8") as sheet:
        sheet.write("p { color: red; }\n")
    after = address.search(build(page).page("book/a"))[1]
    assert before != after


def test_a_table_of_pandas_says_nothing_of_its_looks(build, tmp_path):
    code = "import pandas as pd\npd.DataFrame({'a': [1]})"
    write_notebook(tmp_path / "book" / "notebooks" / "a.ipynb", code)
    html = build({"book/a": "# A\n"}).page("book/notebooks/a")
    assert '<div class="table-box"><table class="dataframe">' in html
    assert not re.search(r"<style|style=|border=", html)
