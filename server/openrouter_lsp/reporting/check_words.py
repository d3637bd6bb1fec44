"""Why OpenRouter was not asked about a key, or gave no answer, and what to do about it."""

from enum import StrEnum
from typing import Final

from openrouter_lsp.keys import Fault, Verdict
from openrouter_lsp.reporting.links import STATUS_PAGE


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
    " OPENROUTER_MANAGEMENT_KEY, or at the one that is set in the editor.",
    Fault.MANAGEMENT_KEY_MALFORMED: "The management key is not a whole key. Look at the variable"
    " OPENROUTER_MANAGEMENT_KEY, or at the one that is set in the editor.",
    Fault.BASE_URL: "The address that is set for OpenRouter is not one that keys are sent to. Look"
    " at the variable OPENROUTER_BASE_URL and the user setting openrouter.baseUrl.",
}


def explain_unasked(unasked: Unasked) -> str:
    """Say why OpenRouter was not asked, and what to do about it."""
    return _UNASKED[unasked]


def fault_words(verdict: Verdict) -> str:
    """Say why the newest check gave no answer; empty where it gave one."""
    return _FAULTS[verdict.fault] if verdict.fault else ""
