"""A progress bar for checks that take long, on a terminal."""

import sys
from threading import Timer
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import Progress, TaskID

_PATIENCE = 0.7
"""Seconds. What takes less needs no bar."""


class LateProgress:
    """Shows a bar on standard error once a while has passed, if that is a terminal.

    Effect: the bar is gone when the block ends.
    """

    def __init__(self) -> None:
        self._progress = Progress(console=Console(stderr=True), transient=True)
        self._task: TaskID | None = None
        self._timer = Timer(_PATIENCE, self._progress.start)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if sys.stderr is not None and sys.stderr.isatty():  # None where it was closed
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        if self._timer.ident is not None:
            self._timer.join()
            self._progress.stop()

    def begin(self, what: str, steps: int) -> None:
        """Start a stage of some steps, in the place of the stage before."""
        if self._task is not None:
            self._progress.remove_task(self._task)
        self._task = self._progress.add_task(what, total=steps)

    def step(self) -> None:
        """Count one step of the stage as done."""
        if self._task is not None:
            self._progress.advance(self._task)
