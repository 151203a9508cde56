"""What a kilowatt-hour of cells costs: materials, losses and plant, part by part.

Pure functions on NumPy arrays; no file is read here, and all arguments broadcast. Money is in
euros for each kilowatt-hour of good cells. Every limit of the model stands in the book's chapter on
methods.
"""

from dataclasses import dataclass
from functools import reduce
from operator import add
from types import MappingProxyType

from batterybook.models import bill, ramp
from batterybook.models.equipment import annuity, demands, equipment_index

#: Parts of a cost, in the order of a waterfall.
PARTS = (
    "cathode material",
    "anode material",
    "other materials",
    "scrap",
    "capital",
    "labour",
    "energy",
    "overhead",
    "subsidy",
    "freight",
    "taxes",
)


@dataclass(frozen=True)
class Cost:
    """Cost of cells by part.

    Attributes
    ----------
    parts : mapping of str to float or ndarray
        EUR/kWh, by the names in `PARTS`; a subsidy is negative.
    """

    parts: MappingProxyType

    @property
    def total(self):
        """Their sum, EUR/kWh."""
        return reduce(add, self.parts.values())


def along_ramp(values, years_since_start):
    """Values of a plant that climbs to those given: its rate and its scrap on the way.

    Parameters
    ----------
    values : mapping of str to float or ndarray
        Parameters of ``cost_inputs`` for the plant once it runs at its nameplate.
    years_since_start : float or ndarray
        Since the first cells, more than 0: a plant that makes nothing has no cost by the cell.

    Returns
    -------
    dict of str to float or ndarray
    """
    share = ramp.reached(years_since_start / values["ramp_years"])
    good = ramp.yield_at(share, values["start_yield"], 1 - values["scrap"])
    return values | {"scrap": 1 - good, "utilisation": values["utilisation"] * share}


def _plant(needs, reference, steps, values):
    """Capital of a plant for each good kWh a year, its yearly payment and its depreciation."""
    stated = sum(equipment_index(steps, reference, values["reference_gwh"], values))
    index = sum(equipment_index(steps, needs, values["plant_gwh"], values)) / stated
    good, _ = bill.yields(values)
    invested = values["capital"] * index / (values["utilisation"] * good)
    machines, life, building_life = (
        values[name] for name in ("equipment_share", "equipment_life", "building_life")
    )
    payment = machines * annuity(values["cost_of_capital"], life)
    payment = payment + (1 - machines) * annuity(values["cost_of_capital"], building_life)
    worn = machines / life + (1 - machines) / building_life
    return invested, invested * payment, invested * worn


def cell_cost(needs, reference, steps, values):
    """Cost of a kilowatt-hour of good cells, delivered to a carmaker in Europe.

    Parameters
    ----------
    needs : batterybook.models.bill.Budget
    reference : batterybook.models.bill.Budget
        Of the cell whose plants the stated capital is for.
    steps : list of batterybook.models.equipment.Step
    values : mapping of str to float or ndarray
        Parameters of ``cost_inputs``, in the model's units.

    Returns
    -------
    Cost
    """
    bought = bill.materials(needs, values)
    invested, capital, depreciation = _plant(needs, reference, steps, values)

    # Some of work and energy is spent however little is made.
    good, _ = bill.yields(values)
    fixed = values["fixed_share"]
    effort = (fixed / values["utilisation"] + 1 - fixed) / good
    work = sum(demands(steps, needs, values)) / sum(demands(steps, reference, values))
    hours_per_kwh = values["people_per_gwh"] * values["hours"] / 1e6
    labour = hours_per_kwh * values["wage"] * work * effort
    energy = values["energy_use"] * values["electricity_price"] * effort

    on_labour = values["labour_overhead"] * labour
    overhead = on_labour + values["administration"] * (labour + on_labour + depreciation)
    overhead = overhead + values["research"] * depreciation + values["maintenance"] * invested

    cathode = bought["cathode metals"] + bought["cathode conversion"]
    parts = {
        "cathode material": cathode,
        "anode material": bought["anode"],
        "other materials": sum(bought.values()) - cathode - bought["anode"],
        "scrap": bill.scrap_cost(bought, values),
        "capital": capital,
        "labour": labour,
        "energy": energy,
        "overhead": overhead,
        "subsidy": -values["capital_grant"] * capital - values["production_aid"],
    }
    ex_works = reduce(add, parts.values())
    parts["freight"] = sum(needs.masses.values()) * values["freight"]
    landed = ex_works + parts["freight"]
    parts["taxes"] = values["export_tax"] * ex_works + values["duty"] * landed
    return Cost(MappingProxyType(parts))
