"""What one session learns, the next one knows."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from openrouter_lsp.checking import Accepted, Memory
from openrouter_lsp.keys import Key, KeyDetails
from openrouter_lsp.simulator import Simulator, State, Wording
from tests.lsp.editor import PATIENCE, Editor, started_editor

pytestmark = pytest.mark.slow


def has_status(editor: Editor, status: str) -> bool:
    return bool(editor.statuses) and editor.statuses[-1]["status"] == status


def everything_below(folder: Path) -> str:
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files
    return "".join(file.read_bytes().decode(errors="replace") for file in files)


class SkippingClock:
    """This machine's clock, and the time that was skipped."""

    def __init__(self) -> None:
        self.skipped = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.skipped


def remember(state: str, sim: Simulator, key: str, expires_in: timedelta) -> None:
    """Keep that OpenRouter accepted a key a month ago."""
    now, said = datetime.now(UTC), list[str]()
    file = Path(state, "openrouter-lsp", "memory.sqlite3")
    accepted = Accepted(now - timedelta(days=30), KeyDetails(expires_at=now + expires_in))
    Memory(file, clock=lambda: now, log=said.append).remember(
        Key(key).fingerprint, sim.origin, accepted
    )
    assert said == []


async def test_an_expiry_seen_earlier_explains_user_not_found(tmp_path: Path) -> None:
    state = str(tmp_path / "state")
    clock = SkippingClock()
    with Simulator(clock=clock, wording=Wording.OLD) as sim:
        key = sim.add(State.EXPIRING, expires_in=timedelta(minutes=30))
        async with started_editor(tmp_path, sim.base_url, XDG_STATE_HOME=state) as first:
            first.write(".env", f"K={key}\n")
            await first.start()
            await first.until(lambda: has_status(first, "expiring"))

        clock.skipped = timedelta(hours=1)
        async with started_editor(tmp_path, sim.base_url, XDG_STATE_HOME=state) as second:
            uri = (tmp_path / ".env").as_uri()
            await second.start()
            await second.until(lambda: second.codes(uri) == ["key-expired"])
            second.open(uri, f"K={key}\n")
            hover = await second.hover(uri, 0, 0) or ""

    assert "User not found." in hover
    assert "Remembered from" in hover
    assert "key's time ends on" in hover
    assert key not in everything_below(tmp_path / "state")


async def test_a_key_that_never_expired_was_probably_deleted(
    sim: Simulator, tmp_path: Path
) -> None:
    state = str(tmp_path / "state")
    key = sim.add(State.VALID)
    async with started_editor(tmp_path, sim.base_url, XDG_STATE_HOME=state) as first:
        uri = first.write(".env", f"K={key}\n")
        await first.start()
        await first.until(lambda: has_status(first, "valid"))

    sim.delete(key)
    async with started_editor(tmp_path, sim.base_url, XDG_STATE_HOME=state) as second:
        await second.start()
        await second.until(lambda: second.codes(uri) == ["key-rejected"])
        assert "probably deleted or disabled" in second.diagnostics(uri)[0].message

        await second.command("openrouter.forget")
        await second.until(lambda: "1 key forgotten." in second.messages)

    async with started_editor(tmp_path, sim.base_url, XDG_STATE_HOME=state) as third:
        await third.start()
        await third.until(lambda: third.codes(uri) == ["key-rejected"])
        assert "probably" not in third.diagnostics(uri)[0].message


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"trusted": False}, "not trusted"),
        ({"settings": {"check": {"enabled": False}}}, "switched off"),
    ],
)
async def test_what_is_remembered_is_told_where_nobody_may_ask(
    sim: Simulator, tmp_path: Path, options: dict[str, Any], why: str
) -> None:
    state = str(tmp_path / "state")
    key = sim.add(State.EXPIRED)
    remember(state, sim, key, expires_in=-timedelta(days=1))
    text = f"K={key}\n"

    async with started_editor(tmp_path, sim.base_url, XDG_STATE_HOME=state) as editor:
        uri = editor.write(".env", text)
        await editor.start(**options)
        await editor.until(lambda: has_status(editor, "unchecked"))
        editor.open(uri, text)
        hover = await hover_that_remembers(editor, uri)
        assert editor.codes(uri) == []

        await editor.command("openrouter.forget")
        await editor.until(lambda: "1 key forgotten." in editor.messages)
        assert "emembered" not in (await editor.hover(uri, 0, 0) or "")

    assert hover.startswith("**OpenRouter key: unchecked**")
    assert why in hover
    assert "The expiry that is remembered of it" in hover
    assert not sim.requests


async def hover_that_remembers(editor: Editor, uri: str) -> str:
    """Hover until what is remembered has been looked up: nothing else tells of that."""
    async with asyncio.timeout(PATIENCE):
        while "Remembered from" not in (hover := await editor.hover(uri, 0, 0) or ""):
            continue
    return hover


async def test_what_is_forgotten_is_told_no_more_in_an_open_editor(
    sim: Simulator, tmp_path: Path
) -> None:
    state = str(tmp_path / "state")
    key = sim.add(State.DELETED)
    remember(state, sim, key, expires_in=timedelta(days=1))
    async with started_editor(tmp_path, sim.base_url, XDG_STATE_HOME=state) as editor:
        uri = editor.write(".env", f"K={key}\n")
        await editor.start()
        await editor.until(lambda: editor.codes(uri) == ["key-rejected"])
        assert "probably" in editor.diagnostics(uri)[0].message
        await editor.command("openrouter.forget")
        await editor.until(lambda: "probably" not in editor.diagnostics(uri)[0].message)
        assert editor.codes(uri) == ["key-rejected"]


async def test_what_cannot_be_forgotten_is_said_to_stay(sim: Simulator, tmp_path: Path) -> None:
    state = str(tmp_path / "state")
    key = sim.add(State.DELETED)
    remember(state, sim, key, expires_in=timedelta(days=1))
    file = Path(state, "openrouter-lsp", "memory.sqlite3")
    async with started_editor(tmp_path, sim.base_url, XDG_STATE_HOME=state) as editor:
        await editor.start()
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            await editor.command("openrouter.forget")
            await editor.until(lambda: bool(editor.messages))
        [message] = editor.messages
        assert "was forgotten. " in message
        assert "another program holds it locked" in message
        assert str(file) in message
        assert "delete that file" in message

        await editor.command("openrouter.forget")
        await editor.until(lambda: "1 key forgotten." in editor.messages)


async def test_a_memory_that_cannot_be_used_costs_nothing_but_itself(
    sim: Simulator, tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("a file where a folder should be")
    async with started_editor(
        tmp_path, sim.base_url, XDG_STATE_HOME=str(tmp_path / "state")
    ) as editor:
        uri = editor.write(".env", f"K={sim.add(State.VALID)}\nL={sim.add(State.DELETED)}\n")
        await editor.start()
        await editor.until(lambda: editor.codes(uri) == ["key-rejected"])
        await editor.until(lambda: any("memory of keys" in line for line in editor.log))
        assert editor.messages == []
