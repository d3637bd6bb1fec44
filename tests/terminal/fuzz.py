"""Tries the properties for as long as one likes: `python -m tests.terminal.fuzz [MINUTES]`."""

import sys
from collections.abc import Callable
from time import monotonic

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.terminal.properties import PROPERTIES

_EXAMPLES = 200
_SETTINGS = settings(
    max_examples=_EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def main(minutes: float) -> None:
    """Try the properties in turn until the time is over; what fails is raised, made small."""
    end, tried = monotonic() + minutes * 60, 0
    while monotonic() < end:
        for holds in PROPERTIES:
            _SETTINGS(given(st.data())(_fresh(holds)))()
            tried += _EXAMPLES
        sys.stdout.write(f"{tried} outputs, nothing found\n")
        sys.stdout.flush()


def _fresh(holds: Callable[[st.DataObject], None]) -> Callable[[st.DataObject], None]:
    """A function that no settings were given to yet."""

    def tried(data: st.DataObject) -> None:
        holds(data)

    return tried


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10)
