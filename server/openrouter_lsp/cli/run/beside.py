"""Runs a command whose output goes to a pipe or a file: in this job, beside this process."""

import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NoReturn, Self

from openrouter_lsp.cli.run.outer_terminal import (
    OuterTerminal,
    copy_size,
    open_outer_terminal,
    open_pseudo_terminal,
    process_output,
)
from openrouter_lsp.cli.run.running import Running, code_of_status
from openrouter_lsp.cli.run.signals import Arrivals
from openrouter_lsp.cli.run.starting import become, ignored_signals
from openrouter_lsp.cli.run.streams import STDERR, STDOUT

if TYPE_CHECKING:
    from openrouter_lsp.cli.run.hearing import Hearing
    from openrouter_lsp.cli.run.relay import Relay

_FOR_THE_GROUP: Final = (signal.SIGINT, signal.SIGQUIT)
"""What a terminal sends to all of a job, the command included."""


class Beside(Running):
    """A command in the same session and job, with its input and its terminal left to it.

    What is a terminal for this process is one for the command: standard input is the very same,
    and a standard error that is one becomes a pseudo-terminal. Ctrl-C and Ctrl-Z reach both.

    Effect of making one: the command runs.

    Args:
        command: the program and its arguments.
    """

    def __init__(self, command: Sequence[str]) -> None:
        super().__init__()
        self._terminal = open_outer_terminal()
        source, stdout = os.pipe()
        self.outputs.append((source, STDOUT))
        self._errors: int | None = None
        if pair := _pseudo_terminal_for_errors():
            self._errors, stderr = pair
            self.outputs.append((self._errors, STDERR))
            self.seen = 1
        elif _are_the_same(STDOUT, STDERR):
            stderr = stdout  # so that their lines keep their order
        else:
            source, stderr = os.pipe()
            self.outputs.append((source, STDERR))
        fault, told = os.pipe()
        ignored = ignored_signals()
        self._command = os.fork()
        if not self._command:
            _start(command, stdout, stderr, told, ignored)
        for descriptor in {stdout, stderr, told}:
            os.close(descriptor)
        if number := os.read(fault, 4):
            self.error = int.from_bytes(number, "little")
        os.close(fault)
        self._signals = Arrivals(
            dict.fromkeys(_FOR_THE_GROUP, self._signal_job)
            | dict.fromkeys(self.FOR_THE_COMMAND, self._signal_command)
            | {signal.SIGWINCH: self._resize},
            noted=(signal.SIGCHLD,),
        )

    def __enter__(self) -> Self:
        self._signals.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._signals.__exit__()
        if self.exit_code is None:
            self.hang_up()

    def attach(self, relay: "Relay", hearings: "Sequence[Hearing]") -> None:
        """Have the output passed on."""
        super().attach(relay, hearings)
        relay.add_event(self._signals.descriptor, self._react)
        self._see_whether_it_ended()

    def _react(self) -> None:
        self._signals.take()
        self._see_whether_it_ended()

    def _see_whether_it_ended(self) -> None:
        process, status = os.waitpid(self._command, os.WNOHANG)
        if process:
            self.exit_code = code_of_status(status)

    def _signal_job(self, number: int) -> None:
        # What came from the keyboard has reached the command too.
        if not _is_in_foreground(self._terminal):
            self._signal_command(number)

    def _signal_command(self, number: int) -> None:
        self.is_hurried = self.is_hurried or number in (signal.SIGTERM, signal.SIGHUP)
        with suppress(OSError):
            os.kill(self._command, number)

    def _resize(self, _number: int) -> None:
        if self._errors is not None:
            copy_size(STDERR, self._errors)


def _start(
    command: Sequence[str], stdout: int, stderr: int, told: int, ignored: frozenset[int]
) -> NoReturn:
    """Become the command, in a process that was forked for it; tell the error if that fails."""
    try:
        os.dup2(stdout, STDOUT, inheritable=True)
        os.dup2(stderr, STDERR, inheritable=True)
        error = become(command, ignored)
        os.write(told, (error.errno or 0).to_bytes(4, "little"))
    finally:
        os._exit(1)


def _pseudo_terminal_for_errors() -> tuple[int, int] | None:
    """Return the two ends of a pseudo-terminal, where standard error is a terminal."""
    if not os.isatty(STDERR):
        return None
    try:
        shown, follower = open_pseudo_terminal(STDERR)
    except OSError:
        return None
    process_output(shown, wanted=False)
    return shown, follower


def _is_in_foreground(terminal: OuterTerminal | None) -> bool:
    try:
        return terminal is not None and os.tcgetpgrp(terminal.descriptor) == os.getpgrp()
    except OSError:  # not the terminal of this session
        return False


def _are_the_same(one: int, other: int) -> bool:
    """Whether two descriptors lead to the same file or pipe."""
    return os.path.sameopenfile(one, other)
