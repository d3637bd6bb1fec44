"""What pops up for an error of OpenRouter's where no key is to blame."""

from collections.abc import Iterator, Sequence
from typing import Final

from openrouter_lsp.keys import Certainty, Failure, FailureKind, KeyStatus
from openrouter_lsp.reporting.cause_words import CAUSES
from openrouter_lsp.reporting.check_words import Unasked
from openrouter_lsp.reporting.failures.checked_key import CheckedKey, place_words
from openrouter_lsp.reporting.failures.culprits import ABOUT_THE_KEY, NOT_SENT
from openrouter_lsp.reporting.failures.failure_steps import failure_next_step
from openrouter_lsp.reporting.links import KEYS_PAGE, STATUS_PAGE
from openrouter_lsp.reporting.masking import masked_line


def told_without_key(
    failure: Failure, keys: Sequence[CheckedKey], unasked: Unasked | None
) -> Iterator[str]:
    """Yield two or three sentences: what happened, what the checks told of it, what to do.

    Args:
        failure: what was printed.
        keys: the keys that may have been used, checked, likeliest first; none is to blame.
        unasked: why OpenRouter was not asked about keys whose status is unchecked.
    """
    yield f"{_OPENERS[failure.certainty]}{_HAPPENED[failure.kind]}."
    manager = next((key for key in keys if key.verdict.details.is_management_key), None)
    if manager is not None and failure.kind in (*ABOUT_THE_KEY, FailureKind.PERMISSION):
        yield f"The key {place_words(manager)} is a management key, which cannot run models."
        yield "Put a model key in its place."
    elif failure.kind not in (*ABOUT_THE_KEY, *NOT_SENT):
        if keys and failure.kind in _SAY_WHICH:
            yield f"The likeliest key is the one {place_words(keys[0])}."
        yield failure_next_step(failure).rstrip(".") + "."
    elif not keys:
        yield from _none_found(failure)
    else:
        yield from _unsettled(keys, unasked) or _all_accepted(failure, keys)


_OPENERS: Final = {
    Certainty.NAMED: "",
    Certainty.LIKELY: "most likely ",
    Certainty.POSSIBLE: "perhaps ",
}
_HAPPENED: Final = {
    FailureKind.USER_NOT_FOUND: "OpenRouter does not know the key that was sent",
    FailureKind.KEY_EXPIRED: "OpenRouter says that the key that was sent has expired",
    FailureKind.NO_CREDENTIALS: "no key reached OpenRouter, or none that it took for one",
    FailureKind.INVALID_KEY: "OpenRouter refused the key, or got none",
    FailureKind.INSUFFICIENT_CREDITS: "there are too few credits at OpenRouter for this request",
    FailureKind.KEY_LIMIT: "the key's own spending limit is reached, or too small",
    FailureKind.RATE_LIMIT: "there were too many requests for the moment",
    FailureKind.PERMISSION: "OpenRouter knows who asks, but does not allow this request",
    FailureKind.PROVIDER_ERROR: "the model's provider failed, or none was found",
    FailureKind.UNREACHABLE: "the request did not get through to OpenRouter",
    FailureKind.MISSING_KEY: "the program was started without a key",
}
_SAY_WHICH: Final = (
    FailureKind.INSUFFICIENT_CREDITS,
    FailureKind.KEY_LIMIT,
    FailureKind.PERMISSION,
)


def _none_found(failure: Failure) -> tuple[str, ...]:
    if failure.masked_key is not None:
        return (
            f"The key that it names, {masked_line(failure.masked_key, 80)}, was not found here.",
            "Look where else the program takes its key from.",
        )
    found = "No key was found in the environment or in the environment files here."
    if failure.kind is FailureKind.MISSING_KEY:
        variable = masked_line(failure.variable, 80) if failure.variable else "OPENROUTER_API_KEY"
        return found, f"Make one at {KEYS_PAGE}, and put it in .env as {variable}."
    return found, "Look where else the program takes its key from."


def _unsettled(keys: Sequence[CheckedKey], unasked: Unasked | None) -> tuple[str, ...]:
    """Speak of the first key that OpenRouter did not tell of; nothing where it told of all."""
    for key in keys:
        if key.flaw is not None and not key.is_ignored:
            words = f"It may have used the value {place_words(key)}, not checked since it is"
            return f"{words} not quite a key.", "Leave nothing but the key there."
        if key.verdict.status is KeyStatus.UNCHECKED:
            because = Unasked.IGNORED if key.is_ignored else unasked
            why, step = _UNASKED[because or Unasked.NOT_YET]
            return f"It may have used the key {place_words(key)}, not checked {why}.", step
        if key.verdict.fault is not None:
            why = CAUSES[key.verdict.fault]
            return (
                f"The key {place_words(key)} could not be checked: {why}.",
                "Mend that, or check it again later.",
            )
    return ()


_CHECK: Final = "Check it."
_UNASKED: Final = {
    Unasked.NOT_YET: ("yet", _CHECK),
    Unasked.SWITCHED_OFF: (
        "since checking is switched off",
        "Switch it on to learn more (setting openrouter.check.enabled).",
    ),
    Unasked.UNTRUSTED: (
        "since this workspace is not trusted",
        "Trust the workspace to learn more.",
    ),
    Unasked.OFFLINE: ("as you wished", _CHECK),
    Unasked.MENTION: ("since it stands in a comment", _CHECK),
    Unasked.IGNORED: ("since it is ignored", "Stop ignoring it to learn more."),
}


def _all_accepted(failure: Failure, keys: Sequence[CheckedKey]) -> tuple[str, ...]:
    exhausted = any(key.verdict.status is KeyStatus.EXHAUSTED for key in keys)
    verb = "knows" if exhausted else "accepts"
    first = place_words(keys[0])
    if failure.kind in NOT_SENT:
        return (
            f"OpenRouter {verb} the key {first}, but the program did not send it so.",
            "See that the program loads it from there.",
        )
    if failure.masked_key is not None:
        return (
            f"OpenRouter {verb} the key {first} now, which looks like the one that failed.",
            f"Try again; OpenRouter's own state: {STATUS_PAGE}.",
        )
    which = (
        f"the key {first}, the only one found here"
        if len(keys) == 1
        else f"all {len(keys)} keys found here, the likeliest {first}"
    )
    return (
        f"OpenRouter {verb} {which}.",
        f"Look for another key that the program may use; OpenRouter's own state: {STATUS_PAGE}.",
    )
