"""What is said of a new key until it is written, wherever it came from."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

from openrouter_lsp.keys import KeyStatus, Verdict
from openrouter_lsp.reporting.actions.left_words import named
from openrouter_lsp.reporting.check_words import Unasked
from openrouter_lsp.reporting.links import KEYS_PAGE
from openrouter_lsp.reporting.status_words import explain_status

_WORKS: Final = frozenset({KeyStatus.VALID, KeyStatus.EXPIRING})


class Unwritten(StrEnum):
    """Why a new key was not written."""

    REFUSED = "refused"
    """The editor did not take the edit."""
    GONE = "gone"
    """What it was to replace stands nowhere any more."""
    UNTRUSTED = "untrusted"
    OUT_OF_REACH = "out_of_reach"
    """What it was to replace stands in files alone that an editor would damage, or refuses."""
    MISSING = "missing"
    """The editor says that it made the edit, and the key does not stand everywhere."""


_UNWRITTEN: Final = {
    Unwritten.REFUSED: "The editor did not take the edit; the text may have changed meanwhile, or"
    " a file may be read-only.",
    Unwritten.GONE: "What it was to replace does not stand there any more.",
    Unwritten.UNTRUSTED: "This workspace is not trusted.",
    Unwritten.OUT_OF_REACH: "Put it in yourself: an edit would be refused there, or damage"
    " the file.",
}


def written_words(
    places: int, files: int, verdict: Verdict, committed: Sequence[str] = (), left: str = ""
) -> str:
    """Say where a new key stands now, and what to do so that it is used.

    Args:
        places: how many places got it.
        files: in how many files.
        verdict: on the new key.
        committed: the files among them that git would commit.
        left: the sentences of `left_words`.
    """
    where = f"The new key stands in {_count(places, 'place')} in {_count(files, 'file')}"
    known = ", and OpenRouter accepts it" if verdict.status in _WORKS else ""
    if verdict.status in (KeyStatus.UNCHECKED, KeyStatus.UNKNOWN):
        known = "; it was not checked"
    which = "the file if it is" if files == 1 else "the files if they are"
    shared = f" Git would commit it in {named(committed)}." if committed else ""
    return (
        f"{where}{known}.{shared} Save {which} not saved yet, and start the programs that use the"
        f" key anew: those that run still hold the old one. {left}".strip()
    )


def doubt_words(verdict: Verdict, now: datetime, unasked: Unasked | None) -> str | None:
    """Say why a new key is not written without a question; None where nothing speaks against it.

    Args:
        verdict: what the check of the new key told.
        now: the moment to speak from, aware, UTC.
        unasked: why it was not checked; None where it was.
    """
    if unasked is Unasked.SWITCHED_OFF:
        return None
    if verdict.details.is_management_key:
        return "Nothing was written yet: this is a management key, and those cannot run models."
    if verdict.status in _WORKS:
        return None
    return f"The new key was not written yet. {explain_status(verdict, now, unasked)}"


def unwritten_words(
    why: Unwritten, name: str | None, missing: Sequence[str] = (), left: str = ""
) -> str:
    """Say that a new key was not written, and why.

    Args:
        why: the reason.
        name: what OpenRouter lists it under; None where it is the user's own.
        missing: for `MISSING`, the files in which it does not stand.
        left: the sentences of `left_words`.
    """
    if why is Unwritten.MISSING:
        return (
            f"{_the_key(name)} does not stand in {named(missing)}, though the editor reported the"
            " edit as made. It may be unsaved, or changed meanwhile: look there. The old key was"
            f" left as it is. {left}".strip()
        )
    reason = f"{left} {_UNWRITTEN[why]}" if why is Unwritten.OUT_OF_REACH else _UNWRITTEN[why]
    return f"{_the_key(name)} was not written. {reason}".replace("  ", " ")


def kept_words(name: str) -> str:
    """Say how a key that could not be written is reached, or got rid of."""
    return (
        f"{_the_key(name)} is kept until the editor closes. “Write the new key”"
        " (openrouter.writeNewKey), also in the light bulb of the old key, writes it. If you do"
        f" not want it, delete it at {KEYS_PAGE}."
    )


def shown_words(name: str, path: str) -> str:
    """Say where a key that could not be written can be read."""
    return (
        f"{_the_key(name)} stands in {path}, which only you can read, and which is deleted when"
        " the editor closes. Copy it from there to where it is needed."
    )


NO_SUCH_KEY: Final = (
    "That key stands nowhere any more where a program would read it. Nothing was changed."
)
NO_INPUT_BOX: Final = (
    "This editor has no input box that hides what is put in. Put the key in its place yourself; it"
    " is checked there."
)
SAME_KEY: Final = "That is the key that stands there already. Nothing was changed."
NO_KEY: Final = "That is no OpenRouter key: one is “sk-or-v1-” and 64 digits (0-9, a-f)."
NOTHING_KEPT: Final = "There is no new key that waits to be written."


def _the_key(name: str | None) -> str:
    return f"The new key, “{name}” at OpenRouter," if name is not None else "The key"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
