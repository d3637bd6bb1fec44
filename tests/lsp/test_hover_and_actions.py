"""Hover, light bulb and commands."""

import asyncio
from datetime import timedelta

import pytest
from lsprotocol import types

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.lsp.editor import Editor

pytestmark = pytest.mark.slow


async def opened(editor: Editor, text: str, *codes: str) -> str:
    uri = editor.write(".env", text)
    await editor.start()
    editor.open(uri, text)
    await editor.until(lambda: editor.codes(uri) == list(codes))
    return uri


async def checked(editor: Editor, status: str) -> None:
    await editor.until(lambda: bool(editor.statuses) and editor.statuses[-1]["status"] == status)


async def test_hover_of_a_valid_key_tells_money_expiry_and_age(
    editor: Editor, sim: Simulator
) -> None:
    key = sim.add(State.VALID, limit=10.0, usage=2.66, expires_in=timedelta(days=30, hours=1))
    uri = await opened(editor, f"# first\nK={key}\n")
    await checked(editor, "valid")

    text = await editor.hover(uri, 1, 0) or ""

    assert "$7.34 of $10.00" in text
    assert "in 30 days" in text
    assert "just now" in text or " s ago" in text
    assert await editor.hover(uri, 0, 0) is None


async def test_hover_tells_two_keys_on_one_line_apart(editor: Editor, sim: Simulator) -> None:
    good, dead = sim.add(State.VALID), sim.add(State.EXPIRED, wording=Wording.NEW)
    uri = await opened(editor, f"KEYS={good},{dead}\n", "key-expired")
    await checked(editor, "expired")

    assert ": valid" in (await editor.hover(uri, 0, 10) or "")
    assert ": expired" in (await editor.hover(uri, 0, 100) or "")
    assert ": valid" in (await editor.hover(uri, 0, 1) or "")


async def test_hover_answers_for_the_text_as_it_is_now(editor: Editor, sim: Simulator) -> None:
    key = sim.add(State.VALID)
    uri = await opened(editor, f"K={key}\n")

    editor.edit(uri, f"\n\n\nK={key}\n", 2)

    assert await editor.hover(uri, 0, 0) is None
    assert await editor.hover(uri, 3, 0) is not None


async def test_the_light_bulb_offers_what_to_do(editor: Editor, sim: Simulator) -> None:
    key = sim.add(State.EXPIRED, wording=Wording.NEW)
    uri = await opened(editor, f"\nK={key}\n", "key-expired")

    actions = await editor.actions(uri, 1)

    assert [action.title for action in actions] == [
        "Get a new key through the browser",
        "Check this key again",
        "Open this key's page at OpenRouter",
        "Copy this key's fingerprint",
        "Make a new key at OpenRouter",
        "What “key-expired” means",
        "Ignore this key here",
        "Ignore this key in this workspace",
        "Ignore this file",
    ]
    assert key not in str(actions)
    assert await editor.actions(uri, 0) == []


async def test_what_the_light_bulb_offers_is_done(editor: Editor, sim: Simulator) -> None:
    key = sim.add(State.EXPIRED, wording=Wording.NEW)
    uri = await opened(editor, f"K={key}\n", "key-expired")
    asked = len(sim.requests)

    actions = await editor.actions(uri, 0)
    # The first needs somebody at the browser, and the last three somebody who takes edits.
    commands = [action.command for action in actions[1:-3]]
    for command in commands:
        assert command is not None
        await editor.command(command.command, *(command.arguments or []))

    assert len(sim.requests) == asked + 1
    fingerprint = sim.requests[0].fingerprint
    assert [document.uri for document in editor.shown] == [
        f"https://openrouter.ai/keys/{fingerprint}",
        "https://openrouter.ai/settings/keys",
        editor.diagnostics(uri)[0].code_description.href,  # type: ignore[union-attr]
    ]
    assert editor.shown[0].external
    assert any(str(fingerprint) in message for message in editor.messages)
    assert any("...: This key has expired" in m.replace(key[-3:], "") for m in editor.messages)


async def test_an_editor_that_opens_nothing_is_told_where_to_look(
    editor: Editor, sim: Simulator
) -> None:
    await editor.start(show_document=False)

    await editor.command("openrouter.openKeyPage", {"fingerprint": "0" * 64})

    await editor.until(lambda: f"See https://openrouter.ai/keys/{'0' * 64}" in editor.messages)


async def test_a_key_that_is_valid_again_is_shown_so_after_a_check(
    editor: Editor, sim: Simulator
) -> None:
    key = sim.add(State.VALID)
    sim.disable(key)
    uri = await opened(editor, f"K={key}\n", "key-rejected")

    sim.enable(key)
    await editor.command("openrouter.checkAllKeys")

    await editor.until(lambda: editor.codes(uri) == [])


async def test_check_all_shows_progress_and_the_result(editor: Editor, sim: Simulator) -> None:
    keys = [sim.add(State.VALID) for _ in range(3)]
    await opened(editor, "".join(f"K{n}={key}\n" for n, key in enumerate(keys)))
    await checked(editor, "valid")

    await editor.command("openrouter.checkAllKeys")

    await editor.until(lambda: "OpenRouter keys: 3 keys valid." in editor.messages)
    [reports] = editor.client.progress_reports.values()
    kinds = [getattr(report, "kind", None) for report in reports]
    assert kinds == ["begin", "report", "report", "report", "end"]


async def test_check_all_can_be_cancelled(editor: Editor, sim: Simulator) -> None:
    slow = sim.add(State.SLOW)
    await opened(editor, f"K={slow}\n")
    running = asyncio.ensure_future(editor.command("openrouter.checkAllKeys"))
    await editor.until(lambda: any(editor.client.progress_reports.values()))
    [token] = editor.client.progress_reports
    editor.client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(token))

    await running

    assert "The check was cancelled." in editor.messages
    sim.release()


async def test_check_all_in_an_editor_without_progress(editor: Editor, sim: Simulator) -> None:
    editor.write(".env", f"K={sim.add(State.VALID)}\n")
    await editor.start(progress=False)
    await checked(editor, "valid")

    await editor.command("openrouter.checkAllKeys")

    await editor.until(lambda: "OpenRouter keys: 1 key valid." in editor.messages)
    assert not editor.client.progress_reports


async def test_no_keys_no_check(editor: Editor) -> None:
    await editor.start()
    await editor.command("openrouter.checkAllKeys")
    await editor.until(lambda: any("No OpenRouter keys" in m for m in editor.messages))


async def test_a_key_in_source_is_flagged_while_the_document_is_open(
    editor: Editor, sim: Simulator
) -> None:
    key = sim.add(State.VALID)
    uri = editor.write("app.py", "")
    await editor.start()
    editor.open(uri, f'client = Client("😀", api_key="{key}")\n', language="python")

    await editor.until(lambda: editor.codes(uri) == ["key-in-source"])
    # 😀 is two UTF-16 units.
    assert editor.diagnostics(uri)[0].range.start.character == 31

    editor.close(uri)
    await editor.until(lambda: editor.codes(uri) == [])
