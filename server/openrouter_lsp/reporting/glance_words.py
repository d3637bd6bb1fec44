"""The state of a key at a glance: what stands at the end of its line, and how long it holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from openrouter_lsp.keys import Fact, KeyStatus, Verdict
from openrouter_lsp.reporting.cause_words import CAUSES
from openrouter_lsp.reporting.check_words import Unasked
from openrouter_lsp.reporting.glance_time import age_words, ahead_words, next_wording
from openrouter_lsp.reporting.money_words import dollars

IGNORED: Final = "ignored"
"""What stands at the end of the line of a key that is to be ignored."""


@dataclass(frozen=True, slots=True)
class Glance:
    """A key in a few words.

    Attributes:
        words: without a full stop: `valid, $7.34 left, expires in 12 days, checked 2 min ago`.
        until: when the clock alone changes them; None where it does not.
    """

    words: str
    until: datetime | None = None


def glance_at(
    verdict: Verdict, now: datetime, unasked: Unasked | None = None, *, is_misplaced: bool = False
) -> Glance:
    """Say in a few words what is known of a key, and of nothing that is not.

    Args:
        verdict: what is known of it.
        now: the moment to speak from.
        unasked: why OpenRouter is not asked about it; None where it is.
        is_misplaced: whether it is a management key where a model key belongs.
    """
    if verdict.status is KeyStatus.UNCHECKED:
        return _unchecked(verdict, now, unasked)
    parts = _Parts(now, is_misplaced=is_misplaced)
    _TELLING.get(verdict.status, _by_status)(verdict, parts)
    return parts.glance()


class _Parts:
    """What is said, part by part, and the moments that it speaks of."""

    def __init__(self, now: datetime, *, is_misplaced: bool = False) -> None:
        self.now = now
        self.is_misplaced = is_misplaced
        self._words: list[str] = []
        self._moments: list[datetime] = []

    def say(self, words: str | None) -> None:
        """Say something that the clock does not change."""
        if words:
            self._words.append(words)

    def say_of(self, moment: datetime, words: str) -> None:
        """Say something that was worded by how far off a moment is."""
        self._words.append(words)
        self._moments.append(moment)

    def say_age(self, verdict: Verdict) -> None:
        """Say how old the answer is, and whether a newer question got none."""
        if verdict.checked_at is not None:
            age = age_words(verdict.checked_at, self.now)
            self.say_of(verdict.checked_at, f"checked {age}")
        self.say("no answer since" if verdict.fault else None)

    def glance(self) -> Glance:
        """Return all of it."""
        changes = (next_wording(moment, self.now) for moment in self._moments)
        until = min((moment for moment in changes if moment is not None), default=None)
        return Glance(", ".join(self._words), until)


def _by_status(verdict: Verdict, parts: _Parts) -> None:
    if verdict.status is KeyStatus.VALID and parts.is_misplaced:
        parts.say("management key where a model key belongs")
    elif verdict.status is KeyStatus.VALID and verdict.details.is_management_key:
        parts.say("valid management key")
    else:
        parts.say(_PLAIN.get(verdict.status, str(verdict.status)))
    if verdict.status is KeyStatus.VALID:
        parts.say(_left(verdict))
        _say_expiry(verdict, parts)
    parts.say_age(verdict)


_PLAIN: Final = {
    KeyStatus.DISABLED: "switched off",
    KeyStatus.REJECTED: "not accepted by OpenRouter",
}


def _expiring(verdict: Verdict, parts: _Parts) -> None:
    ends = verdict.details.expires_at
    _say_expiry(verdict, parts)
    has_passed = ends is not None and ends <= parts.now and verdict.ends_within == timedelta(0)
    parts.say("still accepted" if has_passed else None)
    parts.say(_left(verdict))
    parts.say_age(verdict)


def _exhausted(verdict: Verdict, parts: _Parts) -> None:
    details = verdict.details
    if details.limit_remaining is None or details.limit is None:
        parts.say("nothing left to spend")
    else:
        parts.say(f"nothing left of {dollars(details.limit)}")
    parts.say(f"resets {details.limit_reset}" if details.limit_reset else None)
    _say_expiry(verdict, parts)
    parts.say_age(verdict)


def _expired(verdict: Verdict, parts: _Parts) -> None:
    ended = verdict.details.expires_at
    # This machine's clock may be behind OpenRouter's.
    if ended is None or ended >= parts.now:
        parts.say("expired")
    else:
        parts.say_of(ended, f"expired {age_words(ended, parts.now)}")


def _unknown(verdict: Verdict, parts: _Parts) -> None:
    why = f": {CAUSES[verdict.fault]}" if verdict.fault else ""
    parts.say(f"could not be checked{why}")


def _checking(_verdict: Verdict, parts: _Parts) -> None:
    parts.say("being checked")


_TELLING: Final[dict[KeyStatus, Callable[[Verdict, _Parts], None]]] = {
    KeyStatus.EXPIRING: _expiring,
    KeyStatus.EXHAUSTED: _exhausted,
    KeyStatus.EXPIRED: _expired,
    KeyStatus.UNKNOWN: _unknown,
    KeyStatus.CHECKING: _checking,
}

_UNASKED: Final = {
    Unasked.NOT_YET: "not checked yet",
    Unasked.SWITCHED_OFF: "not checked: checking is switched off",
    Unasked.UNTRUSTED: "not checked: this workspace is not trusted",
    Unasked.OFFLINE: "not checked",
    Unasked.MENTION: "not checked: it stands in a comment",
    Unasked.IGNORED: IGNORED,
}


def _unchecked(verdict: Verdict, now: datetime, unasked: Unasked | None) -> Glance:
    parts = _Parts(now)
    parts.say(_UNASKED[unasked or Unasked.NOT_YET])
    for ended in _remembered_expiries(verdict):
        if ended <= now:
            parts.say_of(ended, f"remembered expiry passed {age_words(ended, now)}")
    return parts.glance()


def _remembered_expiries(verdict: Verdict) -> Iterator[datetime]:
    for evidence in verdict.evidence[:1]:
        if evidence.fact is Fact.EXPIRES_AT and evidence.moment is not None:
            yield evidence.moment


def _left(verdict: Verdict) -> str | None:
    left = verdict.details.limit_remaining
    return None if left is None else f"{dollars(max(left, 0.0))} left"


def _say_expiry(verdict: Verdict, parts: _Parts) -> None:
    ends = verdict.details.expires_at
    if ends is None:
        return
    if ends > parts.now:
        parts.say_of(ends, f"expires {ahead_words(ends, parts.now)}")
    else:
        parts.say_of(ends, f"was to expire {age_words(ends, parts.now)}")
