"""Commands for contributors: ``python -m batterybook COMMAND``."""

import argparse
import sys
from pathlib import Path

from batterybook.tables.read import TableError, Tables


def check():
    """Check every table and how dense prose is; print what is wrong."""
    from batterybook import checks

    tables = Tables()
    found = checks.of_book(tables.folder.parent)
    for problem in found:
        print(problem, file=sys.stderr)
    if found:
        print(f"{len(found)} problem(s); nothing was built.", file=sys.stderr)
        return 1
    count = sum(len(tables.text(name)) for name in tables.resources)
    print(f"data/: {len(tables.resources)} tables with {count} rows, all well.")
    return 0


def verify_seeds(originals):
    """Compare seed records and quotes with the original documents."""
    from batterybook.tables import articles

    tables = Tables()
    records = articles.records(tables.folder.parent / "seeds")
    claims = tables.load("claims")
    found = articles.verify(originals, records, claims)
    for problem in found:
        print(problem, file=sys.stderr)
    if found:
        return 1
    quotes = claims["quote"].notna() & claims["source"].isin(r["source"] for r in records)
    print(f"seeds/: {len(records)} records and {quotes.sum()} quotes hold.")
    return 0


def build():
    """Check the tables, then build the site."""
    from batterybook import build

    return check() or build.book(Tables().folder.parent)


def serve(port):
    """Show the book on this machine and build it again as files are saved."""
    from batterybook import serve

    return serve.book(Tables().folder.parent, port)


def results():
    """Run the notebooks and store the outputs that tests compare."""
    from batterybook import notebooks

    return notebooks.refresh(Tables().folder.parent / "book" / "notebooks")


def validate(model):
    """Compare the cell model with measured cells, or the cost model with published costs, as CSV."""
    from batterybook.models import cost_benchmarks, validation

    if model == "cost":
        table = cost_benchmarks.table(Tables())
        said = cost_benchmarks.summary(table)
    else:
        table = validation.table(Tables())
        said = validation.in_words(table)
    table.to_csv(sys.stdout, index=False, float_format="%.1f", na_rep="n/a", lineterminator="\n")
    print(said, file=sys.stderr)
    return 0


def main(arguments=None):
    """Run one command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m batterybook", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = {}
    for function in (check, build, serve, results, validate, verify_seeds):
        name = function.__name__.replace("_", "-")
        command[name] = commands.add_parser(
            name, help=function.__doc__, description=function.__doc__
        )
        command[name].set_defaults(function=function)
    command["serve"].add_argument("--port", type=int, default=8000, help="default: 8000")
    command["validate"].add_argument(
        "model", nargs="?", choices=("cell", "cost"), default="cell", help="default: cell"
    )
    command["verify-seeds"].add_argument(
        "originals", type=Path, metavar="DIR", help="folder with the originals"
    )
    options = vars(parser.parse_args(arguments))
    function = options.pop("function")
    try:
        return function(**options)
    except TableError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
