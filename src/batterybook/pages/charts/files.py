"""What a chart brings along: its data, its picture in two formats, its notebook, how to cite it."""

import csv
import io

from batterybook.charts import draw, look

#: Folder of the files, below the site's root.
FOLDER = "charts"

#: Endings of the files, and what they are called on the page.
FILES = {"csv": "CSV", "svg": "SVG", "png": "PNG"}


def write(folder, key, specification):
    """Write the files of a chart.

    Parameters
    ----------
    folder : pathlib.Path
        The site's root.
    key : str
        Name of the files, before the ending.
    specification : dict
        As `batterybook.charts.publish` stores it.
    """
    table = specification["usermeta"]["table"]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table["columns"])
    writer.writerows(table["rows"])
    content = {"csv": text.getvalue().encode()} | {
        kind: draw.file(specification, look.WIDTHS["wide"], kind) for kind in ("svg", "png")
    }
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    for kind in FILES:
        (folder / FOLDER / f"{key}.{kind}").write_bytes(content[kind])


def notes(key, notebook, builder):
    """What a page says of a chart's files, its notebook, and how to cite it.

    Parameters
    ----------
    key, notebook : str
    builder : sphinx.builders.Builder
        That writes the chart's page.

    Returns
    -------
    dict
        For ``chart-notes.html``.
    """
    config, page = builder.config, builder.current_docname
    root = "../" * page.count("/")
    base = config.html_baseurl
    return {
        "files": {name: f"{root}{FOLDER}/{key}.{kind}" for kind, name in FILES.items()},
        "notebook": builder.get_relative_uri(page, notebook),
        "author": config.author,
        "chapter": builder.env.titles[page].astext(),
        "book": config.html_title or config.project,
        "address": f"{base}{builder.get_target_uri(page)}#{key}" if base else "",
    }
