"""What programs use in the place of the key in a line."""

from dataclasses import dataclass
from enum import StrEnum
from re import compile as regex
from typing import Final

from openrouter_lsp.keys import KeyStatus
from openrouter_lsp.reporting.shape_words import flaw_words
from openrouter_lsp.scanning import Finding, Malformed, Placeholder


class ShadowPlace(StrEnum):
    """Where that stands which programs use in place of a key."""

    EDITOR = "editor"
    """In the environment that the editor was started in."""
    SHELL = "shell"
    """In the environment that the command line's check was started in."""
    LATER_LINE = "later line"
    """Further down in the same file."""
    OTHER_FILE = "other file"
    """In a file that Vite and Next.js put before this one; others may not load it at all."""


@dataclass(frozen=True, slots=True)
class ShadowedBy:
    """What programs use in place of a finding's key, for the same variable.

    Attributes:
        masked: how to show the key that they use; None where it is no key.
        place: where it stands.
        status: what is known of it; None where nothing is.
        line: in which line, from 1; None in an environment.
        file: the other file's name; None where there is none.
        instead: what they use that tries or seems to be a key; None where it is one, or nothing
            of the kind.
        is_empty: whether the variable is set to nothing.
    """

    masked: str | None
    place: ShadowPlace
    status: KeyStatus | None = None
    line: int | None = None
    file: str | None = None
    instead: Finding | None = None
    is_empty: bool = False


def shadow_words(finding: Finding, shadow: ShadowedBy) -> str:
    """Say what programs use in place of a finding's key, and what to do about it.

    Of a key in another file, where it depends on the framework, this is no problem but a note for
    the hover.
    """
    if shadow.masked is None:
        holds, which = _no_key(shadow), "do not get the key of this line"
    else:
        status = _STATUS.get(shadow.status) if shadow.status else None
        holds = f"holds another key ({shadow.masked}){f', {status},' if status else ''}"
        which = "use that key, not this one"
    return _SHADOWED[shadow.place].format(
        variable=finding.variable,
        holds=holds,
        other=holds.removeprefix("holds "),
        which=which,
        line=shadow.line,
        file=shadow.file,
    )


def _no_key(shadow: ShadowedBy) -> str:
    """Say what stands there that is no key; of another service's not a character."""
    if shadow.is_empty:
        return "is set, but to nothing,"
    flaw = shadow.instead.flaw if shadow.instead else None
    if shadow.instead is None or flaw is None:
        return "holds something that is no OpenRouter key"
    if isinstance(flaw, Placeholder):
        return "holds a placeholder"
    if flaw is Malformed.OTHER_SERVICE:
        return "holds what looks like another service's key"
    masked = shadow.instead.masked
    shown = f" ({masked})" if _HARMLESS.fullmatch(masked) else ""
    return f"holds what is not quite a key{shown}: {flaw_words(shadow.instead)},"


# Whatever it is shown in, Markdown among it.
_HARMLESS: Final = regex(r"[\w.\-\"': ]+")
_STATUS: Final = {
    KeyStatus.VALID: "which OpenRouter accepts",
    KeyStatus.EXPIRING: "which expires soon",
    KeyStatus.EXHAUSTED: "which has nothing left to spend",
    KeyStatus.EXPIRED: "which has expired",
    KeyStatus.DISABLED: "which is switched off",
    KeyStatus.REJECTED: "which OpenRouter does not accept",
    KeyStatus.UNKNOWN: "which could not be checked",
}
_ENVIRONMENT: Final = (
    "{{variable}} {{holds}} in the environment that {started}. python-dotenv, dotenv and"
    " their like leave a variable that is set as it is, unless told to override it, so programs"
    " started from there {{which}}. {step}"
)
_SHADOWED: Final = {
    ShadowPlace.EDITOR: _ENVIRONMENT.format(
        started="this editor was started in",
        step="Take it out of the shell's profile or wherever it is set, then start the editor"
        " anew; in an open terminal, run: unset {variable}.",
    ),
    ShadowPlace.SHELL: _ENVIRONMENT.format(
        started="this check was started in",
        step="Run: unset {variable}. If it comes back, take it out of the shell's profile.",
    ),
    ShadowPlace.LATER_LINE: "{variable} is set to {other} in line {line} of this file. The last"
    " line for a variable counts, so programs {which}. Delete the line that is not wanted.",
    ShadowPlace.OTHER_FILE: "{variable} is set to {other} in line {line} of {file}, which Vite and"
    " Next.js put before this file. python-dotenv and dotenv load it only where told to.",
}
