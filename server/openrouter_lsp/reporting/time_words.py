"""Moments and stretches of time in words."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import ceil
from typing import Final

_UNITS: Final = (("day", 86400), ("hour", 3600), ("min", 60), ("s", 1))
_ONE: Final = {"day": "a day", "hour": "an hour"}
YEAR: Final = 31_536_000
"""Seconds, leap days aside."""
_MANY_YEARS: Final = 100


def date_words(moment: datetime) -> str:
    """Return a moment as `20 Nov 2026, 12:00 UTC`."""
    moment = moment.astimezone(UTC)
    # Not %b, which follows the locale.
    month = "JanFebMarAprMayJunJulAugSepOctNovDec"[3 * moment.month - 3 : 3 * moment.month]
    return f"{moment.day} {month} {moment.year}, {moment:%H:%M} UTC"


def relative_words(moment: datetime, now: datetime) -> str:
    """Return a moment as seen from now: `in 12 days`, `3 hours ago`, `just now`.

    Of the past it tells what is over; of what is to come, a smaller unit that has begun counts as
    a whole one, so that three days less a few minutes are three days.
    """
    seconds = (moment - now) / timedelta(seconds=1)
    if abs(seconds) < 1:
        return "just now"
    return f"in {stretch_ahead(seconds)}" if seconds > 0 else f"{_stretch(int(-seconds))} ago"


def stretch_ahead(seconds: float) -> str:
    """Return a stretch of time to come: `12 days`, `5 min`, `more than 100 years`."""
    if seconds >= _MANY_YEARS * YEAR:
        return f"more than {_MANY_YEARS} years"
    return _stretch(rounded_ahead(seconds))


def rounded_ahead(seconds: float) -> int:
    """Return a stretch of time to come with the smaller unit that has begun as a whole one."""
    for (_, length), (_, smaller) in pairwise(_UNITS):
        rounded = ceil(seconds / smaller) * smaller
        if rounded >= 2 * length:
            return rounded
    return ceil(seconds)


def within_words(stretch: timedelta) -> str:
    """Return a stretch of time in the longest unit that it is a whole number of: `7 days`."""
    seconds = int(stretch.total_seconds())
    unit, length = next((u, n) for u, n in _UNITS if seconds % n == 0)
    count = seconds // length
    return _ONE.get(unit, f"1 {unit}") if count == 1 else _counted(count, unit)


def _stretch(seconds: int) -> str:
    if seconds >= 2 * YEAR:
        return f"{seconds // YEAR} years"
    for unit, length in _UNITS:
        # From two of a unit on, so that the smaller one tells 36 hours from 1 day.
        if seconds >= 2 * length or length == 1:
            return _counted(seconds // length, unit)
    raise AssertionError("seconds are the last unit")


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}{'s' if unit in _ONE else ''}"
