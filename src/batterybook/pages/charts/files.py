"""What a chart brings along: its data, its picture in two formats, its notebook, how to cite it."""

import csv
import io
from html import escape

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


def _citation(key, specification, builder):
    config, docname = builder.config, builder.current_docname
    book = config.html_title or config.project
    chapter = builder.env.titles[docname].astext()
    parts = [
        f"{config.author}." if config.author else "",
        f"“{draw.title(specification)}.”",
        f"Figure in “{chapter}”,",
        f"<cite>{escape(book)}</cite>.",
    ]
    plain = [part if part.startswith("<") else escape(part) for part in parts if part]
    if config.html_baseurl:
        address = f"{config.html_baseurl}{builder.get_target_uri(docname)}#{key}"
        plain.append(f'<a href="{escape(address)}">{escape(address)}</a>')
    return " ".join([*plain, "Licence: CC BY 4.0."])


def links_html(key, notebook, specification, builder):
    """Links to a chart's files and notebook, and how to cite it."""
    docname = builder.current_docname
    root = "../" * docname.count("/")
    links = [
        f'<a href="{root}{FOLDER}/{escape(key)}.{kind}" download>{name}</a>'
        for kind, name in FILES.items()
    ]
    links.append(f'<a href="{escape(builder.get_relative_uri(docname, notebook))}">Notebook</a>')
    title = escape(draw.title(specification))
    return (
        f'<div class="chart-files" role="group" aria-label="Files: {title}">'
        f"<p>{' '.join(links)}</p>"
        f"<details><summary>Cite this figure</summary>"
        f"<p>{_citation(key, specification, builder)}</p></details></div>\n"
    )
