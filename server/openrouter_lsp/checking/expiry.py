"""When a key's time is over, by OpenRouter's clock. Pure."""

from datetime import datetime, timedelta
from typing import Final, Protocol

from openrouter_lsp.checking.record import LookedUp, Record
from openrouter_lsp.checking.reply import Accepted, Refused
from openrouter_lsp.checking.wordings import knows_the_key

_WHOLE_SECOND: Final = timedelta(seconds=1)
_NOW: Final = timedelta(0)

_MAY_LAG: Final = timedelta(minutes=5)
"""How long after its expiry OpenRouter may accept a key that the expiry ended.

A service of many machines does not end a key everywhere at once: what one of them has looked up
it keeps for a while, a minute being usual, and their clocks differ. Five of these. OpenRouter
cannot change the expiry of a key, so one that it refuses so soon after has most likely none but
this reason; a key that it accepted for longer outlived its expiry, which then explains nothing.
"""


class Dated(Protocol):
    """What OpenRouter stated, and when: by this machine's clock, and by its own."""

    @property
    def at(self) -> datetime:
        """When it came, by this machine's clock."""

    @property
    def server_time(self) -> datetime | None:
        """The same moment by OpenRouter's; None where it was not told."""


def by_its_clock(stated: Dated, now: datetime) -> tuple[datetime, datetime]:
    """Return the moment of a statement, and now, by OpenRouter's clock.

    Expiry is a moment of that clock, so this machine's is corrected by what it was off when the
    statement came.
    """
    if stated.server_time is None:
        return stated.at, now
    try:
        return stated.server_time, now + (stated.server_time - stated.at)
    except OverflowError:  # a Date header at the end of time
        return stated.at, now


def time_left(before: Accepted, refusal: Refused | None, now: datetime) -> timedelta | None:
    """Return how long it takes until an expiry that was told explains that a key is refused.

    Args:
        before: the last reply that described the key.
        refusal: what OpenRouter says now; None where it says nothing.
        now: the moment to look from, by the clock that dated the replies.

    Returns:
        Zero or less where it does. None where it never will: none was told, or OpenRouter knew
        the key after it. Where it refuses the key now, it may have known it for a little longer.
    """
    expires_at = before.details.expires_at
    # The newest word on what OpenRouter's clock says.
    clock = refusal if refusal is not None and refusal.server_time is not None else before
    last_known, _ = by_its_clock(before, now)
    _, then = by_its_clock(clock, now)
    may_lag = _NOW
    if refusal is not None and knows_the_key(refusal):
        last_known = max(last_known, by_its_clock(clock, refusal.at)[1])
    elif refusal is not None:
        may_lag = _MAY_LAG
    if expires_at is None or last_known - expires_at >= may_lag:
        return None
    # A Date header tells whole seconds, and the key is refused from the very moment on.
    doubt = _WHOLE_SECOND if clock is refusal else _NOW
    return expires_at - then - doubt


def next_change(
    told: Accepted | Refused | None,
    now: datetime,
    *,
    before: Accepted | None,
    record: LookedUp | None,
    warn_before: tuple[timedelta, ...],
) -> datetime | None:
    """Return the next moment at which the clock alone changes what is said of a key.

    Its status, or, at each of the warning times, the words on how long is left.

    Args:
        told: the last reply that told something of the key; None where none did.
        now: the moment to look ahead from, by the clock that dated the replies.
        before: the last reply that described the key, of this session or remembered.
        record: what the key's record says.
        warn_before: how long before its expiry a key is warned of.

    Returns:
        A moment by this machine's clock; None where there is none.
    """
    stretches: list[timedelta | None] = []
    if isinstance(told, Accepted):
        left = _left(told, told.details.expires_at, now)
        stretches += [left - early for early in (*warn_before, _NOW) if left is not None]
    else:
        stretches += [time_left(before, told, now) if before else None]
        stretches += [_left(record, record.expires_at, now) if isinstance(record, Record) else None]
    to_come = [stretch for stretch in stretches if stretch is not None and stretch > _NOW]
    try:
        return now + min(to_come) if to_come else None
    except OverflowError:  # at the end of time; no moment is left
        return None


def _left(stated: Dated, expires_at: datetime | None, now: datetime) -> timedelta | None:
    return None if expires_at is None else expires_at - by_its_clock(stated, now)[1]
