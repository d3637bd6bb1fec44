"""What one stream of a command's output says, beside the way that the output takes."""

from typing import TYPE_CHECKING, Final

from openrouter_lsp.cli.run.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from openrouter_lsp.keys import Failure
    from openrouter_lsp.terminal import OutputReader

_MOST_HELD: Final = 1_048_576
"""Bytes. So much is held for a moment when nothing is to be passed on; then reading cannot wait."""


class Hearing:
    """Holds what was passed on, and reads it when there is time.

    Whatever goes wrong in the reading, the output is passed on all the same: after a fault nothing
    is read any more.

    Args:
        command_line: the command whose output it is.

    Attributes:
        screen: what the output has made of the terminal.
        fault: what went wrong in the reading; None where nothing did.
    """

    def __init__(self, command_line: str) -> None:
        self.screen = Screen()
        self._command_line = command_line
        self._decode: Callable[[bytes], str] | None = None
        self._reader: OutputReader | None = None
        self._held: list[bytes] = []
        self._size = 0
        self.fault: str | None = None

    @property
    def is_behind(self) -> bool:
        """Whether something waits to be read."""
        return bool(self._held)

    @property
    def is_full(self) -> bool:
        """Whether reading cannot wait any longer."""
        return self._size >= _MOST_HELD

    def hear(self, data: bytes) -> None:
        """Take what was passed on."""
        if self.fault is None:
            self._held.append(data)
            self._size += len(data)

    def catch_up(self) -> "tuple[Failure, ...]":
        """Read what waits; return the failures that it shows for the first time."""
        if not self._held:
            return ()
        data = b"".join(self._held)
        self._held.clear()
        self._size = 0
        self.screen.show(data)
        try:
            return self._read(data)
        except Exception as error:  # noqa: BLE001 - the command must not suffer from it
            return self._give_up(error)

    def settle(self) -> "tuple[Failure, ...]":
        """Return what was held back because more might have followed."""
        try:
            return self._reader.settle() if self._reader is not None else ()
        except Exception as error:  # noqa: BLE001
            return self._give_up(error)

    def _read(self, data: bytes) -> "tuple[Failure, ...]":
        if self._reader is None or self._decode is None:
            # Slow to import; there is time for it once there is something to read.
            from openrouter_lsp.terminal import OutputReader  # noqa: PLC0415
            from openrouter_lsp.terminal.screen.utf8 import Utf8Pieces  # noqa: PLC0415

            self._reader = OutputReader(self._command_line)
            self._decode = Utf8Pieces().decode
        return self._reader.feed(self._decode(data))

    def _give_up(self, error: Exception) -> "tuple[Failure, ...]":
        self.fault = type(error).__name__
        self._held.clear()
        self._size = 0
        return ()
