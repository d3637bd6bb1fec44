"""Which text that vanishes from a line is to be told before it does."""

# Fewer letters are no message, but a spinner, a unit, or bold type by printing twice.
_LETTERS_OF_A_MESSAGE = 4
# One printed character pays for looking at so many, and for telling a line so much longer. It keeps
# the work, and what comes out, in proportion to what came in where little of a long line changes.
_PAID_BY_ONE = 32
_NO_LETTERS = bytes(c for c in range(0x80) if not chr(c).isalpha())


class Overwriting:
    """Remembers what was told of one line, to tell a message that flashes by and no more.

    A line is told before letters vanish from it that were not in what was told of it last: once
    for a progress bar, whose numbers and blocks change while its words stay, and each time for a
    message that takes turns with a spinner. Only the letters from A to Z count.

    Attributes:
        told: the line as it was told last; empty if it never was.
        unspent: how many characters were printed in it, less those that have paid.
    """

    def __init__(self) -> None:
        self.told = ""
        self._told_letters = b""
        self.unspent = 0

    def is_telling(self, vanishing: str, length: int) -> bool:
        """Say whether a line of a length is to be told before a part of it vanishes."""
        if self.unspent * _PAID_BY_ONE < length:
            return False
        self.unspent -= len(vanishing) // _PAID_BY_ONE
        letters = _letters(vanishing)
        return len(letters) >= _LETTERS_OF_A_MESSAGE and letters not in self._told_letters

    def tell(self, text: str) -> None:
        """Take note that the line was told."""
        self.told = text
        self._told_letters = _letters(text)
        self.unspent = 0


def _letters(text: str) -> bytes:
    return text.encode("ascii", "ignore").translate(None, _NO_LETTERS)
