"""Stretches of time in words that hold for a while, and how long they hold.

What stands at the end of a line is renewed when its words change, so they tell no seconds.
"""

from datetime import datetime, timedelta
from typing import Final

from openrouter_lsp.reporting.time_words import YEAR, rounded_ahead, stretch_ahead

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_SECOND: Final = timedelta(seconds=1)


def age_words(moment: datetime, now: datetime) -> str:
    """Return a moment of the past as `just now`, `2 min ago`, `3 days ago`."""
    seconds = int((now - moment) / _SECOND)
    unit = _unit(seconds)
    return f"{seconds // unit} {_NAMES[unit]} ago" if seconds >= _MINUTE else "just now"


def ahead_words(moment: datetime, now: datetime) -> str:
    """Return a moment to come as `in 12 days`, `in 5 min`, `in less than a minute`."""
    left = (moment - now) / _SECOND
    if rounded_ahead(left) < _MINUTE:
        return "in less than a minute"
    return f"in {stretch_ahead(left)}" if rounded_ahead(left) >= 2 * _MINUTE else "in 1 min"


def next_wording(moment: datetime, now: datetime) -> datetime | None:
    """Return when the words for a moment change, be it past or to come; None where never."""
    seconds = (now - moment) / _SECOND
    if seconds >= 0:
        unit = _unit(seconds)
        wait = unit - seconds % unit
    else:
        rounded = rounded_ahead(-seconds)
        unit = _unit(rounded)
        # The smaller unit counts as a whole one as long as there is any of it.
        wait = min(-seconds - (rounded // unit * unit - _SMALLER[unit]), -seconds)
    try:
        return now + timedelta(seconds=wait)
    except OverflowError:  # the end of time
        return None


def _unit(seconds: float) -> int:
    """Return the longest unit of which there are two at least."""
    return next((unit for unit in (YEAR, _DAY, _HOUR) if seconds >= 2 * unit), _MINUTE)


_NAMES: Final = {YEAR: "years", _DAY: "days", _HOUR: "hours", _MINUTE: "min"}
_SMALLER: Final = {YEAR: _HOUR, _DAY: _HOUR, _HOUR: _MINUTE, _MINUTE: 1}
