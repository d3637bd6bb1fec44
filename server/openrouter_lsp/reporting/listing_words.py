"""A key in a list of all keys: its name, its state, its money, its time."""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from openrouter_lsp.keys import KeyStatus, Verdict
from openrouter_lsp.reporting.glance_time import age_words, ahead_words
from openrouter_lsp.reporting.glance_words import IGNORED
from openrouter_lsp.reporting.masking import masked_line
from openrouter_lsp.reporting.money_words import dollars
from openrouter_lsp.reporting.summary import severity_of
from openrouter_lsp.reporting.time_words import date_words

_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Money:
    """What a key may spend, in US dollars.

    Attributes:
        text: all of it in words.
        remaining: what is left; None where that is not told, or nothing limits it.
        limit: of how much; None likewise.
        usage: what was spent; None where that is not told.
        share: how much of the limit is left, from 0 to 1; None where there is no limit.
    """

    text: str
    remaining: float | None
    limit: float | None
    usage: float | None
    share: float | None


def listed_name(verdict: Verdict, variable: str | None, masked: str) -> str:
    """Return what a key is called: by OpenRouter, else by the variable that holds it.

    Args:
        verdict: what is known of the key.
        variable: what it is assigned to; None where it is to nothing.
        masked: how it is shown where it has no name.
    """
    label = (verdict.details.label or "").strip()
    # OpenRouter labels a key with its masked form.
    own = "" if label.startswith("sk-or-") else label
    return masked_line(own or variable or masked, _LONGEST_NAME)


def listed_status(verdict: Verdict, *, is_misplaced: bool = False) -> str:
    """Return a key's state in a few words that stay true: `Expired 20 Nov 2026, 12:00 UTC`."""
    ends, status = verdict.details.expires_at, verdict.status
    if status is KeyStatus.EXPIRED:
        return f"Expired {date_words(ends)}" if ends else "Expired"
    if status is KeyStatus.EXPIRING and ends is not None:
        return f"Expires {date_words(ends)}"
    if status is KeyStatus.VALID and is_misplaced:
        return "Management key where a model key belongs"
    if status is KeyStatus.VALID and verdict.details.is_management_key:
        return "Valid management key"
    return _STATUS.get(status, str(status).capitalize())


_STATUS: Final = {
    KeyStatus.EXHAUSTED: "Nothing left to spend",
    KeyStatus.DISABLED: "Switched off",
    KeyStatus.REJECTED: "Not accepted by OpenRouter",
    KeyStatus.UNKNOWN: "Could not be checked",
    KeyStatus.CHECKING: "Being checked",
    KeyStatus.UNCHECKED: "Not checked",
}


def listed_severity(status: KeyStatus, *, is_misplaced: bool = False, is_ignored: bool) -> str:
    """Return how bad a key's state is: `error`, `warning`, `information` or `none`."""
    if is_ignored:
        return "none"
    if is_misplaced and status is KeyStatus.VALID:
        return "warning"
    return severity_of(status)


def listed_expiry(verdict: Verdict, now: datetime) -> str | None:
    """Return when a key's time ends, or ended, in words; None where that is not known."""
    ends = verdict.details.expires_at
    if ends is None:
        return None
    off = ahead_words(ends, now) if ends > now else age_words(ends, now)
    return f"{off}, {date_words(ends)}"


def listed_money(verdict: Verdict) -> Money | None:
    """Return what is known of a key's money; None where nothing is, or it does not matter."""
    details = verdict.details
    known = (details.limit_remaining, details.limit, details.usage)
    if verdict.status is KeyStatus.EXPIRED or all(amount is None for amount in known):
        return None
    remaining = None if details.limit_remaining is None else max(details.limit_remaining, 0.0)
    return Money(
        text=_money_words(remaining, details.limit, details.usage, details.limit_reset),
        remaining=remaining,
        limit=details.limit,
        usage=details.usage,
        share=_share(remaining, details.limit),
    )


def _share(remaining: float | None, limit: float | None) -> float | None:
    if remaining is None or limit is None:
        return None
    if limit <= 0 or not math.isfinite(limit):
        return 0.0
    return min(remaining / limit, 1.0)


def _money_words(
    remaining: float | None, limit: float | None, usage: float | None, reset: str | None
) -> str:
    words = []
    if remaining is not None:
        of_limit = f" of {dollars(limit)}" if limit is not None else ""
        words.append(f"{dollars(remaining)}{of_limit} left")
        if reset:
            words.append(f"resets {masked_line(reset, 20)}")
    elif limit is None:
        words.append("no limit on the key")
    if usage is not None and remaining is None:
        words.insert(0, f"{dollars(usage)} spent")
    return ", ".join(words)


def spoken_words(name: str, summary: str, places: tuple[str, ...], ignored: str | None) -> str:
    """Return a key in one sentence, for a screen reader.

    Args:
        name: what it is called.
        summary: its state at a glance.
        places: where it stands, each as `.env, line 3`.
        ignored: whether and why it is ignored; None where it is not.
    """
    state = f"{IGNORED}, {summary}" if ignored and summary != IGNORED else summary
    where = f"; in {places[0]}" if places else ""
    more = f" and {_count(len(places) - 1)}" if len(places) > 1 else ""
    return f"OpenRouter key {name}: {state}{where}{more}."


def _count(places: int) -> str:
    return "1 more place" if places == 1 else f"{places} more places"
