"""How heavily a cell's electrodes must be loaded to reach some energy."""

import numpy as np

#: Areal capacities that are tried, mAh/cm².
TRIED_MAH_CM2 = np.linspace(2, 12, 81)


def areal_capacity_for(evaluate, goals):
    """Least areal capacity at which a cell reaches all goals.

    Energy grows with loading, as foils, film and housing weigh the same for more of it. So the
    first loading tried that reaches a goal bounds the answer, and a straight line to the one before
    gives it.

    Parameters
    ----------
    evaluate : callable
        Takes areal capacities in mAh/cm², shape (loadings, 1), and returns a
        `batterybook.models.cell.Cell` with values of shape (loadings, 1) or (loadings, samples).
    goals : mapping of str to float
        By attribute of the cell: ``{"wh_per_kg": 450}``.

    Returns
    -------
    ndarray, shape (samples,)
        mAh/cm²; the greatest one tried where none reaches all goals, the least where all do.

    Raises
    ------
    ValueError
        If energy falls with loading.
    """
    made = evaluate(TRIED_MAH_CM2[:, np.newaxis])
    needed = []
    for goal, wanted in goals.items():
        found = getattr(made, goal)
        if not (np.diff(found, axis=0) > 0).all():
            raise ValueError(f"{goal} must grow with loading; it falls where the search looks")
        needed.append([np.interp(wanted, sample, TRIED_MAH_CM2) for sample in found.T])
    return np.max(np.broadcast_arrays(*needed), axis=0)
