"""The methods page shows the model's tables, and its equations need no other host."""

import re
import shutil

from conftest import build_site


def test_every_assumption_is_shown_with_range_unit_and_source(build):
    site = build({"book/a": "# A\n\n```{assumptions}\n```\n"})
    assert site.warnings == []
    page = site.page("book/a")
    assert "155 (150 to 160) mAh/g" in page
    assert "copper thickness" in page
    assert 'href="https://example.org/a">Le Journal 2025</a>' in page


def test_a_key_of_a_source_in_a_note_becomes_its_name(build, edit):
    edit("assumptions", "160,mAh/g,paper-1,", "160,mAh/g,paper-1,Low as in undated-1; high here")
    page = build({"book/a": "# A\n\n```{assumptions}\n```\n"}).page("book/a")
    assert re.search(r'Low as in <a [^>]*href="https://example.org/b">Doe</a>; high here', page)


def test_the_comparison_is_shown_with_its_misses_and_their_reasons(tmp_path, root):
    shutil.copytree(root / "data", tmp_path / "data")
    text = "# A\n\n```{validation}\n```\n\n```{measured-cells}\n```\n"
    site = build_site(tmp_path, {"book/a": text})
    assert site.warnings == []
    page = site.page("book/a")
    rows = re.findall(r"<tr.*?</tr>", page.split("</table>")[0], re.DOTALL)
    blade, power = ([row for row in rows if name in row] for name in ("BYD Blade", "LG HB4"))
    assert len(blade) == len(power) == 2, "a line for mass and one for volume"
    assert "n/a" in power[1], "its volume is an input"
    assert "355.3 Wh/L" in blade[1].replace("\N{NO-BREAK SPACE}", " ")
    assert "<strong>106 (\N{MINUS SIGN}15.2\N{NO-BREAK SPACE}%)</strong>" in power[0]
    assert "<strong>" not in "".join(blade), "within both goals"
    assert "nobody has explained" in page


def test_equations_are_drawn_by_the_browser(build):
    text = "# A\n\nA share $a$ and\n\n$$q = \\frac{n F}{M}$$\n"
    site = build({"book/a": text}, html_math_renderer="mathml")
    page = site.page("book/a")
    assert page.count("<math") == 2
    assert "<mfrac>" in page
    assert "mathjax@" not in page


def test_published_costs_stand_beside_the_models_with_their_source(tmp_path, root):
    shutil.copytree(root / "data", tmp_path / "data")
    text = "# A\n\n```{cost-benchmarks}\n```\n\n```{assumptions} cost_inputs\n```\n"
    site = build_site(tmp_path, {"book/a": text})
    assert site.warnings == []
    page = site.page("book/a")
    assert "LFP, pouch in Europe, at scale: more over LFP, pouch in China, 2025" in page
    assert "9 to 11 EUR/kWh" in page
    assert "at least 43\N{NO-BREAK SPACE}%" in page and "at most 30\N{NO-BREAK SPACE}%" in page
    assert "model too high" in page
    assert "113.8 (108.6 to 118.7) CNY/kg" in page
