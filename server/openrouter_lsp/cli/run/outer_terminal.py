"""The terminal that the user sits at."""

import fcntl
import os
import termios
import tty
from contextlib import suppress
from typing import Any, Final

_SIZE: Final = b"\0" * 8
"""Rows, columns, and both in pixels, 16 bits each."""


class OuterTerminal:
    """The terminal that keys are pressed at.

    Args:
        descriptor: reads from it.
    """

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self._before: list[Any] | None = None

    @property
    def is_raw(self) -> bool:
        """Whether keys are handed on as they are, Ctrl-C too."""
        return self._before is not None

    @property
    def is_ours(self) -> bool:
        """Whether this process is in the foreground, where it may read and change the terminal."""
        try:
            return os.tcgetpgrp(self.descriptor) == os.getpgrp()
        except OSError:  # not the terminal of this session, so nobody else's in it either
            return True

    def make_raw(self) -> None:
        """Hand on keys as they are; where it is raw already, nothing."""
        if self._before is None:
            with suppress(termios.error):
                before = termios.tcgetattr(self.descriptor)
                # Not flushed: what was typed ahead is for the command.
                tty.setraw(self.descriptor, termios.TCSANOW)
                self._before = before

    def restore(self, typed: bytes = b"") -> None:
        """Make it as it was before it became raw.

        Args:
            typed: what was typed for whoever reads next. Not all systems let it be given back.
        """
        if self._before is not None:
            before, self._before = self._before, None
            with suppress(OSError):
                for number in typed:
                    fcntl.ioctl(self.descriptor, termios.TIOCSTI, bytes([number]))
            with suppress(termios.error):
                termios.tcsetattr(self.descriptor, termios.TCSADRAIN, before)


def open_outer_terminal() -> OuterTerminal | None:
    """Return the terminal that keys are pressed at; None where there is none.

    Standard input where that is one, else the terminal of this session, as `producer | pager`
    reads its keys.
    """
    if os.isatty(0):
        return OuterTerminal(0)
    try:
        return OuterTerminal(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return None


def copy_size(source: int, target: int) -> None:
    """Give one terminal the size of another; the processes in it are told by SIGWINCH."""
    with suppress(OSError):
        fcntl.ioctl(target, termios.TIOCSWINSZ, fcntl.ioctl(source, termios.TIOCGWINSZ, _SIZE))


def open_pseudo_terminal(like: int) -> tuple[int, int]:
    """Open a pseudo-terminal with the size and the settings of a terminal.

    Returns:
        The end to read what is shown from, and the end that a program is given.

    Raises:
        OSError: there is none to be had.
    """
    leader, follower = os.openpty()
    with suppress(termios.error):
        termios.tcsetattr(follower, termios.TCSANOW, termios.tcgetattr(like))
    copy_size(like, leader)
    return leader, follower


def process_output(pseudo_terminal: int, *, wanted: bool) -> bool:
    """Say whether a pseudo-terminal puts a carriage return before each newline.

    Not where the terminal behind it does so too.

    Returns:
        Whether it did before.
    """
    try:
        settings = termios.tcgetattr(pseudo_terminal)
        before = bool(settings[1] & termios.OPOST)
        settings[1] = settings[1] | termios.OPOST if wanted else settings[1] & ~termios.OPOST
        termios.tcsetattr(pseudo_terminal, termios.TCSANOW, settings)
    except termios.error:
        return False
    return before
