"""Signals that are meant for the command, and reach this program instead."""

import os
import signal
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Any, Final, Self

_MOST: Final = 4096


class Arrivals:
    """Sees to signals, for the time of a context.

    Signals that this program was told to ignore, as `nohup` does, stay ignored.

    Args:
        handlers: what to call at once, with its number, by signal.
        noted: signals that are merely noted, in the order of their arrival.

    Attributes:
        descriptor: can be read from once a signal has come.
    """

    def __init__(
        self, handlers: Mapping[int, Callable[[int], None]], noted: tuple[int, ...]
    ) -> None:
        self.descriptor, self._wake = os.pipe()
        os.set_blocking(self.descriptor, False)
        os.set_blocking(self._wake, False)
        self._handlers = handlers
        self._noted = noted
        self._before: dict[int, Any] = {}
        self._wake_before = -1

    def __enter__(self) -> Self:
        self._wake_before = signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        for number in (*self._handlers, *self._noted):
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._hand_on)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wake_before)
        os.close(self.descriptor)
        os.close(self._wake)

    def take(self) -> list[int]:
        """Return what was noted and not taken yet, oldest first."""
        try:
            numbers = os.read(self.descriptor, _MOST)
        except BlockingIOError:
            return []
        return [number for number in numbers if number in self._noted]

    def _hand_on(self, number: int, _frame: FrameType | None) -> None:
        if number in self._handlers:
            self._handlers[number](number)


def stop_as_told(number: int, *, whole_job: bool, is_over: Callable[[], bool]) -> None:
    """Stop this process, as a shell sees it, until somebody lets it go on.

    Args:
        number: the signal that stops.
        whole_job: stop all processes of this process's group with it, as a terminal does.
        is_over: whether somebody has let it go on already.
    """
    if number == signal.SIGSTOP:
        os.kill(os.getpid(), number)
        return
    before = signal.signal(number, signal.SIG_DFL)
    # Between the look and the stop nobody may let it go on unseen: what is blocked waits, and a
    # signal to go on takes it back.
    signal.pthread_sigmask(signal.SIG_BLOCK, (number,))
    if whole_job:
        os.killpg(os.getpgrp(), number)
    else:
        os.kill(os.getpid(), number)
    if is_over():
        os.kill(os.getpid(), signal.SIGCONT)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (number,))
    # It goes on here once it may.
    signal.signal(number, before)
