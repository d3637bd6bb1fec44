"""A new key through the browser, from the light bulb to every place of the old one."""

import asyncio
import re
from pathlib import Path

import httpx
import pytest
from lsprotocol import types

from openrouter_lsp.lsp.asking import INPUT
from openrouter_lsp.simulator import Simulator, State
from tests.lsp.desk import FIRST, Desk, dead, decide, with_a_dead_key
from tests.lsp.editor import started_editor

pytestmark = pytest.mark.slow

QUICK_PROGRAM = """
from openrouter_lsp.lsp.server import create_server
server = create_server()
server.sign_ins.patience = 0.05
server.start_io()
"""
"""A server that waits for the browser but a moment."""


async def test_a_denial_changes_nothing(desk: Desk, sim: Simulator) -> None:
    uri, key = await with_a_dead_key(desk, sim)

    await desk.choose(FIRST, uri)
    await decide(await desk.page(), "deny")

    assert "Nothing was changed." in await desk.told("The user denied the request")
    assert desk.text(uri) == f"K={key}\n"
    assert len(sim.keys) == 1


async def test_nobody_comes_back(sim: Simulator, tmp_path: Path) -> None:
    async with started_editor(tmp_path, sim.base_url, program=("-c", QUICK_PROGRAM)) as editor:
        desk = Desk(editor)
        uri, _ = await with_a_dead_key(desk, sim)

        await desk.choose(FIRST, uri)
        url = await desk.page()

        assert "Begin it again" in await desk.told("Nobody came back from the browser in time")
        with pytest.raises(httpx.ConnectError):
            await decide(url, "allow")
        [reports] = editor.client.progress_reports.values()
        assert [getattr(report, "kind", None) for report in reports] == ["begin", "end"]


async def test_the_wait_can_be_cancelled(desk: Desk, sim: Simulator) -> None:
    uri, _ = await with_a_dead_key(desk, sim)
    progress = desk.editor.client.progress_reports

    await desk.choose(FIRST, uri)
    await desk.page()
    await desk.editor.until(lambda: any(progress.values()))
    [token] = progress
    desk.editor.client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(token))

    await desk.told("The sign-in was cancelled; nothing was changed.")


async def test_another_sign_in_takes_the_place_of_one_that_waits(
    desk: Desk, sim: Simulator
) -> None:
    uri, _ = await with_a_dead_key(desk, sim, progress=False)

    await desk.choose(FIRST, uri)
    first = await desk.page()
    await desk.choose(FIRST, uri)
    await desk.told("The sign-in was cancelled")
    await desk.editor.until(lambda: len(desk.editor.shown) == 2)
    assert desk.editor.shown[-1].uri != first
    await decide(desk.editor.shown[-1].uri, "allow")

    await desk.told("The new key stands in 1 place")


async def test_an_editor_without_a_browser_is_told_the_page(desk: Desk, sim: Simulator) -> None:
    uri, _ = await with_a_dead_key(
        desk, sim, show_document=False, document_changes=False, edit_metadata=True
    )

    await desk.choose(FIRST, uri)
    url = (await desk.told("choose Allow there: ")).partition("there: ")[2]
    await decide(url, "allow")

    await desk.told("The new key stands in 1 place")
    assert desk.text(uri) == f"K={sim.keys[-1].text}\n"
    metadata = desk.edits[0].metadata
    assert metadata is not None
    assert metadata.is_refactoring


async def test_where_loopback_is_not_reached_the_code_comes_by_command(
    desk: Desk, sim: Simulator
) -> None:
    uri, key = await with_a_dead_key(desk, sim, remote=True)
    await desk.choose(FIRST, uri)
    words = await desk.told("OpenRouter then shows a code")
    assert "openrouter.finishSignIn" in words
    [code] = set(re.findall(r"auth_code_\w+", await decide(await desk.page(), "allow")))

    await desk.editor.command("openrouter.finishSignIn", {"code": "auth_code_0"})
    await desk.told("OpenRouter does not take the code")
    assert desk.text(uri) == f"K={key}\n"
    await desk.editor.command("openrouter.finishSignIn", {"code": code})

    await desk.told("The new key stands in 1 place")
    await desk.editor.command("openrouter.finishSignIn", {"code": code})
    await desk.told("No sign-in waits for a code")
    desk.ensure_no_key_was_told(sim)


async def test_a_code_that_is_put_into_the_box_and_brought_by_the_command(
    desk: Desk, sim: Simulator
) -> None:
    uri, _ = await with_a_dead_key(desk, sim, remote=True, inputs=True)
    given: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def fill_in(_: object) -> str:
        return await given

    desk.editor.client.protocol.fm._features[INPUT] = fill_in
    await desk.choose(FIRST, uri)
    [code] = set(re.findall(r"auth_code_\w+", await decide(await desk.page(), "allow")))

    await desk.editor.command("openrouter.finishSignIn", {"code": code})
    given.set_result(f" {code}")

    await desk.told("The new key stands in 1 place")
    # Whatever came before is told by now.
    await desk.editor.command("openrouter.finishSignIn", {"code": code})
    await desk.told("No sign-in waits for a code")
    assert len(desk.editor.messages) == 2


async def test_a_page_that_opens_after_the_next_sign_in_began_ends_its_own(
    desk: Desk, sim: Simulator
) -> None:
    uri, _ = await with_a_dead_key(desk, sim)
    pages: list[str] = []
    opened = asyncio.Event()

    async def show(params: types.ShowDocumentParams) -> types.ShowDocumentResult:
        pages.append(params.uri)
        if len(pages) == 1:
            await opened.wait()
        return types.ShowDocumentResult(success=True)

    desk.editor.client.protocol.fm._features[types.WINDOW_SHOW_DOCUMENT] = show
    progress = desk.editor.client.progress_reports
    await desk.choose(FIRST, uri)
    await desk.editor.until(lambda: len(pages) == 1)
    await desk.choose(FIRST, uri)
    await desk.editor.until(lambda: any(progress.values()))
    opened.set()
    await desk.told("The sign-in was cancelled")
    await decide(pages[1], "allow")

    await desk.told("The new key stands in 1 place")
    assert len(desk.editor.messages) == 2


async def test_a_browser_that_does_not_open_leads_to_a_code(desk: Desk, sim: Simulator) -> None:
    uri, _ = await with_a_dead_key(desk, sim, inputs=True)
    features = desk.editor.client.protocol.fm._features
    pages: list[str] = []

    def fail(params: types.ShowDocumentParams) -> types.ShowDocumentResult:
        pages.append(params.uri)
        return types.ShowDocumentResult(success=False)

    features[types.WINDOW_SHOW_DOCUMENT] = fail
    await desk.choose(FIRST, uri)

    words = await desk.told("paste it into the box")
    assert "callback_url" in pages[0]
    assert "callback_url" not in words
    assert words.split()[1].startswith(f"{sim.origin}/auth?")
    # Nothing is put into the box.
    await desk.told("The sign-in was cancelled")
    assert [box["title"] for box in desk.boxes] == ["Code from OpenRouter"]


async def test_a_template_keeps_its_placeholder(desk: Desk) -> None:
    text = "OPENROUTER_API_KEY=sk-or-v1-your-key-here\n"
    uri = desk.editor.write(".env.example", text)
    await desk.editor.start()
    desk.open(uri, text)
    await desk.editor.until(lambda: desk.editor.codes(uri) == ["key-placeholder"])

    assert FIRST not in [action.title for action in await desk.editor.actions(uri, 0)]


async def test_nothing_is_offered_or_done_without_trust(desk: Desk, sim: Simulator) -> None:
    bad = f"OPENROUTER_API_KEY={dead(sim)[:-1]}\n"
    uri = desk.editor.write(".env", bad)
    await desk.editor.start(trusted=False, inputs=True, managementKey=sim.add(State.MANAGEMENT))
    desk.open(uri, bad)
    await desk.editor.until(lambda: desk.editor.codes(uri) == ["key-malformed"])

    titles = {action.title for action in await desk.editor.actions(uri, 0)}
    assert {"Make a new key at OpenRouter", "What “key-malformed” means"} <= titles
    assert titles.isdisjoint({FIRST, "Rotate this key", "Paste a key", "Write the new key"})
    where = {"uri": uri, "line": 0}
    for command in ("signIn", "rotate", "pasteKey", "writeNewKey"):
        await desk.editor.command(f"openrouter.{command}", where)
    await desk.editor.command("openrouter.finishSignIn", {"code": "c"})

    await desk.editor.until(lambda: len(desk.editor.messages) == 5)
    assert all("not trusted" in message for message in desk.editor.messages)
    assert sim.requests == ()
    assert (desk.edits, desk.boxes, desk.editor.shown) == ([], [], [])


async def test_over_ssh_the_code_is_brought(sim: Simulator, tmp_path: Path) -> None:
    async with started_editor(tmp_path, sim.base_url, SSH_CONNECTION="1 2 3 4") as editor:
        desk = Desk(editor)
        uri, _ = await with_a_dead_key(desk, sim, inputs=True)

        await desk.choose(FIRST, uri)
        await desk.editor.until(lambda: bool(desk.boxes))

        assert "callback_url" not in editor.shown[-1].uri


async def test_leaving_the_editor_ends_the_wait(sim: Simulator, tmp_path: Path) -> None:
    async with started_editor(tmp_path, sim.base_url) as editor:
        desk = Desk(editor)
        uri, _ = await with_a_dead_key(desk, sim)
        await desk.choose(FIRST, uri)
        url = await desk.page()
    with pytest.raises(httpx.ConnectError):
        await decide(url, "allow")


async def test_an_address_that_no_key_is_sent_to_begins_nothing(tmp_path: Path) -> None:
    async with started_editor(tmp_path, "https://keys.example") as editor:
        desk = Desk(editor)
        text = "OPENROUTER_API_KEY=sk-or-v1-your-key-here\n"
        uri = editor.write(".env", text)
        await editor.start()
        desk.open(uri, text)
        await editor.until(lambda: editor.codes(uri) == ["key-placeholder"])

        await desk.choose(FIRST, uri)
        await desk.told("OPENROUTER_BASE_URL")
        assert editor.shown == []


async def test_a_key_in_a_comment_gets_no_successor(desk: Desk, sim: Simulator) -> None:
    text = f"# K={dead(sim)}\n"
    uri = desk.editor.write(".env", text)
    await desk.editor.start()
    desk.open(uri, text)
    await desk.editor.until(lambda: desk.editor.codes(uri) == ["key-expired"])

    assert FIRST not in [action.title for action in await desk.editor.actions(uri, 0)]
    await desk.editor.command("openrouter.signIn", {"uri": uri})
    await desk.told("stands nowhere any more where a program would read it")


async def test_a_key_that_is_gone_begins_nothing(desk: Desk, sim: Simulator) -> None:
    await desk.editor.start()
    await desk.editor.command("openrouter.signIn", {"fingerprint": "0" * 64})
    await desk.told("stands nowhere any more")
    assert desk.editor.shown == []
