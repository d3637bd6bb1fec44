"""The states that a simulated key can be made in."""

from datetime import timedelta
from enum import StrEnum
from typing import TypedDict


class State(StrEnum):
    """What a key is made for.

    The first group tells what OpenRouter holds of the key. The second is trouble on the way: the
    key itself is good, and serves once the trouble is over (`times`).
    """

    VALID = "valid"
    """Never expires."""
    EXPIRING = "expiring"
    """Good until `expires_in` is over, then expired; two days where nothing is said."""
    EXPIRED = "expired"
    """Its time is over; the wording switch decides how that is put."""
    DISABLED = "disabled"
    DELETED = "deleted"
    UNKNOWN = "unknown"
    """Well-formed, and never made by anybody: a mistyped key."""
    EXHAUSTED = "exhausted"
    """Nothing is left of its limit: 200 with limit_remaining 0; running a model answers 403."""
    OUT_OF_CREDITS = "out of credits"
    """The account has no money: described with 200; running a model answers 402."""
    MANAGEMENT = "management"
    """Administers keys, cannot run models."""

    SLOW = "slow"
    """Answers after `delay` seconds, or where none is given, once it is released."""
    FLAKY = "flaky"
    """First `No auth credentials found`, then good."""
    RATE_LIMITED = "rate limited"
    SERVER_ERROR = "server error"
    ADDRESS_BLOCKED = "address blocked"
    """403 that speaks of neither limit nor permission."""
    PORTAL = "captive portal"
    FIREWALL = "firewall"
    REDIRECT = "redirect"
    TRUNCATED = "truncated"
    HANG_UP = "hang up"


class Wording(StrEnum):
    """How an expired key is refused."""

    OLD = "old"
    """`User not found.`"""
    NEW = "new"
    """`API key expired.`, with the challenge in its metadata."""
    MIXED = "mixed"
    """Each key in turn: old, new, old, ..."""


class KeyOptions(TypedDict, total=False):
    """What may be said of a key beside its state. Every part may be left out."""

    name: str
    """The owner's name for it; the state's where left out."""
    management: bool
    """A management key in any state."""
    expires_in: timedelta
    """From now on the simulator's clock; negative for a time that is over."""
    wording: Wording
    """For this key alone, over the simulator's."""
    limit: float | None
    """US dollars; None for no limit."""
    usage: float
    """US dollars already spent."""
    limit_reset: str | None
    """`daily`, `weekly`, `monthly`. Told, not acted on: usage is never reset."""
    workspace_id: str
    """The default workspace where left out."""
    times: int | None
    """How many requests meet the trouble; None for all. Flaky: 1 where left out, else all."""
    delay: float | None
    """Slow: seconds; None waits for the release."""
    retry_after: int | str
    """Rate limited: the header, in seconds or as an HTTP date; 30 where left out."""
    status: int
    """Server error: the number; 500 where left out."""
    redirect_to: str
    """Redirect: where to; the simulator's own `/elsewhere` where left out, which records it."""
