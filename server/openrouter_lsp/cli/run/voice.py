"""Writes explanations to standard error, before, between and after what a command writes."""

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from openrouter_lsp.cli.run.screen import Screen
from openrouter_lsp.cli.run.streams import STDERR, write_all
from openrouter_lsp.cli.signs import encoded_for_errors

if TYPE_CHECKING:
    from openrouter_lsp.cli.run.words import Explanation


class Voice:
    """Speaks on standard error.

    Args:
        screen: what the command has made of the terminal that standard error is; None where the
            command does not write there.
        is_raw: whether that terminal takes a newline for a step down and nothing else.
    """

    def __init__(self, screen: Screen | None, is_raw: Callable[[], bool]) -> None:
        self._screen = screen
        self._is_raw = is_raw

    def interject(self, explanations: "Sequence[Explanation]") -> None:
        """Show explanations while the command runs, and the line that it has begun again."""
        if not explanations:
            return
        begun = b""
        if self._screen is not None and self._screen.can_be_repeated:
            begun = self._screen.begun
        self._write(explanations, begun)

    def conclude(self, explanations: "Sequence[Explanation]") -> None:
        """Show explanations once the command has ended."""
        if explanations:
            self._write(explanations, b"")

    def ask_for_patience(self) -> None:
        """Say that a check takes long, where somebody watches."""
        if os.isatty(STDERR):
            self._show("openrouter-lsp: asking OpenRouter about the keys (Ctrl-C ends the wait)\n")

    def _write(self, explanations: "Sequence[Explanation]", begun: bytes) -> None:
        # Slow to import, and seldom needed.
        from openrouter_lsp.cli.run.rendering import rendered  # noqa: PLC0415

        self._show(rendered(explanations), begun)

    def _show(self, words: str, begun: bytes = b"") -> None:
        if self._screen is not None and self._screen.begun:
            words = f"\n{words}"
            self._screen.begun = begun
        if self._is_raw():
            words = words.replace("\n", "\r\n")
        write_all(STDERR, encoded_for_errors(words) + begun)
