"""A program prints an error in a terminal, and the key's line is flagged."""

import pytest

from openrouter_lsp.simulator import Simulator
from tests.lsp.editor import Editor
from tests.lsp.failing import RUN, V, alive, dead, fail, masked, settled, started
from tests.lsp.terminal_given import (
    OTHER_SERVICE,
    OUT_OF_CREDITS,
    PLAIN,
    POSSIBLE,
    RATE_LIMITED,
    USER_NOT_FOUND,
)

pytestmark = pytest.mark.slow


async def test_the_keys_line_tells_where_it_was_seen_to_fail(
    editor: Editor, sim: Simulator
) -> None:
    key = dead(sim)
    uri = await started(editor, f"# mine\n{V}={key}\n", "key-expired")

    editor.start_command("zsh", RUN, cwd=str(editor.root))
    text = f"\x1b[31m{USER_NOT_FOUND}\x1b[0m"
    editor.show_output("zsh", *(text[at : at + 7] for at in range(0, len(text), 7)))
    await editor.until(lambda: "Seen in" in editor.diagnostics(uri)[0].message)

    [diagnostic] = editor.diagnostics(uri)
    assert diagnostic.range.start.line == 1
    assert diagnostic.code == "key-expired"
    assert f"Seen in terminal zsh, running {RUN}, on " in diagnostic.message
    await editor.until(lambda: bool(editor.asked))
    assert ".env, line 2" in editor.asked[0].message
    assert masked(key) in editor.asked[0].message
    assert "Seen in terminal zsh" in (await editor.hover(uri, 1, 0) or "")


async def test_what_is_no_terminal_is_not_called_one(editor: Editor, sim: Simulator) -> None:
    uri = await started(editor, f"{V}={dead(sim)}\n", "key-expired")
    params = {"terminalId": "n", "name": "Notebook a.ipynb", "isTerminal": False}
    editor.notify("openrouter/terminal/didStart", params)
    editor.show_output("n", USER_NOT_FOUND)
    await editor.until(lambda: "Seen in Notebook a.ipynb on" in editor.diagnostics(uri)[0].message)


async def test_a_key_that_died_since_it_was_last_checked_is_asked_about_anew(
    editor: Editor, sim: Simulator
) -> None:
    key = alive(sim)
    uri = await started(editor, f"{V}={key}\n")
    await editor.until(lambda: editor.statuses[-1]["status"] == "valid")

    sim.disable(key)
    fail(editor, USER_NOT_FOUND)

    await editor.until(lambda: editor.codes(uri) == ["key-rejected"])
    await editor.until(lambda: "Seen in" in editor.diagnostics(uri)[0].message)


async def test_of_one_key_is_told_once_in_a_quarter_of_an_hour(
    editor: Editor, sim: Simulator
) -> None:
    uri = await started(editor, f"{V}={dead(sim)}\n", "key-expired")
    for n in range(5):
        fail(editor, USER_NOT_FOUND, f"python run{n}.py", terminal=f"t{n}")
    await editor.until(lambda: "run4.py" in editor.diagnostics(uri)[0].message)
    await settled(editor)
    assert ["fails its check" in question.message for question in editor.asked] == [True, False]


async def test_repeats_are_counted(editor: Editor, sim: Simulator) -> None:
    uri = await started(editor, f"{V}={dead(sim)}\n", "key-expired")
    fail(editor, USER_NOT_FOUND * 7)
    await editor.until(lambda: "Seen 7 times" in editor.diagnostics(uri)[0].message)


async def test_show_key_selects_it(editor: Editor, sim: Simulator) -> None:
    key = dead(sim)
    uri = await started(editor, f"\n{V}={key}\n", "key-expired")
    editor.answer = "Show key"
    fail(editor, USER_NOT_FOUND)
    await editor.until(lambda: bool(editor.shown))

    [shown] = editor.shown
    assert (shown.uri, shown.external) == (uri, None)
    assert shown.selection is not None
    start = len(V) + 1
    assert (shown.selection.start.line, shown.selection.start.character) == (1, start)
    assert shown.selection.end.character == start + len(key)


async def test_show_key_in_an_editor_that_opens_nothing(editor: Editor, sim: Simulator) -> None:
    await started(editor, f"\n{V}={dead(sim)}\n", "key-expired", show_document=False)
    editor.answer = "Show key"
    fail(editor, USER_NOT_FOUND)
    await editor.until(lambda: f"See {editor.root}/.env:2" in editor.messages)


async def test_check_again_asks_again_and_tells(editor: Editor, sim: Simulator) -> None:
    key = dead(sim)
    await started(editor, f"{V}={key}\n", "key-expired")
    editor.answer = "Check again"
    asked = len(sim.requests)
    fail(editor, USER_NOT_FOUND)
    await editor.until(lambda: bool(editor.messages))
    assert len(sim.requests) == asked + 2
    assert masked(key) in editor.messages[0]
    assert "expired" in editor.messages[0]


@pytest.mark.parametrize(
    ("text", "page"),
    [(USER_NOT_FOUND, "key-expired"), (RATE_LIMITED, "failure-rate-limit")],
)
async def test_what_does_this_mean_opens_a_page(
    editor: Editor, sim: Simulator, text: str, page: str
) -> None:
    await started(editor, f"{V}={dead(sim)}\n", "key-expired")
    editor.answer = "What does this mean"
    fail(editor, text)
    await editor.until(lambda: bool(editor.shown))
    assert editor.shown[0].uri.endswith(f"/{page}.md")


async def test_a_kind_without_a_key_to_blame_is_told_once(editor: Editor) -> None:
    await started(editor, "A=1\n")
    for n in range(4):
        fail(editor, OUT_OF_CREDITS, terminal=f"t{n}")
    await settled(editor)
    assert ["too few credits" in question.message for question in editor.asked] == [True, False]


async def test_what_may_be_anybodys_is_told_only_where_a_key_fails(
    editor: Editor, sim: Simulator
) -> None:
    key = alive(sim)
    uri = await started(editor, f"{V}={key}\n")
    fail(editor, POSSIBLE)
    await settled(editor)
    assert len(editor.asked) == 1

    sim.disable(key)
    fail(editor, POSSIBLE)
    await editor.until(lambda: len(editor.asked) == 2)
    assert editor.codes(uri) == ["key-rejected"]


@pytest.mark.parametrize("text", [OTHER_SERVICE, PLAIN])
async def test_of_others_nothing_is_told(editor: Editor, sim: Simulator, text: str) -> None:
    uri = await started(editor, f"{V}={dead(sim)}\n", "key-expired")
    fail(editor, text)
    await settled(editor)
    assert len(editor.asked) == 1
    assert "Seen" not in editor.diagnostics(uri)[0].message


async def test_many_failures_at_once_have_a_key_checked_once(
    editor: Editor, sim: Simulator
) -> None:
    key = alive(sim)
    await started(editor, f"{V}={key}\n")
    await editor.until(lambda: editor.statuses[-1]["status"] == "valid")
    asked = len(sim.requests)
    # Each of another model, so each a failure of its own.
    text = "".join(f"model=maker/{n}x {USER_NOT_FOUND}{PLAIN[:400]}" for n in "abcdefghij")
    fail(editor, text)
    await settled(editor)
    # Once for all of these, and once for what came last.
    assert len(sim.requests) <= asked + 2


async def test_no_key_is_in_anything_that_is_sent(editor: Editor, sim: Simulator) -> None:
    keys = [dead(sim), alive(sim)]
    uri = await started(editor, f"{V}={keys[0]}\nOTHER={keys[1]}\n", "key-expired")
    editor.answer = "Check again"
    text = f"key={keys[0]} {USER_NOT_FOUND}{keys[1]}\r\n"
    fail(editor, text, f"python app.py --key {keys[1]}", terminal=keys[0])
    await editor.until(lambda: bool(editor.asked) and bool(editor.messages))
    await editor.links(text.splitlines()[0])
    await editor.command("openrouter.explainText", {"text": text})
    await editor.command("openrouter.copyReport", {"terminalId": keys[0]})
    await editor.actions(uri, 0)
    sent = "".join(editor.received)
    assert not [key for key in keys if key in sent]
