"""Where something stands in a text."""

from bisect import bisect_right
from dataclasses import dataclass
from re import compile as regex

_LINE_END = regex(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text in characters (code points), from 0; `end` is exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column, both from 0; the column in characters or in UTF-16 units."""

    line: int
    column: int


class Lines:
    r"""Converts between offsets in one text and lines with columns.

    Lines end with `\n`, `\r\n` or `\r` and with nothing else, as the Language Server Protocol
    has it; a form feed or U+2028 ends none.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def place(self, offset: int) -> Place:
        """Return the place of an offset, its column in characters."""
        line = bisect_right(self._starts, offset) - 1
        return Place(line, offset - self._starts[line])

    def place_utf16(self, offset: int) -> Place:
        """Return the place of an offset, its column in UTF-16 code units."""
        place = self.place(offset)
        before = self.text[offset - place.column : offset]
        return Place(place.line, len(before) + sum(c > "\uffff" for c in before))

    def line_of(self, offset: int) -> int:
        """Return the line, from 0, that an offset stands in."""
        return self.place(offset).line
