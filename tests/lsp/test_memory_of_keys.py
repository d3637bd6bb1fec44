"""What one session learns, the next one knows."""

from datetime import timedelta
from pathlib import Path

import pytest

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.lsp.editor import Editor, started_editor

pytestmark = pytest.mark.slow


def has_status(editor: Editor, status: str) -> bool:
    return bool(editor.statuses) and editor.statuses[-1]["status"] == status


def everything_below(folder: Path) -> str:
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files
    return "".join(file.read_bytes().decode(errors="replace") for file in files)


async def test_an_expiry_seen_earlier_explains_user_not_found(
    sim: Simulator, tmp_path: Path
) -> None:
    state = str(tmp_path / "state")
    key = sim.add(State.EXPIRING, expires_in=timedelta(seconds=3), wording=Wording.OLD)
    async with started_editor(tmp_path, sim.base_url, XDG_STATE_HOME=state) as first:
        first.write(".env", f"K={key}\n")
        await first.start()
        await first.until(lambda: has_status(first, "expiring"))
        await first.until(lambda: has_status(first, "expired"))

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
