"""The fast look that lets ordinary output pass: does a text hold a word worth a closer look?

The text is reduced to its letters, lower-case, before it is searched. So a phrase is found however
it is wrapped, boxed, indented, quoted or escaped, and a hundred megabytes take less than a second.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

NAME: Final = b"openrouter"
"""Marks lines beside which even a bare status, or a failed connection, means something."""

WORDS: Final = (
    b"usernotfound",
    b"cred",
    b"missingauth",
    b"limitexceeded",
    b"onlyafford",
    b"noendpoints",
    b"providerreturned",
    b"apikey",
    b"keyscanperform",
    b"statuscode",
    b"validmodelid",
    b"inputwasflagged",
)
"""Each wording in the tables holds one of these, or counts only beside OpenRouter's name.

Every one costs a thirtieth of the speed. Long ones are quick to search for; a short one stands for
several wordings.
"""

_LONGEST_SPAN = 3
_BLOCK = 1 << 12

_LOWER = bytes(range(256)).lower()
_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyz")
_NO_LETTER = bytes(b for b in range(256) if _LOWER[b] not in _LETTERS)
_NO_LETTER_OR_BREAK = _NO_LETTER.replace(b"\n", b"")


@dataclass(frozen=True, slots=True)
class TriggerLines:
    """Where to look closer, in lines from 0.

    Attributes:
        words: lines that hold a word of a known wording.
        names: lines that hold OpenRouter's name.
    """

    words: frozenset[int]
    names: frozenset[int]


NOTHING: Final = TriggerLines(frozenset(), frozenset())


def letters(text: str) -> bytes:
    """Return the letters of a text, lower-case, and nothing else."""
    return text.encode(errors="replace").translate(_LOWER, _NO_LETTER)


def may_trigger(text: str) -> bool:
    """Tell whether a text is worth a closer look."""
    squashed = letters(text)
    return NAME in squashed or any(word in squashed for word in WORDS)


def trigger_lines(text: str) -> TriggerLines:
    """Return the lines of a text that are worth a closer look.

    A word that runs over more than four lines is no word.
    """
    squashed = _Squashed(text)
    words = [word for word in WORDS if word in squashed.letters]
    named = NAME in squashed.letters
    if not words and not named:
        return NOTHING
    found: set[int] = set()
    for word in words:
        found |= squashed.lines_of(word)
    return TriggerLines(frozenset(found), frozenset(squashed.lines_of(NAME) if named else ()))


def lines_with_name(text: str) -> set[int]:
    """Return the lines of a text that hold OpenRouter's name, or a part of it."""
    return _Squashed(text).lines_of(NAME)


class _Squashed:
    """The letters of a text, and the way back to its lines.

    The way back is made for those blocks alone in which something was found.
    """

    def __init__(self, text: str) -> None:
        self._raw = text.encode(errors="replace")
        self.letters = self._raw.translate(_LOWER, _NO_LETTER)
        self._line_ends: dict[int, list[int]] = {}
        self._lines_before: list[int] | None = None

    @cached_property
    def _blocks(self) -> list[bytes]:
        return [self._raw[at : at + _BLOCK] for at in range(0, len(self._raw), _BLOCK)]

    @cached_property
    def _block_ends(self) -> list[int]:
        """How many letters there are up to the end of each block."""
        parts = (block.translate(_LOWER, _NO_LETTER) for block in self._blocks)
        return list(accumulate(map(len, parts)))

    def lines_of(self, word: bytes) -> set[int]:
        """Return the lines in which a word stands, all of them where it is broken."""
        lines: set[int] = set()
        at = self.letters.find(word)
        while at >= 0:
            first, rest = self._line_at(at)
            last, _ = self._line_at(at + len(word) - 1)
            if last - first <= _LONGEST_SPAN:
                lines.update(range(first, last + 1))
            # The rest of a line that is in already is skipped.
            at = self.letters.find(word, at + max(1, rest - len(word) + 1))
        return lines

    def _line_at(self, at: int) -> tuple[int, int]:
        """Return the line of a letter, and how many letters it still has from there."""
        block = bisect_right(self._block_ends, at)
        start = self._block_ends[block - 1] if block else 0
        ends = self._ends_in(block)
        line = bisect_right(ends, at - start)
        return self._breaks_before(block) + line, ends[line] - (at - start)

    def _ends_in(self, block: int) -> list[int]:
        """Return how many letters of a block there are up to the end of each of its lines."""
        if block not in self._line_ends:
            rows = self._blocks[block].translate(_LOWER, _NO_LETTER_OR_BREAK).split(b"\n")
            self._line_ends[block] = list(accumulate(map(len, rows)))
        return self._line_ends[block]

    def _breaks_before(self, block: int) -> int:
        if self._lines_before is None:
            breaks = (one.count(b"\n") for one in self._blocks)
            self._lines_before = [0, *accumulate(breaks)]
        return self._lines_before[block]
