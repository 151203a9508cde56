"""From rows of the cost tables to costs of cells, in some place.

The only module of the cost model that reads tables. A parameter is looked up from the most
general scope to the most special one: all cells, the region, the place, the materials of the cell.
"""

from dataclasses import dataclass

import pandas as pd

from batterybook.models import bill, cell, cost, equipment, limits, parameters, ranges, sampling
from batterybook.tables.read import Tables
from batterybook.tables.units import Units

#: Each parameter of ``cost_inputs`` with the unit in which the model takes it.
UNITS = {
    "eur_per_usd": "EUR/USD",
    "eur_per_cny": "EUR/CNY",
    "lithium_carbonate_price": "EUR/kg",
    "nickel_price": "EUR/kg",
    "cobalt_price": "EUR/kg",
    "manganese_price": "EUR/kg",
    "cathode_conversion": "EUR/kg",
    "anode_price": "EUR/kg",
    "filler_price": "EUR/kg",
    "aluminium_foil_price": "EUR/kg",
    "copper_foil_price": "EUR/kg",
    "separator_price": "EUR/m²",
    "electrolyte_price": "EUR/kg",
    "parts_cost": "EUR/kWh",
    "material_premium": "dimensionless",
    "scrap": "dimensionless",
    "late_scrap": "dimensionless",
    "scrap_resale": "dimensionless",
    "start_yield": "dimensionless",
    "ramp_years": "year",
    "capital": "EUR/(kWh/year)",
    "reference_gwh": "GWh/year",
    "equipment_share": "dimensionless",
    "equipment_life": "year",
    "building_life": "year",
    "maintenance": "dimensionless",
    "cost_of_capital": "dimensionless",
    "utilisation": "dimensionless",
    "plant_gwh": "GWh/year",
    "line_area": "km²/year",
    "line_cells": "megacells/year",
    "site_gwh": "GWh/year",
    "base_gwh": "GWh/year",
    "new_machines": "dimensionless",
    "dry_room": "dimensionless",
    "formation": "dimensionless",
    "people_per_gwh": "people/(GWh/year)",
    "hours": "hour/year",
    "wage": "EUR/hour",
    "fixed_share": "dimensionless",
    "energy_use": "dimensionless",
    "electricity_price": "EUR/kWh",
    "labour_overhead": "dimensionless",
    "administration": "dimensionless",
    "research": "dimensionless",
    "freight": "EUR/kg",
    "duty": "dimensionless",
    "export_tax": "dimensionless",
    "capital_grant": "dimensionless",
    "production_aid": "EUR/kWh",
    "modules_pack_cost": "EUR/kWh",
    "cell_to_pack_cost": "EUR/kWh",
}

#: Parameters that cells with lithium metal alone have, and those with a liquid alone.
_SPECIAL = {"new_machines", "dry_room", "formation", "separator_price"}


def in_model_unit(parameter, value, unit, units):
    """A value of a parameter in the unit in which the model takes it, in the currency of the row.

    Raises
    ------
    batterybook.models.limits.DesignError
        If the parameter is unknown or the unit does not convert.
    """
    known = UNITS
    if parameter in known and (currency := _foreign(parameter, unit)):
        known = UNITS | {parameter: UNITS[parameter].replace("EUR", currency)}
    return ranges.in_model_unit(parameter, value, unit, units, known)


#: Currencies in which a row may state its price, with the rate that converts it.
_RATES = {"USD": "eur_per_usd", "CNY": "eur_per_cny"}


def _foreign(parameter, unit):
    """Currency of a row that does not state euros."""
    if parameter in _RATES.values():
        return None
    return next((currency for currency in _RATES if currency in unit), None)


@dataclass(frozen=True)
class CostModel:
    """The cost tables with the cell model, ready to cost cells in places.

    Attributes
    ----------
    cells : batterybook.models.parameters.Parameters
    places : pandas.DataFrame
    steps : list of batterybook.models.equipment.Step
    by_scope : dict of str to dict of str to Range
    currencies : dict of str to str
        By row that states no euros.
    """

    cells: parameters.Parameters
    places: pd.DataFrame
    steps: list
    by_scope: dict
    currencies: dict

    def ranges(self, design, place):
        """Ranges of all parameters of a cell and of its cost in a place.

        Parameters
        ----------
        design, place : str
            Keys of ``designs`` and ``places``.

        Returns
        -------
        dict of str to Range

        Raises
        ------
        batterybook.models.limits.DesignError
            If one of them is unknown.
        """
        found = self.cells.ranges(design)
        if place not in self.places.index:
            known = ", ".join(self.places.index)
            raise limits.DesignError("place", repr(place), f"one of {known}")
        row = self.cells.designs.loc[design]
        scopes = ("common", self.places.at[place, "region"], place)
        of_cell = (row["format"], row["electrolyte"], row["cathode"], row["anode"], design)
        for scope in (*scopes, *of_cell):
            found |= self.by_scope.get(scope, {})
        return found

    def draw(self, pairs, count, seed):
        """Samples for cells in places; what shares a row has one value in all of them.

        Parameters
        ----------
        pairs : iterable of (str, str)
            Designs and places.
        count, seed : int

        Returns
        -------
        dict of (str, str) to dict of str to ndarray or float
            Money in euros.
        """
        groups = {pair: self.ranges(*pair) for pair in pairs}
        drawn = sampling.draw_together(groups, count, seed)
        return {pair: self._in_euros(groups[pair], drawn[pair]) for pair in groups}

    def modes(self, design, place):
        """Most likely values of all parameters, money in euros."""
        ranges = self.ranges(design, place)
        return self._in_euros(ranges, {name: each.mode for name, each in ranges.items()})

    def _in_euros(self, ranges, values):
        converted = dict(values)
        for name, each in ranges.items():
            if currency := self.currencies.get(each.assumption):
                converted[name] = values[name] * values[_RATES[currency]]
        return converted

    def budget(self, design, values):
        """What a kilowatt-hour of a cell takes, by `batterybook.models.bill.Budget`."""
        made = self.cells.build(design, values)
        return bill.budget(made, cell.evaluate(made))

    def cost(self, design, place, values=None):
        """Cost of a cell in a place.

        Parameters
        ----------
        design, place : str
        values : mapping of str to float or ndarray, optional
            As `draw` gives them for this pair; the most likely ones by default.

        Returns
        -------
        batterybook.models.cost.Cost
        """
        values = self.modes(design, place) if values is None else values
        reference = self.places.at[place, "reference_cell"]
        return cost.cell_cost(
            self.budget(design, values),
            self.budget(reference, self.cells.modes(reference)),
            self.steps,
            values,
        )

    def missing(self, design, place):
        """Parameters that no row gives for a cell in a place.

        Returns
        -------
        list of str
        """
        return sorted(set(UNITS) - _SPECIAL - set(self.ranges(design, place)))


def load(tables: Tables):
    """The cost tables, read."""
    units = Units(tables)

    def convert(parameter, value, unit):
        return in_model_unit(parameter, value, unit, units)

    rows = tables.load("cost_inputs")
    by_scope = ranges.by_scope(rows, UNITS, convert)
    currencies = {
        row.id: currency
        for row in rows.itertuples()
        if (currency := _foreign(row.parameter, row.unit))
    }
    steps = [
        equipment.Step(
            row.id,
            row.stage,
            row.driver,
            row.lithium_metal,
            row.share_percent / 100,
            row.scale_exponent,
            row.driver_per_kwh,
        )
        for row in tables.load("capex_steps").itertuples()
    ]
    return CostModel(parameters.load(tables), tables.by_key("places"), steps, by_scope, currencies)
