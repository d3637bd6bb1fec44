"""Two editor windows and a command line at one memory, killed at random: nothing is lost."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from secrets import randbits

import pytest

from openrouter_lsp.checking.memory import Memory
from openrouter_lsp.keys import Key
from openrouter_lsp.simulator import Simulator, Wording
from tests.checking.killed import (
    Life,
    LivesAs,
    Seat,
    live_as_a_check,
    live_as_an_editors_server,
)
from tests.checking.memory_given import asides
from tests.environment import environment

KILLS = 200


class SkippingClock:
    """This machine's clock, and the days that were skipped."""

    def __init__(self) -> None:
        self.skipped = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.skipped


@pytest.fixture
def days() -> SkippingClock:
    return SkippingClock()


@pytest.fixture
def openrouters(days: SkippingClock) -> Iterator[tuple[Simulator, Simulator]]:
    """One for the windows, and one for the command line."""
    with (
        Simulator(clock=days, wording=Wording.OLD) as windows,
        Simulator(clock=days, wording=Wording.OLD) as shell,
    ):
        yield windows, shell


@pytest.mark.slow
def test_what_was_shown_is_remembered_whoever_is_killed(
    tmp_path: Path, days: SkippingClock, openrouters: tuple[Simulator, Simulator]
) -> None:
    windows, shell = openrouters
    seed = randbits(32)
    print(f"seed {seed}")  # noqa: T201 - to see what happened, should the test fail
    state = tmp_path / "state"
    lives: list[Life] = []

    def seat(name: str, sim: Simulator) -> Seat:
        chance = Random(f"{seed} {name}")  # noqa: S311 - the same again for the same seed
        return Seat(tmp_path / name, state, sim, chance)

    def one_after_the_other(live: LivesAs, seat: Seat) -> set[Key]:
        shown: set[Key] = set()
        for _ in count():
            if sum(life.killed for life in lives) >= KILLS:
                return shown
            life = live(seat)
            lives.append(life)
            shown |= life.shown
        raise AssertionError

    with ThreadPoolExecutor(3) as seats:
        first = seats.submit(one_after_the_other, live_as_an_editors_server, seat("1", windows))
        second = seats.submit(one_after_the_other, live_as_an_editors_server, seat("2", windows))
        third = seats.submit(one_after_the_other, live_as_a_check, seat("3", shell))
        shown_in_windows = first.result() | second.result()
        shown_in_the_shell = third.result()

    assert [complaint for life in lives for complaint in life.complaints] == []
    assert len(shown_in_windows) > KILLS / 20
    assert len(shown_in_the_shell) > KILLS / 20
    ensure_sound(state / "openrouter-lsp" / "memory.sqlite3")
    ensure_remembered(state / "openrouter-lsp" / "memory.sqlite3", windows, shown_in_windows)
    ensure_remembered(state / "openrouter-lsp" / "memory.sqlite3", shell, shown_in_the_shell)
    days.skipped = timedelta(days=3)
    for sim, keys in ((windows, shown_in_windows), (shell, shown_in_the_shell)):
        ensure_expired(tmp_path / "fresh", state, sim, keys)


def ensure_sound(path: Path) -> None:
    # At once: whoever was killed holds nothing.
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.execute("ROLLBACK")
    assert asides(path) == []


def ensure_remembered(path: Path, sim: Simulator, keys: set[Key]) -> None:
    said: list[str] = []
    memory = Memory(path, clock=lambda: datetime.now(UTC), log=said.append)
    assert [key for key in keys if not memory.recall(key.fingerprint, sim.origin).accepted] == []
    assert said == []


def ensure_expired(folder: Path, state: Path, sim: Simulator, keys: set[Key]) -> None:
    """A fresh command line explains OpenRouter's "User not found." with what is remembered."""
    folder.mkdir(exist_ok=True)
    (folder / ".env").write_text("".join(f"KEY={key.reveal()}\n" for key in keys))
    done = subprocess.run(
        [sys.executable, "-P", "-m", "openrouter_lsp", "check", "--format", "json"],
        cwd=folder,
        env=environment(OPENROUTER_BASE_URL=sim.base_url, XDG_STATE_HOME=str(state)),
        capture_output=True,
        timeout=120,
        check=False,
    )
    findings = json.loads(done.stdout)["findings"]
    assert len(findings) == len(keys)
    assert {finding["status"] for finding in findings} == {"expired"}
    for finding in findings:
        refusal, remembered = finding["evidence"]
        assert "User not found." in refusal["text"]
        assert remembered["source"] == "memory"
