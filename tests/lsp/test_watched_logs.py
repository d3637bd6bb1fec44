"""Log files that the user named are read like a terminal."""

import os
from pathlib import Path
from typing import Any

import pytest
from lsprotocol.types import DidChangeConfigurationParams, FileChangeType

from openrouter_lsp.lsp.watched_logs import Watched
from openrouter_lsp.simulator import Simulator, State, Wording
from tests.lsp.editor import Editor
from tests.lsp.terminal_given import OUT_OF_CREDITS, PLAIN, RATE_LIMITED, USER_NOT_FOUND

LOG = "logs/app.log"
GLOBS = ["logs/*.log"]


def check(globs: list[str], name: str, expected: bool) -> None:
    """Compare whether a file below a folder is followed."""
    watched = Watched((Path("/work"),), tuple(globs))
    assert (watched.folder_of(Path("/work") / name) is not None) is expected


@pytest.mark.parametrize(
    ("glob", "name", "expected"),
    [
        ("logs/*.log", "logs/app.log", True),
        ("logs/*.log", "logs/old/app.log", False),
        ("logs/*.log", "logs/app.log.1", False),
        ("logs/*.log", "other/logs/app.log", False),
        ("**/*.log", "app.log", True),
        ("**/*.log", "a/b/app.log", True),
        ("logs/**", "logs/a/b", True),
        ("logs/**", "logs", False),
        ("logs/**/x.log", "logs/x.log", True),
        ("[ab].log", "a.log", True),
        ("app?.log", "app1.log", True),
        ("a+b[.log", "a+b[.log", True),
        ("*.log", "../app.log", False),
    ],
)
def test_which_files_are_followed(glob: str, name: str, expected: bool) -> None:
    check([glob], name, expected)


# Through the protocol


def add(editor: Editor, text: str, name: str = LOG) -> str:
    """Add to a log file, as a program does."""
    path = editor.root / name
    path.parent.mkdir(exist_ok=True)
    with path.open("a") as file:
        file.write(text)
    return path.as_uri()


async def started(editor: Editor, **options: Any) -> None:
    """Open the workspace, and wait until its logs are followed."""
    await editor.start(settings={"watchFiles": GLOBS}, **options)
    await editor.until(lambda: f"{editor.root.as_uri()}/{GLOBS[0]}" in editor.watchers)


def change_setting(editor: Editor, globs: list[str]) -> None:
    editor.client.set_configuration({"watchFiles": globs}, section="openrouter")
    params = DidChangeConfigurationParams(settings=None)
    editor.client.workspace_did_change_configuration(params)


def logs_watched(editor: Editor) -> bool:
    return any("logs" in glob for glob in editor.watchers)


@pytest.mark.slow
async def test_what_a_log_gains_flags_the_keys_line(editor: Editor, sim: Simulator) -> None:
    key = sim.add(State.EXPIRED, wording=Wording.NEW)
    uri = editor.write(".env", f"OPENROUTER_API_KEY={key}\n")
    log = add(editor, OUT_OF_CREDITS)
    await started(editor)

    add(editor, PLAIN + USER_NOT_FOUND)
    editor.tell_of_change(log, FileChangeType.Changed)

    await editor.until(lambda: f"Seen in {LOG} on " in str(editor.diagnostics(uri)))
    await editor.until(lambda: bool(editor.asked))
    # What it held before was passed over.
    assert ["fails its check" in question.message for question in editor.asked] == [True]


@pytest.mark.slow
async def test_rotation_and_a_file_that_comes_later(editor: Editor) -> None:
    log = add(editor, PLAIN)
    await started(editor)

    (editor.root / LOG).rename(editor.root / f"{LOG}.1")
    editor.tell_of_change(log, FileChangeType.Deleted)
    add(editor, OUT_OF_CREDITS)
    editor.tell_of_change(log, FileChangeType.Created)
    await editor.until(lambda: len(editor.asked) == 1)

    later = add(editor, RATE_LIMITED, "logs/later.log")
    editor.tell_of_change(later, FileChangeType.Created)
    await editor.until(lambda: len(editor.asked) == 2)
    assert "In logs/later.log:" in editor.asked[1].message


@pytest.mark.slow
async def test_where_the_editor_watches_no_files_they_are_looked_at(editor: Editor) -> None:
    add(editor, OUT_OF_CREDITS)
    await editor.start(settings={"watchFiles": GLOBS}, watching=False)
    await editor.until(lambda: any("Log files are looked at" in line for line in editor.log))
    add(editor, RATE_LIMITED)
    await editor.until(lambda: bool(editor.asked))
    assert "too many requests" in editor.asked[0].message
    assert len(editor.asked) == 1


@pytest.mark.slow
async def test_the_setting_holds_at_once_when_it_changes(editor: Editor) -> None:
    add(editor, PLAIN)
    await editor.start()
    await editor.until(lambda: "**/.env*" in editor.watchers)
    assert not logs_watched(editor)

    change_setting(editor, GLOBS)
    await editor.until(lambda: logs_watched(editor))
    change_setting(editor, [])
    await editor.until(lambda: not logs_watched(editor))


@pytest.mark.slow
@pytest.mark.parametrize("globs", [["../*.log"], ["/var/log/*"], ["~/x.log"], ["C:/x"], "x", [""]])
async def test_no_file_outside_the_workspace_is_followed(editor: Editor, globs: object) -> None:
    await editor.start(settings={"watchFiles": globs})
    await editor.until(lambda: any("openrouter.watchFiles" in m for m in editor.messages))


@pytest.mark.slow
async def test_a_link_a_pipe_and_a_folder_cost_nothing(editor: Editor) -> None:
    logs = editor.root / "logs"
    logs.mkdir()
    os.mkfifo(logs / "pipe.log")
    (logs / "nowhere.log").symlink_to("nowhere")
    (logs / "folder.log").mkdir()
    await started(editor)
    for name in ("pipe.log", "nowhere.log", "folder.log"):
        editor.tell_of_change((logs / name).as_uri(), FileChangeType.Changed)
    log = add(editor, OUT_OF_CREDITS)
    editor.tell_of_change(log, FileChangeType.Created)
    await editor.until(lambda: bool(editor.asked))


@pytest.mark.slow
async def test_what_is_no_glob_costs_nothing_but_itself(editor: Editor) -> None:
    await editor.start(settings={"watchFiles": ["a**b/x", *GLOBS]})
    await editor.until(lambda: any(glob.endswith(GLOBS[0]) for glob in editor.watchers))
    log = add(editor, OUT_OF_CREDITS)
    editor.tell_of_change(log, FileChangeType.Created)
    await editor.until(lambda: bool(editor.asked))
