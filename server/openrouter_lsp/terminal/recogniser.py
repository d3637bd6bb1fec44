"""Finds OpenRouter's errors in plain text that comes line by line.

What is found depends on the lines alone, not on how they came. A line that is worth a closer look
waits until the lines after it have come, or until the output has been quiet.
"""

import re
from collections.abc import Iterator
from typing import Final

from openrouter_lsp.keys import Failure
from openrouter_lsp.terminal.close_look import PAGE_BEFORE, CloseLook
from openrouter_lsp.terminal.clue import Clue, Weight
from openrouter_lsp.terminal.command_line import read_command
from openrouter_lsp.terminal.history import History
from openrouter_lsp.terminal.naming import Strength
from openrouter_lsp.terminal.page import LINES_AFTER, REACH
from openrouter_lsp.terminal.repeats import WAIT_FOR_WORDS, Failures
from openrouter_lsp.terminal.triggers import NOTHING, trigger_lines

_OVERLAP: Final = 3
_PIECE: Final = 1 << 16
_FLOOD: Final = 3000
"""How many characters at once are more than anybody reads."""
_BESIDE: Final = 5
"""How many lines from OpenRouter's name a bare status, or a failed connection, may stand."""
_STATUS = re.compile(r"curl: \(\d|(?<!\d)(?:40[1238]|429|50[0234]|52[49])(?!\d)")


class Recogniser:
    """Reads one output's lines and finds the failures in them.

    Args:
        command_line: the command whose output it is, as typed; None where that is not known.
    """

    def __init__(self, command_line: str | None = None) -> None:
        command = read_command(command_line) if command_line else None
        self._shows_text = command is not None and command.shows_text
        self._names_host = command is not None and command.naming is Strength.HOST
        self._history = History()
        self._close_look = CloseLook(command, self._history)
        self._failures = Failures()
        self._words: set[int] = set()
        self._beside: set[int] = set()
        self._held: list[Clue] = []
        self._unread: list[str] = []
        self._unread_size = 0

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What was found so far, counts as they are now."""
        return self._failures.all

    def read(self, lines: str) -> tuple[Failure, ...]:
        """Take complete lines; return the failures that are new and settled."""
        if self._shows_text or not lines:
            return ()
        self._unread.append(lines)
        self._unread_size += len(lines)
        # A flood is faster to read in large pieces.
        if len(lines) >= _FLOOD and self._unread_size < _PIECE:
            return ()
        return self._read_all()

    def settle(self, unfinished: str = "") -> tuple[Failure, ...]:
        """Return what was held back for lines that may follow, now that none did for a moment."""
        if self._shows_text:
            return ()
        new = self._read_all()
        total = self._history.total
        everything = total + REACH + WAIT_FOR_WORDS + 1
        if not unfinished.strip():
            return new + self._decide(everything)
        self._mark(unfinished)
        return new + self._decide(everything, (unfinished,))

    def _read_all(self) -> tuple[Failure, ...]:
        lines, self._unread, self._unread_size = "".join(self._unread), [], 0
        new: tuple[Failure, ...] = ()
        for piece in _pieces(lines):
            self._scan(piece)
            new += self._decide(self._history.total - LINES_AFTER)
        return new

    def _scan(self, piece: str) -> None:
        self._mark(piece)
        waiting = min((*self._words, *self._beside), default=self._history.total)
        self._history.add(piece, waiting - PAGE_BEFORE)

    def _mark(self, text: str) -> None:
        """Mark the lines of what comes next that are worth a closer look."""
        total = self._history.total
        if self._names_host:
            self._mark_statuses(text)
        before = self._history.tail(_OVERLAP)
        found = trigger_lines(before + text)
        if found is NOTHING:
            return
        offset = total - before.count("\n")
        self._words.update(line + offset for line in found.words)
        for line in found.names:
            name = line + offset
            self._beside.update(range(max(0, name - _BESIDE), name + _BESIDE + 1))

    def _mark_statuses(self, text: str) -> None:
        """Mark statuses, wherever they stand: the command names the host that it speaks with."""
        line, done = self._history.total, 0
        for match in _STATUS.finditer(text):
            line += text.count("\n", done, match.start())
            done = match.start()
            self._beside.add(line)

    def _decide(self, end: int, unfinished: tuple[str, ...] = ()) -> tuple[Failure, ...]:
        """Look closer at the marked lines before `end`."""
        words = {line for line in self._words if line < end}
        beside = {line for line in self._beside if line < end}
        if words or beside:
            self._held += self._close_look.at(words, beside, unfinished)
            self._words -= words
            self._beside -= beside
        if not self._held:
            return ()
        growing = self._history.total + 1 if unfinished else None
        return self._failures.take(self._release(end), growing)

    def _release(self, end: int) -> list[Clue]:
        """Take the clues that need not wait for more telling ones."""
        # A clue's line may have begun some lines before the one that was looked at.
        complete = end - REACH
        self._held.sort(key=lambda clue: clue.order)
        telling = (c.line for c in self._held if c.weight is Weight.WORDING and c.line <= complete)
        until = max(complete - WAIT_FOR_WORDS, *telling, 0)
        released = [clue for clue in self._held if clue.line <= until]
        self._held = [clue for clue in self._held if clue.line > until]
        return released


def _pieces(lines: str) -> Iterator[str]:
    """Cut a large text into pieces of whole lines."""
    start = 0
    while len(lines) - start > _PIECE:
        end = lines.find("\n", start + _PIECE) + 1 or len(lines)
        yield lines[start:end]
        start = end
    if start < len(lines):
        yield lines[start:] if start else lines
