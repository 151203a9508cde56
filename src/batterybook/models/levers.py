"""What closes the gap between cells of two places, and what a change is worth.

Pure functions on samples of `batterybook.models.cost_inputs.CostModel.draw`. Money is in euros.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from batterybook.models.limits import checked


@dataclass(frozen=True)
class Lever:
    """A change of a cell, its pack or its plant.

    Attributes
    ----------
    name : str
        As the book prints it.
    parameters : tuple of str
        What is taken from another place.
    place : str
        From where; where empty, the high end of their ranges is taken.
    design : str
        Another cell; the same where empty.
    pack : str
        Another pack, by the parameter of its cost; the same where empty.
    """

    name: str
    parameters: tuple = ()
    place: str = ""
    design: str = ""
    pack: str = ""


#: What could bring a European pack of nickel cells to the cost of a Chinese one of LFP.
PARITY = (
    Lever("LFP in place of nickel", design="lfp"),
    Lever("Cell-to-pack in place of modules", pack="cell_to_pack_cost"),
    Lever("Scrap of a mature plant", ("scrap",), "europe-scale"),
    Lever("Plants in full use", ("utilisation",), "europe-scale"),
    Lever("Larger plants", ("plant_gwh",), "europe-scale"),
    Lever("Cheaper plants", ("capital", "reference_gwh"), "europe-scale"),
    Lever("Cheaper money", ("cost_of_capital",), "europe-scale"),
    Lever("Fewer people", ("people_per_gwh",), "europe-scale"),
    Lever("Materials as cheap as in China", ("material_premium",), "china-2028"),
    Lever("Public money as for the first plants", ("capital_grant",)),
)


def gap(cost, other):
    """Difference of two costs by part, which adds up to the difference of the two.

    Parameters
    ----------
    cost, other : batterybook.models.cost.Cost

    Returns
    -------
    dict of str to ndarray
        EUR/kWh.
    """
    return {name: cost.parts[name] - other.parts[name] for name in cost.parts}


@dataclass(frozen=True)
class Closing:
    """How far levers bring a pack towards another.

    Attributes
    ----------
    start, goal : ndarray
        Cost of the two packs, EUR/kWh.
    together : dict of str to ndarray
        What each lever takes off, pulled after those before it.
    alone : dict of str to ndarray
        What each takes off by itself.
    """

    start: np.ndarray
    goal: np.ndarray
    together: dict
    alone: dict

    @property
    def left(self):
        """What is left of the gap once all levers are pulled; less than 0 beyond parity."""
        return self.start - sum(self.together.values()) - self.goal

    def suffices(self, tolerance=0.0):
        """Share of the samples in which the first levers reach the goal, by how many are pulled.

        Parameters
        ----------
        tolerance : float
            By how much of the goal's cost it may be missed.

        Returns
        -------
        dict of str to float
            Under the name of the last lever pulled.
        """
        cost, shares = self.start, {}
        for name, saved in self.together.items():
            cost = cost - saved
            shares[name] = float(np.mean(cost <= self.goal * (1 + tolerance)))
        return shares


def closing(model, drawn, start, goal, levers=PARITY):
    """Pull levers one after the other, and each by itself.

    Parameters
    ----------
    model : batterybook.models.cost_inputs.CostModel
    drawn : dict of (str, str) to dict of str to ndarray
        Of `model.draw`, with every cell in every place that start, goal and levers name.
    start, goal : tuple of str
        Cell, place and the parameter of the pack's cost.
    levers : sequence of Lever

    Returns
    -------
    Closing
    """

    def pack_cost(pulled, design, place, pack):
        design = next((each.design for each in pulled[::-1] if each.design), design)
        pack = next((each.pack for each in pulled[::-1] if each.pack), pack)
        values = dict(drawn[design, place])
        ranges = model.ranges(design, place)
        for each in pulled:
            values |= {
                name: drawn[design, each.place][name] if each.place else ranges[name].high
                for name in each.parameters
            }
        return model.cost(design, place, values).total + values[pack]

    first = pack_cost((), *start)
    costs = [first, *(pack_cost(levers[: n + 1], *start) for n in range(len(levers)))]
    return Closing(
        first,
        pack_cost((), *goal),
        {each.name: costs[n] - costs[n + 1] for n, each in enumerate(levers)},
        {each.name: first - pack_cost((each,), *start) for each in levers},
    )


def across(model, pair, values, pack, choices):
    """Cost of a pack at every combination of some parameters, all others as drawn.

    Parameters
    ----------
    model : batterybook.models.cost_inputs.CostModel
    pair : tuple of str
        Cell and place.
    values : mapping of str to float or ndarray
        As `model.draw` gives them for the pair.
    pack : str
        Parameter of the pack's cost.
    choices : mapping of str to sequence of float
        Values by parameter, in the model's units.

    Yields
    ------
    dict of str to float, ndarray
        The combination, and EUR for each kilowatt-hour of pack.
    """
    for combination in product(*choices.values()):
        chosen = dict(zip(choices, combination))
        yield chosen, model.cost(*pair, values | chosen).total + values[pack]


def saved(model, design, place, values, **changes):
    """What a change of some parameters takes off a kilowatt-hour of cells.

    Parameters
    ----------
    model : batterybook.models.cost_inputs.CostModel
    design, place : str
    values : mapping of str to float or ndarray
    **changes : float or ndarray
        New values by parameter: ``capital=0.7 * values["capital"]``.

    Returns
    -------
    float or ndarray
        EUR/kWh; less than 0 where it costs more.
    """
    changed = model.cost(design, place, values | changes).total
    return model.cost(design, place, values).total - changed


def yield_point_meur_per_year(model, design, place, values, gwh_per_year):
    """What one point less of scrap is worth to a plant in a year, at the same number of cells begun.

    The good cells that come of it are worth what they would have cost.

    Parameters
    ----------
    model : batterybook.models.cost_inputs.CostModel
    design, place : str
    values : mapping of str to float or ndarray
        With the scrap of the year: see `batterybook.models.cost.along_ramp`.
    gwh_per_year : array_like
        Nameplate of the plant.

    Returns
    -------
    ndarray
        Million euros a year.
    """
    nameplate = checked("gwh_per_year", gwh_per_year, 0, above=True)
    good = nameplate * values["utilisation"] * (1 - values["scrap"])
    return good * saved(model, design, place, values, scrap=values["scrap"] - 0.01)


def uncovered_meur_per_year(model, design, place, values, gwh_per_year, taken_share):
    """What a plant still spends in a year on volume that a buyer does not take.

    Parameters
    ----------
    model : batterybook.models.cost_inputs.CostModel
    design, place : str
    values : mapping of str to float or ndarray
    gwh_per_year : array_like
        Contracted volume of good cells.
    taken_share : array_like
        Share of it that is taken, in (0, 1].

    Returns
    -------
    ndarray
        Million euros a year: cost of the cells taken, less what they cost at the full volume.
    """
    volume = checked("gwh_per_year", gwh_per_year, 0, above=True)
    taken = checked("taken_share", taken_share, 0, 1, above=True)
    fewer = values["utilisation"] * taken
    return -volume * taken * saved(model, design, place, values, utilisation=fewer)
