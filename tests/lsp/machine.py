"""A machine whose clocks tests set: hours pass in no time, it sleeps, its clock is put wrong."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


class _Passing(selectors.BaseSelector):
    """Waits for nothing: the time that it would have waited has passed at once."""

    def __init__(self, machine: "Machine") -> None:
        self._machine = machine
        self._inner = selectors.DefaultSelector()

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._inner.register(fileobj, events, data)

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return self._inner.unregister(fileobj)

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise AssertionError("nothing is waited for, and nothing will happen")
        if timeout > 0:
            self._machine.pass_time(timeout)
        return self._inner.select(0)

    def close(self) -> None:
        self._inner.close()

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        return self._inner.get_map()


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self, machine: "Machine") -> None:
        self._machine = machine
        super().__init__(_Passing(machine))

    def time(self) -> float:
        return self._machine.awake


class Machine:
    """Runs work on a loop of its own.

    Attributes:
        awake: seconds that it has been awake: what a loop's clock counts.
        wakes: how often the loop had waited for something.
        slept: for how long it has slept.
        online_until: how long it has a network, from the start.
    """

    def __init__(self) -> None:
        self.awake = 0.0
        self.wakes = 0
        self.slept = timedelta(0)
        self.online_until = timedelta.max
        self._wrong_by = timedelta(0)

    def clock(self) -> datetime:
        """Return the time that the machine tells."""
        return NOW + timedelta(seconds=self.awake) + self.slept + self._wrong_by

    def pass_time(self, seconds: float) -> None:
        """Let time pass while it is awake."""
        self.awake += seconds
        self.wakes += 1

    def jump(self, by: timedelta) -> None:
        """Set the clock."""
        self._wrong_by += by

    def sleep(self, length: timedelta) -> None:
        """Sleep: time passes, and the loop's clock stands still."""
        self.slept += length

    def run(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Run some work to its end."""
        with asyncio.Runner(loop_factory=lambda: _Loop(self)) as runner:
            runner.run(work())
