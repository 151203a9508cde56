"""What another cell saves in a pack of the same energy.

Pure functions on cells of `batterybook.models.cell`; all arguments broadcast.
"""

from batterybook.models.cell import pack


def saved_percent(before, after):
    """Mass and volume that a cell saves against another of the same energy.

    Parameters
    ----------
    before, after : batterybook.models.cell.Cell

    Returns
    -------
    dict of str to ndarray
        ``"kg"`` and ``"L"``, each in per cent.
    """
    return {
        "kg": 100 * (1 - before.wh_per_kg / after.wh_per_kg),
        "L": 100 * (1 - before.wh_per_l / after.wh_per_l),
    }


def pack_size(cell, shares, energy_kwh):
    """Mass and volume of a pack.

    Parameters
    ----------
    cell : batterybook.models.cell.Cell
    shares : batterybook.models.cell.PackShares
        What part of the pack its cells are; all of it for the cells alone.
    energy_kwh : array_like
        Gross energy of the pack, kWh.

    Returns
    -------
    dict of str to ndarray
        ``"kg"`` and ``"L"``.
    """
    made = pack(cell, shares)
    return {"kg": made.mass_kg(energy_kwh), "L": made.volume_l(energy_kwh)}
