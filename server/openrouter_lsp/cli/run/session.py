"""Runs a command in a pseudo-terminal, as if it stood in the user's own."""

import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self

from openrouter_lsp.cli.run.foreground import Foreground
from openrouter_lsp.cli.run.monitor import Event, Monitor, Order, Streams
from openrouter_lsp.cli.run.outer_terminal import copy_size, open_pseudo_terminal
from openrouter_lsp.cli.run.running import Running, code_of_status
from openrouter_lsp.cli.run.signals import Arrivals, stop_as_told
from openrouter_lsp.cli.run.streams import STDERR, STDIN, STDOUT

if TYPE_CHECKING:
    from openrouter_lsp.cli.run.hearing import Hearing
    from openrouter_lsp.cli.run.relay import Relay

_FOR_THE_GROUP: Final = (signal.SIGINT, signal.SIGQUIT)
"""What a terminal sends to all of a job."""
_FOR_WANT_OF_THE_TERMINAL: Final = (signal.SIGTTIN, signal.SIGTTOU)


class Session(Running):
    """A command in a pseudo-terminal, and the user's terminal around it.

    While the command is in the foreground, all keys go to it as they are, and its terminal makes
    signals of them. Else (in the background, or with an input that is no terminal) the user's
    terminal stays as it is, and signals are handed on.

    Effect of making one: the command runs.

    Args:
        command: the program and its arguments.
    """

    def __init__(self, command: Sequence[str]) -> None:
        super().__init__()
        self._command: int | None = None
        self._too_early: list[int] = []
        self._unread = b""
        self._is_stopping = False
        self._hands_on_stop = False
        self._was_continued = False
        self._relay: Relay | None = None
        self._foreground = Foreground()
        self._shown, follower = open_pseudo_terminal(STDOUT)
        self.outputs.append((self._shown, STDOUT))
        errors = follower
        if os.isatty(STDERR):
            self.seen = 0
        else:
            source, errors = os.pipe()
            self.outputs.append((source, STDERR))
        self._uses_terminal = os.isatty(STDIN)
        in_foreground = self._uses_terminal and self._foreground.is_ours
        self._foreground.show(self._shown, is_taken=in_foreground)
        self._monitor = Monitor(
            command,
            # Without a terminal of ours, /dev/tty is to be as missing as it was.
            follower if self._foreground.exists else None,
            Streams(follower if self._uses_terminal else STDIN, follower, errors),
            [source for source, _ in self.outputs],
            in_foreground=in_foreground,
        )
        for descriptor in {follower, errors}:
            os.close(descriptor)
        handlers: dict[int, Callable[[int], None]] = {signal.SIGWINCH: self._resize}
        handlers |= dict.fromkeys(_FOR_THE_GROUP, self._signal_group)
        handlers |= dict.fromkeys(self.FOR_THE_COMMAND, self._signal_command)
        # The order of these two matters, so they are seen to in it.
        self._signals = Arrivals(handlers, noted=(signal.SIGTSTP, signal.SIGCONT))

    @property
    def is_raw(self) -> bool:
        """Whether the user's terminal takes a newline for a step down and nothing else."""
        return self._foreground.is_raw

    def __enter__(self) -> Self:
        self._signals.__enter__()
        if self._foreground.is_taken:
            self._foreground.take()
        return self

    def __exit__(self, *_: object) -> None:
        self._foreground.give_back(typed=self._unread)
        self._signals.__exit__()
        if self.exit_code is None:
            self.hang_up()
        self._monitor.close(has_ended=self.exit_code is not None)

    def attach(self, relay: "Relay", hearings: "Sequence[Hearing]") -> None:
        """Have the output passed on, and what is typed."""
        super().attach(relay, hearings)
        self._relay = relay
        relay.add_event(self._monitor.events, self._react)
        relay.add_event(self._signals.descriptor, self._see_to_signals)
        relay.inlet = self._foreground.inlet()

    def _react(self) -> None:
        event = self._monitor.read_event()
        if event is None:  # the monitor was killed
            self.exit_code = 128 + signal.SIGKILL
            return
        what, number = event
        if what is Event.STARTED:
            self._command = number
            for early in self._too_early:
                self._signal_command(early)
        elif what is Event.NOT_STARTED:
            self.error = number
        elif what is Event.STOPPED:
            self._be_stopped(number)
        elif what is Event.UNREAD:
            self._unread = self._monitor.read_unread(number)
        else:
            self.exit_code = code_of_status(number)

    def _be_stopped(self, number: int) -> None:
        """Stop as the command did, and let it go on when this process does."""
        assert self._relay is not None  # noqa: S101 - for the type checker
        self._is_stopping = True
        self._hands_on_stop = self._hands_on_stop and number == signal.SIGTSTP
        wants_terminal = number in _FOR_WANT_OF_THE_TERMINAL
        self._uses_terminal = self._uses_terminal or wants_terminal
        if not (wants_terminal and self._foreground.is_ours):
            self._relay.pass_on_rest(is_last=False)
            was_raw = self.is_raw
            self._foreground.give_back()
            if not self._hands_on_stop:
                self._was_continued = False
            stop_as_told(number, whole_job=was_raw or wants_terminal, is_over=self._is_over)
        self._hands_on_stop = False
        self._see_to_signals()
        if self._uses_terminal and self._foreground.is_ours:
            self._foreground.take()
            self._monitor.order(Order.FOREGROUND)
        elif wants_terminal and not self._was_continued:
            # Nobody can stop this job, so nobody will give it the terminal; it may wait for it.
            self._monitor.order(Order.FOREGROUND)
        else:
            self._foreground.go_without()
            self._monitor.order(Order.BACKGROUND)
        self._relay.inlet = self._foreground.inlet()
        self._is_stopping = False

    def _is_over(self) -> bool:
        """Whether a shell that saw others of the job stop has let it go on already."""
        self._see_to_signals()
        return self._hands_on_stop and self._was_continued

    def _see_to_signals(self) -> None:
        for number in self._signals.take():
            self._was_continued = number == signal.SIGCONT
            if number == signal.SIGTSTP:
                self._hands_on_stop = True
                self._signal_group(number)
                continue
            self._foreground.take_again()
            if not self._is_stopping and not self._hands_on_stop:
                self._signal_group(number)

    def _signal_command(self, number: int) -> None:
        self.is_hurried = self.is_hurried or number in (signal.SIGTERM, signal.SIGHUP)
        if self._command is None:
            self._too_early.append(number)
            return
        with suppress(OSError):
            os.kill(self._command, number)

    def _signal_group(self, number: int) -> None:
        if self._command is None:
            self._too_early.append(number)
            return
        with suppress(OSError):
            os.killpg(self._command, number)

    def _resize(self, number: int) -> None:
        copy_size(STDOUT, self._shown)
        if not self._foreground.is_taken:
            # Else its terminal tells it.
            self._signal_group(number)
