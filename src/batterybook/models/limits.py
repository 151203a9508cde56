"""What a model refuses: values outside their range, with the field, the value and the range."""

import numpy as np


class DesignError(ValueError):
    """What cannot be built, with the field, its value and the values that it may have."""

    def __init__(self, field, value, allowed):
        self.field, self.value, self.allowed = field, value, allowed
        super().__init__(f"{field}: found {value}; expected {allowed}")


def require(owner, name, low=-np.inf, high=np.inf, *, above=False, below=False):
    """Refuse values of a field outside a range; `above` and `below` leave its ends out."""
    values = np.asarray(getattr(owner, name), dtype=float)
    good = (values > low) if above else (values >= low)
    good &= (values < high) if below else (values <= high)
    good &= np.isfinite(values)
    if not good.all():
        ends = [f"{'above' if above else 'at least'} {low:g}"] if low > -np.inf else []
        ends += [f"{'below' if below else 'at most'} {high:g}"] if high < np.inf else []
        label = f"{type(owner).__name__} {name}"
        raise DesignError(label, f"{values[~good].flat[0]:g}", " and ".join(ends) or "a number")


def require_positive(owner, *names):
    """Refuse values of fields that are not above 0."""
    for name in names:
        require(owner, name, 0, above=True)


def checked(name, values, low, high=np.inf, *, above=False):
    """Values as an array, or a ValueError that names field, value and range."""
    try:
        array = np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be numbers; found {values!r}") from None
    fits = np.isfinite(array) & (array > low if above else array >= low) & (array <= high)
    if not fits.all():
        found = array[~fits].flat[0]
        bounds = f"{'greater than' if above else 'at least'} {low:g}"
        if np.isfinite(high):
            bounds += f" and at most {high:g}"
        raise ValueError(f"{name} must be {bounds}; found {found:g}")
    return array


def in_order(first_name, first, second_name, second, *, equal):
    """Refuse a pair of times of which the second comes too early."""
    pairs = np.broadcast_arrays(first, second)
    wrong = pairs[1] < pairs[0] if equal else pairs[1] <= pairs[0]
    if wrong.any():
        start, end = (float(values[wrong].flat[0]) for values in pairs)
        bound = "at least" if equal else "greater than"
        raise ValueError(f"{second_name} must be {bound} {first_name}, {start:g}; found {end:g}")
