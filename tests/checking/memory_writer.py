"""One program among several at a memory: remembers keys for as long as it lives.

Prints `FINGERPRINT MICROSECONDS` when what it remembered can be recalled, and `trouble` and why
where the memory had anything to say. Arguments: the file, how many keys (0: without end). Given a
third one, it says `ready` and waits for a line before it begins.
"""

import itertools
import os
import secrets
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from openrouter_lsp.checking.memory import Memory
from openrouter_lsp.checking.reply import Accepted
from openrouter_lsp.keys import Fingerprint, KeyDetails
from tests.checking.memory_given import HERE

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SHARED = Fingerprint("5" * 64)
"""Every program remembers this one, every second time."""


def now() -> datetime:
    return datetime.now(UTC)


def say(line: str) -> None:
    # In one piece, so that a line is whole or not there.
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def main(path: str, count: str, *waits: str) -> None:
    memory = Memory(Path(path), clock=now, log=lambda sentence: say(f"trouble {sentence}"))
    if waits:
        say("ready")
        sys.stdin.readline()
    for n in itertools.count() if count == "0" else range(int(count)):
        fingerprint = SHARED if n % 2 else Fingerprint(secrets.token_hex(32))
        at = now()
        memory.remember(fingerprint, HERE, Accepted(at, KeyDetails(limit=float(n), expires_at=at)))
        recalled = memory.recall(fingerprint, HERE)
        if recalled.accepted is None or recalled.accepted.at < at:
            say("trouble not recalled")
        say(f"{fingerprint} {(at - EPOCH) // timedelta(microseconds=1)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
