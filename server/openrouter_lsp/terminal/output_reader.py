"""Reads one output, from raw chunks to failures."""

from bisect import bisect_left
from dataclasses import replace

from openrouter_lsp.keys import Failure
from openrouter_lsp.terminal.recogniser import Recogniser
from openrouter_lsp.terminal.screen.plain_text import PlainText


class OutputReader:
    """Reads the raw output of one command, or of one terminal where commands cannot be told apart.

    What is found does not depend on how the output is cut into chunks.

    Args:
        command_line: the command whose output it is, as typed; None where that is not known.
    """

    def __init__(self, command_line: str | None = None) -> None:
        self._plain_text = PlainText()
        self._recogniser = Recogniser(command_line)
        self._pieces: list[int] = []  # lines, as the recogniser counts them, that go on

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Everything found so far, in the order of its lines, with counts as they are now."""
        return self._in_own_lines(self._recogniser.failures)

    def feed(self, data: str) -> tuple[Failure, ...]:
        """Take a chunk; return the failures that it shows for the first time."""
        lines = self._plain_text.feed(data)
        if self._plain_text.pieces:
            before = self._recogniser.lines_taken
            self._pieces += [before + piece for piece in self._plain_text.pieces]
        return self._in_own_lines(self._recogniser.read(lines)) if lines else ()

    def settle(self) -> tuple[Failure, ...]:
        """Return what was held back because more might have followed.

        To be called when the output has been quiet for a moment, and when it has ended. A flood
        that never is quiet is read in pieces of 64 KB, and told after a few lines more.
        """
        return self._in_own_lines(self._recogniser.settle(self._plain_text.rest()))

    def _in_own_lines(self, failures: tuple[Failure, ...]) -> tuple[Failure, ...]:
        """Count in lines of the output, of which the recogniser reads long ones in pieces."""
        if not self._pieces:
            return failures
        return tuple(replace(failure, line=self._own_line(failure.line)) for failure in failures)

    def _own_line(self, line: int) -> int:
        return line - bisect_left(self._pieces, line)


def find_failures(text: str, command_line: str | None = None) -> tuple[Failure, ...]:
    """Return the failures in a text that is whole."""
    reader = OutputReader(command_line)
    reader.feed(text)
    reader.settle()
    return reader.failures
