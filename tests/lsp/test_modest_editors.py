"""Editors that can do less, or say less of what they can do."""

from typing import Any

import pytest
from lsprotocol import types

from openrouter_lsp.lsp.sources import LONGEST
from openrouter_lsp.simulator import Simulator, State, Wording
from tests.lsp.editor import Editor

pytestmark = pytest.mark.slow


async def opened(editor: Editor, text: str, code: str | None, **flags: Any) -> str:
    uri = editor.write(".env", text)
    await editor.start(**flags)
    editor.open(uri, text)
    if code is None:
        await editor.until(lambda: "valid" in [one["status"] for one in editor.statuses])
    else:
        await editor.until(lambda: editor.codes(uri) == [code])
    return uri


async def offered(
    editor: Editor, uri: str, trigger: types.CodeActionTriggerKind | None
) -> list[types.Command | types.CodeAction]:
    here = types.Range(types.Position(0, 0), types.Position(0, 0))
    context = types.CodeActionContext(diagnostics=[], trigger_kind=trigger)
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), here, context)
    return list(await editor.client.text_document_code_action_async(params) or [])


async def test_plain_text_where_the_editor_wants_it(editor: Editor, sim: Simulator) -> None:
    key = sim.add(State.EXPIRED, wording=Wording.NEW)
    uri = await opened(editor, f"K={key}\n", "key-expired", markdown=False, late_tooltips=False)
    where = types.TextDocumentIdentifier(uri)
    all_of_it = types.Range(types.Position(0, 0), types.Position(1, 0))

    params = types.HoverParams(where, types.Position(0, 3))
    hover = await editor.client.text_document_hover_async(params)
    hints = await editor.client.text_document_inlay_hint_async(
        types.InlayHintParams(where, all_of_it)
    )

    assert hover is not None
    assert hints is not None
    for shown in (hover.contents, hints[0].tooltip):
        assert isinstance(shown, types.MarkupContent)
        assert shown.kind == types.MarkupKind.PlainText
        assert shown.value.startswith("OpenRouter key: expired · sk-or-v1-")
        assert "Your keys: https://openrouter.ai/settings/keys" in shown.value


async def test_commands_where_the_editor_knows_no_actions(editor: Editor, sim: Simulator) -> None:
    key = sim.add(State.EXPIRED, wording=Wording.NEW)
    uri = await opened(editor, f"K={key}\n", "key-expired", literals=False)

    offers = await offered(editor, uri, types.CodeActionTriggerKind.Automatic)

    assert len(offers) == 9
    assert all(isinstance(offer, types.Command) for offer in offers)
    commands = [str(offer.command) for offer in offers]
    assert commands[0] == "openrouter.signIn"
    assert commands[-3:] == ["openrouter.edit"] * 3


@pytest.mark.parametrize(
    ("trigger", "is_offered"),
    [
        (types.CodeActionTriggerKind.Automatic, False),
        (types.CodeActionTriggerKind.Invoked, True),
        (None, True),
    ],
)
async def test_offers_for_a_good_key(
    editor: Editor,
    sim: Simulator,
    trigger: types.CodeActionTriggerKind | None,
    is_offered: bool,
) -> None:
    uri = await opened(editor, f"K={sim.add(State.VALID)}\n", None)
    assert bool(await offered(editor, uri, trigger)) is is_offered


async def test_a_document_that_is_too_long_is_said_so_once(editor: Editor, sim: Simulator) -> None:
    long = " " * LONGEST + f"\nK={sim.add(State.VALID)}\n"
    await editor.start()
    uri = (editor.root / "long.env").as_uri()
    editor.open(uri, long)
    editor.edit(uri, long + "\n", 2)
    other = (editor.root / "big.log").as_uri()
    editor.open(other, " " * LONGEST + "\n")

    words = "has more than 5,000,000 characters, so no key in it is looked at."
    await editor.until(lambda: f"big.log {words}" in editor.log)
    assert await editor.hover(uri, LONGEST, 0) is None
    assert editor.messages == [f"long.env {words}"]
    assert not sim.requests


async def test_a_terminals_name_is_no_link(editor: Editor, sim: Simulator) -> None:
    key = sim.add(State.EXPIRED, wording=Wording.NEW)
    await opened(editor, f"OPENROUTER_API_KEY={key}\n", "key-expired")
    name = "[t](command:x)\x1b[2K\u202e\nand " + "more " * 99
    editor.start_command(name, f"python [a](command:b) {'c' * 999}", cwd=str(editor.root))
    editor.show_output(name, 'Error code: 401 - {"error": {"message": "User not found."}}\r\n')
    editor.end_command(name)

    await editor.until(lambda: bool(editor.asked))

    message = editor.asked[0].message
    assert "[t] (command:x) [2K and more" in message
    assert "python [a] (command:b) c" in message
    assert "](" not in message
    assert message.isprintable()
    assert len(message) < 500
