"""Settings over the protocol: by what way they come, whether they come, and whose they are."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.lsp.editor import Editor, started_editor

pytestmark = pytest.mark.slow

OFF = {"check": {"enabled": False}}
HURRIED_PROGRAM = """
from openrouter_lsp.lsp.server import create_server
server = create_server()
server.patience = 0.05
server.start_io()
"""
"""A server that waits for the settings but a moment."""


def expired(sim: Simulator) -> str:
    return sim.add(State.EXPIRED, wording=Wording.NEW)


def push(editor: Editor, settings: Any) -> None:
    params = types.DidChangeConfigurationParams(settings=settings)
    editor.client.workspace_did_change_configuration(params)


def keep_silent(editor: Editor) -> "asyncio.Future[Any]":
    """Have the editor not answer what its settings are until the result is given."""
    answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    async def configuration(_: types.ConfigurationParams) -> Any:
        return [await asyncio.shield(answer)]

    editor.client.protocol.fm.features[types.WORKSPACE_CONFIGURATION] = configuration
    return answer


def is_unchecked(editor: Editor) -> bool:
    return "unchecked" in [status["status"] for status in editor.statuses]


@asynccontextmanager
async def hurried(folder: Path, sim: Simulator) -> AsyncIterator[Editor]:
    program = ("-c", HURRIED_PROGRAM)
    async with started_editor(folder, sim.base_url, program=program) as editor:
        yield editor


@pytest.mark.parametrize(
    "options",
    [
        {"settings": OFF},
        {"settings": {"openrouter.check.enabled": False}},
        {"settings": {"openrouter": OFF}},
        {"openrouter": OFF},
    ],
)
async def test_off_at_the_start_is_heard_in_every_form(
    editor: Editor, sim: Simulator, options: Any
) -> None:
    uri = editor.write(".env", f"K={expired(sim)}\n")
    await editor.start(settings_by_request=False, **options)
    await editor.until(lambda: is_unchecked(editor))

    # What is of other programs, or of nobody, switches nothing on.
    for settings in ({}, {"python": {"check": True}}, {"openrouter": None}):
        push(editor, settings)
    assert "switched off" in (await editor.hover(uri, 0, 0) or "")
    assert not sim.requests

    push(editor, {"openrouter.check.enabled": True})
    await editor.until(lambda: editor.codes(uri) == ["key-expired"])


@pytest.mark.parametrize("off", [{"openrouter.check": {"enabled": False}}, OFF])
async def test_off_is_heard_in_every_form_later(editor: Editor, sim: Simulator, off: Any) -> None:
    uri = editor.write(".env", f"K={expired(sim)}\n")
    await editor.start(settings_by_request=False)
    await editor.until(lambda: editor.codes(uri) == ["key-expired"])

    push(editor, {"python": {"analysis": 1}, **off})

    await editor.until(lambda: editor.codes(uri) == [])
    assert "switched off" in (await editor.hover(uri, 0, 0) or "")
    assert editor.messages == []


async def test_an_unknown_name_is_said_once(editor: Editor, sim: Simulator) -> None:
    editor.client.set_configuration({"chek": {"enabled": False}}, section="openrouter")
    uri = editor.write(".env", f"K={expired(sim)}\n")
    await editor.start(settings={"chek": {"enabled": False}})
    push(editor, None)
    await editor.until(lambda: editor.codes(uri) == ["key-expired"])

    assert len([one for one in editor.messages if "openrouter.chek.enabled" in one]) == 1


async def test_findings_are_shown_while_the_editor_does_not_answer(
    editor: Editor, sim: Simulator
) -> None:
    answer = keep_silent(editor)
    uri = editor.write(".env", f"K={expired(sim)}\nSHORT=sk-or-v1-{'ab' * 20}\n")
    await editor.start()

    await editor.until(lambda: editor.codes(uri) == ["key-malformed"])
    assert "not asked about this key yet" in (await editor.hover(uri, 0, 0) or "")
    assert not sim.requests

    answer.set_result({"check": {"enabled": True}})
    await editor.until(lambda: editor.codes(uri) == ["key-expired", "key-malformed"])


async def test_an_editor_that_never_answers_gets_its_keys_checked(
    sim: Simulator, tmp_path: Path
) -> None:
    async with hurried(tmp_path, sim) as editor:
        answer = keep_silent(editor)
        uri = editor.write(".env", f"K={expired(sim)}\n")
        other = editor.write("prod.secrets", f"K={expired(sim)}\n")
        await editor.start()
        await editor.until(lambda: editor.codes(uri) == ["key-expired"])
        assert any("not told its settings yet" in line for line in editor.log)

        # What it says in the end holds, though late.
        answer.set_result({"environmentFiles": ["*.secrets"]})
        await editor.until(lambda: editor.codes(other) == ["key-expired"])
        await editor.until(lambda: "**/*.secrets" in editor.watchers)


async def test_off_at_the_start_holds_though_the_editor_never_answers(
    sim: Simulator, tmp_path: Path
) -> None:
    async with hurried(tmp_path, sim) as editor:
        answer = keep_silent(editor)
        uri = editor.write(".env", f"K={expired(sim)}\n")
        await editor.start(settings=OFF)
        await editor.until(lambda: any("not told its settings yet" in one for one in editor.log))
        assert "switched off" in (await editor.hover(uri, 0, 0) or "")
        assert not sim.requests
        answer.cancel()


async def test_a_base_url_that_a_project_may_have_set_gets_no_key(
    editor: Editor, sim: Simulator
) -> None:
    with Simulator() as other:
        setting = {"baseUrl": other.base_url}
        editor.client.set_configuration(setting, section="openrouter")
        uri = editor.write(".env", f"K={expired(sim)}\n")
        await editor.start(settings=setting)
        await editor.until(lambda: editor.codes(uri) == ["key-expired"])
        assert not other.requests
    assert [one for one in editor.messages if "baseUrl was ignored" in one] == editor.messages != []


async def test_a_base_url_of_the_machine_is_asked(sim: Simulator, tmp_path: Path) -> None:
    program = ("-m", "openrouter_lsp", "--machine-settings")
    async with started_editor(tmp_path, "http://127.0.0.1:1", program=program) as editor:
        editor.client.set_configuration({"baseUrl": sim.base_url}, section="openrouter")
        uri = editor.write(".env", f"K={expired(sim)}\n")
        await editor.start()
        await editor.until(lambda: editor.codes(uri) == ["key-expired"])
        assert editor.messages == []
