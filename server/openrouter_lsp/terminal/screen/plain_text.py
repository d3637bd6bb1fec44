"""What stands on the screen after a terminal has followed its escape sequences."""

from bisect import bisect_left

from openrouter_lsp.terminal.screen.characters import Characters, text_of
from openrouter_lsp.terminal.screen.escapes import Escapes
from openrouter_lsp.terminal.screen.screen import Screen
from openrouter_lsp.terminal.screen.screen_line import LONGEST_LINE

# In characters. No line within a piece is too long, and the copies stay in the processor's cache.
_PIECE = LONGEST_LINE // 2


class PlainText:
    """Turns chunks of raw terminal output, cut anywhere, into lines of plain text.

    The lines do not depend on how the output is cut. Memory is bounded: a line of more than
    65,536 characters is given out in pieces, and of an escape sequence only its beginning is kept.
    A line that is overwritten is given out as it was, too, if words vanish from it.
    """

    def __init__(self) -> None:
        self._characters = Characters()
        self._escapes = Escapes()
        self._screen = Screen()

    @property
    def has_pieces(self) -> bool:
        """Whether any line was given out in pieces."""
        return bool(self._screen.pieces)

    def own_line(self, line: int) -> int:
        """Return which line of the text itself a line is a part of, both counted from 1.

        Args:
            line: one that was given out, or is the next to be.
        """
        return line - bisect_left(self._screen.pieces, line)

    def feed(self, data: str) -> str:
        """Take a chunk; return the lines that are complete now, each ended by one line feed."""
        if len(data) <= _PIECE:
            return self._feed_piece(data)
        starts = range(0, len(data), _PIECE)
        return "".join([self._feed_piece(data[at : at + _PIECE]) for at in starts])

    def rest(self) -> str:
        """Return the unfinished last line as it stands, without taking it.

        Empty, too, if it was given out already, just as it stands.
        """
        return self._screen.rest()

    def _feed_piece(self, data: str) -> str:
        encoded = self._escapes.feed(self._characters.feed(data))
        return self._screen.feed(text_of(encoded))
