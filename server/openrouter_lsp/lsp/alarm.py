"""Rings when the clock alone changes what is said of a key."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Final

_DAY: Final = timedelta(days=1)
_NEAR: Final = timedelta(minutes=1)
_FAR: Final = timedelta(hours=1)


class Alarm:
    """One timer for one moment; none where there is no moment to wait for.

    The event loop's clock stands still while the machine sleeps, and the machine's clock may be
    set. So no more than a minute is slept at a time when the moment is within a day, and no more
    than an hour when it is further off; then the clock is looked at again.

    Args:
        clock: the time now, aware, UTC.
        ring: called when the moment has come.
    """

    def __init__(self, clock: Callable[[], datetime], ring: Callable[[], None]) -> None:
        self._clock = clock
        self._ring = ring
        self._timer: asyncio.TimerHandle | None = None

    def set(self, moment: datetime | None) -> None:
        """Wait for a moment in the place of any other; for none, where it is None."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if moment is None:
            return
        left = moment - self._clock()
        nap = min(left, _NEAR if left < _DAY else _FAR).total_seconds()
        act = self._ring if left <= timedelta(0) else partial(self.set, moment)
        self._timer = asyncio.get_running_loop().call_later(max(nap, 0.0), act)
