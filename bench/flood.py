"""A flood of terminal output, with failures strewn in: how it looks to the recogniser."""

import random
from collections.abc import Iterator
from typing import Final

SIZE: Final = 100_000_000
"""Characters of a whole flood."""
STREWN: Final = 100
"""Failures in it."""
FAILURE: Final = (
    "openai.AuthenticationError: Error code: 401 -"
    " {'error': {'message': 'User not found.', 'code': 401}}"
)
_LINES: Final = 4_000
_WORDS: Final = (
    "request", "worker", "cache", "user", "session", "token", "batch", "queue", "found", "error",
    "retry", "index", "model", "shard", "latency", "update", "fetch", "commit", "render", "bundle",
    "import", "server", "client", "timeout", "stream", "chunk",
)  # fmt: skip
_LEVELS: Final = {"DEBUG": "90", "INFO": "32", "WARNING": "33", "ERROR": "31"}


def flood(chunk: int, *, coloured: bool, size: int = SIZE) -> Iterator[str]:
    """Yield log lines in chunks of so many characters, each of `STREWN` parts with a failure.

    The lines hold status codes, the words of errors and numbers, as ordinary logs do, and are the
    same in each run.
    """
    chosen = random.Random(20)  # noqa: S311 - no secret
    lines = [_line(chosen, coloured=coloured) for _ in range(_LINES)]
    block = "".join(lines)
    part = size // STREWN
    log = (block * (part // len(block) + 1))[:part]
    log = log[: log.rfind("\n") + 1]
    rest = ""
    for _ in range(STREWN):
        text = f"{rest}{log}{FAILURE}\n"
        whole = len(text) // chunk * chunk
        for at in range(0, whole, chunk):
            yield text[at : at + chunk]
        rest = text[whole:]
    yield rest + block[:20_000]


def _line(chosen: random.Random, *, coloured: bool) -> str:
    level = chosen.choice(list(_LEVELS))
    words = " ".join(chosen.choices(_WORDS, k=chosen.randint(4, 14)))
    number = chosen.randint(100, 99_999)
    shown = f"\x1b[{_LEVELS[level]}m{level}\x1b[0m" if coloured else level
    stamp = f"2026-11-23 10:{chosen.randint(10, 59)}:{chosen.randint(10, 59)},{number % 1000:03}"
    match chosen.randint(0, 5):
        case 0:
            return f"{stamp} {shown} {words} status={number % 600} in {number} ms\n"
        case 1:
            return f'{stamp} {shown} "GET /users/{number} HTTP/1.1" {number % 600} {words}\n'
        case _:
            return f"{stamp} {shown} [{number}] {words}\n"
