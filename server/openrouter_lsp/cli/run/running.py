"""A command that runs, in whatever way it was started."""

import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self

from openrouter_lsp.cli.run.streams import Outlet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openrouter_lsp.cli.run.hearing import Hearing
    from openrouter_lsp.cli.run.relay import Relay


class Running:
    """A command that runs. A context: whatever happens, at its end the terminal is as it was.

    Attributes:
        outputs: where to read what the command writes, and where that goes.
        seen: which of the outputs standard error shares a terminal with; None where none.
        error: the system's number for why the command could not be started; None where it could.
        exit_code: None while the command runs; 128 and the number where a signal ended it.
        is_hurried: whether somebody asked this program to end, so that nothing is to be waited for.
    """

    FOR_THE_COMMAND: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2)
    """Signals that are meant for the command alone."""

    def __init__(self) -> None:
        self.outputs: list[tuple[int, int]] = []
        self.seen: int | None = None
        self.error: int | None = None
        self.exit_code: int | None = None
        self.is_hurried = False

    @property
    def is_raw(self) -> bool:
        """Whether the user's terminal takes a newline for a step down and nothing else."""
        return False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the terminal as it was; a command that still runs is hung up on."""

    def attach(self, relay: "Relay", hearings: "Sequence[Hearing]") -> None:
        """Have the output passed on, with somebody to listen to each stream of it."""
        for (source, target), hearing in zip(self.outputs, hearings, strict=True):
            relay.add_outlet(Outlet(source, target, hearing))

    def hang_up(self) -> None:
        """Close what a command's output comes from, where nobody else did."""
        for source, _ in self.outputs:
            with suppress(OSError):
                os.close(source)


def code_of_status(status: int) -> int:
    """Return the exit code for a wait status, as shells have it: 128 and the number of a signal."""
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code
