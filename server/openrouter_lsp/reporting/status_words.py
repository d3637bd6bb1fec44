"""What a status means, and what to do about it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from openrouter_lsp.keys import EvidenceSource, Fact, Fingerprint, KeyStatus, Verdict
from openrouter_lsp.reporting.check_words import Unasked, explain_unasked, fault_words
from openrouter_lsp.reporting.evidence_words import evidence_sentence
from openrouter_lsp.reporting.links import CREDITS_PAGE, KEYS_PAGE, STATUS_PAGE, key_page
from openrouter_lsp.reporting.money_words import dollars
from openrouter_lsp.reporting.time_words import date_words, relative_words, within_words


def explain_status(verdict: Verdict, now: datetime | None, unasked: Unasked | None = None) -> str:
    """Say what is known of a key, in one to three sentences, without the next step.

    Args:
        verdict: what is known, of a key (not of a malformed one or a placeholder).
        now: the moment to speak from. None for words that stay on a screen: they tell dates
            alone, and are true until the verdict changes.
        unasked: why OpenRouter was not asked, for an unchecked key.
    """
    plain = _PLAIN.get(verdict.status)
    return plain or _TELLING[verdict.status](verdict, now, unasked)


_PLAIN: Final = {
    KeyStatus.CHECKING: "OpenRouter is being asked about this key.",
    KeyStatus.DISABLED: "This key is switched off, says its record at OpenRouter.",
}

_NEXT: Final = {
    KeyStatus.EXPIRED: f"Make a new key at {KEYS_PAGE} and put it here.",
    KeyStatus.REJECTED: "Open the key's page as its owner to see which, or make a new key at"
    f" {KEYS_PAGE}.",
    KeyStatus.EXPIRING: f"Make a new key at {KEYS_PAGE} in good time, and put it here.",
    KeyStatus.EXHAUSTED: f"Raise the key's limit at {KEYS_PAGE} or add credits at {CREDITS_PAGE}.",
    KeyStatus.DISABLED: f"Switch it on again at {KEYS_PAGE}, or use another key.",
}


_NEXT_ONCE_IT_HAS_PASSED: Final = (
    f"Make a new key at {KEYS_PAGE} and put it here: this one may be refused at any moment."
)


def next_step(verdict: Verdict) -> str | None:
    """Return the sentence that says what to do; None where there is nothing to do."""
    if verdict.status is KeyStatus.EXPIRING and verdict.ends_within == timedelta(0):
        return _NEXT_ONCE_IT_HAS_PASSED
    return _NEXT.get(verdict.status)


def without_answer(verdict: Verdict) -> str:
    """Say that the newest check gave no answer, where an older one tells the status; else empty."""
    if verdict.fault is None or verdict.status is KeyStatus.UNKNOWN:
        return ""
    return f"The newest check gave no answer. {fault_words(verdict)}"


def steps_to_settle(verdict: Verdict, fingerprint: Fingerprint) -> tuple[str, ...]:
    """Return what would tell why a key is rejected, best first; nothing of any other."""
    if verdict.status is not KeyStatus.REJECTED:
        return ()
    page = (
        f"Open {key_page(fingerprint)}, signed in as the key's owner: a key that is still there is"
        " shown with its expiry, a deleted one is not found."
    )
    if any(evidence.source is EvidenceSource.RECORD for evidence in verdict.evidence):
        return (page,)
    return page, _ADD_A_MANAGEMENT_KEY


_ADD_A_MANAGEMENT_KEY: Final = (
    "Or set a management key of the same account (OPENROUTER_MANAGEMENT_KEY, or in the editor) and"
    " check again: the key's record tells disabled and expired from deleted."
)


def _quote(verdict: Verdict) -> str:
    """Return the refusal that the status rests on, with the full stop that ends a sentence."""
    # The newest comes first, and that may be one that told nothing.
    for evidence in reversed(verdict.evidence):
        if evidence.fact is Fact.REFUSED and evidence.at == verdict.checked_at:
            words = evidence_sentence(evidence)
            return words if words.endswith((".”", "!”", "?”")) else f"{words}."
    return "with an error."


def _unchecked(verdict: Verdict, now: datetime | None, unasked: Unasked | None) -> str:
    why = (
        explain_unasked(unasked) if unasked else "OpenRouter has not been asked about this key yet."
    )
    said = next((e for e in verdict.evidence if e.fact is Fact.REFUSED), None)
    if said is not None:
        return (
            f"{why} It is remembered that on {date_words(said.at)} the answer was that it has"
            " expired; a check would tell whether that still holds."
        )
    ended = next((e.moment for e in verdict.evidence if e.fact is Fact.EXPIRES_AT), None)
    if now is None or ended is None or ended > now:
        return why
    return (
        f"{why} The expiry that is remembered of it, {date_words(ended)}, has passed; a check"
        " would tell whether OpenRouter still accepts it."
    )


def _valid(verdict: Verdict, _now: datetime | None, _unasked: Unasked | None) -> str:
    if verdict.fault:
        return "OpenRouter accepted this key when it last answered."
    return "OpenRouter accepts this key."


_OF_THE_RECORD: Final = {
    Fact.IN_ORDER: "Its record says neither that it is disabled nor that it has expired, so"
    f" OpenRouter may have trouble of its own: see {STATUS_PAGE}.",
    Fact.NOTHING_LEFT: "Its record says neither that it is disabled nor that it has expired, but"
    " that nothing is left of its limit; the reply does not tell whether that is why.",
}


def _rejected(verdict: Verdict, _now: datetime | None, _unasked: Unasked | None) -> str:
    answer = f"OpenRouter does not accept this key: it answers {_quote(verdict)}"
    for evidence in verdict.evidence:
        if words := _OF_THE_RECORD.get(evidence.fact):
            return f"{answer} {words}"
    for evidence in verdict.evidence:
        if evidence.fact is Fact.ACCEPTED:
            return (
                f"{answer} It accepted the key on {date_words(evidence.at)}, and the key had no"
                " expiry, so it was probably deleted or disabled since; the reply does not tell."
            )
        if evidence.fact is Fact.EXPIRES_AT and evidence.moment is not None:
            before = (
                f"{answer} It accepted the key on {date_words(evidence.at)}, and the key's expiry,"
                f" {date_words(evidence.moment)},"
            )
            if verdict.checked_at is not None and evidence.moment <= verdict.checked_at:
                # It was accepted for long after its time; nobody knows how late that may strike.
                return (
                    f"{before} does not explain this by itself: that may have ended it late, or it"
                    " was deleted or disabled; the reply does not tell."
                )
            return (
                f"{before} does not explain this, so it was probably deleted or disabled; the"
                " reply does not tell."
            )
    return (
        f"{answer} The key may have expired, have been deleted or disabled, or be mistyped; the"
        " reply does not tell which."
    )


def _expired(verdict: Verdict, now: datetime | None, _unasked: Unasked | None) -> str:
    ended = verdict.details.expires_at
    words = "has expired" if ended is None else f"expired on {date_words(ended)}"
    # This machine's clock may be behind OpenRouter's.
    since = f" ({relative_words(ended, now)})" if ended and now and ended < now else ""
    return (
        f"This key {words}{since}. Programs that use it get a 401, often with the misleading"
        " message “User not found.”; no account is missing."
    )


def _expiring(verdict: Verdict, now: datetime | None, _unasked: Unasked | None) -> str:
    ends, within = verdict.details.expires_at, verdict.ends_within
    if ends is None:
        raise ValueError("an expiring key has an expiry")
    if within == timedelta(0):
        return (
            f"The expiry of this key, {date_words(ends)}, has passed, though OpenRouter still"
            " accepted it when last asked."
        )
    when = f"within {within_words(within)}, " if within else ""
    if now and now < ends:  # unless this machine's clock is ahead of OpenRouter's
        when = f"{relative_words(ends, now)}, "
    return (
        f"This key expires {when}on {date_words(ends)}. From then on programs get a 401, often"
        " misleadingly worded “User not found.”, with no account missing."
    )


def expiry_warning(masked: str, place: str, verdict: Verdict) -> str:
    """Return what pops up when little is left of a key's time.

    Args:
        masked: how to show the key.
        place: the file that it stands in.
        verdict: on the key, which is expiring.
    """
    ends, within = verdict.details.expires_at, verdict.ends_within
    if ends is None or within is None:
        raise ValueError("an expiring key has an expiry, and has reached a warning time")
    return (
        f"The OpenRouter key {masked} in {place} expires within {within_words(within)}, on"
        f" {date_words(ends)}. Make a new key at {KEYS_PAGE}, and put it there."
    )


def _exhausted(verdict: Verdict, _now: datetime | None, _unasked: Unasked | None) -> str:
    details = verdict.details
    if details.limit_remaining is None:
        return f"OpenRouter knows this key, but answers {_quote(verdict)}"
    limit = f" of {dollars(details.limit)}" if details.limit is not None else ""
    reset = f"; it resets {details.limit_reset}" if details.limit_reset else ""
    return f"Nothing is left of this key's limit{limit}{reset}."


def _unknown(verdict: Verdict, _now: datetime | None, _unasked: Unasked | None) -> str:
    return f"This key could not be checked. {fault_words(verdict)}"


_Tells = Callable[[Verdict, datetime | None, Unasked | None], str]
_TELLING: Final[dict[KeyStatus, _Tells]] = {
    KeyStatus.UNCHECKED: _unchecked,
    KeyStatus.VALID: _valid,
    KeyStatus.EXPIRED: _expired,
    KeyStatus.REJECTED: _rejected,
    KeyStatus.EXPIRING: _expiring,
    KeyStatus.EXHAUSTED: _exhausted,
    KeyStatus.UNKNOWN: _unknown,
}
