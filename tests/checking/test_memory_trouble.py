"""Nothing that is wrong with the memory's file, or around it, hurts or raises."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from openrouter_lsp.checking import Past, memory_file
from openrouter_lsp.checking.memory import Memory
from openrouter_lsp.checking.memory_file import MemoryFile
from openrouter_lsp.checking.memory_schema import VERSION
from openrouter_lsp.checking.past import NOTHING
from tests.checking.given import NOW, new_key
from tests.checking.memory_given import ACCEPTED, HERE, PRINT, asides, not_a_database
from tests.environment import environment


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
    not_a_database,
    _empty_page,
    _one_page_left,
    _half_a_page_left,
    _few_bytes_left,
    _table_spoilt,
    _sql("DROP TABLE remembered"),
    _sql("ALTER TABLE remembered DROP COLUMN expires_at"),
    _sql("ALTER TABLE remembered DROP COLUMN server_time"),
    _sql("DROP TABLE said_expired"),
    _sql("PRAGMA user_version = 0"),
    # An earlier version, whose table this is not.
    _sql("PRAGMA user_version = 1"),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("recalls_first", [True, False])
def test_a_damaged_file_is_set_aside_and_rebuilt(
    damage: Callable[[Path], None],
    recalls_first: bool,
    memory: Memory,
    memory_path: Path,
    said: list[str],
) -> None:
    memory.remember(PRINT, HERE, ACCEPTED)
    damage(memory_path)
    content = memory_path.read_bytes()

    if recalls_first:
        assert memory.recall(PRINT, HERE) == NOTHING
    newer = replace(ACCEPTED, at=NOW + timedelta(hours=1))
    memory.remember(PRINT, HERE, newer)

    assert memory.recall(PRINT, HERE) == Past(newer)
    (aside,) = asides(memory_path)
    assert aside.name == f"{memory_path.name}.damaged-20261123T100000Z"
    assert aside.read_bytes() == content
    (sentence,) = said
    assert "damaged" in sentence
    assert aside.name in sentence


def test_two_damages_in_a_second_are_both_kept_until_all_is_forgotten(
    memory: Memory, memory_path: Path
) -> None:
    for _ in range(2):
        memory.remember(PRINT, HERE, ACCEPTED)
        not_a_database(memory_path)
        assert memory.recall(PRINT, HERE) == NOTHING
    assert len(asides(memory_path)) == 2
    assert memory.forget() == 0
    assert asides(memory_path) == []


def test_a_leftover_of_the_damaged_file_does_not_touch_the_new_one(
    memory: Memory, memory_path: Path
) -> None:
    memory.remember(PRINT, HERE, ACCEPTED)
    not_a_database(memory_path)
    memory_path.with_name(f"{memory_path.name}-shm").write_bytes(b"left")
    memory.remember(PRINT, HERE, ACCEPTED)
    assert memory.recall(PRINT, HERE) == Past(ACCEPTED)
    aside, shm = asides(memory_path)
    assert shm.name == f"{aside.name}-shm"
    assert shm.read_bytes() == b"left"


def test_one_program_at_a_time_sets_aside(
    memory: Memory, memory_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_file, "BUSY_SECONDS", 0.02)
    memory_path.parent.mkdir(parents=True)
    not_a_database(memory_path)
    guard = memory_path.with_name(f"{memory_path.name}.guard")
    with closing(sqlite3.connect(guard, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert memory.recall(PRINT, HERE) == NOTHING
        assert asides(memory_path) == []
        assert "another program holds it locked" in said[0]
    assert memory.recall(PRINT, HERE) == NOTHING
    assert len(asides(memory_path)) == 1


def test_a_file_that_goes_while_it_is_opened_is_not_made_again(
    memory: Memory, memory_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.remember(PRINT, HERE, ACCEPTED)
    connect = sqlite3.connect

    def too_late(*args: object, **options: object) -> sqlite3.Connection:
        memory_path.unlink(missing_ok=True)
        connection: sqlite3.Connection = connect(*args, **options)  # type: ignore[call-overload]
        return connection

    monkeypatch.setattr(sqlite3, "connect", too_late)
    assert memory.recall(PRINT, HERE) == NOTHING
    assert not memory_path.exists()
    assert said == []


def test_whoever_sees_the_damage_second_leaves_the_new_file(
    memory: Memory, memory_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.remember(PRINT, HERE, ACCEPTED)
    not_a_database(memory_path)
    set_aside = MemoryFile._set_aside

    def second(file: MemoryFile) -> None:
        # Between the moment that one sees the damage and the moment it acts, the other does both.
        monkeypatch.setattr(MemoryFile, "_set_aside", set_aside)
        Memory(memory_path, clock=lambda: NOW, log=said.append).remember(PRINT, HERE, ACCEPTED)
        set_aside(file)

    monkeypatch.setattr(MemoryFile, "_set_aside", second)
    assert memory.recall(PRINT, HERE) == Past(ACCEPTED)
    assert len(asides(memory_path)) == 1
    assert len(said) == 1


@pytest.mark.parametrize("content", [b"", b"S"])
def test_an_empty_file_is_a_new_one(
    content: bytes, memory: Memory, memory_path: Path, said: list[str]
) -> None:
    memory_path.parent.mkdir(parents=True)
    memory_path.write_bytes(content)
    assert memory.recall(PRINT, HERE) == NOTHING
    assert memory_path.read_bytes() == content
    memory.remember(PRINT, HERE, ACCEPTED)
    assert memory.recall(PRINT, HERE) == Past(ACCEPTED)
    assert said == []


def test_a_file_of_a_newer_version_is_left_alone(
    memory: Memory, memory_path: Path, said: list[str]
) -> None:
    memory.remember(PRINT, HERE, ACCEPTED)
    _sql(f"PRAGMA user_version = {VERSION + 1}", "ALTER TABLE remembered RENAME TO keys")(
        memory_path
    )
    content = memory_path.read_bytes()

    memory.remember(PRINT, HERE, ACCEPTED)
    assert memory.recall(PRINT, HERE) == NOTHING
    assert len(said) == 1
    assert "newer version" in said[0]
    assert memory.forget() == 0
    assert len(said) == 2  # to whom asked to forget it is said again
    assert memory_path.read_bytes() == content
    assert asides(memory_path) == []


# What can be wrong around it


def test_where_no_folder_can_be_made_nothing_is_remembered(tmp_path: Path, said: list[str]) -> None:
    (tmp_path / "state").touch()
    memory = Memory(tmp_path / "state" / "lsp" / "memory", clock=lambda: NOW, log=said.append)
    for _ in range(3):
        memory.remember(PRINT, HERE, ACCEPTED)
        assert memory.recall(PRINT, HERE) == NOTHING
    assert len(said) == 1


def test_a_folder_in_its_place(memory: Memory, memory_path: Path, said: list[str]) -> None:
    memory_path.mkdir(parents=True)
    memory.remember(PRINT, HERE, ACCEPTED)
    assert memory.recall(PRINT, HERE) == NOTHING
    (sentence,) = said
    assert "cannot be opened" in sentence


def test_a_full_disk(memory: Memory, said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    memory.remember(PRINT, HERE, ACCEPTED)
    connect = sqlite3.connect

    def on_a_full_disk(*args: object, **options: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **options)  # type: ignore[call-overload]
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    with monkeypatch.context() as full:
        full.setattr(sqlite3, "connect", on_a_full_disk)
        for _ in range(100):
            memory.remember(new_key().fingerprint, HERE, ACCEPTED)
    assert memory.recall(PRINT, HERE) == Past(ACCEPTED)
    (sentence,) = said
    assert "the disk is full" in sentence


def test_a_python_without_sqlite3(
    memory: Memory, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, memory_file.__name__)
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    memory.remember(PRINT, HERE, ACCEPTED)
    assert memory.recall(PRINT, HERE) == NOTHING
    assert len(said) == 1


def test_sqlite3_is_not_imported_before_it_is_needed() -> None:
    program = "import sys, openrouter_lsp.checking.memory; sys.exit('sqlite3' in sys.modules)"
    # Measuring coverage brings sqlite3 itself.
    unmeasured = {k: v for k, v in environment().items() if not k.startswith("COVERAGE_")}
    subprocess.run([sys.executable, "-c", program], env=unmeasured, check=True, timeout=60)


def test_locked_by_another_program_for_too_long(
    memory: Memory, memory_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.remember(PRINT, HERE, ACCEPTED)
    monkeypatch.setattr(memory_file, "BUSY_SECONDS", 0.02)
    program = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        " c.execute('BEGIN EXCLUSIVE'); print('locked', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(memory_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"locked\n"
        memory.remember(PRINT, HERE, replace(ACCEPTED, at=NOW + timedelta(hours=1)))
        assert memory.recall(PRINT, HERE) == NOTHING
        other.communicate()

    (sentence,) = said
    assert "another program holds it locked" in sentence
    assert memory.recall(PRINT, HERE) == Past(ACCEPTED)
