"""The main job: an expired key is flagged where it stands."""

import asyncio
from datetime import timedelta

from lsprotocol import types

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.lsp.editor import Editor


async def test_an_expired_key_is_flagged_in_a_file_that_nobody_opened(
    editor: Editor, sim: Simulator
) -> None:
    key = sim.add(State.EXPIRED, wording=Wording.NEW)
    uri = editor.write("app/.env", f"# 🔑 the key\nOPENROUTER_API_KEY='{key}'  # mine\n")

    await editor.start()
    await editor.until(lambda: editor.codes(uri) == ["key-expired"])

    [diagnostic] = editor.diagnostics(uri)
    assert diagnostic.severity == types.DiagnosticSeverity.Error
    assert diagnostic.source == "openrouter"
    assert diagnostic.range == types.Range(types.Position(1, 20), types.Position(1, 93))
    assert "User not found." in diagnostic.message
    assert diagnostic.code_description is not None
    assert diagnostic.code_description.href.endswith("/key-expired.md")


async def test_its_hover_tells_what_happened_and_what_to_do(editor: Editor, sim: Simulator) -> None:
    key = sim.add(State.EXPIRED, wording=Wording.NEW)
    uri = editor.write(".env", f"OPENROUTER_API_KEY={key}\n")
    await editor.start()
    await editor.until(lambda: editor.codes(uri) == ["key-expired"])

    editor.open(uri, f"OPENROUTER_API_KEY={key}\n")
    text = await editor.hover(uri, 0, 3)

    assert text is not None
    assert "expired" in text
    assert "User not found." in text
    assert "https://openrouter.ai/settings/keys" in text
    assert key not in text


async def test_a_key_expires_in_the_open_editor_without_an_edit(
    editor: Editor, sim: Simulator
) -> None:
    uri = editor.write(".env", "# no key yet\n")
    await editor.start()
    await editor.hover(uri, 0, 0)  # once it answers, its start costs none of the key's time
    key = sim.add(State.EXPIRING, expires_in=timedelta(seconds=3), wording=Wording.OLD)
    editor.open(uri, f"OPENROUTER_API_KEY={key}\n")
    await editor.until(lambda: editor.codes(uri) == ["key-expiring"])

    await editor.until(lambda: editor.codes(uri) == ["key-expired"])

    # OpenRouter is asked to confirm, and answers "User not found."; what it told before explains
    # that answer.
    await asyncio.to_thread(sim.wait_for_requests, 2)
    await editor.command("openrouter.checkAllKeys")
    assert "User not found." in (await editor.hover(uri, 0, 0) or "").partition("Evidence")[2]
    assert editor.codes(uri) == ["key-expired"]
    assert "expired on" in editor.diagnostics(uri)[0].message
