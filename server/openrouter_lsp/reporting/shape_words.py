"""What is wrong with what is no key."""

from typing import Final

from openrouter_lsp.reporting.links import KEYS_PAGE
from openrouter_lsp.scanning import AROUND_A_KEY, Finding, Malformed, Placeholder

_COPY_AGAIN: Final = f"Copy the key again, or make a new one at {KEYS_PAGE}."
_TAKE_OUT: Final = (
    f"Leave nothing but the key in the value; if it is incomplete, make a new one at {KEYS_PAGE}."
)

_MALFORMED: Final = {
    Malformed.NOT_HEX: "some of its characters are not hexadecimal digits (0-9, a-f)",
    Malformed.CAPITALS: "a key has no capital letters",
    Malformed.PREFIX: "a key begins with “sk-or-v1-”",
    Malformed.BLANK_INSIDE: "there is a blank in the value",
    Malformed.QUOTE_INSIDE: "a quotation mark became part of the value",
    Malformed.LINE_BREAK_INSIDE: "there is a line break in the value",
    Malformed.BEARER: (
        "“Bearer” stands before it, which programs add themselves and would send twice"
    ),
    Malformed.TEXT_AROUND: "there is more in the value, so that programs would send “{masked}”",
    Malformed.UNCLOSED_QUOTE: (
        "its quotation mark is not closed; python-dotenv reads nothing here, and others take the"
        " mark for a part of the key"
    ),
    Malformed.BEHIND_QUOTES: (
        "something stands behind its closing quotation mark; python-dotenv reads nothing here, and"
        " most others take all of it for the key"
    ),
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
        return f"Not quite an OpenRouter key: {flaw_words(finding)}."
    raise ValueError("a key has no flaw")


def shape_next_step(finding: Finding) -> str:
    """Say what to do about what is no key."""
    if isinstance(finding.flaw, Placeholder) or finding.flaw is Malformed.OTHER_SERVICE:
        return f"Put your own key here; keys are made at {KEYS_PAGE}."
    return _TAKE_OUT if finding.flaw in AROUND_A_KEY else _COPY_AGAIN


def flaw_words(finding: Finding) -> str:
    """Say what is wrong with what is malformed, in a clause: `there is a blank in the value`.

    Raises:
        ValueError: it is not.
    """
    flaw, digits = finding.flaw, finding.digits
    if not isinstance(flaw, Malformed):
        raise ValueError("not malformed")  # noqa: TRY004 - of the right type all the same
    if flaw in (Malformed.TOO_SHORT, Malformed.TOO_LONG):
        if digits is None:
            return "its length is wrong"
        instead = "of 64 digits" if flaw is Malformed.TOO_SHORT else "digits instead of 64"
        return f"it has {digits} {instead}"
    return _MALFORMED[flaw].replace("{masked}", finding.masked)
