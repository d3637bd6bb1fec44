"""Notices that nobody answers, so that a hundred keys do not each wait for it."""

from typing import Final

from openrouter_lsp.checking.reply import Reply, Unanswered
from openrouter_lsp.keys import Fault

GIVES_UP_AFTER: Final = 4
"""Questions in a row without any answer: as many as are under way at once."""

_NOBODY_ANSWERS: Final = frozenset({Fault.OFFLINE, Fault.TIMEOUT, Fault.PROXY, Fault.TLS})


class Silence:
    """Counts questions that nobody answered, and gives up those that wait behind them.

    Only those: whoever asks later is asking for a new try, and gets it.

    Attributes:
        burst: the number of the try that questions of this moment belong to.
    """

    def __init__(self) -> None:
        self.burst = 0
        self._in_a_row = 0

    def begin(self) -> None:
        """Count anew: nobody is asking, so what comes belongs to another moment."""
        self._in_a_row = 0

    def note(self, reply: Reply) -> None:
        """Take what came of a question."""
        if not isinstance(reply, Unanswered) or reply.fault not in _NOBODY_ANSWERS:
            self._in_a_row = 0
            return
        self._in_a_row += 1
        if self._in_a_row >= GIVES_UP_AFTER:
            self.burst += 1
            self._in_a_row = 0

    def is_over(self, burst: int) -> bool:
        """Whether a try was given up since."""
        return burst != self.burst
