"""What was measured, against what is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        name: what was measured.
        value: the outcome, in words.
        compared: beside what it stands; empty where nothing is.
        bar: what is asked for, in words; empty where nothing is.
        passed: whether the bar is reached; None where there is none.
    """

    name: str
    value: str
    compared: str = ""
    bar: str = ""
    passed: bool | None = None


def percentile(values: Sequence[float], percent: int) -> float:
    """Return a percentile, 1 to 99, of two values or more."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def ms(seconds: float) -> str:
    """Return a time as `1.23 ms`."""
    return f"{seconds * 1000:.2f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"
