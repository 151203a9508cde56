"""What is known of one parameter: a low, a most likely and a high value, and from where."""

from dataclasses import dataclass

from batterybook.models.limits import DesignError


@dataclass(frozen=True)
class Range:
    """A low, a most likely and a high value, in the model's unit, and where they are from.

    Attributes
    ----------
    low, mode, high : float
    unit : str
    assumption, source : str
        Keys of ``assumptions`` and ``sources``.
    in_percent : bool
        Whether its row states it in per cent; for the model it is a share.
    """

    low: float
    mode: float
    high: float
    unit: str = "dimensionless"
    assumption: str = ""
    source: str = ""
    in_percent: bool = False

    def __post_init__(self):
        if not self.low <= self.mode <= self.high:
            raise DesignError(
                self.assumption or "range",
                f"{self.low:g}, {self.mode:g}, {self.high:g}",
                "low, mode and high in this order",
            )

    def says(self, *values):
        """Values of this parameter in words.

        Examples
        --------
        >>> Range(0.9, 0.93, 0.96, in_percent=True).says(0.9, 0.96)
        '90 to 96 %'
        """
        factor, unit = (100, " %") if self.in_percent else (1, f" {self.unit}")
        words = " to ".join(f"{factor * value:.4g}" for value in values)
        return words + unit.replace(" dimensionless", "")
