"""The last lines of an output, and how many there were."""

from collections import deque
from functools import cached_property
from typing import Final

KEPT_LINES: Final = 80


class _Piece:
    """Some lines that came together, the last of them ended by a line feed."""

    def __init__(self, text: str, first: int, count: int) -> None:
        self.text = text
        self.first = first
        self.end = first + count

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their line feeds."""
        return self.text.split("\n")[:-1]


class History:
    """Keeps the last lines of an output, at least 80 of them, and those still asked for."""

    def __init__(self) -> None:
        self._pieces: deque[_Piece] = deque()
        self.total = 0

    def add(self, text: str, needed: int) -> None:
        """Take complete lines.

        Args:
            text: the lines, each ended by a line feed.
            needed: the first line that is still needed, from 0.
        """
        count = text.count("\n")
        first = self.total
        self.total += count
        self._pieces.append(_Piece(text, first, count))
        keep = min(needed, self.total - KEPT_LINES)
        while self._pieces[0].end <= keep:
            self._pieces.popleft()

    def tail(self, count: int) -> str:
        """Return the last lines, not more than `count`; what is small enough is not taken apart."""
        if not self._pieces:
            return ""
        text = self._pieces[-1].text
        at = len(text)
        for _ in range(count + 1):
            at = text.rfind("\n", 0, at)
            if at < 0:
                break
        if at >= 0:
            return text[at + 1 :]
        return "".join(f"{line}\n" for line in self.lines(self.total - count, self.total))

    def lines(self, first: int, end: int) -> list[str]:
        """Return the lines from `first` up to `end`, exclusive, as far as they are kept."""
        found: list[str] = []
        for piece in self._pieces:
            if piece.end > first and piece.first < end:
                found += piece.lines[max(0, first - piece.first) : end - piece.first]
        return found

    @property
    def first(self) -> int:
        """The first line that is kept."""
        return self._pieces[0].first if self._pieces else self.total
