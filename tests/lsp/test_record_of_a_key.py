"""With a management key, a key's record tells why it is refused."""

import hashlib
import re
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from lsprotocol import types

from openrouter_lsp.simulator import RequestRecord, Simulator, State, Wording, error
from tests.lsp.editor import started_editor

pytestmark = pytest.mark.slow


def sent(requests: Iterable[RequestRecord], key: str) -> int:
    fingerprint = hashlib.sha256(key.encode()).hexdigest()
    return sum(request.fingerprint == fingerprint for request in requests)


@pytest.mark.parametrize(
    ("state", "code", "words"),
    [
        (State.DISABLED, "key-disabled", "it is disabled"),
        (State.EXPIRED, "key-expired", "the key's time ends on"),
        (State.DELETED, "key-rejected", "this account has no such key"),
    ],
)
async def test_a_record_settles_what_the_refusal_leaves_open(
    sim: Simulator, tmp_path: Path, state: State, code: str, words: str
) -> None:
    options = {"expires_in": timedelta(days=-2)} if state is State.EXPIRED else {}
    key = sim.add(state, wording=Wording.OLD, **options)  # type: ignore[arg-type]
    management_key = sim.add(State.MANAGEMENT)
    async with started_editor(
        tmp_path, sim.base_url, OPENROUTER_MANAGEMENT_KEY=management_key
    ) as editor:
        uri = editor.write(".env", f"K={key}\n")
        await editor.start()
        await editor.until(lambda: editor.codes(uri) == [code])
        editor.open(uri, f"K={key}\n")
        text = await editor.hover(uri, 0, 0) or ""

    host = sim.origin.removeprefix("http://")
    assert re.search(rf"record at {host}, (just now|\d+ s ago): {words}", text)
    assert sent(sim.requests, key) == 1
    assert sent(sim.requests, management_key) >= 1


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.VALID, "OpenRouter refused your management key (“Only management keys"),
        (State.EXPIRED, "OpenRouter refused your management key (“User not found.”)"),
        (None, "the management key is not a whole key"),
    ],
)
async def test_a_management_key_that_does_not_serve_settles_nothing_and_is_told_of(
    sim: Simulator, tmp_path: Path, state: State | None, said: str
) -> None:
    key, other = sim.add(State.DISABLED), sim.add(state) if state else "sk-or-v1-12"
    async with started_editor(tmp_path, sim.base_url, OPENROUTER_MANAGEMENT_KEY=other) as editor:
        uri = editor.write(".env", f"K={key}\n")
        await editor.start()
        await editor.until(lambda: editor.codes(uri) == ["key-rejected"])
        text = await editor.hover(uri, 0, 0) or ""

    assert said in text.replace("\\", "")
    assert "set one that works" in text
    assert other not in text


async def test_a_record_in_a_workspace_that_is_closed_is_told_of(
    sim: Simulator, tmp_path: Path
) -> None:
    key, management_key = sim.add(State.DELETED), sim.add(State.MANAGEMENT)
    sim.script(management_key, error(404, "Resource not found"), error(403, "Not these"))
    async with started_editor(
        tmp_path, sim.base_url, OPENROUTER_MANAGEMENT_KEY=management_key
    ) as editor:
        uri = editor.write(".env", f"K={key}\n")
        await editor.start()
        await editor.until(lambda: editor.codes(uri) == ["key-rejected"])
        text = await editor.hover(uri, 0, 0) or ""

    assert "no such key in the workspaces that could be searched" in text


async def test_a_management_key_where_a_model_key_belongs_is_not_called_valid(
    sim: Simulator, tmp_path: Path
) -> None:
    management_key = sim.add(State.MANAGEMENT)
    async with started_editor(tmp_path, sim.base_url) as editor:
        uri = editor.write(".env", f"OPENROUTER_API_KEY={management_key}\n")
        await editor.start()
        await editor.until(lambda: editor.codes(uri) == ["management-key"])
        await editor.until(lambda: editor.statuses[-1]["severity"] == "warning")
        assert editor.statuses[-1]["text"] == "1 management key where a model key belongs"
        await editor.command("openrouter.checkAllKeys")
        assert "1 management key where a model key belongs" in editor.messages[-1]

        editor.write(".env", f"OPENROUTER_MANAGEMENT_KEY={management_key}\n")
        editor.tell_of_change(uri, types.FileChangeType.Changed)
        await editor.until(lambda: editor.codes(uri) == [])
        await editor.until(lambda: editor.statuses[-1]["text"] == "1 key valid")


async def test_the_editors_secret_storage_may_hold_the_management_key(
    sim: Simulator, tmp_path: Path
) -> None:
    key, management_key = sim.add(State.DISABLED), sim.add(State.MANAGEMENT)
    async with started_editor(tmp_path, sim.base_url) as editor:
        uri = editor.write(".env", f"K={key}\n")
        await editor.start(managementKey=management_key)
        await editor.until(lambda: editor.codes(uri) == ["key-disabled"])
        assert management_key not in str((editor.log, editor.messages, editor.diagnostics(uri)))
