"""Charts: their look, their inputs, and how a notebook publishes them.

What a notebook needs stands here; pages import the modules.
"""

from batterybook.charts.inputs import choice, menu, picked, slider
from batterybook.charts.look import (
    BLUE,
    GREEN,
    GRID,
    INK,
    MUTED,
    ORANGE,
    OUTCOMES,
    PURPLE,
    SKY,
    colours,
)
from batterybook.charts.publish import publish, publish_results, rounded, with_ends

__all__ = [
    "BLUE",
    "GREEN",
    "GRID",
    "INK",
    "MUTED",
    "ORANGE",
    "OUTCOMES",
    "PURPLE",
    "SKY",
    "choice",
    "colours",
    "menu",
    "picked",
    "publish",
    "publish_results",
    "rounded",
    "slider",
    "with_ends",
]
