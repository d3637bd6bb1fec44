"""What can be done about a failure: links, reports, explanations, light bulb."""

import stat
from pathlib import Path
from typing import Any

import pytest

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.lsp.editor import Editor, started_editor
from tests.lsp.terminal_given import (
    NAMED,
    OTHER_SERVICE,
    OUT_OF_CREDITS,
    POSSIBLE,
    USER_NOT_FOUND,
)

pytestmark = pytest.mark.slow

V = "OPENROUTER_API_KEY"
RUN = "python app.py"


def dead(sim: Simulator) -> str:
    return sim.add(State.EXPIRED, wording=Wording.NEW)


async def failed(editor: Editor, key: str, command: str = RUN, **options: Any) -> str:
    """Have a command fail with a key, and wait until its line is flagged."""
    uri = editor.write(".env", f"{V}={key}\n")
    await editor.start(**options)
    await editor.until(lambda: editor.codes(uri) == ["key-expired"])
    editor.start_command("zsh", command, cwd=str(editor.root))
    editor.show_output("zsh", USER_NOT_FOUND)
    editor.end_command("zsh")
    await editor.until(lambda: bool(editor.asked))
    return uri


def titles(actions: list[Any]) -> list[str]:
    return [action.title for action in actions]


def check_private_file(path: Path, text: str) -> None:
    assert path.read_text() == text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


# Links


async def test_links_in_a_line(editor: Editor, sim: Simulator) -> None:
    key = dead(sim)
    await failed(editor, key)
    masked = f"{key[:12]}...{key[-3:]}"
    fingerprint = str(sim.requests[0].fingerprint)

    line = f"😀 used {key} and {masked}: 401 User not found. "
    links = await editor.links(line)

    units = line.encode("utf-16-le")
    shown = [
        units[2 * link["start"] : 2 * (link["start"] + link["length"])].decode("utf-16-le")
        for link in links
    ]
    assert shown == ["😀 used ", key, " and ", masked, ": 401 User not found."]
    commands = [link["command"] for link in links]
    assert commands[1::2] == ["openrouter.showKey"] * 2
    assert commands[::2] == ["openrouter.explainText"] * 3
    assert links[1]["arguments"] == links[3]["arguments"] == [{"fingerprint": fingerprint}]
    assert masked in links[1]["tooltip"]
    assert "does not know the key" in links[0]["tooltip"]
    assert key not in str(links)


@pytest.mark.parametrize(
    "line",
    ["", " ", "ls -la", "sk-or-v1-" + "0" * 64, "sk-or-v1-zzz...zzz", "x" * 3_000_000],
)
async def test_lines_without_a_link(editor: Editor, sim: Simulator, line: str) -> None:
    editor.write(".env", f"{V}={sim.add(State.VALID)}\n")
    await editor.start()
    await editor.until(lambda: bool(editor.statuses))
    assert await editor.links(line) == []


async def test_show_key_of_a_link(editor: Editor, sim: Simulator) -> None:
    key = dead(sim)
    uri = await failed(editor, key)
    [link] = await editor.links(f"key {key}")
    await editor.command(link["command"], *link["arguments"])
    assert [(shown.uri, shown.take_focus) for shown in editor.shown] == [(uri, True)]


async def test_show_key_of_one_that_is_nowhere(editor: Editor) -> None:
    await editor.start()
    await editor.command("openrouter.showKey", {"fingerprint": "0" * 64})
    await editor.until(lambda: any("stands in no file" in m for m in editor.messages))


# Explaining


async def test_a_selection_is_explained(editor: Editor, sim: Simulator) -> None:
    key = dead(sim)
    uri = editor.write(".env", f"{V}={key}\n")
    await editor.start()
    await editor.until(lambda: editor.codes(uri) == ["key-expired"])

    argument = {"text": f"one\n{USER_NOT_FOUND}", "name": "build", "commandLine": RUN}
    [found] = await editor.command("openrouter.explainText", argument)

    assert (found["kind"], found["certainty"], found["line"]) == ("user_not_found", "likely", 4)
    assert "User not found." in found["text"]
    assert "does not know the key" in found["explanation"]
    await editor.until(lambda: bool(editor.asked))
    assert f"running {RUN}" in editor.asked[0].message
    await editor.until(lambda: "Seen in build, running" in editor.diagnostics(uri)[0].message)


async def test_what_the_user_asks_about_is_told_though_it_was_told_or_may_be_anybodys(
    editor: Editor,
) -> None:
    await editor.start()
    for text in (POSSIBLE, OUT_OF_CREDITS, OUT_OF_CREDITS):
        await editor.command("openrouter.explainText", {"text": text})
    await editor.until(lambda: len(editor.asked) == 3)


@pytest.mark.parametrize("text", ["", "all is well", OTHER_SERVICE])
async def test_nothing_to_explain_is_said(editor: Editor, text: str) -> None:
    await editor.start()
    assert await editor.command("openrouter.explainText", {"text": text}) == []
    await editor.until(lambda: any("No error of OpenRouter's" in m for m in editor.messages))
    assert not editor.asked


# Reports


@pytest.mark.parametrize("by", ["key", "terminal"])
async def test_a_report_for_an_editor_with_a_clipboard(
    editor: Editor, sim: Simulator, by: str
) -> None:
    key = dead(sim)
    await failed(editor, key, f"{V}={key} {RUN}", clipboard=True)
    fingerprint = str(sim.requests[0].fingerprint)
    argument = {"fingerprint": fingerprint} if by == "key" else {"terminalId": "zsh"}

    report = (await editor.command("openrouter.copyReport", argument))["text"]

    assert "User not found." in report
    assert RUN in report
    assert f"{key[:12]}...{key[-3:]}" in report
    assert "curl" in report
    assert key not in report
    assert str(Path.home()) not in report
    assert not editor.shown


async def test_a_report_for_other_editors_is_a_document_that_only_the_user_can_read(
    editor: Editor, sim: Simulator
) -> None:
    await failed(editor, dead(sim))
    report = (await editor.command("openrouter.copyReport", {"terminalId": "zsh"}))["text"]
    [shown] = editor.shown
    check_private_file(Path(shown.uri.removeprefix("file://")), report)


@pytest.mark.parametrize("argument", [{"terminalId": "x"}, {"fingerprint": "0" * 64}, {}])
async def test_no_report_without_a_failure(editor: Editor, argument: dict[str, str]) -> None:
    await editor.start()
    assert await editor.command("openrouter.copyReport", argument) is None
    await editor.until(lambda: any("no failure to report" in m for m in editor.messages))


# Light bulb


async def test_the_light_bulb_of_a_line_that_was_seen_to_fail(
    editor: Editor, sim: Simulator
) -> None:
    uri = await failed(editor, dead(sim), terminals=True)
    actions = await editor.actions(uri, 0)
    assert "Copy a report of this failure" in titles(actions)
    [run] = [action for action in actions if action.title == "Run that again"]
    assert run.command is not None
    assert run.command.command == "openrouter.runAgain"
    assert list(run.command.arguments or []) == [{"commandLine": RUN, "cwd": str(editor.root)}]


async def test_nothing_is_run_again_where_the_editor_has_no_terminal(
    editor: Editor, sim: Simulator
) -> None:
    uri = await failed(editor, dead(sim))
    assert "Run that again" not in titles(await editor.actions(uri, 0))


async def test_a_command_with_a_key_in_it_is_not_offered_again(
    editor: Editor, sim: Simulator
) -> None:
    key = dead(sim)
    uri = await failed(editor, key, f"{V}={key} {RUN}", terminals=True)
    actions = await editor.actions(uri, 0)
    assert "Copy a report of this failure" in titles(actions)
    assert "Run that again" not in titles(actions)


async def test_a_line_that_was_not_seen_to_fail_has_no_such_offers(
    editor: Editor, sim: Simulator
) -> None:
    uri = editor.write(".env", f"{V}={dead(sim)}\n")
    await editor.start(terminals=True)
    await editor.until(lambda: editor.codes(uri) == ["key-expired"])
    assert "Copy a report of this failure" not in titles(await editor.actions(uri, 0))


async def test_a_report_of_a_key_in_the_environment(sim: Simulator, tmp_path: Path) -> None:
    key = dead(sim)
    async with started_editor(tmp_path, sim.base_url, **{V: key, "USER": "somebody"}) as editor:
        await editor.start(clipboard=True)
        editor.start_command("zsh", "./run --as somebody@host", cwd="/home/somebody/project")
        editor.show_output("zsh", NAMED)
        editor.end_command("zsh")
        await editor.until(lambda: bool(editor.asked))
        report = (await editor.command("openrouter.copyReport", {"terminalId": "zsh"}))["text"]
    assert "in the environment" in report
    assert "somebody" not in report
