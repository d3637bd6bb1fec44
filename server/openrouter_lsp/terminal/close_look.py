"""Looks closely at the lines that a fast look has marked."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from openrouter_lsp.terminal.clues.clue import Clue
from openrouter_lsp.terminal.clues.clues import (
    WRAPPED,
    clues,
    glance,
    may_hold_a_clue,
    may_hold_a_wording,
)
from openrouter_lsp.terminal.known_lines import KnownLines
from openrouter_lsp.terminal.page.command_line import Command
from openrouter_lsp.terminal.page.history import History
from openrouter_lsp.terminal.page.page import LINES_AFTER, OBJECT_BEFORE, REACH, Page

PAGE_BEFORE: Final = OBJECT_BEFORE + REACH
"""How many lines before a marked one are still needed."""


class CloseLook:
    """Finds the clues on marked lines of an output.

    Args:
        command: the command whose output it is; None where that is not known.
        history: the output.
    """

    def __init__(self, command: Command | None, history: History) -> None:
        self._command = command
        self._history = history
        self._known = KnownLines()

    def at(
        self,
        group: Sequence[int],
        words: Collection[int],
        beside: Collection[int],
        unfinished: tuple[str, ...],
    ) -> Iterator[Clue]:
        """Yield the clues on some lines that are close together.

        Args:
            group: the lines, ascending.
            words: the lines of the output that hold a word of a known wording.
            beside: those beside OpenRouter's name.
            unfinished: the line behind the last, as far as it has come.
        """
        first = max(group[0] - PAGE_BEFORE, self._history.first)
        around = [*self._history.lines(first, group[-1] + LINES_AFTER + 1), *unfinished]
        texts = {line: around[line - first] for line in group if line - first < len(around)}
        seen = glance(around[max(0, group[0] - first - WRAPPED) : group[-1] - first + WRAPPED + 1])
        batch: dict[str, int] = {}
        for line, text in texts.items():
            at = line - first
            if not (
                (line in words and may_hold_a_wording(around, at, seen))
                or (line in beside and may_hold_a_clue(around, at, seen))
            ):
                continue
            if text in batch:
                yield from self._analysed(around, first, batch, words, beside)
                batch = {}
            known = self._known.recall(text, line + 1)
            if known is None:
                batch[text] = line
            else:
                yield from known
        if batch:
            yield from self._analysed(around, first, batch, words, beside)

    def _analysed(
        self,
        around: list[str],
        first: int,
        batch: dict[str, int],
        words: Collection[int],
        beside: Collection[int],
    ) -> list[Clue]:
        """Return the clues on lines that all differ; `around` begins with the line `first`."""
        lines = batch.values()
        start = max(first, min(lines) - PAGE_BEFORE)
        nearby = around[start - first : max(lines) + LINES_AFTER + 1 - first]
        page = Page(nearby, start, min(lines), self._command)
        found = clues(
            page,
            {line - start for line in lines if line in words},
            {line - start for line in lines if line in beside},
        )
        for text, line in batch.items():
            self._known.learn(text, line + 1, found)
        return found
