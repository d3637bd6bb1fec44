"""What follows once the keys that a failing program may have used were checked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from openrouter_lsp.keys import Failure, FailureKind, KeyStatus
from openrouter_lsp.reporting.check_words import Unasked, fault_words
from openrouter_lsp.reporting.failures.checked_key import CheckedKey, KeyPlace, place_words
from openrouter_lsp.reporting.failures.culprits import (
    ABOUT_MONEY,
    ABOUT_THE_KEY,
    NOT_SENT,
    culprits,
)
from openrouter_lsp.reporting.failures.flawed_words import (
    flawed_key,
    flawed_words,
    unasked_words,
)
from openrouter_lsp.reporting.links import CREDITS_PAGE, KEYS_PAGE, STATUS_PAGE
from openrouter_lsp.reporting.masking import masked_line
from openrouter_lsp.reporting.status_words import explain_status


def conclusion_words(
    failure: Failure,
    keys: Sequence[CheckedKey],
    now: datetime,
    unasked: Unasked | None = None,
) -> str:
    """Say what the checks tell about a failure, and what to do; empty where they tell nothing.

    Args:
        failure: what was printed; `is_worth_a_check` is true of its kind.
        keys: the keys that may have been used, likeliest first, each once.
        now: the moment to speak from.
        unasked: why OpenRouter was not asked about keys whose status is unchecked.
    """
    if flawed := flawed_key(failure, keys):
        first, *more = flawed_words(failure, flawed, keys)
        return " ".join([first[0].upper() + first[1:], *more])
    if found := culprits(failure, keys):
        return _accuse(failure, found, keys, now)
    if failure.kind in (*ABOUT_THE_KEY, FailureKind.PERMISSION):
        for key in keys:
            if key.verdict.details.is_management_key:
                return f"The key {place_words(key)} is a management key: {_MANAGEMENT}"
    if failure.kind in ABOUT_MONEY or failure.kind is FailureKind.PERMISSION:
        return ""
    if not keys:
        return _none_found(failure)
    return _unsettled(keys, now, unasked) or _all_accepted(failure, keys)


_ACCEPTED: Final = (KeyStatus.VALID, KeyStatus.EXPIRING)
_NEXT: Final = {
    KeyStatus.EXPIRED: f"Make a new key at {KEYS_PAGE}, put it in the place of this one, and start"
    " the program anew.",
    KeyStatus.REJECTED: "Open the key's page as its owner to see which, or put a new key from"
    f" {KEYS_PAGE} in the place of this one, and start the program anew.",
    KeyStatus.DISABLED: f"Switch it on again at {KEYS_PAGE}, or use another key.",
    KeyStatus.EXHAUSTED: f"Raise its limit at {KEYS_PAGE}, or add credits at {CREDITS_PAGE}.",
}
_MANAGEMENT: Final = (
    "it administers keys and cannot run models. Put a model key in its place, and keep this one in"
    " OPENROUTER_MANAGEMENT_KEY."
)
_TROUBLE: Final = f"OpenRouter had trouble of its own at that moment ({STATUS_PAGE})"
_ELSEWHERE: Final = (
    "an exported variable in the shell that runs it, another configuration file, or one that it"
    " read before the file was changed"
)


def _accuse(
    failure: Failure, found: Sequence[CheckedKey], keys: Sequence[CheckedKey], now: datetime
) -> str:
    first = found[0]
    status = first.verdict.status
    fails = "has nothing left to spend" if status is KeyStatus.EXHAUSTED else "fails its check"
    if failure.kind in NOT_SENT:
        fails = "did not arrive, and would not do"
    words = [
        f"The key {place_words(first)} {fails}.",
        explain_status(first.verdict, now),
        _NEXT[status],
        *(f"The key {place_words(key)} is {key.verdict.status} too." for key in found[1:3]),
    ]
    if len(found) > 3:
        words.append(f"So are {len(found) - 3} more.")
    others = sum(key.verdict.status in _ACCEPTED for key in keys)
    if others and failure.masked_key is None:
        which = f"{others} other {'key' if others == 1 else 'keys'} here"
        words.append(f"OpenRouter accepts {which}; which one the program used is not known.")
    return " ".join(words)


def _unsettled(keys: Sequence[CheckedKey], now: datetime, unasked: Unasked | None) -> str:
    """Speak of the first key that OpenRouter did not tell of; empty where it told of all."""
    for key in keys:
        if key.flaw is not None and not key.is_ignored:
            return f"The program may have used the value {place_words(key)}, {unasked_words(key)}."
        if key.verdict.status is KeyStatus.UNCHECKED:
            because = Unasked.IGNORED if key.is_ignored else unasked
            why = explain_status(key.verdict, now, because)
            return f"The program may have used the key {place_words(key)}. {why}"
        if key.verdict.fault is not None:
            why = fault_words(key.verdict)
            return f"The key {place_words(key)} could not be checked. {why}"
    return ""


def _none_found(failure: Failure) -> str:
    if failure.masked_key is not None:
        return (
            f"The text names the key {failure.masked_key}, which stands neither in the environment"
            " nor in the environment files here: look where else the program takes its key from."
        )
    if failure.kind is FailureKind.MISSING_KEY:
        variable = masked_line(failure.variable, 80) if failure.variable else "OPENROUTER_API_KEY"
        return (
            "No key was found in the environment or in the environment files here either: make one"
            f" at {KEYS_PAGE} and put it in .env as {variable}."
        )
    return (
        "No key was found in the environment or in the environment files here: look where else the"
        " program takes its key from."
    )


def _all_accepted(failure: Failure, keys: Sequence[CheckedKey]) -> str:
    exhausted = any(key.verdict.status is KeyStatus.EXHAUSTED for key in keys)
    verb = "knows" if exhausted else "accepts"
    if failure.kind in NOT_SENT:
        return (
            f"OpenRouter {verb} the key {place_words(keys[0])}, but the program did not send it as"
            f" it stands there. {_how_to_send(keys[0])}"
        )
    if failure.masked_key is not None:
        return (
            f"OpenRouter {verb} the key {place_words(keys[0])} now, which fits the one that the"
            f" text names: either {_TROUBLE}, or it was another key that looks alike."
        )
    what = (
        f"the key {place_words(keys[0])}, the only one found here"
        if len(keys) == 1
        else f"all {len(keys)} keys found here, the likeliest {place_words(keys[0])}"
    )
    return f"OpenRouter {verb} {what}. So the program used another ({_ELSEWHERE}), or {_TROUBLE}."


def _how_to_send(key: CheckedKey) -> str:
    if key.place is KeyPlace.FILE:
        return (
            "See that the program loads this file (python-dotenv, dotenv) or export the variable,"
            " and that it reads this variable."
        )
    return "See that the program reads it from there."
