"""How fast terminal output is read, what is found in it, and what that costs in memory."""

import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from time import thread_time
from typing import Final

from bench.flood import SIZE, STREWN, flood
from bench.rows import Row
from openrouter_lsp.terminal import OutputReader

_BAR: Final = 100
"""MB/s."""
_ROOM: Final = 16
"""MB by which the process may grow over a flood."""
_FLOODS: Final = (
    ("plain lines in chunks of 64 KB", 65_536, False),
    ("plain lines in chunks of 4 KB", 4_096, False),
    ("coloured lines in chunks of 64 KB", 65_536, True),
)


def measure(_folder: Path) -> Iterator[Row]:
    """Read floods of different kinds, each with failures strewn in."""
    for name, chunk, coloured in _FLOODS:
        yield from _read(name, chunk, coloured=coloured)


def _read(name: str, chunk: int, *, coloured: bool) -> Iterator[Row]:
    reader = OutputReader("python app.py")
    for piece in flood(chunk, coloured=coloured, size=SIZE // 50):
        reader.feed(piece)  # so that what is allocated once is not counted
    reader = OutputReader("python app.py")
    before, spent, read = _peak(), 0.0, 0
    for piece in flood(chunk, coloured=coloured):
        begun = thread_time()
        reader.feed(piece)
        spent += thread_time() - begun
        read += len(piece)
    reader.settle()
    speed = read / spent / 1_000_000
    found = sum(failure.count for failure in reader.failures)
    grown = _peak() - before
    yield Row(f"flood of {name}", f"{speed:.0f} MB/s", "", f"{_BAR} MB/s", speed >= _BAR)
    yield Row("  failures found in it", str(found), f"{STREWN} strewn", "all", found == STREWN)
    yield Row("  memory while reading", f"{grown:+.0f} MB", "", f"{_ROOM} MB", grown <= _ROOM)


def _peak() -> float:
    """Return the largest size of this process so far, in MB."""
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
