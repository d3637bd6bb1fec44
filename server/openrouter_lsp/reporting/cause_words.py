"""Why a request came to nothing, as part of a sentence."""

from typing import Final

from openrouter_lsp.keys import Fault
from openrouter_lsp.reporting.links import KEYS_PAGE

NOT_SENT: Final = frozenset({Fault.OFFLINE, Fault.PROXY, Fault.TLS, Fault.BASE_URL})
"""Nothing of the request reached OpenRouter."""

CAUSES: Final = {
    Fault.OFFLINE: "there is no connection to OpenRouter",
    Fault.TIMEOUT: "OpenRouter did not answer in time",
    Fault.PROXY: "the proxy did not let the request through",
    Fault.TLS: "the certificate on the way to OpenRouter was not accepted",
    Fault.RATE_LIMITED: "OpenRouter takes no more requests at the moment",
    Fault.SERVER_ERROR: "OpenRouter answered with an error of its own",
    Fault.BROKEN_OFF: "the connection broke off before an answer was whole",
    Fault.NOT_OPENROUTER: "what came back is no answer of OpenRouter's",
    Fault.UNKNOWN_FORM: "what came back is an error, but not in OpenRouter's form",
    Fault.NOT_FOUND: "there is nothing at the address that was asked",
    Fault.GIVEN_UP: "nobody answered about the keys before it",
    Fault.REDIRECT: "something on the way tried to send the request elsewhere",
    Fault.NO_CREDENTIALS_SEEN: "OpenRouter says that no key reached it",
    Fault.FORBIDDEN: "OpenRouter refused the request itself",
    Fault.MANAGEMENT_KEY: "OpenRouter refused the management key",
    Fault.MANAGEMENT_KEY_MALFORMED: "the management key is not a whole key",
    Fault.BASE_URL: "the address that is set for OpenRouter is not one that keys are sent to",
}


def may_be_made(name: str) -> str:
    """Say that a key may have been made, though none came; its name may be empty."""
    key = f"A key “{name}”" if name else "A key"
    return f"{key} may have been made all the same: look at {KEYS_PAGE}, and delete it."
