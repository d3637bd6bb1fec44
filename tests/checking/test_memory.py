"""What OpenRouter said of a key outlives the session."""

import os
import sqlite3
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter_lsp.checking import Accepted, Past
from openrouter_lsp.checking.memory import KEPT_FOR, Memory
from openrouter_lsp.checking.past import NOTHING
from openrouter_lsp.checking.quoting import quotable
from openrouter_lsp.keys import Fingerprint, KeyDetails
from tests.checking.given import NOW, ManualClock, new_key
from tests.checking.memory_given import ACCEPTED, DETAILS, HERE, KEY, PRINT


def test_what_was_remembered_is_known_to_the_next_session(
    memory: Memory, start: Callable[[], Memory], said: list[str]
) -> None:
    memory.remember(PRINT, HERE, ACCEPTED)
    memory.close()

    assert start().recall(PRINT, HERE) == Past(ACCEPTED)
    assert said == []


def test_what_is_fleeting_is_not_kept(memory: Memory) -> None:
    spent = replace(DETAILS, usage=1.0, usage_daily=1.0, usage_weekly=1.0, usage_monthly=1.0)
    memory.remember(PRINT, HERE, Accepted(NOW, spent))
    assert memory.recall(PRINT, HERE) == Past(ACCEPTED)


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
        server_time=st.none() | _moments,
        is_expiry_unread=st.booleans(),
    )
)
def test_everything_comes_back_as_it_was(accepted: Accepted) -> None:
    said: list[str] = []
    with TemporaryDirectory() as folder:
        memory_path = Path(folder, "memory")
        Memory(memory_path, clock=lambda: NOW, log=said.append).remember(PRINT, HERE, accepted)
        later = Memory(memory_path, clock=lambda: NOW, log=said.append)
        assert later.recall(PRINT, HERE) == Past(accepted)
    assert said == []


def test_nothing_is_made_by_looking(memory: Memory, memory_path: Path) -> None:
    assert memory.recall(PRINT, HERE) == NOTHING
    assert memory.forget() == 0
    assert not memory_path.parent.parent.exists()


def test_newer_wins_in_whatever_order_it_comes(memory: Memory) -> None:
    newer = Accepted(NOW + timedelta(microseconds=1), KeyDetails(limit=1.0))
    memory.remember(PRINT, HERE, ACCEPTED)
    memory.remember(PRINT, HERE, newer)
    memory.remember(PRINT, HERE, ACCEPTED)
    assert memory.recall(PRINT, HERE) == Past(newer)


def test_a_row_from_the_future_gives_way(memory: Memory) -> None:
    memory.remember(PRINT, HERE, replace(ACCEPTED, at=NOW + timedelta(days=400)))
    memory.remember(PRINT, HERE, ACCEPTED)
    assert memory.recall(PRINT, HERE) == Past(ACCEPTED)


def test_rows_unseen_for_a_year_go_at_the_first_write(
    memory: Memory, start: Callable[[], Memory], clock: ManualClock
) -> None:
    prints = [new_key().fingerprint for _ in range(3)]
    memory.remember(prints[0], HERE, ACCEPTED)
    memory.remember(prints[1], HERE, replace(ACCEPTED, at=NOW + timedelta(microseconds=1)))
    clock.now = NOW + KEPT_FOR + timedelta(microseconds=1)

    memory.remember(prints[2], HERE, replace(ACCEPTED, at=clock.now))
    assert memory.recall(prints[0], HERE) != NOTHING  # once in a session, and that was before

    later = start()
    assert later.recall(prints[0], HERE) != NOTHING
    later.remember(prints[2], HERE, replace(ACCEPTED, at=clock.now))
    assert [later.recall(p, HERE) != NOTHING for p in prints] == [False, True, True]


def test_a_clock_that_runs_ahead_makes_nothing_old(
    memory: Memory, start: Callable[[], Memory], clock: ManualClock
) -> None:
    memory.remember(PRINT, HERE, ACCEPTED)
    clock.advance(days=3000)
    start().remember(new_key().fingerprint, HERE, Accepted(clock.now, DETAILS, server_time=NOW))
    assert memory.recall(PRINT, HERE) == Past(ACCEPTED)


def test_forgetting(memory: Memory, start: Callable[[], Memory], memory_path: Path) -> None:
    memory.remember(PRINT, HERE, ACCEPTED)
    memory.remember(new_key().fingerprint, HERE, ACCEPTED)
    assert memory.forget() == 2
    assert start().recall(PRINT, HERE) == NOTHING
    assert memory.forget() == 0
    # Not in what the database left free, either.
    assert PRINT.encode() not in memory_path.read_bytes()


def test_after_the_close_nothing_is_done(memory: Memory, memory_path: Path) -> None:
    memory.close()
    memory.remember(PRINT, HERE, ACCEPTED)
    assert not memory_path.exists()


# Who may read it, and what


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_only_its_owner_can_read_it_from_the_first_moment(
    memory: Memory, memory_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: set[tuple[str, int]] = set()

    def look() -> int:
        # In the middle of a change, when the journal is there.
        seen.update(
            (file.name, stat.S_IMODE(file.stat().st_mode)) for file in memory_path.parent.iterdir()
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
        memory.remember(PRINT, HERE, ACCEPTED)
        memory.remember(new_key().fingerprint, HERE, ACCEPTED)
    finally:
        os.umask(before)

    assert seen == {(memory_path.name, 0o600), (f"{memory_path.name}-journal", 0o600)}
    for folder in (memory_path.parent, memory_path.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_no_key_reaches_the_file(memory: Memory, memory_path: Path, said: list[str]) -> None:
    secret = KEY.reveal()
    memory.remember(PRINT, HERE, Accepted(NOW, KeyDetails(label=secret, limit_reset=secret)))
    memory.remember(Fingerprint(secret), HERE, ACCEPTED)  # the wrong thing, handed in by mistake
    assert memory.recall(PRINT, HERE).accepted == Accepted(
        NOW, KeyDetails(label="[key]", limit_reset="[key]")
    )
    assert secret.removeprefix("sk-or-v1-").encode() not in memory_path.read_bytes()
    assert len(said) == 1
    assert secret not in said[0]
