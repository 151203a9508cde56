"""Claims laid out as a frame: a row for each entity, a column for each quantity."""

from collections.abc import Sequence

import pandas as pd

from batterybook.tables.evidence import Evidence
from batterybook.tables.read import TableError, nearest
from batterybook.tables.units import Units


def wide(evidence: Evidence, kind: str, quantities: Sequence[str]) -> pd.DataFrame:
    """Claims laid out as one row for each entity.

    Parameters
    ----------
    evidence : batterybook.tables.evidence.Evidence
    kind : str
        Kind of the entities, such as ``"laboratory"``.
    quantities : sequence of str
        Quantities that become columns.

    Returns
    -------
    pandas.DataFrame
        Index: entity id. Columns: ``name``, ``label`` (the short name, if there is
        one), and for each quantity ``q`` its value ``q`` and the id of its preferred
        claim ``q_claim``. A number is in the
        unit of the quantity (a range has no one value and stays empty); a date is
        EDTF text; a text is the name of the claim's object. Entities of the kind
        without any such claim are left out.

    Raises
    ------
    TableError
        If an entity kind or a quantity is unknown, a unit does not convert, or one
        entity has several preferred claims for a quantity (with different objects).
    """
    entities, kinds = evidence.entities, evidence.quantities
    if kind not in set(entities["kind"]):
        raise TableError(f'no entity of kind "{kind}"; {nearest(kind, entities["kind"])}')
    for quantity in quantities:
        if quantity not in kinds.index:
            raise TableError(f'no quantity "{quantity}"; {nearest(quantity, kinds.index)}')

    claims, units = evidence.preferred, Units(evidence.tables)
    rows = entities.loc[entities["kind"] == kind, ["name"]]
    rows["label"] = evidence.labels.reindex(rows.index)
    for quantity in quantities:
        found = claims[(claims["quantity"] == quantity) & claims["entity"].isin(rows.index)]
        found = found.set_index("entity")
        several = found.index[found.index.duplicated()]
        if len(several):
            raise TableError(f"{quantity} of {several[0]}: several preferred claims, so no column")
        if kinds.at[quantity, "type"] == "number":
            values = found.apply(
                lambda claim, to=kinds.at[quantity, "unit"]: units.convert(
                    claim["value"], claim["unit"], to
                ),
                axis=1,
                result_type="reduce",
            ).astype(float)
        elif kinds.at[quantity, "type"] == "date":
            values = found["date"]
        else:
            values = found["object"].map(entities["name"])
        rows[quantity] = values
        rows[f"{quantity}_claim"] = found["id"]
    return rows.dropna(how="all", subset=[f"{quantity}_claim" for quantity in quantities])
