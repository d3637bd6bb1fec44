"""Many threads and programs at one memory, and what becomes of it when they are killed."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from secrets import SystemRandom

import pytest

from openrouter_lsp.checking import Past
from openrouter_lsp.checking.memory import Memory
from openrouter_lsp.keys import Fingerprint
from tests.checking.given import NOW, new_key
from tests.checking.memory_given import ACCEPTED, HERE, asides, not_a_database
from tests.checking.memory_writer import EPOCH
from tests.environment import unmeasured_environment


def test_threads(memory: Memory, said: list[str]) -> None:
    barrier = threading.Barrier(4)

    def one(prints: list[Fingerprint]) -> None:
        barrier.wait()
        for fingerprint in prints:
            memory.remember(fingerprint, HERE, ACCEPTED)
            assert memory.recall(fingerprint, HERE) == Past(ACCEPTED)

    shares = [[new_key().fingerprint for _ in range(10)] for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(one, shares))
    assert memory.forget() == 40
    assert said == []


def _writer(path: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.checking.memory_writer", str(path), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        env=unmeasured_environment(),
    )


def _read_confirmed(lines: list[bytes]) -> Iterator[tuple[Fingerprint, datetime]]:
    for line in lines:
        fingerprint, microseconds = line.decode().split()
        yield Fingerprint(fingerprint), EPOCH + timedelta(microseconds=int(microseconds))


def _assert_all_is_there(path: Path, confirmed: list[bytes]) -> None:
    said: list[str] = []
    memory = Memory(path, clock=lambda: NOW, log=said.append)
    for fingerprint, at in _read_confirmed(confirmed):
        recalled = memory.recall(fingerprint, HERE)
        assert recalled.accepted
        assert recalled.accepted.at >= at
    assert said == []


def test_several_programs_see_the_damage_at_once(memory_path: Path) -> None:
    memory_path.parent.mkdir(parents=True)
    not_a_database(memory_path)
    writers = [_writer(memory_path, "6", "waits") for _ in range(4)]
    for writer in writers:
        assert writer.stdout
        assert writer.stdout.readline() == b"ready\n"
    for writer in writers:
        assert writer.stdin
        writer.stdin.write(b"\n")
        writer.stdin.flush()
    lines = [line for writer in writers for line in writer.communicate()[0].splitlines()]

    told = [line for line in lines if line.startswith(b"trouble")]
    assert len(told) == 1
    assert b"damaged" in told[0]
    assert len(asides(memory_path)) == 1
    assert len(lines) == 4 * 6 + 1
    _assert_all_is_there(memory_path, [line for line in lines if line not in told])


@pytest.mark.slow
def test_programs_killed_at_random_lose_nothing_and_lock_nothing(memory_path: Path) -> None:
    kills = 60
    chance = SystemRandom()

    def live_and_be_killed(_: int) -> list[bytes]:
        with _writer(memory_path, "0") as writer:
            assert writer.stdout
            confirmed = [writer.stdout.readline() for _ in range(chance.randrange(4))]
            with pytest.raises(subprocess.TimeoutExpired):
                writer.wait(timeout=chance.uniform(0, 0.03))
            writer.kill()
            rest, _stderr = writer.communicate()
        assert writer.returncode != 0
        # The last line is not whole where the kill came in its middle.
        return confirmed + rest.splitlines(keepends=True)

    with ThreadPoolExecutor(3) as windows:
        lives = list(windows.map(live_and_be_killed, range(kills)))

    confirmed = [line for life in lives for line in life if line.endswith(b"\n")]
    assert [line for line in confirmed if line.startswith(b"trouble")] == []
    assert len(confirmed) > kills
    # At once: whoever was killed holds nothing.
    with closing(sqlite3.connect(memory_path, timeout=0, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.execute("ROLLBACK")
    _assert_all_is_there(memory_path, confirmed)
    assert asides(memory_path) == []
