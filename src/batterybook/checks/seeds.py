"""Rules on the records of seed documents."""

from batterybook.checks.problem import Problem, quoted
from batterybook.tables.read import nearest


def problems(frames, records):
    """Records without a source, and sources without their record."""
    sources = frames["sources"].set_index("id")
    by_seed = {seed: index for index, seed in frames["sources"]["seed"].items() if seed}
    known = {record["file"] for record in records}
    for seed, index in by_seed.items():
        if seed not in known:
            yield Problem(
                "sources",
                index + 2,
                "seed",
                quoted(seed),
                f"a document with a record in seeds/ ({nearest(seed, known)})",
            )
    for record in records:
        source = record["source"]
        if source not in sources.index or sources.at[source, "seed"] != record["file"]:
            yield Problem(
                "sources",
                None,
                "seed",
                f'no row "{source}" with the seed {record["file"]}',
                f"one, since seeds/{record['file']}.yml names it",
            )
