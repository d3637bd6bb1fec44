"""Lines as they were before a program wrapped or boxed them."""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from openrouter_lsp.terminal.page.log_prefixes import without_prefix

_BORDERS: Final = "│┃║▏▎▍▌▐▕┆┇┊┋╎╏"
BOX: Final = "".join(map(chr, range(0x2500, 0x25A0))) + "|"
_NO_TEXT: Final = BOX + " "
_LEFT = re.compile(rf"\s*[{_BORDERS}|] ?")
_CLOSING: Final = frozenset(_BORDERS + "|")
_NARROWEST: Final = 30
_WIDEST_PADDING: Final = 8
_WIDE: Final = 38
_ADDRESS = re.compile(r"https?:/{0,2}(?P<rest>[\w./-]*)$")
_ADDRESS_GOES_ON = re.compile(r"[\w.-]*[/'\")\]]")
_NEIGHBOURS: Final = 6
_MOST_BEFORE: Final = 8
_MOST_AFTER: Final = 5
# What begins a line that continues none.
_FRESH = re.compile(
    r"\s*(?:\d{4}[-/]\d\d|\d\d:\d\d|\[[A-Z\d]|[A-Z]+:|(?:[a-z_]\w*\.)*[A-Z]\w*(?:Error|Exception)\b|Traceback|File \""
    r"|at |[-*•+>#] |[❌⚠✗✖✓✔→]|//)"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the screen.

    Attributes:
        text: what stands in it, without the box around it.
        is_full: it fills its width, so that the next line may continue it.
        is_boxed: it stands in a box, closed on both sides.
    """

    text: str
    is_full: bool = False
    is_boxed: bool = False


def rows(lines: list[str]) -> list[Row]:
    """Take lines out of their boxes and see which fill their width."""
    inner = _without_padding([_inner(line) for line in lines])
    widths = [len(text.rstrip()) for text, _ in inner]
    made = []
    for at, (text, width) in enumerate(inner):
        if not text.strip(_NO_TEXT):
            made.append(Row(""))
            continue
        boxed = width is not None and _NARROWEST - 2 <= width <= widths[at] + 1
        full = boxed
        if width is None:
            full = _fills(widths, at)
            if not full and widths[at] >= _WIDE and at + 1 < len(inner):
                full = _is_cut(text, inner[at + 1][0], widths[max(0, at - 1) : at + 2])
        made.append(Row(text, full, width is not None))
    return made


def _without_padding(inner: list[tuple[str, int | None]]) -> list[tuple[str, int | None]]:
    """Take from the lines of each box the blanks that are the same on both sides of all of them.

    Otherwise what was broken at the box's width would not seem to be.
    """
    made: list[tuple[str, int | None]] = []
    for width, group in groupby(inner, key=lambda one: one[1]):
        texts = [text for text, _ in group]
        said = [text for text in texts if text.strip(_NO_TEXT)]
        if width is None or not said:
            made += [(text, width) for text in texts]
            continue
        pad = min(min(_indent(text), len(text) - len(text.rstrip())) for text in said)
        pad = min(pad, _WIDEST_PADDING)
        made += [(text[pad : width - pad], width - 2 * pad) for text in texts]
    return made


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def unboxed(line: str) -> str:
    """Return a line without the box around it."""
    return _inner(line)[0] if line.strip(_NO_TEXT) else ""


def _inner(line: str) -> tuple[str, int | None]:
    """Return a line's content and the width of its box; None where no box closes it."""
    if "| " in line and (bare := without_prefix(line)).lstrip()[:1] in _CLOSING:
        line = bare
    left = _LEFT.match(line) if line.lstrip()[:1] in _CLOSING else None
    if left is None:
        return line, None
    text = line[left.end() :]
    body = text.rstrip()
    if body[-1:] not in _CLOSING:
        return text, None
    text = body[:-1].removesuffix(" ")
    return text, len(text)


def _fills(widths: list[int], at: int) -> bool:
    near = widths[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]
    widest = max(near)
    if widest < _NARROWEST or widths[at] < widest - 1:
        return False
    return sum(width >= widest - 1 for width in near) > 1


def _is_cut(text: str, following: str, near: list[int]) -> bool:
    """Tell a line that ends within an address, or within a string."""
    if "http" in text and (address := _ADDRESS.search(text[-200:])):
        return "/" not in address["rest"] or _ADDRESS_GOES_ON.match(following) is not None
    return _is_open(text) and len(text) >= max(near)


def _is_open(text: str) -> bool:
    """Tell a line in which a string has begun and not ended."""
    return (text.count('"') - text.count('\\"')) % 2 == 1


def continues(before: Row, after: Row) -> bool:
    """Tell whether the second row continues the first."""
    if not before.is_full or not after.text.strip() or before.is_boxed is not after.is_boxed:
        return False
    if before.is_boxed and not before.text.endswith(" "):
        return True
    if _FRESH.match(after.text) and not _is_open(before.text):
        return False
    return before.text[:6] != after.text[:6]


def span(made: list[Row], first: int, last: int) -> tuple[int, int]:
    """Return the first and the last row of the line that holds these rows."""
    start, end = first, last
    while start > 0 and first - start < _MOST_BEFORE and continues(made[start - 1], made[start]):
        start -= 1
    while end + 1 < len(made) and end - last < _MOST_AFTER and continues(made[end], made[end + 1]):
        end += 1
    return start, end


def joined(made: list[Row]) -> str:
    """Put the rows of one line together again."""
    indent = min((_indent(row.text) for row in made), default=0)
    text = ""
    for at, row in enumerate(made):
        if at and not made[at - 1].is_full:
            text = f"{text.rstrip()} {row.text.strip()}"
        else:
            text += row.text[indent:] if at else row.text
    return text
