"""What an error that a program printed means."""

from collections.abc import Callable
from typing import Final

from openrouter_lsp.keys import Certainty, Failure, FailureKind
from openrouter_lsp.reporting.failures.failure_steps import failure_next_step
from openrouter_lsp.reporting.masking import masked_line


def failure_title(kind: FailureKind) -> str:
    """Return a failure in a few words, without a full stop."""
    return _TITLES[kind]


def explain_failure(failure: Failure) -> str:
    """Say what a failure means and what to do next, from the printed text alone."""
    return f"{failure_meaning(failure)} {failure_next_step(failure)}"


def failure_meaning(failure: Failure) -> str:
    """Say what a failure means, and how sure it is that OpenRouter said so."""
    meaning = _MEANINGS[failure.kind](failure)
    opener = _OPENERS[_family(failure.kind)][failure.certainty]
    if not opener:
        meaning = meaning[0].upper() + meaning[1:]
    elif meaning.startswith("OpenRouter "):
        meaning = f"it{meaning.removeprefix('OpenRouter')}"
    return f"{opener}{meaning}{_names(failure)}"


_TITLES: Final = {
    FailureKind.USER_NOT_FOUND: "OpenRouter does not know the key",
    FailureKind.KEY_EXPIRED: "The key has expired",
    FailureKind.NO_CREDENTIALS: "No key reached OpenRouter",
    FailureKind.INVALID_KEY: "OpenRouter refused the key",
    FailureKind.INSUFFICIENT_CREDITS: "Too few credits at OpenRouter",
    FailureKind.KEY_LIMIT: "The key's own limit is reached",
    FailureKind.RATE_LIMIT: "Too many requests for the moment",
    FailureKind.PERMISSION: "OpenRouter does not allow the request",
    FailureKind.PROVIDER_ERROR: "The model's provider failed",
    FailureKind.UNREACHABLE: "OpenRouter was not reached",
    FailureKind.MISSING_KEY: "The program was started without a key",
}

_ANSWERED, _ON_THE_WAY, _BEFORE = range(3)
"""Where it failed: OpenRouter answered; nothing arrived there; nothing was sent."""

_OPENERS: Final = {
    _ANSWERED: {
        Certainty.NAMED: "",
        Certainty.LIKELY: "By the wording the answer is OpenRouter's: ",
        Certainty.POSSIBLE: "This may be another service's error. If it is OpenRouter's: ",
    },
    _ON_THE_WAY: {
        Certainty.NAMED: "",
        Certainty.LIKELY: "Most likely this is about OpenRouter: ",
        Certainty.POSSIBLE: "This may be another service's trouble. If OpenRouter was asked: ",
    },
    _BEFORE: {
        Certainty.NAMED: "",
        Certainty.LIKELY: "Most likely this is about OpenRouter: ",
        Certainty.POSSIBLE: "This may be about another service. If OpenRouter is to be used: ",
    },
}


def _family(kind: FailureKind) -> int:
    if kind is FailureKind.UNREACHABLE:
        return _ON_THE_WAY
    return _BEFORE if kind is FailureKind.MISSING_KEY else _ANSWERED


def _user_not_found(_failure: Failure) -> str:
    return (
        "OpenRouter does not know the key that the program sent; no account is missing. The key may"
        " have expired, have been deleted or disabled, or be mistyped; the message does not tell"
        " which."
    )


def _key_expired(_failure: Failure) -> str:
    return "the key that the program sent has expired, says OpenRouter."


def _no_credentials(_failure: Failure) -> str:
    return (
        "OpenRouter got no key, or something that it did not take for one. Often the variable is"
        " empty or not set where the program runs, or it holds another service's key, or quotes or"
        " blanks became part of it."
    )


def _invalid_key(_failure: Failure) -> str:
    return (
        "OpenRouter refused the request for want of a good key; the text does not tell whether the"
        " key is wrong or none was sent."
    )


def _insufficient_credits(_failure: Failure) -> str:
    return "OpenRouter knows the key, but there are too few credits for this request."


def _key_limit(_failure: Failure) -> str:
    return (
        "OpenRouter knows the key, but the key's own spending limit is reached, or too small for"
        " this request. The account may have credits left."
    )


def _rate_limit(failure: Failure) -> str:
    asked = f" for {_shown(failure.model)}" if failure.model else ""
    who = f" at the provider {_shown(failure.provider)}" if failure.provider else ""
    return f"there were too many requests{asked}{who} for the moment. It says nothing of the key."


def _permission(_failure: Failure) -> str:
    return (
        "OpenRouter knows who asks, but does not allow this request. The account's privacy settings"
        " or a guardrail may forbid it, or the kind of the key: only a management key administers"
        " keys, and it cannot run models."
    )


def _provider_error(failure: Failure) -> str:
    model = f" of {_shown(failure.model)}" if failure.model else " of the model"
    if failure.provider:
        return f"the provider {_shown(failure.provider)}{model} failed. {_NOT_THE_KEY}"
    return f"the provider{model} failed, or none was found for the request. {_NOT_THE_KEY}"


_NOT_THE_KEY: Final = "That is no fault of the OpenRouter key."


def _unreachable(_failure: Failure) -> str:
    return (
        "the request did not get through to OpenRouter: the network, a proxy or a certificate stood"
        " in the way. It says nothing of the key."
    )


def _missing_key(failure: Failure) -> str:
    wanted = f"; it looks for it in {_shown(failure.variable)}" if failure.variable else ""
    return f"the program was started without a key{wanted}. OpenRouter was not asked."


_MEANINGS: Final[dict[FailureKind, Callable[[Failure], str]]] = {
    FailureKind.USER_NOT_FOUND: _user_not_found,
    FailureKind.KEY_EXPIRED: _key_expired,
    FailureKind.NO_CREDENTIALS: _no_credentials,
    FailureKind.INVALID_KEY: _invalid_key,
    FailureKind.INSUFFICIENT_CREDITS: _insufficient_credits,
    FailureKind.KEY_LIMIT: _key_limit,
    FailureKind.RATE_LIMIT: _rate_limit,
    FailureKind.PERMISSION: _permission,
    FailureKind.PROVIDER_ERROR: _provider_error,
    FailureKind.UNREACHABLE: _unreachable,
    FailureKind.MISSING_KEY: _missing_key,
}


def _names(failure: Failure) -> str:
    """Name the key, and the variable, that the text shows, where it shows a key."""
    if failure.masked_key is None:
        return ""
    variable = f", variable {_shown(failure.variable)}" if failure.variable else ""
    return f" The text names the key {_shown(failure.masked_key)}{variable}."


def _shown(text: str | None) -> str:
    """Return foreign words as they may be shown."""
    return masked_line(text or "", 80)
