"""What stands on the screen after a terminal has followed its escape sequences."""

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

    Attributes:
        pieces: which of the lines given out last, counted from 1, are not all of their line.
    """

    def __init__(self) -> None:
        self._characters = Characters()
        self._escapes = Escapes()
        self._screen = Screen()
        self.pieces: list[int] = []

    def feed(self, data: str) -> str:
        """Take a chunk; return the lines that are complete now, each ended by one line feed."""
        self.pieces = []
        if len(data) <= _PIECE:
            lines = self._feed_piece(data)
            self.pieces = self._screen.pieces
            return lines
        parts: list[str] = []
        for at in range(0, len(data), _PIECE):
            part = self._feed_piece(data[at : at + _PIECE])
            if self._screen.pieces:
                before = sum(earlier.count("\n") for earlier in parts)
                self.pieces += [before + piece for piece in self._screen.pieces]
            parts.append(part)
        return "".join(parts)

    def rest(self) -> str:
        """Return the unfinished last line as it stands, without taking it.

        Empty, too, if it was given out already, just as it stands.
        """
        return self._screen.rest()

    def _feed_piece(self, data: str) -> str:
        encoded = self._escapes.feed(self._characters.feed(data))
        return self._screen.feed(text_of(encoded))
