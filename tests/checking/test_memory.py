"""What OpenRouter said of a key outlives the session, and nothing that happens to the file hurts."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import SystemRandom
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter_lsp.checking import Accepted, memory_file
from openrouter_lsp.checking.memory import KEPT_FOR, Memory
from openrouter_lsp.checking.memory_file import MemoryFile
from openrouter_lsp.checking.quoting import quotable
from openrouter_lsp.keys import Fingerprint, KeyDetails
from tests.checking.given import NOW, ManualClock, new_key
from tests.checking.memory_writer import EPOCH
from tests.environment import environment

KEY = new_key()
PRINT = KEY.fingerprint
DETAILS = KeyDetails(
    label=KEY.masked,
    expires_at=NOW + timedelta(days=3, microseconds=7),
    limit=100.0,
    limit_remaining=0.1,
    limit_reset="monthly",
    is_management_key=False,
)
ACCEPTED = Accepted(NOW, DETAILS)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "openrouter-lsp" / "memory #1?.sqlite3"


@pytest.fixture
def start(path: Path, clock: ManualClock, said: list[str]) -> Callable[[], Memory]:
    """A session begins: nothing but the file is left of the one before."""
    return lambda: Memory(path, clock=clock, log=said.append)


@pytest.fixture
def memory(start: Callable[[], Memory]) -> Memory:
    return start()


def asides(path: Path) -> list[Path]:
    return sorted(path.parent.glob("*.damaged-*"))


def test_what_was_remembered_is_known_to_the_next_session(
    memory: Memory, start: Callable[[], Memory], said: list[str]
) -> None:
    memory.remember(PRINT, ACCEPTED)
    memory.close()

    assert start().recall(PRINT) == ACCEPTED
    assert said == []


def test_what_is_fleeting_is_not_kept(memory: Memory) -> None:
    spent = replace(DETAILS, usage=1.0, usage_daily=1.0, usage_weekly=1.0, usage_monthly=1.0)
    memory.remember(PRINT, Accepted(NOW, spent, server_time=NOW))
    assert memory.recall(PRINT) == ACCEPTED


_moments = st.datetimes(timezones=st.just(UTC))
_amounts = st.none() | st.floats(allow_nan=False)
_words = st.none() | st.text().map(quotable)


@given(
    accepted=st.builds(
        Accepted,
        _moments,
        st.builds(
            KeyDetails,
            label=_words,
            expires_at=st.none() | _moments,
            limit=_amounts,
            limit_remaining=_amounts,
            limit_reset=_words,
            usage=st.none(),
            usage_daily=st.none(),
            usage_weekly=st.none(),
            usage_monthly=st.none(),
            is_management_key=st.none() | st.booleans(),
        ),
        server_time=st.none(),
        is_expiry_unread=st.booleans(),
    )
)
def test_everything_comes_back_as_it_was(accepted: Accepted) -> None:
    said: list[str] = []
    with TemporaryDirectory() as folder:
        path = Path(folder, "memory")
        Memory(path, clock=lambda: NOW, log=said.append).remember(PRINT, accepted)
        assert Memory(path, clock=lambda: NOW, log=said.append).recall(PRINT) == accepted
    assert said == []


def test_nothing_is_made_by_looking(memory: Memory, path: Path) -> None:
    assert memory.recall(PRINT) is None
    assert memory.forget() == 0
    assert not path.parent.parent.exists()


def test_newer_wins_in_whatever_order_it_comes(memory: Memory) -> None:
    newer = Accepted(NOW + timedelta(microseconds=1), KeyDetails(limit=1.0))
    memory.remember(PRINT, ACCEPTED)
    memory.remember(PRINT, newer)
    memory.remember(PRINT, ACCEPTED)
    assert memory.recall(PRINT) == newer


def test_a_row_from_the_future_gives_way(memory: Memory) -> None:
    memory.remember(PRINT, replace(ACCEPTED, at=NOW + timedelta(days=400)))
    memory.remember(PRINT, ACCEPTED)
    assert memory.recall(PRINT) == ACCEPTED


def test_rows_unseen_for_a_year_go_at_the_first_write(
    memory: Memory, start: Callable[[], Memory], clock: ManualClock
) -> None:
    prints = [new_key().fingerprint for _ in range(3)]
    memory.remember(prints[0], ACCEPTED)
    memory.remember(prints[1], replace(ACCEPTED, at=NOW + timedelta(microseconds=1)))
    clock.now = NOW + KEPT_FOR + timedelta(microseconds=1)

    memory.remember(prints[2], replace(ACCEPTED, at=clock.now))
    assert memory.recall(prints[0]) is not None  # once in a session, and that was before

    later = start()
    assert later.recall(prints[0]) is not None
    later.remember(prints[2], replace(ACCEPTED, at=clock.now))
    assert [later.recall(p) is not None for p in prints] == [False, True, True]


def test_a_clock_that_runs_ahead_makes_nothing_old(
    memory: Memory, start: Callable[[], Memory], clock: ManualClock
) -> None:
    memory.remember(PRINT, ACCEPTED)
    clock.advance(days=3000)
    start().remember(new_key().fingerprint, Accepted(clock.now, DETAILS, server_time=NOW))
    assert memory.recall(PRINT) == ACCEPTED


def test_forgetting(memory: Memory, start: Callable[[], Memory], path: Path) -> None:
    memory.remember(PRINT, ACCEPTED)
    memory.remember(new_key().fingerprint, ACCEPTED)
    assert memory.forget() == 2
    assert start().recall(PRINT) is None
    assert memory.forget() == 0
    # Not in what the database left free, either.
    assert PRINT.encode() not in path.read_bytes()


def test_after_the_close_nothing_is_done(memory: Memory, path: Path) -> None:
    memory.close()
    memory.remember(PRINT, ACCEPTED)
    assert not path.exists()


# Who may read it, and what


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_only_its_owner_can_read_it_from_the_first_moment(
    memory: Memory, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: set[tuple[str, int]] = set()

    def look() -> int:
        # In the middle of a change, when the journal is there.
        seen.update(
            (file.name, stat.S_IMODE(file.stat().st_mode)) for file in path.parent.iterdir()
        )
        return 0

    connect = sqlite3.connect

    def connect_and_look(*args: object, **options: object) -> sqlite3.Connection:
        look()
        connection: sqlite3.Connection = connect(*args, **options)  # type: ignore[call-overload]
        connection.set_progress_handler(look, 1)
        return connection

    monkeypatch.setattr(sqlite3, "connect", connect_and_look)
    before = os.umask(0)
    try:
        memory.remember(PRINT, ACCEPTED)
        memory.remember(new_key().fingerprint, ACCEPTED)
    finally:
        os.umask(before)

    assert seen == {(path.name, 0o600), (f"{path.name}-journal", 0o600)}
    for folder in (path.parent, path.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_no_key_reaches_the_file(memory: Memory, path: Path, said: list[str]) -> None:
    secret = KEY.reveal()
    memory.remember(PRINT, Accepted(NOW, KeyDetails(label=secret, limit_reset=secret)))
    memory.remember(Fingerprint(secret), ACCEPTED)  # the wrong thing, handed in by mistake
    assert memory.recall(PRINT) == Accepted(NOW, KeyDetails(label="[key]", limit_reset="[key]"))
    assert secret.removeprefix("sk-or-v1-").encode() not in path.read_bytes()
    assert len(said) == 1
    assert secret not in said[0]


# What can be wrong with the file


def _not_a_database(path: Path) -> None:
    path.write_bytes(b"This is no database. " * 500)


def _empty_page(path: Path) -> None:
    path.write_bytes(bytes(len(path.read_bytes())))


def _one_page_left(path: Path) -> None:
    os.truncate(path, 4096)


def _half_a_page_left(path: Path) -> None:
    os.truncate(path, 2000)


def _few_bytes_left(path: Path) -> None:
    os.truncate(path, 50)


def _table_spoilt(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)


def _sql(*statements: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    damage.__name__ = statements[0]
    return damage


DAMAGES = [
    _not_a_database,
    _empty_page,
    _one_page_left,
    _half_a_page_left,
    _few_bytes_left,
    _table_spoilt,
    _sql("DROP TABLE remembered"),
    _sql("ALTER TABLE remembered DROP COLUMN expires_at"),
    _sql("PRAGMA user_version = 0"),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("recalls_first", [True, False])
def test_a_damaged_file_is_set_aside_and_rebuilt(
    damage: Callable[[Path], None],
    recalls_first: bool,
    memory: Memory,
    start: Callable[[], Memory],
    path: Path,
    said: list[str],
) -> None:
    memory.remember(PRINT, ACCEPTED)
    damage(path)
    content = path.read_bytes()

    if recalls_first:
        assert memory.recall(PRINT) is None
    newer = replace(ACCEPTED, at=NOW + timedelta(hours=1))
    memory.remember(PRINT, newer)

    assert start().recall(PRINT) == newer
    (aside,) = asides(path)
    assert aside.name == f"{path.name}.damaged-20261123T100000Z"
    assert aside.read_bytes() == content
    (sentence,) = said
    assert "damaged" in sentence
    assert aside.name in sentence


def test_two_damages_in_a_second_are_both_kept_until_all_is_forgotten(
    memory: Memory, path: Path
) -> None:
    for _ in range(2):
        memory.remember(PRINT, ACCEPTED)
        _not_a_database(path)
        assert memory.recall(PRINT) is None
    assert len(asides(path)) == 2
    assert memory.forget() == 0
    assert asides(path) == []


def test_a_leftover_of_the_damaged_file_does_not_touch_the_new_one(
    memory: Memory, path: Path
) -> None:
    memory.remember(PRINT, ACCEPTED)
    _not_a_database(path)
    wal = path.with_name(f"{path.name}-wal")
    wal.write_bytes(b"left")
    memory.remember(PRINT, ACCEPTED)
    assert memory.recall(PRINT) == ACCEPTED
    assert not wal.exists()


def test_whoever_sees_the_damage_second_leaves_the_new_file(
    memory: Memory, path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.remember(PRINT, ACCEPTED)
    _not_a_database(path)
    set_aside = MemoryFile._set_aside

    def second(file: MemoryFile) -> None:
        # Between the moment that one sees the damage and the moment it acts, the other does both.
        monkeypatch.setattr(MemoryFile, "_set_aside", set_aside)
        Memory(path, clock=lambda: NOW, log=said.append).remember(PRINT, ACCEPTED)
        set_aside(file)

    monkeypatch.setattr(MemoryFile, "_set_aside", second)
    assert memory.recall(PRINT) == ACCEPTED
    assert len(asides(path)) == 1
    assert len(said) == 1


def test_an_empty_file_is_a_new_one(memory: Memory, path: Path, said: list[str]) -> None:
    path.parent.mkdir(parents=True)
    path.touch()
    assert memory.recall(PRINT) is None
    assert path.stat().st_size == 0
    memory.remember(PRINT, ACCEPTED)
    assert memory.recall(PRINT) == ACCEPTED
    assert said == []


def test_a_file_of_a_newer_version_is_left_alone(
    memory: Memory, path: Path, said: list[str]
) -> None:
    memory.remember(PRINT, ACCEPTED)
    _sql("PRAGMA user_version = 2", "ALTER TABLE remembered RENAME TO keys")(path)
    content = path.read_bytes()

    memory.remember(PRINT, ACCEPTED)
    assert memory.recall(PRINT) is None
    assert len(said) == 1
    assert "newer version" in said[0]
    assert memory.forget() == 0
    assert len(said) == 2  # to whom asked to forget it is said again
    assert path.read_bytes() == content
    assert asides(path) == []


# What can be wrong around it


def test_where_no_folder_can_be_made_nothing_is_remembered(tmp_path: Path, said: list[str]) -> None:
    (tmp_path / "state").touch()
    memory = Memory(tmp_path / "state" / "lsp" / "memory", clock=lambda: NOW, log=said.append)
    for _ in range(3):
        memory.remember(PRINT, ACCEPTED)
        assert memory.recall(PRINT) is None
    assert len(said) == 1


def test_a_folder_in_its_place(memory: Memory, path: Path, said: list[str]) -> None:
    path.mkdir(parents=True)
    memory.remember(PRINT, ACCEPTED)
    assert memory.recall(PRINT) is None
    (sentence,) = said
    assert "cannot be opened" in sentence


def test_a_full_disk(memory: Memory, said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    memory.remember(PRINT, ACCEPTED)
    connect = sqlite3.connect

    def on_a_full_disk(*args: object, **options: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **options)  # type: ignore[call-overload]
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    with monkeypatch.context() as full:
        full.setattr(sqlite3, "connect", on_a_full_disk)
        for _ in range(100):
            memory.remember(new_key().fingerprint, ACCEPTED)
    assert memory.recall(PRINT) == ACCEPTED
    (sentence,) = said
    assert "the disk is full" in sentence


def test_a_python_without_sqlite3(
    memory: Memory, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, memory_file.__name__)
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    memory.remember(PRINT, ACCEPTED)
    assert memory.recall(PRINT) is None
    assert len(said) == 1


def test_sqlite3_is_not_imported_before_it_is_needed() -> None:
    program = "import sys, openrouter_lsp.checking.memory; sys.exit('sqlite3' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], env=environment(), check=True, timeout=60)


def test_locked_by_another_program_for_too_long(
    memory: Memory, path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.remember(PRINT, ACCEPTED)
    monkeypatch.setattr(memory_file, "BUSY_SECONDS", 0.02)
    program = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        " c.execute('BEGIN EXCLUSIVE'); print('locked', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"locked\n"
        memory.remember(PRINT, replace(ACCEPTED, at=NOW + timedelta(hours=1)))
        assert memory.recall(PRINT) is None
        other.communicate()

    (sentence,) = said
    assert "another program holds it locked" in sentence
    assert memory.recall(PRINT) == ACCEPTED


# Many at once


def test_threads(memory: Memory, said: list[str]) -> None:
    barrier = threading.Barrier(4)

    def one(prints: list[Fingerprint]) -> None:
        barrier.wait()
        for fingerprint in prints:
            memory.remember(fingerprint, ACCEPTED)
            assert memory.recall(fingerprint) == ACCEPTED

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
        env=environment(),
    )


def _read_confirmed(lines: list[bytes]) -> Iterator[tuple[Fingerprint, datetime]]:
    for line in lines:
        fingerprint, microseconds = line.decode().split()
        yield Fingerprint(fingerprint), EPOCH + timedelta(microseconds=int(microseconds))


def _assert_all_is_there(path: Path, confirmed: list[bytes]) -> None:
    said: list[str] = []
    memory = Memory(path, clock=lambda: NOW, log=said.append)
    for fingerprint, at in _read_confirmed(confirmed):
        recalled = memory.recall(fingerprint)
        assert recalled
        assert recalled.at >= at
    assert said == []


def test_several_programs_see_the_damage_at_once(path: Path) -> None:
    path.parent.mkdir(parents=True)
    _not_a_database(path)
    writers = [_writer(path, "6", "waits") for _ in range(4)]
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
    assert len(asides(path)) == 1
    assert len(lines) == 4 * 6 + 1
    _assert_all_is_there(path, [line for line in lines if line not in told])


@pytest.mark.slow
def test_programs_killed_at_random_lose_nothing_and_lock_nothing(path: Path) -> None:
    kills = 200
    chance = SystemRandom()

    def live_and_be_killed(_: int) -> list[bytes]:
        with _writer(path, "0") as writer:
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
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.execute("ROLLBACK")
    _assert_all_is_there(path, confirmed)
    assert asides(path) == []
