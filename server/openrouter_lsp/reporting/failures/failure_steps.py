"""What to do about an error that a program printed, from the text alone."""

from collections.abc import Callable
from typing import Final

from openrouter_lsp.keys import Failure, FailureKind
from openrouter_lsp.reporting.links import CREDITS_PAGE, KEYS_PAGE, PRIVACY_PAGE, STATUS_PAGE
from openrouter_lsp.reporting.masking import masked_line


def failure_next_step(failure: Failure) -> str:
    """Say what to do about a failure, in one sentence or two."""
    return _NEXT_STEPS[failure.kind](failure)


def _check_the_key(failure: Failure) -> str:
    return (
        f"Check {_the_key(failure)} (openrouter-lsp check); if it is dead, make a new one at"
        f" {KEYS_PAGE} and start the program anew."
    )


def _replace_the_key(failure: Failure) -> str:
    where = f"in {_shown(failure.variable)}" if failure.variable else "in the place of the old one"
    return (
        f"It cannot be prolonged. Make a new key at {KEYS_PAGE}, put it {where}, and start the"
        " program anew."
    )


def _send_a_key(failure: Failure) -> str:
    return (
        f"See that {_variable(failure)} holds a key where the program runs, and that the program"
        " reads this variable; a proxy may also strip the Authorization header."
    )


def _pay(_failure: Failure) -> str:
    return f"Add credits at {CREDITS_PAGE}, or ask for less: fewer max_tokens, a cheaper model."


def _raise_the_limit(_failure: Failure) -> str:
    return (
        f"Raise the key's limit at {KEYS_PAGE}; one that resets daily, weekly or monthly comes back"
        " by itself."
    )


def _wait(failure: Failure) -> str:
    words = f"{failure.model or ''} {failure.message or ''} {failure.text}"
    if ":free" in words or "free-models" in words:
        return (
            "Wait and try again, or use the model without “:free”, which costs: free models have a"
            f" small allowance a day, and a larger one once credits were bought at {CREDITS_PAGE}."
        )
    return "Wait and try again, more slowly; or use another model or provider."


def _look_at_permissions(_failure: Failure) -> str:
    return f"Look at {PRIVACY_PAGE}, and at the key's kind and guardrails at {KEYS_PAGE}."


def _try_another_provider(failure: Failure) -> str:
    if failure.code in (401, 403):
        return (
            "Where a key of your own for this provider is stored at OpenRouter, look at that one;"
            " else try again, or use another provider."
        )
    if failure.code == 404:
        return "See that the model's name is right and that it still exists, or use another model."
    return f"Try again, or use another model or provider; OpenRouter's own state: {STATUS_PAGE}"


def _mend_the_way(_failure: Failure) -> str:
    return (
        "Look at the network first; behind a proxy at HTTPS_PROXY and NO_PROXY, and for a"
        " certificate at SSL_CERT_FILE."
    )


def _set_the_variable(failure: Failure) -> str:
    return (
        f"Set {_variable(failure)} where the program runs, or let the program load the .env that"
        f" holds it; keys are made at {KEYS_PAGE}."
    )


_NEXT_STEPS: Final[dict[FailureKind, Callable[[Failure], str]]] = {
    FailureKind.USER_NOT_FOUND: _check_the_key,
    FailureKind.KEY_EXPIRED: _replace_the_key,
    FailureKind.NO_CREDENTIALS: _send_a_key,
    FailureKind.INVALID_KEY: _check_the_key,
    FailureKind.INSUFFICIENT_CREDITS: _pay,
    FailureKind.KEY_LIMIT: _raise_the_limit,
    FailureKind.RATE_LIMIT: _wait,
    FailureKind.PERMISSION: _look_at_permissions,
    FailureKind.PROVIDER_ERROR: _try_another_provider,
    FailureKind.UNREACHABLE: _mend_the_way,
    FailureKind.MISSING_KEY: _set_the_variable,
}


def _the_key(failure: Failure) -> str:
    return f"the key in {_shown(failure.variable)}" if failure.variable else "the key that it uses"


def _variable(failure: Failure) -> str:
    return _shown(failure.variable) if failure.variable else "the variable for the key"


def _shown(text: str | None) -> str:
    """Return foreign words as they may be shown."""
    return masked_line(text or "", 80)
