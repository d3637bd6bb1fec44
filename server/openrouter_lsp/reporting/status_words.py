"""What a status means, and what to do about it."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Final

from openrouter_lsp.keys import Fact, Fault, KeyStatus, Verdict
from openrouter_lsp.reporting.evidence_words import evidence_sentence
from openrouter_lsp.reporting.links import CREDITS_PAGE, KEYS_PAGE, STATUS_PAGE
from openrouter_lsp.reporting.money_words import dollars
from openrouter_lsp.reporting.time_words import date_words, relative_words


class Unasked(StrEnum):
    """Why OpenRouter was not asked about a key."""

    NOT_YET = "not_yet"
    """The settings, which may say that no key is to be sent, are not known yet."""
    SWITCHED_OFF = "switched_off"
    UNTRUSTED = "untrusted"
    OFFLINE = "offline"
    """The user said so."""
    MENTION = "mention"
    """The key merely stands in a comment."""


_UNASKED: Final = {
    Unasked.NOT_YET: "OpenRouter was not asked about this key yet.",
    Unasked.SWITCHED_OFF: "Checking is switched off (setting openrouter.check.enabled).",
    Unasked.UNTRUSTED: "This workspace is not trusted, so no key of it is sent anywhere."
    " Trust the workspace to have its keys checked.",
    Unasked.OFFLINE: "OpenRouter was not asked, as you wished (--offline).",
    Unasked.MENTION: "It stands in a comment, so OpenRouter is not asked about it.",
}

_FAULTS: Final = {
    Fault.OFFLINE: "OpenRouter could not be reached: no connection. Check the network, then check"
    " the key again.",
    Fault.TIMEOUT: "OpenRouter did not answer in time. Check the key again in a moment.",
    Fault.PROXY: "The proxy did not let the request through. Look at HTTPS_PROXY, ALL_PROXY and"
    " NO_PROXY.",
    Fault.TLS: "The certificate on the way to OpenRouter was not accepted. Where a company's proxy"
    " puts its own, add it to the system's certificates or name it in SSL_CERT_FILE.",
    Fault.RATE_LIMITED: "No more requests are taken at the moment. Check the key again later.",
    Fault.SERVER_ERROR: "The answer was an error that tells nothing of the key; OpenRouter may have"
    f" trouble of its own. See {STATUS_PAGE}, and check the key again later.",
    Fault.BROKEN_OFF: "The connection broke off before an answer was whole. Check the key again"
    " in a moment.",
    Fault.NOT_OPENROUTER: "What came back is no answer of OpenRouter's about a key; often a login"
    " page, a firewall or a proxy stands between. Sign in to the network, then check the key"
    " again.",
    Fault.REDIRECT: "Something on the way tried to send the request elsewhere; it was not"
    " followed. Sign in to the network, then check the key again.",
    Fault.NO_CREDENTIALS_SEEN: "OpenRouter says that no key reached it, though one was sent. A"
    " proxy may strip the Authorization header; check the key again.",
    Fault.FORBIDDEN: "OpenRouter refused the question itself, which tells nothing of the key. Where"
    " the account has an allow-list of addresses, see whether this machine's is on it.",
    Fault.MANAGEMENT_KEY: "OpenRouter refused the management key. Look at the variable"
    " OPENROUTER_MANAGEMENT_KEY.",
    Fault.BASE_URL: "The address that is set for OpenRouter is not one that keys are sent to. Look"
    " at the variable OPENROUTER_BASE_URL and the user setting openrouter.baseUrl.",
}


def explain_unasked(unasked: Unasked) -> str:
    """Say why OpenRouter was not asked, and what to do about it."""
    return _UNASKED[unasked]


def explain_status(verdict: Verdict, now: datetime, unasked: Unasked | None = None) -> str:
    """Say what is known of a key, in one to three sentences, without the next step.

    Args:
        verdict: what is known, of a key (not of a malformed one or a placeholder).
        now: the moment to speak from.
        unasked: why OpenRouter was not asked, for an unchecked key.
    """
    if verdict.status is KeyStatus.UNCHECKED and unasked:
        return _UNASKED[unasked]
    plain = _PLAIN.get(verdict.status)
    return plain or _TELLING[verdict.status](verdict, now)


_PLAIN: Final = {
    KeyStatus.CHECKING: "OpenRouter is being asked about this key.",
    KeyStatus.UNCHECKED: "OpenRouter has not been asked about this key yet.",
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


def next_step(status: KeyStatus) -> str | None:
    """Return the sentence that says what to do; None where there is nothing to do."""
    return _NEXT.get(status)


def fault_words(verdict: Verdict) -> str:
    """Say why the newest check gave no answer; empty where it gave one."""
    return _FAULTS[verdict.fault] if verdict.fault else ""


def _quote(verdict: Verdict) -> str:
    """Return the refusal that the status rests on, with the full stop that ends a sentence."""
    # The newest comes first, and that may be one that told nothing.
    for evidence in reversed(verdict.evidence):
        if evidence.fact is Fact.REFUSED and evidence.at == verdict.checked_at:
            words = evidence_sentence(evidence)
            return words if words.endswith((".”", "!”", "?”")) else f"{words}."
    return "with an error."


def _valid(verdict: Verdict, _now: datetime) -> str:
    if verdict.fault:
        return "OpenRouter accepted this key when it last answered."
    return "OpenRouter accepts this key."


def _rejected(verdict: Verdict, _now: datetime) -> str:
    answer = f"OpenRouter does not accept this key: it answers {_quote(verdict)}"
    for evidence in verdict.evidence:
        if evidence.fact is Fact.ACCEPTED:
            return (
                f"{answer} It accepted the key on {date_words(evidence.at)}, and the key had no"
                " expiry, so it was probably deleted or disabled since; the reply does not tell."
            )
        if evidence.fact is Fact.EXPIRES_AT and evidence.moment is not None:
            return (
                f"{answer} It accepted the key on {date_words(evidence.at)}, and the key's expiry,"
                f" {date_words(evidence.moment)}, does not explain this, so it was probably deleted"
                " or disabled; the reply does not tell."
            )
    return (
        f"{answer} The key may have expired, have been deleted or disabled, or be mistyped; the"
        " reply does not tell which."
    )


def _expired(verdict: Verdict, now: datetime) -> str:
    ended = verdict.details.expires_at
    words = "has expired" if ended is None else f"expired on {date_words(ended)}"
    # This machine's clock may be behind OpenRouter's.
    since = f" ({relative_words(ended, now)})" if ended and ended < now else ""
    return (
        f"This key {words}{since}. Programs that use it get a 401, often with the misleading"
        " message “User not found.”; no account is missing."
    )


def _expiring(verdict: Verdict, now: datetime) -> str:
    ends = verdict.details.expires_at
    if ends is None:
        raise ValueError("an expiring key has an expiry")
    if ends <= now:
        return (
            f"The expiry of this key, {date_words(ends)}, has passed, though OpenRouter still"
            " accepted it when last asked."
        )
    return (
        f"This key expires {relative_words(ends, now)}, on {date_words(ends)}. From then on"
        " programs get a 401, often misleadingly worded “User not found.”, with no account missing."
    )


def _exhausted(verdict: Verdict, _now: datetime) -> str:
    details = verdict.details
    if details.limit_remaining is None:
        return f"OpenRouter knows this key, but answers {_quote(verdict)}"
    limit = f" of {dollars(details.limit)}" if details.limit is not None else ""
    reset = f"; it resets {details.limit_reset}" if details.limit_reset else ""
    return f"Nothing is left of this key's limit{limit}{reset}."


_TELLING: Final[dict[KeyStatus, Callable[[Verdict, datetime], str]]] = {
    KeyStatus.VALID: _valid,
    KeyStatus.EXPIRED: _expired,
    KeyStatus.REJECTED: _rejected,
    KeyStatus.EXPIRING: _expiring,
    KeyStatus.EXHAUSTED: _exhausted,
    KeyStatus.UNKNOWN: lambda verdict, _: f"This key could not be checked. {fault_words(verdict)}",
}
