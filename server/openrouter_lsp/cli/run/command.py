"""`openrouter-lsp run`: a command as if run without this, and what its failures mean."""

import os
import shlex
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from openrouter_lsp.cli.complaints import complain

if TYPE_CHECKING:
    from openrouter_lsp.cli.run.running import Running


def run_command(command: Sequence[str]) -> int:
    """Run a command, pass everything through, and explain on standard error what went wrong.

    Args:
        command: the program and its arguments.

    Returns:
        The command's exit code; 128 and the number where a signal ended it, 127 where there is no
        such command, 126 where it cannot be run.
    """
    if sys.platform == "win32":
        from openrouter_lsp.cli.run.without_terminal import run_without_terminal  # noqa: PLC0415

        return run_without_terminal(command)
    from openrouter_lsp.cli.run.starting import exit_code_of, why_not_started  # noqa: PLC0415

    _fill_gaps()
    with _start(command) as running:
        # The rest is slow to import; the command runs already.
        from openrouter_lsp.cli.run.listening import Listening  # noqa: PLC0415

        listening = Listening(running, shlex.join(command), Path.cwd())
        listening.pass_on_all()
    if running.error is not None:
        complain(why_not_started(command[0], running.error))
        return exit_code_of(running.error)
    listening.conclude()
    return running.exit_code if running.exit_code is not None else 1


def _start(command: Sequence[str]) -> "Running":
    from openrouter_lsp.cli.run.beside import Beside  # noqa: PLC0415
    from openrouter_lsp.cli.run.session import Session  # noqa: PLC0415
    from openrouter_lsp.cli.run.streams import STDOUT  # noqa: PLC0415

    if os.isatty(STDOUT):
        try:
            return Session(command)
        except OSError:  # no pseudo-terminal is left, or this system lets nobody have one
            pass
    return Beside(command)


def _fill_gaps() -> None:
    """Open what is closed of the standard streams, lest a pipe of ours take its place."""
    with suppress(OSError):
        while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
            os.set_inheritable(descriptor, True)  # noqa: FBT003 - takes it by place
        os.close(descriptor)
