"""Stretches of time in words that hold for a while, and how long they hold.

What stands at the end of a line is renewed when its words change, so they tell no seconds.
"""

from datetime import datetime, timedelta
from typing import Final

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_SECOND: Final = timedelta(seconds=1)


def age_words(moment: datetime, now: datetime) -> str:
    """Return a moment of the past as `just now`, `2 min ago`, `3 days ago`."""
    seconds = int((now - moment) / _SECOND)
    return f"{_stretch(seconds)} ago" if seconds >= _MINUTE else "just now"


def ahead_words(moment: datetime, now: datetime) -> str:
    """Return a moment to come as `in 12 days`, `in 5 min`, `in less than a minute`."""
    seconds = int((moment - now) / _SECOND)
    return f"in {_stretch(seconds)}" if seconds >= _MINUTE else "in less than a minute"


def next_wording(moment: datetime, now: datetime) -> datetime | None:
    """Return when the words for a moment change, be it past or to come; None where never."""
    seconds = (now - moment) / _SECOND
    if seconds >= 0:
        unit = _unit(seconds)
        wait = unit - seconds % unit
    else:
        left = int(-seconds)
        # The longer unit holds to the last second in which there are two of it.
        wait = -seconds - (left // _unit(left)) * _unit(left) + 1
    try:
        return now + timedelta(seconds=wait)
    except OverflowError:  # the end of time
        return None


def _stretch(seconds: int) -> str:
    unit = _unit(seconds)
    return f"{seconds // unit} {_NAMES[unit]}"


def _unit(seconds: float) -> int:
    """Return the longest unit of which there are two at least."""
    return next((unit for unit in (_DAY, _HOUR) if seconds >= 2 * unit), _MINUTE)


_NAMES: Final = {_DAY: "days", _HOUR: "hours", _MINUTE: "min"}
