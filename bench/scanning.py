"""How fast texts are scanned, beside a bare search for the shape of a key."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from secrets import token_hex
from time import perf_counter
from typing import Final

from bench.rows import Row
from bench.sample import long_dotenv, long_source
from openrouter_lsp.scanning import scan_dotenv, scan_text

_ROUNDS: Final = 5
_SIZE: Final = 2_000_000
_SHAPE: Final = re.compile(r"sk-or-v1-[0-9a-f]{64}")


def measure(_folder: Path) -> Iterator[Row]:
    """Scan a large source file and a long environment file."""
    source = long_source(_SIZE)
    dotenv = long_dotenv(lambda: f"sk-or-v1-{token_hex(32)}")
    for name, text, scan in (
        ("scan of source code", source, scan_text),
        ("scan of an environment file", dotenv, scan_dotenv),
    ):
        ours, bare = _speed(text, scan), _speed(text, _SHAPE.findall)
        yield Row(name, f"{ours:.0f} MB/s", f"bare search {bare:.0f} MB/s, {bare / ours:.1f} times")


def _speed(text: str, scan: Callable[[str], object]) -> float:
    """Return MB/s, of the fastest round."""
    times = max(1, 200_000 // len(text))
    fastest = float("inf")
    for _ in range(_ROUNDS):
        begun = perf_counter()
        for _ in range(times):
            scan(text)
        fastest = min(fastest, perf_counter() - begun)
    return len(text) * times / fastest / 1_000_000
