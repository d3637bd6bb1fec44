"""Bytes as they arrive, from whatever they arrive from."""

import os
import stat
from collections.abc import Iterator
from queue import Empty, Queue
from threading import Thread
from typing import Final

_PIECE: Final = 262_144
"""Bytes."""
_AHEAD: Final = 4
"""Pieces that may be read before they are asked for."""


def arriving(descriptor: int, quiet: float) -> Iterator[bytes]:
    """Yield what arrives, and an empty piece whenever nothing more came for a moment.

    Ends where the input ends.

    Args:
        descriptor: what to read from: a file, a pipe, a terminal, a device.
        quiet: seconds.

    Raises:
        OSError: it cannot be read.
    """
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        while piece := os.read(descriptor, _PIECE):
            yield piece
        return
    yield from _as_it_comes(descriptor, quiet)


def _as_it_comes(descriptor: int, quiet: float) -> Iterator[bytes]:
    # A thread, as no other way to wait for a pipe with an end to patience works on Windows too.
    pieces: Queue[bytes | OSError] = Queue(_AHEAD)
    Thread(target=_read_all, args=(descriptor, pieces), daemon=True).start()
    told = True
    while True:
        try:
            piece = pieces.get(timeout=None if told else quiet)
        except Empty:
            told = True
            yield b""
            continue
        if isinstance(piece, OSError):
            raise piece
        if not piece:
            return
        told = False
        yield piece


def _read_all(descriptor: int, pieces: "Queue[bytes | OSError]") -> None:
    piece = b"-"
    while piece:
        try:
            piece = os.read(descriptor, _PIECE)
        except OSError as error:
            pieces.put(error)
            return
        pieces.put(piece)
