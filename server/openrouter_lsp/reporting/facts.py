"""What OpenRouter told of a key, in words."""

from datetime import datetime

from openrouter_lsp.keys import Fact, KeyDetails, KeyStatus, Verdict
from openrouter_lsp.reporting.money_words import dollars
from openrouter_lsp.reporting.time_words import date_words, relative_words


def facts_of(verdict: Verdict, now: datetime) -> list[tuple[str, str]]:
    """Return what is worth knowing of a key as pairs of a name and words, in order of interest.

    Only what OpenRouter stated: nothing for a key that it never described, nor for one that has
    expired, of which the status tells all that matters.
    """
    if verdict.status is KeyStatus.EXPIRED or verdict.details == KeyDetails():
        return []
    facts = [("Left", _left(verdict.details))]
    if verdict.details.usage is not None:
        facts.append(("Spent", _spent(verdict.details)))
    facts.append(("Expires", _expiry(verdict, now)))
    if verdict.details.is_management_key:
        facts.append(("Kind", "management key: administers keys, cannot run models"))
    return facts


def _left(details: KeyDetails) -> str:
    if details.limit_remaining is None:
        return "no limit on the key" if details.limit is None else "not told"
    left = dollars(max(details.limit_remaining, 0.0))
    if details.limit is None:
        return left
    reset = f", resets {details.limit_reset}" if details.limit_reset else ""
    return f"{left} of {dollars(details.limit)}{reset}"


def _spent(details: KeyDetails) -> str:
    total = dollars(details.usage or 0.0)
    if details.usage_monthly is None:
        return total
    return f"{total}, this month {dollars(details.usage_monthly)}"


def _expiry(verdict: Verdict, now: datetime) -> str:
    expires_at = verdict.details.expires_at
    if expires_at is not None:
        return f"{relative_words(expires_at, now)}, {date_words(expires_at)}"
    is_unread = any(evidence.fact is Fact.EXPIRES_AT for evidence in verdict.evidence)
    return "at a moment that could not be read" if is_unread else "never"
