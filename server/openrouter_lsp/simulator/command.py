"""The simulator in the foreground of a shell."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from openrouter_lsp.simulator.demonstration import introduce
from openrouter_lsp.simulator.loopback_server import LOOPBACK
from openrouter_lsp.simulator.simulator import Simulator
from openrouter_lsp.simulator.states import Wording

_WAKE_SECONDS = 0.5


@contextmanager
def _until_signalled() -> Iterator[threading.Event]:
    """Give an event that Ctrl-C and SIGTERM set; the earlier handlers come back at the end."""
    asked_to_end = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as signal calls it
        asked_to_end.set()

    earlier = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked_to_end
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)


def simulate(port: int = 0, *, wording: Wording = Wording.OLD) -> int:
    """Run the simulator until Ctrl-C or SIGTERM; for the main thread only.

    Args:
        port: 0 for any that is free.
        wording: how keys are refused that expire while it runs.

    Returns:
        The exit code: 0, or 2 where the port cannot be had.

    Effects: writes to standard output how to use it; to standard error why it cannot start.
    """
    simulator = Simulator(wording=wording, port=port)
    with _until_signalled() as asked_to_end:
        try:
            simulator.start()
        except (OSError, OverflowError) as reason:
            words = getattr(reason, "strerror", None) or str(reason)
            sys.stderr.write(f"Port {port} on {LOOPBACK} cannot be used: {words.rstrip('.')}.\n")
            return 2
        try:
            sys.stdout.write(introduce(simulator))
            sys.stdout.flush()
            # Windows tells of Ctrl-C only between two waits.
            while not asked_to_end.wait(_WAKE_SECONDS):
                pass
        finally:
            simulator.close()
    return 0
