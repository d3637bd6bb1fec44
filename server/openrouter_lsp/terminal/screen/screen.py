"""Follows the cursor over the screen, and gives out what is written there, line by line."""

from itertools import accumulate
from re import compile as regex

from openrouter_lsp.terminal.screen.line_commands import LINE_COMMANDS
from openrouter_lsp.terminal.screen.screen_line import ScreenLine

# Two or three of them come where line ends were translated more than once.
_LONE_RETURN = r"\r(?!\r{0,3}\n)"
_RETURN = regex(_LONE_RETURN)
_MOVE = regex(rf"([\b]|{_LONE_RETURN}|\x1b(?:\[[^@-~]*+)?+.)")
_ERASE_TO_END = "\x1b[K"


class Screen:
    """The screen of a terminal, as far as a reader of lines needs it.

    Within a line the cursor is followed by columns. Where it goes to another row a new line
    begins, even if something was on that row before: so text that stands apart is never joined,
    and neither the screen nor its size need be known.

    It reads what `Escapes` left, without other controls.

    Attributes:
        pieces: which of the lines given out last, counted from 1, are not all of their line.
    """

    def __init__(self) -> None:
        self._given: list[str] = []
        self._line = ScreenLine(self._given)
        self.pieces: list[int] = []
        self._return = ""  # a carriage return that may belong to a line end
        self._row: int | None = None  # from 1, where a program has named one
        self._saved: tuple[int | None, int] = (1, 0)  # row, and column from 0
        self._is_saved_here = False  # whether the cursor has stayed in the line since

    def feed(self, text: str) -> str:
        """Take text and moves, none of them cut; return the lines that are complete now."""
        text = self._return + text
        self._return = "\r" if text.endswith("\r") else ""
        text = text.removesuffix("\r")
        if self._goes_on(text):
            self._write(text.replace(_ERASE_TO_END, "") if "\x1b" in text else text)
        else:
            self._follow(text)
        lines = "".join(self._given)
        # Lines are counted where it matters alone: it costs a twentieth of the speed.
        self.pieces = self._counted_pieces() if self._line.pieces else []
        self._given.clear()
        return lines

    def rest(self) -> str:
        """Return the line that is not complete; nothing if it was given out as it is."""
        return self._line.text()

    def _counted_pieces(self) -> list[int]:
        ends = list(accumulate(text.count("\n") for text in self._given))
        pieces = [ends[place] for place in self._line.pieces]
        self._line.pieces.clear()
        return pieces

    def _goes_on(self, text: str) -> bool:
        """Tell whether the cursor does not go back, nor anywhere but to the next line.

        What grep, gcc and Windows erase behind the text they print is empty then.
        """
        if "\b" in text or _RETURN.search(text):
            return False
        return "\x1b" not in text or (
            self._line.is_plain and text.count("\x1b") == text.count(_ERASE_TO_END)
        )

    def _write(self, text: str) -> None:
        """Write text that has no moves but line ends."""
        if "\n" not in text:
            self._line.print(text)
            return
        first, _, others = text.replace("\r", "").partition("\n")
        self._line.print(first)
        self._line.end()
        lines, line_feed, last = others.rpartition("\n")
        if line_feed:
            self._given.append(lines + line_feed)
        self._line.print(last)
        self._is_saved_here = False
        if self._row is not None:
            self._row += 1 + others.count("\n")

    def _follow(self, text: str) -> None:
        texts = iter(_MOVE.split(text))
        self._write(next(texts))
        for move, following in zip(texts, texts, strict=True):
            if move == "\r":
                self._line.move_to_start()
            elif move == "\b":
                self._line.move_to(self._line.column - 1)
            elif move.startswith("\x1b["):
                self._obey(move)
            else:
                self._obey_short(move)
            if following:
                self._write(following)

    def _obey(self, sequence: str) -> None:
        """Do what a control sequence says: `ESC [`, numbers, and a final character."""
        final, parameters = sequence[-1], sequence[2:-1]
        numbers = [int(number or 0) for number in parameters.lstrip("?").split(";")]
        if command := LINE_COMMANDS.get(final):
            command(self._line, numbers[0])
        elif final in "ABEFHdef":
            self._go_by_numbers(final, numbers)
        elif final in "su":
            if not parameters:  # with any, they mean something else
                self._save_or_restore(final)
        elif final in "LMr":
            self._leave(1 if final == "r" else self._row, 0)
        else:  # the screen scrolls, or is another
            self._leave(None, self._line.column)

    def _obey_short(self, sequence: str) -> None:
        """Do what an escape character and another one say."""
        final = sequence[-1]
        if final in "78":
            self._save_or_restore(final)
        elif final == "E":
            self._write("\n")
        elif final == "c":
            self._leave(1, 0)
        else:
            self._go(self._row_by(1 if final == "D" else -1), self._line.column)

    def _go_by_numbers(self, final: str, numbers: list[int]) -> None:
        count = numbers[0] or 1
        if final in "Hf":
            second = numbers[1] if len(numbers) > 1 else 0
            self._go(count, (second or 1) - 1)
        elif final == "d":
            self._go(count, self._line.column)
        else:
            row = self._row_by(-count if final in "AF" else count)
            self._go(row, 0 if final in "EF" else self._line.column)

    def _save_or_restore(self, final: str) -> None:
        if final in "7s":
            self._saved = self._row, self._line.column
            self._is_saved_here = True
        elif self._is_saved_here:
            self._line.move_to(self._saved[1])
        else:
            self._go(*self._saved)

    def _row_by(self, rows: int) -> int | None:
        return None if self._row is None else max(self._row + rows, 1)

    def _go(self, row: int | None, column: int) -> None:
        if row is not None and row == self._row:
            self._line.move_to(column)
        else:
            self._leave(row, column)

    def _leave(self, row: int | None, column: int) -> None:
        self._line.leave(column)
        self._row = row
        self._is_saved_here = False
