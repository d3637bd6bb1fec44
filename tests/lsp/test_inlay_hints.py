"""The state of keys at the ends of their lines, over the protocol."""

import pytest
from lsprotocol import types

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.lsp.editor import Editor
from tests.lsp.onlooker import Onlooker, opened

pytestmark = pytest.mark.slow

SHORT = "sk-or-v1-" + "ab" * 20
ZEROS = "sk-or-v1-" + "0" * 64


@pytest.fixture
def looker(editor: Editor) -> Onlooker:
    return Onlooker(editor)


async def test_a_hint_tells_the_state_of_the_key(looker: Onlooker, sim: Simulator) -> None:
    good = sim.add(State.VALID, limit=10.0, usage=2.66)
    dead = sim.add(State.EXPIRED, wording=Wording.NEW)
    text = f"A={good}\n# nothing\nB={dead}\nC={SHORT}\nD={ZEROS}\n"
    uri = await opened(looker, text, "key-expired", "key-malformed", "key-placeholder")
    assert await looker.words(uri) == [
        (0, "valid, $7.34 left, checked just now"),
        (2, "expired"),
    ]


async def test_it_stands_at_the_end_of_the_line_in_the_editors_units(
    looker: Onlooker, sim: Simulator
) -> None:
    key = sim.add(State.VALID)
    line = f"A='{key}' # 🔑 {'e'}\N{COMBINING ACUTE ACCENT}  "
    uri = await opened(looker, f"\r\n{line}\r\nB=1\n")
    [hint] = await looker.hints(uri)
    assert hint.position == types.Position(1, len(line.encode("utf-16-le")) // 2)
    assert (hint.kind, hint.padding_left) == (None, True)


async def test_a_line_has_one_hint(looker: Onlooker, sim: Simulator) -> None:
    good, dead = sim.add(State.VALID), sim.add(State.EXPIRED, wording=Wording.NEW)
    more = [sim.add(State.VALID) for _ in range(3)]
    text = f"A={good},{dead},{good}\nB={','.join([good, *more])}\n"
    uri = await opened(looker, text, "key-expired")
    valid = "valid, checked just now"
    assert await looker.words(uri) == [
        (0, f"{valid} | expired"),
        (1, f"{valid} | {valid} | {valid} | 1 more"),
    ]


async def test_only_the_lines_that_were_asked_for(looker: Onlooker, sim: Simulator) -> None:
    uri = await opened(looker, "".join(f"K{n}={sim.add(State.VALID)}\n" for n in range(9)))
    hints = await looker.hints(uri, 3, 5)
    assert [hint.position.line for hint in hints] == [3, 4, 5]


async def test_nothing_is_asked_for_it(looker: Onlooker, sim: Simulator) -> None:
    key = sim.add(State.VALID)
    text = f"A={key}\n"
    editor = looker.editor
    editor.client.set_configuration({"openrouter": {"check": {"enabled": False}}})
    uri = editor.write(".env", text)
    await editor.start()
    editor.open(uri, text)
    await editor.until(lambda: bool(editor.statuses))
    assert await looker.words(uri) == [(0, "not checked: checking is switched off")]
    assert not sim.requests


async def test_in_an_untrusted_workspace(looker: Onlooker, sim: Simulator) -> None:
    uri = await opened(looker, f"A={sim.add(State.VALID)}\n", trusted=False)
    assert await looker.words(uri) == [(0, "not checked: this workspace is not trusted")]
    assert not sim.requests


async def test_an_ignored_key_is_said_to_be_ignored(looker: Onlooker, sim: Simulator) -> None:
    dead = sim.add(State.EXPIRED, wording=Wording.NEW)
    text = f"# openrouter-lsp: ignore\nA={dead}\nB={dead}\n"
    uri = await opened(looker, text, "key-expired")
    assert await looker.words(uri) == [(1, "ignored"), (2, "expired")]


@pytest.mark.parametrize("late", [True, False])
async def test_its_tooltip_is_what_the_hover_says(
    looker: Onlooker, sim: Simulator, late: bool
) -> None:
    key = sim.add(State.EXPIRED, wording=Wording.NEW)
    uri = await opened(looker, f"A={key}\n", "key-expired", late_tooltips=late)
    [hint] = await looker.hints(uri)
    assert (hint.tooltip is None) == late
    if late:
        hint = await looker.editor.client.inlay_hint_resolve_async(hint)
    assert isinstance(hint.tooltip, types.MarkupContent)
    hover = await looker.editor.hover(uri, 0, 5)
    assert hover is not None
    assert hint.tooltip.value.split(" · ")[0] == hover.split(" · ")[0]
    assert hint.tooltip.kind == types.MarkupKind.Markdown


async def test_a_hint_that_is_none_of_ours_is_left_as_it_is(
    looker: Onlooker, sim: Simulator
) -> None:
    await opened(looker, f"A={sim.add(State.VALID)}\n")
    for data in (None, 7, {"uri": 1, "keys": 2}, {"uri": "file:///none", "keys": ["x"]}):
        hint = types.InlayHint(types.Position(0, 0), "x", data=data)
        answer = await looker.editor.client.inlay_hint_resolve_async(hint)
        assert (answer.label, answer.tooltip) == ("x", None)


async def test_hints_are_renewed_when_a_verdict_changes(looker: Onlooker, sim: Simulator) -> None:
    key = sim.add(State.VALID)
    uri = await opened(looker, f"A={key}\n")
    assert await looker.words(uri) == [(0, "valid, checked just now")]
    sim.disable(key)
    await looker.editor.command("openrouter.checkAllKeys")
    await looker.editor.until(lambda: looker.refreshes == 1)
    assert await looker.words(uri) == [(0, "not accepted by OpenRouter, checked just now")]


async def test_an_editor_that_renews_none_is_asked_for_nothing(
    looker: Onlooker, sim: Simulator
) -> None:
    key = sim.add(State.VALID)
    uri = await opened(looker, f"A={key}\n", hint_refreshes=False, keysNotifications=True)
    await looker.words(uri)
    await looker.keys()
    before = looker.list_changes
    sim.disable(key)
    await looker.editor.command("openrouter.checkAllKeys")
    # The list of keys is told of in the same look.
    await looker.editor.until(lambda: looker.list_changes > before)
    assert looker.refreshes == 0
    assert await looker.words(uri) == [(0, "not accepted by OpenRouter, checked just now")]


async def test_they_can_be_switched_off(looker: Onlooker, sim: Simulator) -> None:
    editor = looker.editor
    uri = await opened(looker, f"A={sim.add(State.VALID)}\n")
    assert len(await looker.words(uri)) == 1
    asked = len(sim.requests)
    editor.client.set_configuration({"openrouter": {"inlayHints": {"enabled": False}}})
    editor.client.workspace_did_change_configuration(
        types.DidChangeConfigurationParams(settings=None)
    )
    await editor.until(lambda: looker.refreshes > 0)
    assert await looker.words(uri) == []
    # No key is sent anew for it.
    assert editor.statuses[-1]["status"] == "valid"
    assert len(sim.requests) == asked


async def test_no_key_is_in_any_of_it(looker: Onlooker, sim: Simulator) -> None:
    keys = [sim.add(State.VALID), sim.add(State.EXPIRING), sim.add(State.DELETED)]
    text = "".join(f"K{n}={key}\n" for n, key in enumerate(keys))
    uri = await opened(looker, text, "key-expiring", "key-rejected")
    for hint in await looker.hints(uri):
        await looker.editor.client.inlay_hint_resolve_async(hint)
    assert not any(key[20:] in one for key in keys for one in looker.editor.received)
