"""A line laid out in columns, one character a column.

A character that takes several columns, as a tab or a wide character does, is followed by fillers,
and where nothing was printed yet there is an empty cell. Both are controls, which no text has that
comes here. A character that is put upon the one before takes a column of its own all the same: the
text is right, what is drawn behind it by columns may be off.
"""

from re import Match
from re import compile as regex
from unicodedata import east_asian_width

EMPTY = "\x01"
FILLER = "\x00"
TAB_STOP = 8

# The blocks in which wide characters are; most of those in use lie far from the narrow ones.
_MAY_BE_WIDE = regex(
    "[\u1100-\u115f\u231a-\u23f3\u25fd\u25fe\u2614-\u27bf\u2b1b-\u2b55\u2e80-\ua4cf\ua960-\ua97c"
    "\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe6f\uff01-\uffe6\U00016fe0-\U0003fffd]"
)
# Text far to the right is known to stand apart by fewer blanks as well. Without this, a few
# characters that move the cursor would make a line of a thousand.
_WIDEST_GAP = 64
_WIDE_GAP = regex(f"{EMPTY}{{{_WIDEST_GAP + 1},}}")


def laid_out(text: str, column: int = 0) -> str:
    """Return as cells a text that begins at a column, counted from 0."""
    if "\t" not in text:
        return widened(text)
    cells: list[str] = []
    for part in text.split("\t"):
        cells.append(widened(part))
        column += len(cells[-1])
        cells.append(tab_from(column))
        column += len(cells[-1])
    return "".join(cells[:-1])


def widened(text: str) -> str:
    """Return a text without tabs as cells."""
    return text if text.isascii() else _MAY_BE_WIDE.sub(_with_filler, text)


def tab_from(column: int) -> str:
    """Return the cells of a tab that begins in a column, counted from 0."""
    return "\t" + FILLER * (TAB_STOP - 1 - column % TAB_STOP)


def replaced(cells: str, start: int, end: int, new: str) -> str:
    """Return the cells with new ones in place of a part.

    A character that loses some of its columns goes, and leaves empty cells in the others.
    """
    head, tail = cells[:start], cells[end:]
    if FILLER not in cells:
        return head + new + tail
    if cells.startswith(FILLER, start):
        whole = head.rstrip(FILLER)
        head = whole[:-1] + EMPTY * (len(head) - len(whole) + 1)
    if tail.startswith(FILLER):
        whole = tail.lstrip(FILLER)
        tail = EMPTY * (len(tail) - len(whole)) + whole
    return head + new + tail


def visible(cells: str) -> str:
    """Return the text that cells show."""
    cells = cells.rstrip(EMPTY)
    if EMPTY in cells:
        cells = _WIDE_GAP.sub(EMPTY * _WIDEST_GAP, cells).replace(EMPTY, " ")
    return cells.replace(FILLER, "")


def _with_filler(found: Match[str]) -> str:
    character = found[0]
    return character + FILLER if east_asian_width(character) in "WF" else character
