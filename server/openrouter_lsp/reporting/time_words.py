"""Moments and stretches of time in words."""

from datetime import UTC, datetime, timedelta
from typing import Final

_UNITS: Final = (("day", 86400), ("hour", 3600), ("min", 60), ("s", 1))
_ONE: Final = {"day": "a day", "hour": "an hour"}


def date_words(moment: datetime) -> str:
    """Return a moment as `20 Nov 2026, 12:00 UTC`."""
    moment = moment.astimezone(UTC)
    # Not %b, which follows the locale.
    month = "JanFebMarAprMayJunJulAugSepOctNovDec"[3 * moment.month - 3 : 3 * moment.month]
    return f"{moment.day} {month} {moment.year}, {moment:%H:%M} UTC"


def relative_words(moment: datetime, now: datetime) -> str:
    """Return a moment as seen from now: `in 12 days`, `3 hours ago`, `just now`."""
    seconds = int((moment - now) / timedelta(seconds=1))
    if abs(seconds) < 1:
        return "just now"
    return f"in {_stretch(seconds)}" if seconds > 0 else f"{_stretch(-seconds)} ago"


def within_words(stretch: timedelta) -> str:
    """Return a stretch of time in the longest unit that it is a whole number of: `7 days`."""
    seconds = int(stretch.total_seconds())
    unit, length = next((u, n) for u, n in _UNITS if seconds % n == 0)
    count = seconds // length
    return _ONE.get(unit, f"1 {unit}") if count == 1 else _counted(count, unit)


def _stretch(seconds: int) -> str:
    for unit, length in _UNITS:
        # From two of a unit on, so that the smaller one tells 36 hours from 1 day.
        if seconds >= 2 * length or length == 1:
            return _counted(seconds // length, unit)
    raise AssertionError("seconds are the last unit")


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}{'s' if unit in _ONE else ''}"
