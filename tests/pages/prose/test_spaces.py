"""A per cent sign stays on the line of its figure."""


def test_no_line_breaks_before_a_per_cent_sign(build):
    site = build({"book/a": "# A\n\nUp to {claim}`so many <cost-share>` % of it, in `50 %`.\n"})
    text = site.page("book/a").partition("<p>Up to")[2].partition("</p>")[0]
    assert "\N{NO-BREAK SPACE}% of it" in text
    assert text.count("\N{NO-BREAK SPACE}") == 1  # code is left as it is
