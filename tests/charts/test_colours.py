"""Colours that stand beside each other are told apart by everybody, on both pages."""

import re
from itertools import combinations

import numpy as np
import pytest

from batterybook.charts import colours, look
from batterybook.tables.evidence import Evidence
from batterybook.tables.read import TableError

#: How a screen's red, green and blue look to who lacks one kind of cone (Machado, Oliveira and
#: Fernandes 2009, severity 1).
SEEN = {
    "by all": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
TO_XYZ = np.array(
    [
        [0.412456, 0.357576, 0.180438],
        [0.212673, 0.715152, 0.072175],
        [0.019334, 0.119192, 0.950304],
    ]
)
WHITE = TO_XYZ @ np.ones(3)

#: Makers and chemistries that stand together in a chart.
MAKERS = ["verkor", "lges", "envision-aesc", "catl", "basquevolt"]
CHEMISTRIES = ["nmc622", "nmc811", "nmc95", "lfp", "lnmo"]

#: Least distance in CIELAB; about 2 is a difference that an eye just sees in large patches.
LEAST = 13


def lab(colour, seen):
    """A colour such as ``#0072b2`` in CIELAB, as somebody sees it."""
    srgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(np.array(seen) @ linear, 0, 1) / WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.fixture(scope="module")
def themes(root):
    """Colour of each variable on the light and on the dark page."""
    files = [file for part in ("book", "src") for file in (root / part).rglob("*.css")]
    texts = [file.read_text("utf-8") for file in files if file.stem != "print"]
    (css,) = (text for text in texts if "--chart-ink:" in text)
    found = re.findall(r"(--chart-[a-z]+):\s*(#[0-9a-f]{3,6});", css)
    light, dark = {}, {}
    for name, colour in found:
        colour = "#" + "".join(2 * digit for digit in colour[1:]) if len(colour) == 4 else colour
        (dark if name in light else light)[name] = colour
    assert light.keys() == dark.keys()
    return {"light": light, "dark": dark}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("eyes", SEEN)
def test_any_two_hues_are_told_apart(themes, theme, eyes):
    seen = {
        name: lab(themes[theme][re.search(r"--[\w-]+", colour)[0]], SEEN[eyes])
        for name, colour in (look.HUES | {"muted": look.MUTED}).items()
    }
    apart = {pair: np.linalg.norm(seen[pair[0]] - seen[pair[1]]) for pair in combinations(seen, 2)}
    assert {pair: round(far, 1) for pair, far in apart.items() if far < LEAST} == {}


@pytest.mark.parametrize("together", [MAKERS, CHEMISTRIES])
def test_makers_and_chemistries_that_stand_together_have_hues_of_their_own(together):
    assert len(set(colours(Evidence(), together).values())) == len(together)


def test_a_picture_on_its_own_has_the_colours_of_the_light_page(themes):
    for colour in (*look.HUES.values(), look.INK, look.MUTED, look.GRID):
        name, fallback = re.fullmatch(r"var\((--[\w-]+), (#\w+)\)", colour).groups()
        assert themes["light"][name] == fallback


def test_an_entity_without_a_colour_is_named_with_the_nearest():
    with pytest.raises(
        TableError, match='no colour for "verkos" in data/colours.csv; nearest: verkor'
    ):
        colours(Evidence(), ["verkos"])
