"""Time the cell and the cost model: 100,000 sampled designs, sampling included.

Prints CSV: step, samples, median_s, least_s, most_s. Run it from the checkout:
``python benchmarks/cell.py [SAMPLES] [RUNS]``. Importing SciPy's statistics, about
a second, is done once before and not counted.
"""

import sys
from statistics import median
from time import perf_counter

import scipy.stats  # noqa: F401 (so that the first run does not pay for it)

from batterybook.models import cost_inputs, parameters, sampling
from batterybook.tables.read import Tables

samples = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
runs = int(sys.argv[2]) if len(sys.argv) > 2 else 7

known = parameters.load(Tables())
model = cost_inputs.load(Tables())
print("step,samples,median_s,least_s,most_s")
for design in ("nmc811", "lithium-metal-polymer"):
    ranges, pair = known.ranges(design), (design, "europe-2025")
    seconds = {"sample": [], "evaluate": [], "both": [], "with cost": []}
    for run in range(runs):
        start = perf_counter()
        values = sampling.draw(ranges, samples, seed=run)
        drawn = perf_counter()
        known.evaluate(design, values)
        end = perf_counter()
        model.cost(*pair, model.draw([pair], samples, seed=run)[pair])
        costed = perf_counter()
        spent = (drawn - start, end - drawn, end - start, costed - end)
        for step, each in zip(seconds, spent, strict=True):
            seconds[step].append(each)
    for step, spent in seconds.items():
        print(f"{step} {design},{samples},{median(spent):.3f},{min(spent):.3f},{max(spent):.3f}")
