"""Another key than the one in the file is the one that programs use."""

from pathlib import Path

import pytest

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.lsp.editor import Editor, started_editor

pytestmark = pytest.mark.slow


async def test_a_key_in_the_environment_is_named_with_its_own_verdict(
    sim: Simulator, tmp_path: Path
) -> None:
    good, dead = sim.add(State.VALID), sim.add(State.EXPIRED, wording=Wording.NEW)
    async with started_editor(tmp_path, sim.base_url, OPENROUTER_API_KEY=dead) as editor:
        uri = editor.write(".env", f"OPENROUTER_API_KEY={good}\n")
        await editor.start()
        await editor.until(
            lambda: (
                editor.codes(uri) == ["key-shadowed"]
                and "expired" in editor.diagnostics(uri)[0].message
            )
        )
        message = editor.diagnostics(uri)[0].message

    assert f"{dead[:12]}...{dead[-3:]}" in message
    assert dead not in message
    assert "OPENROUTER_API_KEY" in message


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("", "OPENROUTER_API_KEY is set, but to nothing, in the environment"),
        ("hunter2", "holds something that is no OpenRouter key in the environment"),
    ],
)
async def test_what_is_no_key_in_the_environment_is_told_and_not_shown(
    sim: Simulator, tmp_path: Path, value: str, words: str
) -> None:
    good = sim.add(State.VALID)
    async with started_editor(tmp_path, sim.base_url, OPENROUTER_API_KEY=value) as editor:
        uri = editor.write(".env", f"OPENROUTER_API_KEY={good}\n")
        await editor.start()
        await editor.until(lambda: editor.codes(uri) == ["key-shadowed"])
        assert words in editor.diagnostics(uri)[0].message
        assert "hunter2" not in "".join(editor.received)


async def test_a_later_line_of_the_same_file_wins(editor: Editor, sim: Simulator) -> None:
    first, second = sim.add(State.VALID), sim.add(State.VALID)
    uri = editor.write(".env", f"K={first}\nK={second}\n")
    await editor.start()
    await editor.until(lambda: editor.codes(uri) == ["key-shadowed"])
    assert editor.diagnostics(uri)[0].range.start.line == 0


async def test_a_local_file_that_some_frameworks_prefer_is_told_on_hover_alone(
    editor: Editor, sim: Simulator
) -> None:
    text = f"K={sim.add(State.VALID)}\n"
    uri = editor.write(".env", text)
    editor.write(".env.local", f"K={sim.add(State.VALID)}\n")
    await editor.start()
    await editor.until(lambda: "2 keys valid" in [status["text"] for status in editor.statuses])
    editor.open(uri, text)

    hover = await editor.hover(uri, 0, 0) or ""

    assert ".env.local" in hover
    assert "Next.js" in hover
    assert editor.codes(uri) == []
