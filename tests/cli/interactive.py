"""A terminal that a person sits at: a session of its own, keys, a size."""

import fcntl
import os
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.environment import environment

RUN = (sys.executable, "-P", "-m", "openrouter_lsp", "run", "--")
PATIENCE = 60.0
"""Seconds until a test that waits for something has failed."""

# Makes its standard input the terminal of its session, and becomes the command.
_LOGIN = (
    "import fcntl, os, sys, termios;"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execvp(sys.argv[1], sys.argv[1:])"
)


class Terminal:
    """A real terminal with a command in it. A context: at its end nothing of it is left.

    Args:
        command: the program and its arguments.
        folder: where it runs.
        size: rows and columns.
        env: further environment variables.
    """

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        *,
        size: tuple[int, int] = (24, 80),
        env: Mapping[str, str] | None = None,
    ) -> None:
        self._leader, follower = os.openpty()
        self.resize(*size)
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", _LOGIN, *command],
            cwd=folder,
            env=environment(TERM="xterm", PS1="$ ", **(env or {})),
            stdin=follower,
            stdout=follower,
            stderr=follower,
            start_new_session=True,
        )
        os.close(follower)
        self._bytes = bytearray()
        self._looked_at = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.hang_up()
        self._process.kill()
        self._process.wait()

    @property
    def shown(self) -> bytes:
        """All that was shown so far."""
        return bytes(self._bytes)

    def hang_up(self) -> None:
        """Close the terminal, as somebody who closes its window."""
        if self._leader >= 0:
            os.close(self._leader)
            self._leader = -1

    def resize(self, rows: int, columns: int) -> None:
        fcntl.ioctl(self._leader, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))

    def type(self, text: str) -> None:
        os.write(self._leader, text.encode())

    def until(self, text: str) -> str:
        """Wait until a text is shown, later than all that was waited for; return what was."""
        wanted = text.encode()
        end = time.monotonic() + PATIENCE
        while (found := self._bytes.find(wanted, self._looked_at)) < 0:
            if not self._read(end):
                raise AssertionError(
                    f"{text!r} was never shown: {self.shown.decode(errors='replace')!r}"
                )
        shown = self._bytes[self._looked_at : found]
        self._looked_at = found + len(wanted)
        return shown.decode()

    def exit_code(self) -> int:
        """Wait for the end of the command, and return its exit code."""
        end = time.monotonic() + PATIENCE
        while self._read(end):
            pass
        return self._process.wait(timeout=PATIENCE)

    def _read(self, end: float) -> bool:
        ready, _, _ = select.select([self._leader], [], [], max(end - time.monotonic(), 0))
        if not ready:
            return False
        try:
            piece = os.read(self._leader, 65536)
        except OSError:  # nobody holds the other end any more
            return False
        self._bytes += piece
        return bool(piece)
