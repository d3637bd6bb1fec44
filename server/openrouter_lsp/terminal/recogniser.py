"""Finds OpenRouter's errors in plain text that comes line by line.

What is found depends on the lines alone, not on how they came. Lines that are worth a closer look
are looked at in groups, and wait until the lines after their group have come, or until the output
has been quiet. Which lines make a group depends on the lines, too.
"""

import re
from collections.abc import Iterator
from typing import Final

from openrouter_lsp.keys import Failure
from openrouter_lsp.terminal.close_look import PAGE_BEFORE, CloseLook
from openrouter_lsp.terminal.clues.clue import Clue, Weight
from openrouter_lsp.terminal.clues.clues import WRAPPED
from openrouter_lsp.terminal.names.naming import Strength
from openrouter_lsp.terminal.page.command_line import read_command
from openrouter_lsp.terminal.page.history import History
from openrouter_lsp.terminal.page.page import LINES_AFTER, REACH
from openrouter_lsp.terminal.repeats import WAIT_FOR_WORDS, Failures
from openrouter_lsp.terminal.triggers import NOTHING, trigger_lines

_OVERLAP: Final = 3
_PIECE: Final = 1 << 16
_FLOOD: Final = 3000
"""How many characters at once are more than anybody reads."""
_GROUP: Final = 12
"""How many lines are looked at together. So many cost no time: what is found waits as long."""
_EARLIEST: Final = REACH + WRAPPED
"""How many lines before the one that was looked at something that is found there may begin."""
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

    @property
    def lines_taken(self) -> int:
        """How many complete lines it was given so far. Counts those that wait to be read."""
        return self._history.total + sum(lines.count("\n") for lines in self._unread)

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
        if not unfinished.strip():
            return new + self._decide(is_quiet=True)
        self._mark(unfinished)
        return new + self._decide((unfinished,), is_quiet=True)

    def _read_all(self) -> tuple[Failure, ...]:
        lines, self._unread, self._unread_size = "".join(self._unread), [], 0
        new: tuple[Failure, ...] = ()
        for piece in _pieces(lines):
            self._scan(piece)
            new += self._decide()
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

    def _decide(
        self, unfinished: tuple[str, ...] = (), *, is_quiet: bool = False
    ) -> tuple[Failure, ...]:
        """Look closer at the marked lines behind which enough have come; at all when quiet."""
        total = self._history.total
        end = total + len(unfinished) if is_quiet else total - LINES_AFTER
        for group in self._groups(end, is_quiet=is_quiet):
            self._held += self._close_look.at(group, self._words, self._beside, unfinished)
            # What is not complete yet is looked at again.
            done = {line for line in group if line < total}
            self._words -= done
            self._beside -= done
        if not self._held:
            return ()
        if is_quiet:
            new = self._release(total + 1 + WAIT_FOR_WORDS)
            return self._failures.take(new, total + 1 if unfinished else None)
        # A clue may have begun some lines before the one that was looked at.
        complete = min((*self._words, *self._beside, end)) - _EARLIEST
        return self._failures.take(self._release(complete))

    def _groups(self, end: int, *, is_quiet: bool) -> Iterator[list[int]]:
        """Yield the marked lines before `end` in groups; only whole groups unless it is quiet."""
        marked = sorted(line for line in {*self._words, *self._beside} if line < end)
        while marked and (is_quiet or marked[0] + _GROUP <= end):
            group = [line for line in marked[:_GROUP] if line < marked[0] + _GROUP]
            yield group
            marked = marked[len(group) :]

    def _release(self, complete: int) -> list[Clue]:
        """Take the clues that need not wait for more telling ones.

        Args:
            complete: the last line, from 1, before which nothing more is found.
        """
        self._held = sorted(dict.fromkeys(self._held), key=lambda clue: clue.order)
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
