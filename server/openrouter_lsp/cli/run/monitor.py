"""The process between a pseudo-terminal and the command in it.

A terminal's processes can be stopped (Ctrl-Z) only where their parent lives in the same session
and cares for them, as a shell does. This process is that parent.
"""

import fcntl
import os
import signal
import struct
import termios
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import Final, NoReturn

from openrouter_lsp.cli.run.starting import become, ignored_signals

_RECORD: Final = struct.Struct("=ci")
_MOST_UNREAD: Final = 2048
"""Bytes. With the record before them they pass through a pipe in one piece."""


class Event(Enum):
    """What happened to the command; with each goes a number."""

    STARTED = b"P"
    """Its process id, which is its process group's too."""
    NOT_STARTED = b"E"
    """The system's number for the error."""
    STOPPED = b"S"
    """The signal."""
    UNREAD = b"U"
    """How many bytes were typed that it did not read; they follow."""
    ENDED = b"X"
    """The wait status."""


class Order(Enum):
    """How the command is to go on after it was stopped."""

    FOREGROUND = b"f"
    BACKGROUND = b"b"


@dataclass(frozen=True, slots=True)
class Streams:
    """What a command is given for its standard input, output and error: descriptors."""

    stdin: int
    stdout: int
    stderr: int


class Monitor:
    """The process that watches over a command.

    Effect of making one: the command runs in a session of its own.

    Args:
        command: the program and its arguments.
        terminal: the end of a pseudo-terminal that becomes the session's terminal; None where
            the session is to have none.
        streams: the command's.
        others: descriptors that are not to be held open there.
        in_foreground: whether the command may read from the terminal.

    Attributes:
        events: where to read what happens to the command.
    """

    def __init__(
        self,
        command: Sequence[str],
        terminal: int | None,
        streams: Streams,
        others: Iterable[int],
        *,
        in_foreground: bool,
    ) -> None:
        orders, self._orders = os.pipe()
        self.events, events = os.pipe()
        ignored = ignored_signals()
        self._process = os.fork()
        if not self._process:
            try:
                for descriptor in (self._orders, self.events, *others):
                    os.close(descriptor)
                _watch_over(command, terminal, streams, orders, events, ignored, in_foreground)
            finally:
                os._exit(1)
        os.close(orders)
        os.close(events)

    def read_event(self) -> tuple[Event, int] | None:
        """Return the next thing that happened; None where nothing more will."""
        record = os.read(self.events, _RECORD.size)
        if len(record) < _RECORD.size:
            return None
        letter, number = _RECORD.unpack(record)
        return Event(letter), number

    def read_unread(self, length: int) -> bytes:
        """Return so many bytes that the command did not read."""
        return os.read(self.events, length)

    def order(self, order: Order) -> None:
        """Say how the command is to go on."""
        with suppress(OSError):  # it has ended meanwhile
            os.write(self._orders, order.value)

    def close(self, *, has_ended: bool) -> None:
        """Let go of the process; where the command has ended, it ends at once too.

        Its end hangs up on the terminal, so all that was shown is to be read before.
        """
        os.close(self._orders)
        os.close(self.events)
        if has_ended:
            with suppress(ChildProcessError):
                os.waitpid(self._process, 0)


def _watch_over(  # noqa: PLR0913, PLR0917 - what a forked process is given
    command: Sequence[str],
    terminal: int | None,
    streams: Streams,
    orders: int,
    events: int,
    ignored: frozenset[int],
    in_foreground: bool,  # noqa: FBT001
) -> NoReturn:
    """Run a command in a session of its own, tell what happens to it, and end with it."""
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTTOU, signal.SIGTTIN):
        signal.signal(number, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    os.setsid()
    if terminal is not None:
        fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    child = os.fork()
    if not child:
        try:
            os.setpgid(0, 0)
            if in_foreground:
                _give(terminal, os.getpid())
            _tell(events, Event.STARTED, os.getpid())
            for standard, stream in enumerate((streams.stdin, streams.stdout, streams.stderr)):
                os.dup2(stream, standard, inheritable=True)
            error = become(command, ignored)
            _tell(events, Event.NOT_STARTED, error.errno or 0)
        finally:
            os._exit(1)
    _follow(child, terminal, orders, events)


def _tell(events: int, event: Event, number: int) -> None:
    os.write(events, _RECORD.pack(event.value, number))


def _give(terminal: int | None, group: int) -> None:
    """Put a process group into the terminal's foreground."""
    if terminal is not None:
        with suppress(OSError):  # hung up
            os.tcsetpgrp(terminal, group)


def _follow(child: int, terminal: int | None, orders: int, events: int) -> NoReturn:
    while True:
        _, status = os.waitpid(child, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            if terminal is not None:
                # What the command leaves in the background is not to be hung up on.
                _give(terminal, os.getpid())
                _tell_unread(terminal, events)
            _tell(events, Event.ENDED, status)
            if terminal is not None:
                os.close(terminal)  # the other side sees the end of what was shown
            os.read(orders, 1)  # until it has read all of that
            os._exit(0)
        _tell(events, Event.STOPPED, os.WSTOPSIG(status))
        order = os.read(orders, 1)
        if not order:  # whoever gave orders is gone
            os._exit(0)
        _give(terminal, child if Order(order) is Order.FOREGROUND else os.getpid())
        os.killpg(child, signal.SIGCONT)


def _tell_unread(terminal: int, events: int) -> None:
    """Tell what was typed and not read, for whoever reads from the user's terminal next."""
    with suppress(OSError, termios.error):
        settings = termios.tcgetattr(terminal)
        settings[3] &= ~(termios.ICANON | termios.ECHO)
        settings[6][termios.VMIN] = settings[6][termios.VTIME] = 0
        termios.tcsetattr(terminal, termios.TCSANOW, settings)
        unread = os.read(terminal, _MOST_UNREAD)
        if unread:
            os.write(events, _RECORD.pack(Event.UNREAD.value, len(unread)) + unread)
