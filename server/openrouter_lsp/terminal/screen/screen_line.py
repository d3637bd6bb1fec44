"""The line of the screen that the cursor stands in."""

from openrouter_lsp.terminal.screen.cells import (
    EMPTY,
    FILLER,
    TAB_STOP,
    laid_out,
    replaced,
    tab_from,
    visible,
    widened,
)
from openrouter_lsp.terminal.screen.overwriting import Overwriting

# In characters. A line that is longer is given out in pieces, as a terminal so wide would wrap it;
# behind a blank if there is one near, so that words stay whole.
LONGEST_LINE = 65_536
_BLANK_WITHIN = 512

# In columns. Programs ask for the 1,000th to get to the right edge.
_RIGHT_EDGE = 1_000
# What a few characters can make long by repetition is a rule or a bar, and need not be as long.
_MOST_REPEATED = 256


class ScreenLine:
    """One line, as it is printed, overwritten and erased.

    What vanishes from it may have been a message that flashed by. `Overwriting` decides whether
    the line is given out before; if it is the same in the end, it is not given out again.

    Args:
        given: takes what is given out: complete lines, each ended by a line feed.

    Attributes:
        pieces: the places in `given` of what is not all of its line: the line goes on behind it.
    """

    def __init__(self, given: list[str]) -> None:
        self._given = given
        self.pieces: list[int] = []
        self._clear()

    def _clear(self) -> None:
        # As long as the cursor stays at its end, a line is the pieces that were printed.
        self._pieces: list[str] = []
        self._length = 0
        # Once the cursor has moved, the line is laid out in columns.
        self._cells: str | None = None
        self._column = 0
        self._went_back = False
        self._overwriting = Overwriting()

    @property
    def is_plain(self) -> bool:
        """Whether the cursor has stayed at the line's end."""
        return self._cells is None

    @property
    def column(self) -> int:
        """The cursor's column, from 0."""
        self._lay_out()
        return self._column

    def text(self) -> str:
        """Return what stands in the line; nothing if just that was given out already."""
        if self._cells is None:
            text = "".join(self._pieces)
            self._pieces = [text]
        else:
            text = visible(self._cells)
        return "" if text == self._overwriting.told else text

    def end(self) -> None:
        """Give the line out, and begin an empty one."""
        text = self.text()
        if text or not self._overwriting.told:
            self._given.append(text + "\n")
        self._clear()

    def leave(self, column: int) -> None:
        """Give the line out if it shows something, and begin an empty one at a column."""
        text = self.text()
        if text and not text.isspace():
            self._given.append(text + "\n")
        self._clear()
        self.move_to(column)

    def print(self, text: str) -> None:
        """Print characters, tabs among them, at the cursor."""
        if not text:
            return
        if self._cells is None:
            self._pieces.append(text)
            self._length += len(text)
            if self._length > LONGEST_LINE:
                self._wrap_pieces()
        elif "\t" in text:
            self._print_with_tabs(self._cells, text)
        else:
            self._print_cells(self._cells, widened(text))

    def repeat(self, times: int) -> None:
        """Print the character before the cursor again."""
        before = self._lay_out()[: self._column].rstrip(FILLER)[-1:]
        if before not in ("", "\t", EMPTY):
            self.print(before * min(times, _MOST_REPEATED))

    def move_to_start(self) -> None:
        """Move the cursor to the first column."""
        self._went_back = True
        self._put(self._lay_out(), 0)

    def move_to(self, column: int) -> None:
        """Move the cursor to a column, counted from 0; no further than to the edges."""
        cells = self._lay_out()
        column = min(max(column, 0), max(_RIGHT_EDGE, len(cells)))
        self._went_back |= column < self._column
        self._put(cells, column)

    def move_by_tabs(self, stops: int) -> None:
        """Move the cursor by tab stops, back for a negative number."""
        here = self.column if stops > 0 else self.column + TAB_STOP - 1
        self.move_to((here // TAB_STOP + stops) * TAB_STOP)

    def erase(self, start: int, end: int | None = None) -> None:
        """Empty the columns from one to another, exclusive, or to the line's end."""
        length = len(self._lay_out())
        end = length if end is None else min(end, length)
        self._replace(start, end, "" if end == length else EMPTY * (end - start))

    def delete(self, columns: int) -> None:
        """Take columns out at the cursor; what stands behind them moves up."""
        self._replace(self.column, min(self._column + columns, len(self._lay_out())), "")

    def insert(self, columns: int) -> None:
        """Put empty columns in at the cursor."""
        cells = self._lay_out()
        if self._column < len(cells):
            wider = replaced(cells, self._column, self._column, EMPTY * min(columns, _RIGHT_EDGE))
            self._cells = wider[: max(LONGEST_LINE, len(cells))]

    def _lay_out(self) -> str:
        if self._cells is None:
            self._cells = laid_out("".join(self._pieces))
            self._column = len(self._cells)
            self._overwriting.unspent += self._length
            self._pieces, self._length = [], 0
        return self._cells

    def _put(self, cells: str, column: int) -> None:
        """Put the line and the cursor; an empty line is plain again."""
        self._cells = cells if cells or column else None
        self._column = column

    def _print_cells(self, cells: str, new: str) -> None:
        if not new:
            return
        column, end = self._column, self._column + len(new)
        if column >= len(cells):
            self._cells = cells.ljust(column, EMPTY) + new
        else:
            if self._went_back:
                self._tell_before(cells, cells[column:])
            self._cells = replaced(cells, column, end, new)
        self._overwriting.unspent += len(new)
        self._column = end
        self._went_back = False
        if end > LONGEST_LINE:
            self._wrap_cells(self._cells)

    def _print_with_tabs(self, cells: str, text: str) -> None:
        new = laid_out(text, self._column)
        if self._column >= len(cells) and self._column + len(new) <= LONGEST_LINE:
            self._print_cells(cells, new)
            return
        # Where the line is, tabs only move the cursor; and where it is wrapped, columns change.
        first, *others = text.split("\t")
        self._print_cells(cells, widened(first))
        for part in others:
            if self._column < len(self._lay_out()):
                self.move_by_tabs(1)
            else:
                self._print_cells(self._lay_out(), tab_from(self._column))
            self._print_cells(self._lay_out(), widened(part))

    def _replace(self, start: int, end: int, new: str) -> None:
        cells = self._lay_out()
        if start < end:
            self._tell_before(cells, cells[start:end])
            cells = replaced(cells, start, end, new)
        self._put(cells, self._column)

    def _tell_before(self, cells: str, vanishing: str) -> None:
        if self._overwriting.is_telling(vanishing, len(cells)):
            text = visible(cells)
            self._given.append(text + "\n")
            self._overwriting.tell(text)

    def _wrap_pieces(self) -> None:
        text = "".join(self._pieces)
        while len(text) > LONGEST_LINE:
            text = text[self._give_start(text) :]
        self._pieces, self._length = [text], len(text)

    def _wrap_cells(self, cells: str) -> None:
        while self._column > LONGEST_LINE:
            end = self._give_start(cells)
            cells = cells[end:]
            self._column -= end
            self._overwriting.unspent = self._column
        self._cells = cells

    def _give_start(self, line: str) -> int:
        """Give out the beginning of a line that is too long; return where it ends."""
        end = line.rfind(" ", LONGEST_LINE - _BLANK_WITHIN, LONGEST_LINE) + 1 or LONGEST_LINE
        self.pieces.append(len(self._given))
        self._given.append(visible(line[:end]) + "\n")
        self._overwriting = Overwriting()
        return end
