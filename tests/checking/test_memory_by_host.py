"""What one host says of a key is no evidence of what another would; older files are taken over."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from openrouter_lsp.checking import Accepted, KeyChecker, Past
from openrouter_lsp.checking.hosts import origin_of
from openrouter_lsp.checking.memory import Memory
from openrouter_lsp.checking.memory_rows import number_of
from openrouter_lsp.checking.past import NOTHING
from openrouter_lsp.keys import KeyDetails, KeyStatus
from tests.checking.given import NOW, ManualClock, new_key
from tests.checking.judging import refusal
from tests.checking.memory_given import ACCEPTED, DETAILS, HERE, PRINT, asides
from tests.checking.oracle import Oracle

ELSEWHERE = "http://127.0.0.1:8931"


@pytest.mark.parametrize(
    ("base_url", "origin"),
    [
        ("https://openrouter.ai/api/v1", "https://openrouter.ai"),
        ("https://OpenRouter.ai.:443/api/v1", "https://openrouter.ai"),
        ("https://openrouter.ai/another/path", "https://openrouter.ai"),
        ("", "https://openrouter.ai"),
        ("https://eu.openrouter.ai/api/v1", "https://eu.openrouter.ai"),
        ("https://gateway.example.com:8443/v1", "https://gateway.example.com:8443"),
        ("http://localhost:80/api/v1", "http://localhost"),
        ("http://localhost:/api/v1", "http://localhost"),
        ("http://[::1]:8931/api/v1", "http://[::1]:8931"),
    ],
)
def test_who_is_asked(base_url: str, origin: str) -> None:
    assert origin_of(base_url) == origin


def test_memory_keeps_hosts_apart(memory: Memory) -> None:
    ended = refusal(message="API key expired.")
    memory.remember(PRINT, ELSEWHERE, ACCEPTED)
    memory.remember(PRINT, ELSEWHERE, ended)
    assert memory.recall(PRINT, HERE) == NOTHING
    memory.remember(PRINT, HERE, ACCEPTED)
    assert memory.recall(PRINT, HERE) == Past(ACCEPTED)
    assert memory.recall(PRINT, ELSEWHERE) == Past(ACCEPTED, ended)
    assert memory.forget() == 1  # a key, however many spoke of it


async def test_what_another_host_said_ends_no_key(
    oracle: Oracle, clock: ManualClock, memory: Memory
) -> None:
    key = new_key()
    oracle.answers = [lambda: oracle.accepts(timedelta(seconds=2)), oracle.refuses]
    mock = KeyChecker(oracle, memory=memory, base_url=f"{ELSEWHERE}/api/v1", clock=clock)
    verdict = await mock.check(key)
    assert {one.address for one in verdict.evidence} == {f"{ELSEWHERE}/api/v1"}
    clock.advance(seconds=5)
    real = KeyChecker(oracle, memory=memory, clock=clock)
    verdict = await real.check(key)
    assert verdict.status is KeyStatus.REJECTED
    assert [one.address for one in verdict.evidence] == [None]
    assert (await mock.check(key)).status is KeyStatus.EXPIRED


async def test_what_is_remembered_unasked_tells_whose_it_is(
    oracle: Oracle, clock: ManualClock, memory: Memory
) -> None:
    memory.remember(PRINT, ELSEWHERE, ACCEPTED)
    address = f"{ELSEWHERE}/api/v1"
    for base_url, told in ((address, [address]), ("https://openrouter.ai/api/v1", []), ("", [])):
        checker = KeyChecker(oracle, memory=memory, base_url=base_url, clock=clock)
        await checker.recall([PRINT])
        assert [one.address for one in checker.known(PRINT).evidence] == told


# Of an earlier version


@pytest.fixture
def earlier(memory_path: Path) -> Path:
    """A file of the first version, which kept no hosts apart and no clock but its own."""
    memory_path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(memory_path)) as connection:
        connection.execute(
            "CREATE TABLE remembered (fingerprint TEXT NOT NULL PRIMARY KEY, seen_at INTEGER NOT"
            " NULL, label TEXT, expires_at INTEGER, is_expiry_unread INTEGER NOT NULL,"
            " credit_limit REAL, limit_remaining REAL, limit_reset TEXT, is_management_key INTEGER"
            ") WITHOUT ROWID"
        )
        ends = number_of(NOW + timedelta(days=3, microseconds=7))
        row = (PRINT, number_of(NOW), DETAILS.label, ends, 0, 100.0, 0.1, "monthly", 0)
        connection.execute("INSERT INTO remembered VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    return memory_path


def check(earlier: Path, memory: Memory, expected: Past, said: list[str]) -> None:
    """What was openrouter.ai's stays so, whoever opens the file first."""
    assert memory.recall(PRINT, HERE) == expected
    assert memory.recall(PRINT, ELSEWHERE) == NOTHING
    assert asides(earlier) == []
    assert said == []
    with closing(sqlite3.connect(earlier)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_file_of_the_first_version_is_read(
    earlier: Path, memory: Memory, said: list[str]
) -> None:
    check(earlier, memory, Past(ACCEPTED), said)


def test_a_file_of_the_first_version_is_written(
    earlier: Path, memory: Memory, start: Callable[[], Memory], said: list[str]
) -> None:
    newer = Accepted(NOW + timedelta(hours=1), KeyDetails(), server_time=NOW)
    memory.remember(PRINT, HERE, newer)
    check(earlier, start(), Past(newer), said)


def test_a_file_of_the_first_version_is_forgotten(
    earlier: Path, memory: Memory, said: list[str]
) -> None:
    assert memory.forget() == 1
    check(earlier, memory, NOTHING, said)
    assert PRINT.encode() not in earlier.read_bytes()


def test_several_programs_open_a_file_of_the_first_version_at_once(
    earlier: Path, start: Callable[[], Memory], said: list[str]
) -> None:
    barrier = Barrier(4)

    def recall(memory: Memory) -> Past:
        barrier.wait()
        return memory.recall(PRINT, HERE)

    with ThreadPoolExecutor(4) as programs:
        recalled = list(programs.map(recall, [start() for _ in range(4)]))
    assert recalled == [Past(ACCEPTED)] * 4
    check(earlier, start(), Past(ACCEPTED), said)


def test_a_damaged_file_of_the_first_version_is_set_aside(
    earlier: Path, memory: Memory, said: list[str]
) -> None:
    with closing(sqlite3.connect(earlier)) as connection:
        connection.execute("ALTER TABLE remembered DROP COLUMN label")
    assert memory.recall(PRINT, HERE) == NOTHING
    assert len(asides(earlier)) == 1
    assert "damaged" in said[0]
