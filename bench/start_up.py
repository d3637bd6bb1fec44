"""From the start of the process to the answer to initialize, against a bare pygls server."""

from collections.abc import Iterator, Sequence
from compileall import compile_dir
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

import openrouter_lsp
from bench.rows import Row, ms, percentile
from bench.servers import BARE, OURS, initialize, start

_ROUNDS: Final = 25
_BAR: Final = 1.15


def measure(folder: Path) -> Iterator[Row]:
    """Start both in turn, many times, each in a fresh process."""
    # As pip leaves a package when it installs one.
    compile_dir(Path(openrouter_lsp.__file__).parent, quiet=2)
    both: dict[Sequence[str], list[float]] = {OURS: [], BARE: []}
    for command in both:
        _seconds(command, folder)  # the first start of all reads from the disk
    for turn in range(_ROUNDS):
        for command in (OURS, BARE) if turn % 2 else (BARE, OURS):
            both[command].append(_seconds(command, folder))
    ours, bare = median(both[OURS]), median(both[BARE])
    # Each start beside its neighbour in time, so that a busy machine slows down both.
    ratio = median(o / b for o, b in zip(both[OURS], both[BARE], strict=True))
    yield Row(
        "start to initialize, median",
        f"{ratio:.3f} times",
        f"{ms(ours)}, bare server {ms(bare)}",
        f"at most {_BAR} times",
        passed=ratio <= _BAR,
    )
    ours, bare = percentile(both[OURS], 10), percentile(both[BARE], 10)
    yield Row(
        "start to initialize, p10",
        f"{ours / bare:.3f} times",
        f"{ms(ours)}, bare server {ms(bare)}",
    )


def _seconds(command: Sequence[str], folder: Path) -> float:
    begun = perf_counter()
    with start(command, folder) as wire:
        initialize(wire, folder)
        return perf_counter() - begun
