"""What is said while a key is rotated with a management key."""

from typing import Final

from openrouter_lsp.keys import Fault
from openrouter_lsp.reporting.cause_words import CAUSES, may_be_made
from openrouter_lsp.reporting.links import KEYS_PAGE

NO_MANAGEMENT_KEY: Final = (
    "To rotate a key, set a management key of the same account (OPENROUTER_MANAGEMENT_KEY, or in"
    " the editor). Nothing was changed."
)
UNDER_WAY: Final = (
    "This key is being rotated already: answer what was asked about that first. Nothing was"
    " changed."
)

_STEPS: Final = {
    "find": "look up the old key",
    "make": "make the new key",
    "disable": "switch the old key off",
    "delete": "delete the old key",
}
_DONE: Final = {
    "disable": "The old key is switched off; it can be switched on again at",
    "delete": "The old key is deleted for good. All keys:",
}


def not_done_words(
    step: str, quote: str | None, fault: Fault | None, *, is_settled: bool, name: str
) -> str:
    """Say which step of a rotation failed, why, and how things stand.

    Args:
        step: `find`, or what `checking.Step` has.
        quote: OpenRouter's words, fit to be shown; None where there are none.
        fault: what went wrong on the way; None where OpenRouter refused in words.
        is_settled: it is known that nothing was changed.
        name: the key's name at OpenRouter.
    """
    said = f": OpenRouter says “{quote}”." if quote and not fault else "."
    cause = f": {CAUSES[fault]}." if fault else said
    failed = f"The step that failed: to {_STEPS[step]}{cause}"
    if step in ("disable", "delete"):
        stands = "The new key is in place; the old one was left as it is."
        unsure = f"The new key is in place. See at {KEYS_PAGE} how the old one stands."
        return f"{failed} {stands if is_settled else unsure}"
    if is_settled:
        return f"{failed} Nothing was changed, and the old key stands where it stood."
    return f"{failed} The old key stands where it stood. {may_be_made(name)}"


def no_record_words(*, complete: bool) -> str:
    """Say that the old key is not in the account of the management key."""
    where = "in this account" if complete else "in the workspaces that could be searched"
    return (
        f"The step that failed: to look up the old key. There is no such key {where}: it was"
        " deleted, or is another account's. Nothing was changed. Get a new key through the browser"
        " instead."
    )


def retire_words(name: str, left: str = "") -> str:
    """Ask what is to become of the old key, once the new one is in place.

    Args:
        name: the new key's, at OpenRouter.
        left: the sentences of `left_words`.
    """
    return (
        f"The new key “{name}” is in place. {left} What is to become of the old one? Programs that"
        " still run with it fail once it is off."
    ).replace("  ", " ")


def retired_words(step: str) -> str:
    """Say what became of the old key."""
    return f"{_DONE[step]} {KEYS_PAGE}."
