"""How much slower a terminal is for a command that runs under `openrouter-lsp run`.

The terminal is a real pseudo-terminal. It draws 20 MB a second, which is more than terminals in
editors do; beside it stands one that draws nothing, where the relay itself is what is measured. The
time is that from the first byte of the program's output to its last.
"""

import os
import pty
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Final

from bench.flood import flood
from bench.rows import Row

_ROUNDS: Final = 5
_SIZE: Final = 40_000_000
_DRAWN: Final = 20_000_000
"""Bytes a second."""
_BAR: Final = 1.05
_PROGRAM: Final = (
    "import shutil, sys; shutil.copyfileobj(open(sys.argv[1], 'rb'), sys.stdout.buffer)"
)
_OURS: Final = (sys.executable, "-P", "-m", "openrouter_lsp", "run", "--")


def measure(folder: Path) -> Iterator[Row]:
    """Let a program write a flood, with and without `openrouter-lsp run`, in turn."""
    file = folder / "flood.log"
    with file.open("w") as out:
        out.writelines(flood(1 << 20, coloured=True, size=_SIZE))
    written = file.read_bytes()
    size = len(written) + written.count(b"\n")  # the terminal puts a carriage return before each
    program = (sys.executable, "-c", _PROGRAM, str(file))
    for name, rate, bar in (
        ("a terminal that draws 20 MB/s", _DRAWN, _BAR),
        ("a terminal that draws nothing", None, None),
    ):
        times: dict[bool, list[float]] = {False: [], True: []}
        for turn in range(2 * _ROUNDS):
            ours = bool(turn % 2)
            command = (*_OURS, *program) if ours else program
            times[ours].append(_show(command, folder, size, rate))
        with_us, without = median(times[True]), median(times[False])
        ratio = with_us / without
        yield Row(
            f"{name}, under run",
            f"{ratio:.3f} times",
            f"{with_us:.2f} s, without {without:.2f} s",
            f"{bar}" if bar else "",
            ratio <= bar if bar else None,
        )


def _show(command: Sequence[str], folder: Path, size: int, rate: int | None) -> float:
    """Run a command in a terminal that draws so many bytes a second.

    Returns:
        The seconds from the first byte to the one numbered `size`.
    """
    leader, follower = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "XDG_STATE_HOME": str(folder / "state")}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=follower, stdout=follower, stderr=follower
    )
    os.close(follower)
    read, begun, took = 0, 0.0, 0.0
    while chunk := _read(leader):
        begun = begun or perf_counter()
        if rate is not None and (early := read / rate - (perf_counter() - begun)) > 0:
            sleep(early)
        read += len(chunk)
        if read >= size:
            took = took or perf_counter() - begun
    process.wait()
    os.close(leader)
    if not took:
        raise RuntimeError(f"{size} bytes were written, and {read} came")
    return took


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 65536)
    except OSError:
        return b""  # the other end is closed
