"""The equipment of a cell plant, step by step: what drives each step, and when lines are copied.

Pure functions on NumPy arrays; no file is read here, and all arguments broadcast.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Step:
    """A step of a cell plant, as ``capex_steps`` has it.

    Attributes
    ----------
    id, stage, driver, lithium_metal : str
    share : float
        Of the cost of all equipment, at `base_gwh`.
    scale_exponent, driver_per_kwh : float
    """

    id: str
    stage: str
    driver: str
    lithium_metal: str
    share: float
    scale_exponent: float
    driver_per_kwh: float


#: Steps that lithium metal makes smaller or larger, by the parameter that says how much.
_OPEN = {"dry-room": "dry_room", "formation": "formation"}


def demands(steps, needs, values):
    """What a cell asks of each step of a plant, at one size and without losses.

    Parameters
    ----------
    steps : list of Step
    needs : Budget
    values : mapping of str to float or ndarray

    Returns
    -------
    list of ndarray
        By step; for the cell of the source's plant they add up to 1.
    """
    per_kwh = {step.driver: step.driver_per_kwh for step in steps}
    found = []
    for step in steps:
        spared = needs.lithium_anode and step.lithium_metal == "dropped"
        # Machines for lithium and film stand in for those that go; no paste, so area drives all.
        driver = "area" if spared and step.driver == "anode" else step.driver
        demand = step.share * needs.drivers[driver] / per_kwh[driver]
        if spared:
            demand = demand * values["new_machines"]
        elif needs.lithium_anode and step.id in _OPEN:
            demand = demand * values[_OPEN[step.id]]
        found.append(demand)
    return found


def equipment_index(steps, needs, gwh_per_year, values):
    """Cost of equipment for each GWh of cells begun a year.

    Up to one full line, a step's cost grows with its throughput to a power below one. Beyond,
    lines are copied: a plant is planned in whole lines, and nothing gets cheaper by size.

    Parameters
    ----------
    steps : list of Step
    needs : Budget
    gwh_per_year : float or ndarray
        Size of the plant.
    values : mapping of str to float or ndarray

    Returns
    -------
    list of ndarray
        By step; all steps of the source's plant together cost 1.
    """
    line_gwh = {
        "electrodes": values["line_area"] / needs.electrode_m2,
        "assembly": values["line_cells"] / needs.cells,
        "finishing": values["line_cells"] / needs.cells,
        "site": values["site_gwh"],
    }
    # Below a full line the exponent holds, from the size at which the shares hold.
    filled = {
        stage: np.minimum(gwh_per_year / full, 1) / np.minimum(values["base_gwh"] / full, 1)
        for stage, full in line_gwh.items()
    }
    scale = {
        (step.stage, step.scale_exponent): filled[step.stage] ** (step.scale_exponent - 1)
        for step in steps
    }
    return [
        demand * scale[step.stage, step.scale_exponent]
        for step, demand in zip(steps, demands(steps, needs, values), strict=True)
    ]


def spared(steps, former, needs, gwh_per_year, values):
    """What another cell takes off the equipment of a plant, by step.

    Parameters
    ----------
    steps : list of Step
    former, needs : batterybook.models.bill.Budget
        Of the cell made so far, and of the other one.
    gwh_per_year : float or ndarray
    values : mapping of str to float or ndarray

    Returns
    -------
    dict of str to ndarray
        Shares of all equipment of the former plant, by key of the step; less than 0 where the
        other cell needs more.
    """
    before = equipment_index(steps, former, gwh_per_year, values)
    after = equipment_index(steps, needs, gwh_per_year, values)
    whole = sum(before)
    return {
        step.id: (old - new) / whole for step, old, new in zip(steps, before, after, strict=True)
    }


def annuity(rate, years):
    """Yearly payment on a unit of capital.

    Examples
    --------
    >>> round(annuity(0.08, 10), 4)
    0.149
    """
    return rate / (1 - (1 + rate) ** -years)
