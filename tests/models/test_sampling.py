"""Samples repeat by seed, keep to their ranges, and say which assumption matters."""

import numpy as np
import pytest

from batterybook.models import limits, parameters, sampling
from batterybook.models.parameters import Range
from batterybook.tables.read import Tables

RANGES = {"a": Range(1, 2, 4), "b": Range(0, 0, 1), "fixed": Range(5, 5, 5)}


def test_the_same_seed_gives_the_same_sample():
    one, again, other = (sampling.draw(RANGES, 200, seed) for seed in (7, 7, 8))
    assert np.array_equal(one["a"], again["a"])
    assert np.array_equal(one["b"], again["b"])
    assert not np.array_equal(one["a"], other["a"])


def test_samples_keep_to_their_range_and_its_shape():
    values = sampling.draw(RANGES, 4000, seed=1)
    assert values["fixed"] == 5
    assert values["a"].shape == (4000,)
    assert 1 <= values["a"].min() and values["a"].max() <= 4
    # A triangle's mean is that of its corners, and its mode cuts off (mode - low) / width.
    assert values["a"].mean() == pytest.approx((1 + 2 + 4) / 3, abs=0.005)
    assert np.mean(values["a"] < 2) == pytest.approx(1 / 3, abs=0.005)
    assert values["b"].mean() == pytest.approx(1 / 3, abs=0.005)


def test_a_hypercube_fills_every_slice_of_every_dimension():
    count = 100
    values = sampling.draw({"a": Range(0, 0, 1), "b": Range(0, 0, 1)}, count, seed=3)
    for column in values.values():
        # Back to even steps: 1 - (1 - x)² is the share below x.
        steps = np.floor((1 - (1 - column) ** 2) * count)
        assert sorted(steps) == list(range(count))


def test_ranges_do_not_move_together():
    values = sampling.draw(RANGES, 4000, seed=1)
    assert abs(np.corrcoef(values["a"], values["b"])[0, 1]) < 0.05


def test_no_sample_is_refused():
    with pytest.raises(ValueError, match="count: found 0; expected at least 1"):
        sampling.draw(RANGES, 0, seed=1)


def test_percentiles_are_those_of_the_sample():
    assert sampling.percentiles(np.arange(101)) == (5, 50, 95)


def test_what_shares_an_assumption_has_one_value_in_all_groups():
    foil = Range(1, 2, 4, assumption="foil")
    groups = {
        "one": {"thickness": foil, "share": Range(0, 0, 1, assumption="one-share")},
        "other": {"thickness": foil, "share": Range(0, 0, 1, assumption="other-share")},
    }
    drawn = sampling.draw_together(groups, 200, seed=7)
    assert np.array_equal(drawn["one"]["thickness"], drawn["other"]["thickness"])
    assert not np.array_equal(drawn["one"]["share"], drawn["other"]["share"])


def test_several_samples_together_reach_from_the_least_to_the_greatest_of_each():
    steps = np.arange(101)
    found = sampling.spreads({("a", "x"): steps, ("a", "y"): 10 + 2 * steps}, ["name", "kind"])
    assert found.index.tolist() == [("a", "x"), ("a", "y")]
    assert sampling.across(found) == {"least": 50, "most": 110, "p5": 5, "p95": 200}


def test_the_tornado_puts_the_greatest_swing_first():
    frame = sampling.tornado(RANGES, lambda values: values["a"] + 10 * values["b"])
    assert list(frame["parameter"]) == ["b", "a"]
    assert frame.loc[0, ["at_low", "at_mode", "at_high"]].tolist() == [2, 2, 12]
    assert frame.loc[1, ["at_low", "at_mode", "at_high"]].tolist() == [1, 2, 4]
    assert frame["swing"].tolist() == [10, 3]


def test_a_range_in_no_order_is_refused():
    with pytest.raises(
        limits.DesignError, match="range: found 3, 2, 4; expected low, mode and high"
    ):
        Range(3, 2, 4)


def test_every_design_of_the_book_can_be_sampled(root):
    known = parameters.load(Tables(root / "data"))
    for design in known.designs.index:
        values = sampling.draw(known.ranges(design), 500, seed=1)
        made = known.evaluate(design, values)
        assert made.wh_per_kg.shape == (500,)
        assert np.isfinite(made.wh_per_kg).all() and np.isfinite(made.wh_per_l).all()
        low, middle, high = sampling.percentiles(made.wh_per_kg)
        assert low < middle < high
