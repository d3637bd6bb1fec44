"""Who has the user's terminal: the command in its pseudo-terminal, or whoever had it before."""

from openrouter_lsp.cli.run.outer_terminal import (
    copy_size,
    open_outer_terminal,
    process_output,
)
from openrouter_lsp.cli.run.streams import STDOUT, Inlet


class Foreground:
    """The user's terminal, and whether a command in a pseudo-terminal has all of its keys.

    While it has, the user's terminal is raw. Else that stays as it is, and goes on to return the
    carriage at the end of a line, which the pseudo-terminal then leaves alone.
    """

    def __init__(self) -> None:
        self._terminal = open_outer_terminal()
        self._shown = -1
        self._processed_output: bool | None = None
        self.is_taken = False

    @property
    def exists(self) -> bool:
        """Whether there is a terminal that keys are pressed at."""
        return self._terminal is not None

    @property
    def is_ours(self) -> bool:
        """Whether this process may read from and change the terminal."""
        return self._terminal is not None and self._terminal.is_ours

    @property
    def is_raw(self) -> bool:
        """Whether the terminal takes a newline for a step down and nothing else."""
        return self._terminal is not None and self._terminal.is_raw

    def show(self, shown: int, *, is_taken: bool) -> None:
        """Say which pseudo-terminal the command is in, and whether it is to have the keys."""
        self._shown = shown
        self.is_taken = is_taken
        if not is_taken:
            self._leave_output_alone()

    def take(self) -> None:
        """Give all keys to the command."""
        self.is_taken = True
        copy_size(STDOUT, self._shown)
        if self._processed_output is not None:
            process_output(self._shown, wanted=self._processed_output)
            self._processed_output = None
        if self._terminal is not None:
            self._terminal.make_raw()

    def take_again(self) -> None:
        """Give the keys to the command again, after a shell has made the terminal as it was."""
        if self.is_taken and self._terminal is not None and self._terminal.is_ours:
            self._terminal.restore()
            self._terminal.make_raw()

    def give_back(self, typed: bytes = b"") -> None:
        """Make the terminal as it was.

        Args:
            typed: what the command did not read.
        """
        self.is_taken = False
        if self._terminal is not None:
            self._terminal.restore(typed)

    def go_without(self) -> None:
        """Let the command go on without the keys."""
        self._leave_output_alone()

    def inlet(self) -> Inlet | None:
        """Return the way that keys take; None where the command is not to have them."""
        if self._terminal is None or not self.is_taken:
            return None
        return Inlet(self._terminal.descriptor, self._shown)

    def _leave_output_alone(self) -> None:
        if self._processed_output is None:
            self._processed_output = process_output(self._shown, wanted=False)
