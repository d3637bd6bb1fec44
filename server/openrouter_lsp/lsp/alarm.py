"""Rings when the clock alone changes what is said of a key."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

_WITHIN_REACH: Final = timedelta(days=31)
"""Longer than a machine usually sleeps."""
_NEAR: Final = timedelta(minutes=1)
_FAR: Final = timedelta(hours=1)
_SET_BACK: Final = timedelta(seconds=2)
"""Less than this is two clocks that do not run alike."""


@dataclass(frozen=True, slots=True)
class _Nap:
    """One stretch of waiting: until when, from when, and for how long."""

    moment: datetime
    began: datetime
    length: timedelta


class Alarm:
    """One timer for one moment; none where there is no moment to wait for.

    The event loop's clock stands still while the machine sleeps, and the machine's clock may be
    set. So no more than a minute is waited at a time while the moment is within reach, and no
    more than an hour when it is further off; then the clock is looked at again. That is how late
    the alarm can ring after a sleep.

    Args:
        clock: the time now, aware, UTC.
        ring: called when the moment has come; nothing is waited for then.
        doubt: called when the clock is seen to have been set back, so that a moment which was
            told by it may be too late; nothing is waited for then, either.
    """

    def __init__(
        self, clock: Callable[[], datetime], ring: Callable[[], None], doubt: Callable[[], None]
    ) -> None:
        self._clock = clock
        self._ring = ring
        self._doubt = doubt
        self._timer: asyncio.TimerHandle | None = None

    def set(self, moment: datetime | None) -> None:
        """Wait for a moment in the place of any other; for none, where it is None."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if moment is not None:
            self._wait(moment, self._clock())

    def _wait(self, moment: datetime, now: datetime) -> None:
        left = max(moment - now, timedelta(0))
        length = min(left, _NEAR if left < _WITHIN_REACH else _FAR)
        nap = _Nap(moment, now, length)
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(length.total_seconds(), self._wake, nap)

    def _wake(self, nap: _Nap) -> None:
        self._timer = None
        now = self._clock()
        if now >= nap.moment:
            self._ring()
        elif now - nap.began < nap.length - _SET_BACK:
            self._doubt()
        else:
            self._wait(nap.moment, now)
