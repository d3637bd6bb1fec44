"""Terminals whose output is read as it comes."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from openrouter_lsp.keys import Failure
from openrouter_lsp.lsp.reading import open_reader
from openrouter_lsp.lsp.run import Run
from openrouter_lsp.workspace.suspects import exports_after

QUIET: Final = 0.3
"""Seconds without output after which what was held back is taken for all there is."""

_LONG: Final = 0.7
"""Seconds of output without such a quiet, after which a short lull will do."""
_LULL: Final = 0.05
_AT_LAST: Final = 1.0
"""Seconds of output after which nothing is waited for, so that what never is quiet is told too."""

_MOST: Final = 64
_SLICE: Final = 64 * 1024
"""Characters that are read before others get their turn."""
_MOST_WAITING: Final = 8 * 1024 * 1024
"""Characters of one terminal that may wait. What is more is read at once: the editor waits."""


class _Terminal:
    """One terminal: its command, the reader of its output, and what still waits to be read."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.reader = open_reader(run.command_line)
        self.waiting: deque[str | Run | None] = deque()
        """Output, a command that begins, or None for the end of one; in the order they came."""
        self.waiting_length = 0
        self.is_read = False
        """Whether its turn is planned."""
        self.written_at = 0.0
        self.unsettled_since = 0.0
        self.timer: asyncio.TimerHandle | None = None


class Terminals:
    """Reads the output of many terminals, each for itself.

    The memory of each is bounded, and so is their number: of more than 64 the one that was silent
    longest is forgotten. Must be used from the event loop's thread.

    Args:
        tell: called with each failure that is found, and whose it is.
        tell_again: called, in a pause, with each that was printed more often since.
    """

    def __init__(
        self, tell: Callable[[Run, Failure], None], tell_again: Callable[[Run, Failure], None]
    ) -> None:
        self._tell = tell
        self._tell_again = tell_again
        self._terminals: OrderedDict[str, _Terminal] = OrderedDict()
        self._runs = 0

    def __len__(self) -> int:
        return len(self._terminals)

    def start(self, run: Run) -> None:
        """Let a command begin; what its terminal shows from now on is its output."""
        self._put(run.terminal_id, run)

    def write(self, terminal_id: str, data: str) -> None:
        """Take a chunk of output.

        A large one is read in slices, with others' turns between.
        """
        self._put(terminal_id, data)

    def end(self, terminal_id: str) -> None:
        """Let a command end; nothing more is held back for what may follow."""
        if terminal_id in self._terminals:
            self._put(terminal_id, None)

    def close(self) -> None:
        """Forget every terminal."""
        while self._terminals:
            self._forget(next(iter(self._terminals)))

    def _put(self, terminal_id: str, item: str | Run | None) -> None:
        terminal = self._terminals.get(terminal_id)
        if terminal is None:
            terminal = self._terminals[terminal_id] = _Terminal(self._numbered(Run(terminal_id)))
            if len(self._terminals) > _MOST:
                self._forget(next(iter(self._terminals)))
        self._terminals.move_to_end(terminal_id)
        if isinstance(item, str):
            terminal.waiting_length += len(item)
            starts = range(0, len(item), _SLICE)
            terminal.waiting.extend(item[start : start + _SLICE] for start in starts)
        else:
            terminal.waiting.append(item)
        if not terminal.is_read:
            self._read(terminal)
        while terminal.waiting_length > _MOST_WAITING:
            self._read_slice(terminal)

    def _numbered(self, run: Run) -> Run:
        self._runs += 1
        return replace(run, number=self._runs)

    def _forget(self, terminal_id: str) -> None:
        terminal = self._terminals.pop(terminal_id)
        terminal.waiting.clear()
        terminal.waiting_length = 0
        if terminal.timer is not None:
            terminal.timer.cancel()

    def _read(self, terminal: _Terminal) -> None:
        """Read one slice now, and plan the next turn where more waits."""
        self._read_slice(terminal)
        terminal.is_read = bool(terminal.waiting)
        if terminal.is_read:
            asyncio.get_running_loop().call_soon(self._read, terminal)

    def _read_slice(self, terminal: _Terminal) -> None:
        if not terminal.waiting:
            return
        item = terminal.waiting.popleft()
        if not isinstance(item, str):
            self._turn_over(terminal, item)
            return
        terminal.waiting_length -= len(item)
        self._report(terminal, terminal.reader.feed(item))
        self._settle_later(terminal)

    def _turn_over(self, terminal: _Terminal, run: Run | None) -> None:
        """End the command that was, and begin the next, or wait for one."""
        self._settle(terminal)
        if run is None:
            terminal.run = self._numbered(replace(terminal.run, command_line=None))
        else:
            exported = exports_after(run.command_line or "", terminal.run.exported)
            terminal.run = self._numbered(replace(run, exported=exported))
        terminal.reader = open_reader(terminal.run.command_line)

    def _settle_later(self, terminal: _Terminal) -> None:
        # One timer runs until that is due: to start one for each chunk would cost more.
        loop = asyncio.get_running_loop()
        terminal.written_at = loop.time()
        if terminal.timer is None:
            terminal.unsettled_since = terminal.written_at
            terminal.timer = loop.call_later(QUIET, self._look_for_quiet, terminal)

    def _look_for_quiet(self, terminal: _Terminal) -> None:
        loop = asyncio.get_running_loop()
        left = _settle_at(terminal.unsettled_since, terminal.written_at) - loop.time()
        if left > 0 or terminal.waiting:
            terminal.timer = loop.call_later(max(left, 0.01), self._look_for_quiet, terminal)
            return
        terminal.timer = None
        self._settle(terminal)

    def _settle(self, terminal: _Terminal) -> None:
        self._report(terminal, terminal.reader.settle())
        for failure in terminal.reader.failures:
            if failure.count > 1:
                self._tell_again(terminal.run, failure)

    def _report(self, terminal: _Terminal, failures: tuple[Failure, ...]) -> None:
        for failure in failures:
            self._tell(terminal.run, failure)


def _settle_at(unsettled_since: float, written_at: float) -> float:
    """Return when what is held back is to be told: in a quiet, or where none comes, in a lull."""
    in_flow = min(max(written_at + _LULL, unsettled_since + _LONG), unsettled_since + _AT_LAST)
    return min(written_at + QUIET, in_flow)
