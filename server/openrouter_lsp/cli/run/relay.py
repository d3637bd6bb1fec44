"""Passes on what a command writes and what is typed, and listens meanwhile."""

import os
import select
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from openrouter_lsp.cli.run.commentary import Commentary
from openrouter_lsp.cli.run.streams import Inlet, Outlet

_GRACE: Final = 0.1
"""Seconds. So long the rest of the output is waited for, where others still hold on to it."""


class Relay:
    """Waits for whatever comes next, and hands it on.

    Args:
        commentary: what is said of the output.

    Attributes:
        inlet: what is typed; None while nobody types.
    """

    def __init__(self, commentary: Commentary) -> None:
        self.inlet: Inlet | None = None
        self._commentary = commentary
        self._outlets: dict[int, Outlet] = {}
        self._events: dict[int, Callable[[], None]] = {}

    def add_outlet(self, outlet: Outlet) -> None:
        """Pass on a stream of output, and close it at its end."""
        self._outlets[outlet.source] = outlet

    def add_event(self, descriptor: int, react: Callable[[], None]) -> None:
        """Call a function whenever there is something to be read."""
        self._events[descriptor] = react

    def drop_event(self, descriptor: int) -> None:
        """Do not look at a descriptor any more."""
        self._events.pop(descriptor, None)

    def turn(self) -> None:
        """Wait for something, and see to it."""
        inlet = self.inlet
        reading = [*self._outlets, *self._events]
        if inlet is not None and not inlet.is_full:
            reading.append(inlet.source)
        writing = [inlet.target] if inlet is not None and inlet.is_waiting else []
        ready, writable, _ = select.select(reading, writing, [], self._commentary.patience())
        if inlet is not None and writable:
            inlet.write()
        for descriptor in ready:
            if descriptor in self._outlets:
                self._pass_on(self._outlets[descriptor])
            elif descriptor in self._events:
                self._events[descriptor]()
            elif inlet is not None and not inlet.read():
                self.inlet = None
        self._commentary.attend(is_busy=bool(ready))

    def pass_on_rest(self, *, is_last: bool) -> None:
        """Pass on what is there.

        Args:
            is_last: the command has ended: wait a moment for what is still on its way. Where
                others hold on to its output, there is no other end to that.
        """
        patience = _GRACE if is_last else 0
        while self._outlets and select.select([*self._outlets], [], [], patience)[0]:
            for outlet in list(self._outlets.values()):
                self._pass_on(outlet)
            if self._commentary.is_full:
                self._commentary.attend(is_busy=False)

    def close(self) -> None:
        """Close what is left of the output."""
        for outlet in list(self._outlets.values()):
            self._drop(outlet)

    def _pass_on(self, outlet: Outlet) -> None:
        if not outlet.pass_on():
            self._drop(outlet)

    def _drop(self, outlet: Outlet) -> None:
        del self._outlets[outlet.source]
        if self.inlet is not None and self.inlet.target == outlet.source:
            self.inlet = None
        with suppress(OSError):
            os.close(outlet.source)
