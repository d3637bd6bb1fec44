"""The statements of a dotenv text, by python-dotenv's own parser.

The parser takes some 20 microseconds a statement, and a few keys stand in a file of many. So only
those statements are parsed that hold something of interest, and those that decide where they begin.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from re import compile as regex
from typing import TYPE_CHECKING

from openrouter_lsp.scanning.span import Span

if TYPE_CHECKING:
    from dotenv.parser import Binding

# Lines that surely end where the parser is at the beginning of a statement again: a comment; a
# value that is not quoted, or quoted and closed without an escape, and whatever comes behind it;
# a line without quotation marks.
_HARMLESS_LINES = regex(
    r"""(?:(?:[^\S\r\n]*+\#[^\r\n]*+"""
    r"""|[^'"=\r\n]*+=[^\S\r\n]*+(?:"[^"\\\r\n]*+"|'[^'\\\r\n]*+'|[^\s'"])[^\r\n]*+"""
    r"""|[^'"\r\n]*+)(?:\r\n|\n|\r))*"""
)

_LONG_BLANK = regex(r"[^\S\r\n]{32,}+")
_LONG_BLANKS_ALLOWED = 10_000_000


@dataclass(frozen=True, slots=True)
class Statement:
    """What the parser made of a stretch of the text: `binding` is its word for a statement."""

    span: Span
    binding: "Binding"


def statements(text: str, span: Span, interesting: Sequence[int]) -> Iterator[Statement]:
    """Yield the statements of a part of the text that hold an interesting offset.

    Args:
        text: the whole text.
        span: the part, which begins a line.
        interesting: sorted offsets, none of them of a blank or line end.
    """
    # Imported when a text holds something: the package brings much along that a start need not pay.
    from dotenv.parser import Reader, parse_binding  # noqa: PLC0415

    reader = Reader(StringIO(text[span.start : span.end], newline=""))
    base = span.end - len(reader.string)  # the parser drops a BOM, one if there are two
    at, line, wanted = base, -1, bisect_left(interesting, base)
    while wanted < len(interesting) and (target := interesting[wanted]) < span.end:
        line = line if line >= at else _line_start(text, at, target)
        if line > at and (harmless := _HARMLESS_LINES.match(text, at, line)):
            at = harmless.end()
        reader.position.chars = at - base
        binding = parse_binding(reader)
        found = Span(at, base + reader.position.chars)
        if target < found.end:
            yield Statement(found, binding)
            wanted = bisect_left(interesting, found.end, wanted)
            line = -1
        at = found.end


def is_costly(text: str, span: Span) -> bool:
    """Tell whether the parser would take forever.

    It looks for a comment at every blank of a run of blanks, and each time to the run's end.
    """
    runs = _LONG_BLANK.finditer(text, span.start, span.end)
    return sum((run.end() - run.start()) ** 2 for run in runs) > _LONG_BLANKS_ALLOWED


def _line_start(text: str, start: int, at: int) -> int:
    return max(start, text.rfind("\n", start, at) + 1, text.rfind("\r", start, at) + 1)
