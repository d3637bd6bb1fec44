"""Which key a failing program used, and what is said where none is to blame."""

from pathlib import Path

import pytest

from openrouter_lsp.keys import Key
from openrouter_lsp.simulator import Simulator
from tests.lsp.editor import Editor, started_editor
from tests.lsp.failing import RUN, V, alive, dead, fail, masked, started
from tests.lsp.terminal_given import (
    NAMED,
    NO_HEADER,
    OUT_OF_CREDITS,
    POSSIBLE,
    RATE_LIMITED,
    UNREACHABLE,
    USER_NOT_FOUND,
)

pytestmark = pytest.mark.slow


async def test_where_all_keys_are_good_the_exported_one_is_named(
    sim: Simulator, tmp_path: Path
) -> None:
    exported, written = alive(sim), alive(sim)
    async with started_editor(tmp_path, sim.base_url, **{V: exported}) as editor:
        uri = await started(editor, f"{V}={written}\n", "key-shadowed")
        fail(editor, USER_NOT_FOUND)
        await editor.until(lambda: bool(editor.asked))
        message = editor.asked[0].message
        assert "accepts all 2 keys" in message
        assert f"in the environment ({V}, {masked(exported)})" in message
        assert editor.codes(uri) == ["key-shadowed"]


async def test_a_dead_exported_key_is_blamed_before_a_good_one_in_a_file(
    sim: Simulator, tmp_path: Path
) -> None:
    exported, written = dead(sim), alive(sim)
    async with started_editor(tmp_path, sim.base_url, **{V: exported}) as editor:
        uri = await started(editor, f"{V}={written}\n", "key-shadowed")
        fail(editor, USER_NOT_FOUND)
        await editor.until(lambda: bool(editor.asked))
        [question] = editor.asked
        assert f"key in the environment ({V}, {masked(exported)}), which fails" in question.message
        assert "Show key" not in [action.title for action in question.actions or []]
        assert editor.codes(uri) == ["key-shadowed"]


async def test_quotation_marks_in_the_environment_are_the_cause_and_nobody_is_asked(
    sim: Simulator, tmp_path: Path
) -> None:
    exported, written = alive(sim), alive(sim)
    async with started_editor(tmp_path, sim.base_url, **{V: f'"{exported}"'}) as editor:
        await started(editor, f"{V}={written}\n", "key-shadowed")
        fail(editor, NO_HEADER)
        await editor.until(lambda: bool(editor.asked))
        message = editor.asked[0].message
        assert f'the value in the environment ({V}, "{exported[:11]}...' in message
        assert "is not quite a key: a quotation mark became part of the value." in message
        assert exported not in "".join(editor.received)
    assert {request.fingerprint for request in sim.requests} == {Key(written).fingerprint}


async def test_a_key_exported_in_that_terminal(editor: Editor, sim: Simulator) -> None:
    good, bad = alive(sim), dead(sim)
    await started(editor, f"{V}={good}\n")
    editor.start_command("zsh", f"export {V}={bad}", cwd=str(editor.root))
    editor.end_command("zsh", 0)
    fail(editor, USER_NOT_FOUND)
    await editor.until(lambda: bool(editor.asked))
    assert masked(bad) in editor.asked[0].message
    assert bad not in "".join(editor.received)


async def test_a_key_in_the_command_itself_is_shown_nowhere(editor: Editor, sim: Simulator) -> None:
    key = dead(sim)
    await started(editor, "A=1\n")
    fail(editor, USER_NOT_FOUND, f"{V}={key} {RUN}")
    await editor.until(lambda: bool(editor.asked))
    assert f"in the command itself ({V}, {masked(key)})" in editor.asked[0].message
    assert key not in "".join(editor.received)


async def test_a_clients_own_key_is_found_and_shown(sim: Simulator, tmp_path: Path) -> None:
    key = dead(sim)
    home, project = tmp_path / "home", tmp_path / "home/project"
    (home / ".config/io.datasette.llm").mkdir(parents=True)
    project.mkdir()
    file = home / ".config/io.datasette.llm/keys.json"
    file.write_text(f'{{\n  "openrouter": "{key}"\n}}\n')
    async with started_editor(project, sim.base_url, HOME=str(home)) as editor:
        await started(editor, f"{V}={alive(sim)}\n")
        editor.answer = "Show key"
        fail(editor, USER_NOT_FOUND, "llm -m openrouter/x hello")
        await editor.until(lambda: bool(editor.shown))
        assert "keys.json, line 2" in editor.asked[0].message
        assert editor.shown[0].uri == file.as_uri()
        assert editor.shown[0].selection is not None
        assert editor.shown[0].selection.start.line == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (OUT_OF_CREDITS, "too few credits"),
        (RATE_LIMITED, "too many requests"),
        (UNREACHABLE, "did not get through"),
    ],
)
async def test_what_is_no_fault_of_the_key_does_not_mark_it(
    editor: Editor, sim: Simulator, text: str, words: str
) -> None:
    uri = await started(editor, f"{V}={alive(sim)}\n")
    fail(editor, text)
    await editor.until(lambda: bool(editor.asked))
    assert words in editor.asked[0].message
    assert editor.codes(uri) == []


async def test_without_trust_the_failure_is_told_and_no_key_is_sent(
    editor: Editor, sim: Simulator
) -> None:
    key = dead(sim)
    uri = await started(editor, f"{V}={key}\n", trusted=False)
    fail(editor, NAMED)
    fail(editor, POSSIBLE, terminal="other")
    await editor.until(lambda: bool(editor.asked))
    assert "not trusted" in editor.asked[0].message
    assert masked(key) in editor.asked[0].message
    assert "Check again" not in [action.title for action in editor.asked[0].actions or []]
    assert editor.codes(uri) == []
    assert not sim.requests


async def test_the_nearest_environment_file_of_the_folder_is_the_one(
    editor: Editor, sim: Simulator
) -> None:
    far, near = dead(sim), dead(sim)
    far_uri = editor.write(".env", f"{V}={far}\n")
    near_uri = editor.write("service/.env", f"{V}={near}\n")
    await editor.start()
    await editor.until(lambda: editor.codes(far_uri) == editor.codes(near_uri) == ["key-expired"])

    editor.start_command("zsh", RUN, cwd=(editor.root / "service").as_uri())
    editor.show_output("zsh", USER_NOT_FOUND)
    await editor.until(lambda: "Seen" in editor.diagnostics(near_uri)[0].message)
    assert "Seen" not in editor.diagnostics(far_uri)[0].message


async def test_a_file_above_the_workspace_is_flagged_once_its_key_is_to_blame(
    sim: Simulator, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    project.mkdir()
    file = tmp_path / ".env"
    file.write_text(f"{V}={dead(sim)}\n")
    async with started_editor(project, sim.base_url) as editor:
        await editor.start()
        await editor.until(lambda: bool(editor.statuses))
        assert not editor.diagnostics(file.as_uri())
        fail(editor, USER_NOT_FOUND)
        await editor.until(lambda: "Seen in" in str(editor.diagnostics(file.as_uri())))
        assert editor.codes(file.as_uri()) == ["key-expired"]
