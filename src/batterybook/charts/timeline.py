"""The time line: what was said when, for when it was promised, and when it came."""

import altair as alt
import pandas as pd

from batterybook.charts import look
from batterybook.charts.rows import ROW, Kinds, words
from batterybook.charts.tips import marks, names
from batterybook.tables import dates
from batterybook.tables.read import nearest

#: Events and their colours, in the order of the legend.
EVENTS = {
    "said": look.MUTED,
    "earlier date": look.SKY,
    "promised for": look.BLUE,
    "aimed at": look.PURPLE,
    "came": look.GREEN,
    "not there yet": look.ORANGE,
    "agreed": look.INK,
}

#: Columns of `batterybook.tables.announcements`, and the event that each dates.
PROMISE = {"said": "said", "due": "promised for", "came": "came", "missing": "not there yet"}

#: The same as the table below a chart, see `charts.publish`.
ANNOUNCED = {
    "name": "Promised",
    "said": "Announced",
    "due": "For",
    "came": "Came",
    "outcome": "Outcome by the first date",
}

#: A date that covers more days than this is drawn as a bar, a shorter one as a point.
_LONG_DAYS = 31
#: Height of a row with words above its marks, and of one without, in CSS pixels.
_ROW_PX, _PLAIN_PX = 36, 18


def _dates(frame, events):
    """One line for each date: the days it covers, its middle, and what it tells."""
    for line in frame.to_dict("records"):
        for column, event in events.items():
            edtf = line.get(column)
            if pd.isna(edtf):
                continue
            first, last = dates.span(edtf)
            after = last + pd.Timedelta(days=1)
            yield line | {
                "event": event,
                "date": dates.text(edtf),
                "first": str(first),
                "after": str(after),
                "middle": str(first + (after - first) / 2),
                "long": (after - first).days > _LONG_DAYS,
                "claim": line.get(f"{column}_claim", line.get("claim")),
            }


def _grouped(frame, group, note):
    """Frame with the row of each line below the heading and note of its group, and their words."""
    told, rows, row = [], [], 0
    for line in frame.to_dict("records"):
        if not told or told[-1]["group"] != line[group]:
            told.append({"row": row, "text": line[group], "group": line[group], "heading": True})
            row += 1
            if note:
                told.append(
                    {"row": row, "text": line[note], "group": line[group], "heading": False}
                )
                row += 1
        rows.append(row)
        row += 1
    return frame.assign(row=rows), pd.DataFrame(told)


def timeline(
    frame,
    *,
    events=PROMISE,
    label="label",
    group=None,
    note=None,
    tip="{name}, {event}: {date}",
):
    """Rows of dates, each as the span that it covers; what came lies on what was promised.

    Parameters
    ----------
    frame : pandas.DataFrame
        One line for each promise, from the top, with dates as the tables write them (EDTF). The
        claim behind a date is in a column of its name, such as ``came_claim``, or else in ``claim``.
        Lines with one label are one row.
    events : dict of str to str
        Column of each event's dates, and its name: one of `EVENTS`.
    label : str
        Column with the words above each row.
    group : str, optional
        Column whose words stand in bold above consecutive lines, which then have none of their own.
    note : str, optional
        Column with words below those of a group.
    tip : str
        What each date tells; ``{event}`` and ``{date}`` are its words.

    Returns
    -------
    altair.LayerChart
    """
    for event in events.values():
        if event not in EVENTS:
            raise ValueError(f'no event "{event}" on a time line; {nearest(event, EVENTS)}')
    if group:
        frame, told = _grouped(frame, group, note)
        label, offset, height = "text", 0, _PLAIN_PX
    else:
        frame = frame.assign(row=pd.factorize(frame[label])[0], heading=False)
        told, offset, height = frame, 8, _ROW_PX
    drawn = pd.DataFrame(_dates(frame, events))
    kept = ["row", "event", "first", "after", "middle", "long", "claim"]
    used = dict.fromkeys([*kept, *names(tip)])
    found = [event for event in EVENTS if event in set(drawn["event"])]
    kinds = Kinds("event", {event: EVENTS[event] for event in found})

    years = alt.Axis(format="%Y", tickCount="year", labelOverlap=True)
    bar_start, middle = (alt.X(f"{at}:T", title=None, axis=years) for at in ("first", "middle"))
    layers = []
    # Came is thinner and on top: where it came as promised, both are seen.
    came = drawn["event"] == "came"
    for part, thick, size in ((drawn[~came], 9, 60), (drawn[came], 4, 40)):
        for long in (True, False):  # a point lies on a bar
            alike = part.loc[part["long"] == long, list(used)]
            if alike.empty:
                continue
            base = marks(alike, tip).encode(y=ROW, **kinds.encodings())
            if long:
                bar = base.mark_bar(size=thick, yOffset=offset)
                layers.append(bar.encode(bar_start, x2="after:T"))
            else:
                point = base.mark_point(filled=True, size=size, yOffset=offset)
                layers.append(point.encode(middle))
    chart = alt.layer(*layers, *words(told, label, height if not group else 22))
    return chart.properties(height=alt.Step(height))
