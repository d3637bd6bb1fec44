"""A key that a failing program may have used, once it was checked."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from openrouter_lsp.keys import Fingerprint, Verdict
from openrouter_lsp.reporting.masking import masked_line
from openrouter_lsp.scanning import Finding


class KeyPlace(StrEnum):
    """What kind of place a key stands in."""

    COMMAND_LINE = "command_line"
    FILE = "file"
    ENVIRONMENT = "environment"
    CLIENT = "client"
    """A client's own configuration file."""


@dataclass(frozen=True, slots=True)
class CheckedKey:
    """A key that a failing program may have used, and what is known of it.

    Attributes:
        masked: how to show it.
        place: what kind of place it stands in.
        verdict: what is known of it.
        variable: what it is assigned to; None where that is not told.
        path: its file, as it is to be shown; None where there is none.
        line: the line in that file, from 1; None where there is none.
        fingerprint: addresses the key's page; None where no page is to be named.
        is_ignored: whether it is ignored, so that nobody was asked about it.
        flaw: the value that it stands in, where that is more than the key, so that a program
            sends something else and nobody was asked about it.
    """

    masked: str
    place: KeyPlace
    verdict: Verdict
    variable: str | None = None
    path: str | None = None
    line: int | None = None
    fingerprint: Fingerprint | None = None
    is_ignored: bool = False
    flaw: Finding | None = None


def place_words(key: CheckedKey) -> str:
    """Say where a key stands: `in .env, line 3 (OPENROUTER_API_KEY, sk-or-v1-abc...789)`."""
    where = _WHERE.get(key.place, "at hand")
    if key.path is not None:
        line = f", line {key.line}" if key.line is not None else ""
        where = f"in {masked_line(key.path, 200)}{line}"
    names = [masked_line(key.variable, 80)] if key.variable else []
    return f"{where} ({', '.join([*names, key.masked])})"


_WHERE: Final = {
    KeyPlace.COMMAND_LINE: "in the command itself",
    KeyPlace.ENVIRONMENT: "in the environment",
}
