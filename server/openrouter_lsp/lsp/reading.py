"""Reads output, by what is imported when the first output comes: it brings many patterns along."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openrouter_lsp.keys import Failure
    from openrouter_lsp.terminal import OutputReader


def open_reader(command_line: str | None) -> "OutputReader":
    """Return a reader for the output of a command."""
    from openrouter_lsp.terminal import OutputReader  # noqa: PLC0415

    return OutputReader(command_line)


def find_failures(text: str, command_line: str | None = None) -> "tuple[Failure, ...]":
    """Return the failures in a text that is whole."""
    from openrouter_lsp import terminal  # noqa: PLC0415

    return terminal.find_failures(text, command_line)
