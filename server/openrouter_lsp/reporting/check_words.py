"""Why OpenRouter was not asked about a key, or gave no answer, and what to do about it."""

from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from openrouter_lsp.keys import Fault, Verdict
from openrouter_lsp.reporting.links import API_ADDRESS, STATUS_PAGE
from openrouter_lsp.reporting.time_words import date_words


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
    IGNORED = "ignored"
    """The user wants nothing told of the key."""


_UNASKED: Final = {
    Unasked.NOT_YET: "OpenRouter was not asked about this key yet.",
    Unasked.SWITCHED_OFF: "Checking is switched off (setting openrouter.check.enabled).",
    Unasked.UNTRUSTED: "This workspace is not trusted, so no key of it is sent anywhere."
    " Trust the workspace to have its keys checked.",
    Unasked.OFFLINE: "OpenRouter was not asked, as you wished (--offline).",
    Unasked.MENTION: "It stands in a comment, so OpenRouter is not asked about it.",
    Unasked.IGNORED: "It is ignored, so OpenRouter is not asked about it.",
}

_AGAIN: Final = "Check the key again in a moment."
_LATER: Final = (
    f"OpenRouter may have trouble of its own. See {STATUS_PAGE}, and check the key again later."
)
_SIGN_IN: Final = "Sign in to the network, then check the key again."
_MANAGEMENT_KEY: Final = (
    "Look at the variable OPENROUTER_MANAGEMENT_KEY, or at the one that is set in the editor."
)

_WHAT: Final = {
    Fault.OFFLINE: "OpenRouter could not be reached: no connection.",
    Fault.TIMEOUT: "OpenRouter did not answer in time.",
    Fault.PROXY: "The proxy did not let the request through.",
    Fault.TLS: "The certificate on the way to OpenRouter was not accepted.",
    Fault.RATE_LIMITED: "No more requests are taken at the moment.",
    Fault.SERVER_ERROR: "The answer was an error that tells nothing of the key.",
    Fault.BROKEN_OFF: "The connection broke off before an answer was whole.",
    Fault.NOT_OPENROUTER: "What came back is no answer of OpenRouter's about a key; often a login"
    " page, a firewall or a proxy stands between.",
    Fault.UNKNOWN_FORM: "What came back is an error, but not in the form that OpenRouter gives its"
    " own, so it is not taken for a word on the key; often a gateway or a proxy stands between.",
    Fault.NOT_FOUND: "The answer was that there is nothing at the address that was asked (404).",
    Fault.GIVEN_UP: "OpenRouter was not asked about it: nobody answered about the keys before it,"
    " one after the other.",
    Fault.REDIRECT: "Something on the way tried to send the request elsewhere; it was not"
    " followed.",
    Fault.NO_CREDENTIALS_SEEN: "OpenRouter says that no key reached it, though one was sent.",
    Fault.FORBIDDEN: "OpenRouter refused the question itself, which tells nothing of the key.",
    Fault.MANAGEMENT_KEY: "OpenRouter refused the management key.",
    Fault.MANAGEMENT_KEY_MALFORMED: "The management key is not a whole key.",
    Fault.BASE_URL: "The address that is set for OpenRouter is not one that keys are sent to.",
}
"""What happened."""

_STEPS: Final = {
    Fault.OFFLINE: "Check the network, then check the key again.",
    Fault.TIMEOUT: _AGAIN,
    Fault.PROXY: "Look at HTTPS_PROXY, ALL_PROXY and NO_PROXY.",
    Fault.TLS: "Where a company's proxy puts its own, add it to the system's certificates or name"
    " it in SSL_CERT_FILE.",
    Fault.RATE_LIMITED: "Check the key again later.",
    Fault.SERVER_ERROR: _LATER,
    Fault.BROKEN_OFF: _AGAIN,
    Fault.NOT_OPENROUTER: _SIGN_IN,
    Fault.UNKNOWN_FORM: "Look at HTTPS_PROXY and ALL_PROXY, then check the key again.",
    Fault.NOT_FOUND: _LATER,
    Fault.GIVEN_UP: "Check the network, then check the key again.",
    Fault.REDIRECT: _SIGN_IN,
    Fault.NO_CREDENTIALS_SEEN: "A proxy may strip the Authorization header; check the key again.",
    Fault.FORBIDDEN: "Where the account has an allow-list of addresses, see whether this machine's"
    " is on it.",
    Fault.MANAGEMENT_KEY: _MANAGEMENT_KEY,
    Fault.MANAGEMENT_KEY_MALFORMED: _MANAGEMENT_KEY,
    Fault.BASE_URL: "Look at the variable OPENROUTER_BASE_URL and the editor's user"
    " setting openrouter.baseUrl.",
}
"""What to do about it."""

_ELSEWHERE: Final = {
    Fault.OFFLINE: "Nothing takes connections at {host}: the address is mistyped, or what should"
    " answer there is not running.",
    Fault.TIMEOUT: "Nobody answered in time at {host}.",
    Fault.TLS: "The certificate of {host} was not accepted.",
    Fault.SERVER_ERROR: "The answer of {host} was an error that tells nothing of the key.",
    Fault.NOT_OPENROUTER: "What {host} sent back is no answer of OpenRouter's about a key.",
    Fault.UNKNOWN_FORM: "What {host} sent back is an error, but not in the form that OpenRouter"
    " gives its own, so it is not taken for a word on the key.",
    Fault.NOT_FOUND: "The answer of {host} was that there is nothing at the address that was asked"
    " (404), so its path is probably wrong.",
    Fault.GIVEN_UP: "{host} was not asked about it: nobody answered about the keys before it, one"
    " after the other.",
    Fault.FORBIDDEN: "{host} refused the question itself, which tells nothing of the key.",
    Fault.NO_CREDENTIALS_SEEN: "{host} says that no key reached it, though one was sent.",
}
"""What happened where another address than OpenRouter's own is set."""

_LOOK_AT_THE_ADDRESS: Final = (
    f"The address {{address}} is set in the variable OPENROUTER_BASE_URL or in the editor's user"
    f" setting openrouter.baseUrl; OpenRouter's own is {API_ADDRESS}. Look whether it is meant,"
    " then check the key again."
)
_OF_NO_ADDRESS: Final = frozenset(
    {Fault.MANAGEMENT_KEY, Fault.MANAGEMENT_KEY_MALFORMED, Fault.BASE_URL, Fault.RATE_LIMITED}
)

_UNSURE: Final = (
    "The answer speaks of the key, but not in the form that OpenRouter is known to say this in, so"
    " it is not taken for a verdict."
)
_SPEAKS_OF_A_KEY: Final = ("expired", "disabled", "revoked", "deleted", "invalid")
_TELLS_NOTHING: Final = frozenset({Fault.SERVER_ERROR, Fault.FORBIDDEN, Fault.UNKNOWN_FORM})


def explain_unasked(unasked: Unasked) -> str:
    """Say why OpenRouter was not asked, and what to do about it."""
    return _UNASKED[unasked]


def fault_words(verdict: Verdict) -> str:
    """Say why the newest check gave no answer, and what to do; empty where it gave one."""
    fault = verdict.fault
    if fault is None:
        return ""
    newest = verdict.evidence[0] if verdict.evidence else None
    address = newest.address if newest and fault not in _OF_NO_ADDRESS else None
    what, step = _WHAT[fault], _STEPS[fault]
    if address is not None:
        host = urlsplit(address).netloc
        what = _ELSEWHERE.get(fault, _WHAT[fault]).format(host=host)
        step = _LOOK_AT_THE_ADDRESS.format(address=address)
    if newest and fault in _TELLS_NOTHING and _speaks_of_a_key(newest.quote):
        what = _UNSURE
    if verdict.retry_at is not None:
        step = _WAIT.format(moment=date_words(verdict.retry_at))
    return f"{what} {step}"


_WAIT: Final = (
    "The answer asks for no more questions before {moment}: until then nothing is sent about this"
    " key, even where it is checked again."
)


def _speaks_of_a_key(quote: str | None) -> bool:
    """Whether an answer says something of the key after all, so that nobody may deny it."""
    words = (quote or "").casefold()
    return any(word in words for word in _SPEAKS_OF_A_KEY)
