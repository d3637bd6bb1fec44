"""What is wrong with what is no key."""

from typing import Final

from openrouter_lsp.reporting.links import KEYS_PAGE
from openrouter_lsp.scanning import Finding, Malformed, Placeholder

_COPY_AGAIN: Final = f"Copy the key again, or make a new one at {KEYS_PAGE}."

_MALFORMED: Final = {
    Malformed.NOT_HEX: "some of its characters are not hexadecimal digits (0-9, a-f)",
    Malformed.CAPITALS: "a key has no capital letters",
    Malformed.PREFIX: "a key begins with “sk-or-v1-”",
    Malformed.BLANK_INSIDE: "there is a blank between the quotes",
    Malformed.QUOTE_INSIDE: "a quotation mark became part of the value",
    Malformed.LINE_BREAK_INSIDE: "there is a line break in the value",
    Malformed.RUN_TOGETHER: "two keys stand together with nothing between them",
    Malformed.OTHER_SERVICE: "it looks like another service's key",
}

_PLACEHOLDER: Final = {
    Placeholder.ZEROS: "one digit repeated is a placeholder",
    Placeholder.WORDS: "this is a placeholder",
    Placeholder.DOCUMENTATION: "this is an example from OpenRouter's documentation",
}


def shape_sentence(finding: Finding) -> str:
    """Say in one sentence why a finding is no key.

    Raises:
        ValueError: it is one.
    """
    flaw = finding.flaw
    if isinstance(flaw, Placeholder):
        return f"No key yet: {_PLACEHOLDER[flaw]}."
    if isinstance(flaw, Malformed):
        return f"Not quite an OpenRouter key: {_wrong(flaw, finding.digits)}."
    raise ValueError("a key has no flaw")


def shape_next_step(finding: Finding) -> str:
    """Say what to do about what is no key."""
    if isinstance(finding.flaw, Placeholder) or finding.flaw is Malformed.OTHER_SERVICE:
        return f"Put your own key here; keys are made at {KEYS_PAGE}."
    return _COPY_AGAIN


def _wrong(flaw: Malformed, digits: int | None) -> str:
    if flaw in (Malformed.TOO_SHORT, Malformed.TOO_LONG):
        if digits is None:
            return "its length is wrong"
        instead = "of 64 digits" if flaw is Malformed.TOO_SHORT else "digits instead of 64"
        return f"it has {digits} {instead}"
    return _MALFORMED[flaw]
