"""The streams between a command and whoever uses it."""

import os
import select
from typing import Final

from openrouter_lsp.cli.run.hearing import Hearing

STDIN: Final = 0
STDOUT: Final = 1
STDERR: Final = 2

_PIECE: Final = 65_536
_MOST_TYPED: Final = 65_536
"""Bytes that are held for a command that does not read them."""


class Outlet:
    """One stream of the command's output.

    Args:
        source: where it comes from; closed at its end.
        target: where it goes.
        hearing: who listens.
    """

    def __init__(self, source: int, target: int, hearing: Hearing) -> None:
        self.source = source
        self._target = target
        self._hearing = hearing
        os.set_blocking(source, False)

    def pass_on(self) -> bool:
        """Pass on what is there; return whether more may come."""
        try:
            data = os.read(self.source, _PIECE)
        except BlockingIOError:
            return True
        except OSError:  # a pseudo-terminal that nobody holds any more
            return False
        if not data:
            return False
        self._hearing.hear(data)
        return write_all(self._target, data)


class Inlet:
    """What is typed, on its way to the command.

    Args:
        source: the terminal that keys are pressed at.
        target: the pseudo-terminal that the command reads from; does not block.
    """

    def __init__(self, source: int, target: int) -> None:
        self.source = source
        self.target = target
        self._typed = b""

    @property
    def is_waiting(self) -> bool:
        """Whether the command has not taken all yet."""
        return bool(self._typed)

    @property
    def is_full(self) -> bool:
        """Whether no more is to be read for now."""
        return len(self._typed) >= _MOST_TYPED

    def read(self) -> bool:
        """Read what was typed, and pass on what the command takes; return whether more may come."""
        try:
            data = os.read(self.source, _PIECE)
        except (BlockingIOError, InterruptedError):
            return True
        except OSError:
            return False
        self._typed += data
        self.write()
        return bool(data)

    def write(self) -> None:
        """Pass on what the command takes."""
        try:
            self._typed = self._typed[os.write(self.target, self._typed) :]
        except BlockingIOError:
            return
        except OSError:
            self._typed = b""


def write_all(target: int, data: bytes) -> bool:
    """Write bytes, and wait until they are taken; return whether there is anybody to take them."""
    view = memoryview(data)
    while view:
        try:
            view = view[os.write(target, view) :]
        except BlockingIOError:  # somebody else has set it so
            select.select([], [target], [])
        except OSError:
            return False
    return True
