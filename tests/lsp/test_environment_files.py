"""Environment files are found at the start and watched, without being opened."""

import os
import subprocess
from pathlib import Path

import pytest
from lsprotocol.types import FileChangeType, WorkspaceFolder

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.lsp.editor import Editor

pytestmark = pytest.mark.slow


def expired(sim: Simulator) -> str:
    return sim.add(State.EXPIRED, wording=Wording.NEW)


def make_git_repository(root: Path) -> None:
    subprocess.run(["git", "init", "-q", root], check=True)


async def test_an_ignored_file_is_found_and_its_pattern_watched(
    editor: Editor, sim: Simulator
) -> None:
    make_git_repository(editor.root)
    editor.write(".gitignore", ".env\n")
    uri = editor.write(".env", f"K={expired(sim)}\n")

    await editor.start()
    await editor.until(lambda: editor.codes(uri) == ["key-expired"])
    await editor.until(lambda: "**/.env*" in editor.watchers)

    assert "**/.gitignore" in editor.watchers


async def test_a_file_that_git_would_commit_is_named_until_it_is_ignored(
    editor: Editor, sim: Simulator
) -> None:
    make_git_repository(editor.root)
    uri = editor.write(".env", f"K={sim.add(State.VALID)}\n")
    await editor.start()
    await editor.until(lambda: editor.codes(uri) == ["key-not-ignored"])

    ignore = editor.write(".gitignore", ".env\n")
    editor.tell_of_change(ignore, FileChangeType.Created)

    await editor.until(lambda: editor.codes(uri) == [])


async def test_a_file_that_comes_changes_and_goes(editor: Editor, sim: Simulator) -> None:
    good, dead = sim.add(State.VALID), expired(sim)
    await editor.start()

    uri = editor.write("new/.env.local", f"K={dead}\n")
    editor.tell_of_change(uri, FileChangeType.Created)
    await editor.until(lambda: editor.codes(uri) == ["key-expired"])

    editor.write("new/.env.local", f"K={good}\n")
    editor.tell_of_change(uri, FileChangeType.Changed)
    await editor.until(lambda: editor.codes(uri) == [])

    editor.write("new/.env.local", f"K={dead}\n")
    editor.tell_of_change(uri, FileChangeType.Changed)
    await editor.until(lambda: editor.codes(uri) == ["key-expired"])

    (editor.root / "new/.env.local").unlink()
    editor.tell_of_change(uri, FileChangeType.Deleted)
    await editor.until(lambda: editor.codes(uri) == [])


async def test_the_editors_text_holds_while_a_file_is_open(editor: Editor, sim: Simulator) -> None:
    dead = expired(sim)
    uri = editor.write(".env", f"K={dead}\n")
    await editor.start()
    await editor.until(lambda: editor.codes(uri) == ["key-expired"])

    editor.open(uri, "K=\n")
    await editor.until(lambda: editor.codes(uri) == [])

    editor.edit(uri, f"\n\nK={dead}\n", 2)
    await editor.until(lambda: editor.codes(uri) == ["key-expired"])
    assert editor.diagnostics(uri)[0].range.start.line == 2

    editor.edit(uri, "K=\n", 3)
    editor.save(uri)
    await editor.until(lambda: editor.codes(uri) == [])

    # Closed without having been written: the disk's text holds again.
    editor.close(uri)
    await editor.until(lambda: editor.codes(uri) == ["key-expired"])
    assert editor.diagnostics(uri)[0].range.start.line == 0


async def test_another_way_to_write_an_address_is_the_same_file(
    editor: Editor, sim: Simulator
) -> None:
    dead = expired(sim)
    uri = editor.write("a@b/.env", f"K={dead}\n")
    await editor.start()
    await editor.until(lambda: editor.codes(uri) == ["key-expired"])

    # VS Code escapes what Python's as_uri leaves as it is, and the other way round.
    other_form = uri.replace("@", "%40") if "@" in uri else uri.replace("%40", "@")
    assert other_form != uri
    editor.open(other_form, "K=\n")
    editor.edit(other_form, f"\nK={dead}\n", 2)
    await editor.until(lambda: editor.codes(other_form) == ["key-expired"])

    editor.tell_of_change(uri, FileChangeType.Changed)
    editor.edit(other_form, "K=\n", 3)
    await editor.until(lambda: editor.codes(other_form) == [])


async def test_one_question_for_one_key_in_many_files(editor: Editor, sim: Simulator) -> None:
    dead = expired(sim)
    uris = [editor.write(f"service{n}/.env", f"K={dead}\n") for n in range(20)]

    await editor.start()
    await editor.until(lambda: all(editor.codes(uri) == ["key-expired"] for uri in uris))

    assert len(sim.requests) == 1


async def test_bad_files_cost_no_diagnostic_elsewhere(editor: Editor, sim: Simulator) -> None:
    dead = expired(sim)
    uri = editor.write("z/.env", b"\xff\x00bad\x80\n" + f"K={dead}\n".encode())
    (editor.root / "a").mkdir()
    (editor.root / "a/.env").mkdir()
    os.mkfifo(editor.root / ".env.pipe")
    (editor.root / ".env.dangling").symlink_to("nowhere")
    with (editor.root / ".env.large").open("wb") as large:
        large.truncate(50_000_000)
    long_line = editor.write(".env.long", f"A={'a' * 1_000_000}\nK={dead}\n")

    await editor.start()
    await editor.until(lambda: editor.codes(uri) == ["key-expired"])
    await editor.until(lambda: editor.codes(long_line) == ["key-expired"])

    told = "\n".join(editor.log)
    for name in ("a/.env", ".env.pipe", ".env.dangling", ".env.large"):
        assert f"{name}: It " in told
    assert "Traceback" not in told
    assert editor.messages == []


async def test_folders_that_come_and_go_in_one_window(
    editor: Editor, sim: Simulator, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / ".env").write_text(f"K={expired(sim)}\n")
    uri = (other / ".env").as_uri()
    folder = WorkspaceFolder(other.as_uri(), "other")
    await editor.start()

    editor.change_folders(added=[folder])
    await editor.until(lambda: editor.codes(uri) == ["key-expired"])

    editor.change_folders(removed=[folder])
    await editor.until(lambda: editor.codes(uri) == [])


async def test_a_new_folder_is_looked_at_when_a_file_in_it_is_opened(
    editor: Editor, sim: Simulator
) -> None:
    gone = editor.write("old/.env", f"K={expired(sim)}\n")
    await editor.start()
    await editor.until(lambda: "key-expired" in editor.codes(gone))
    (editor.root / "old" / ".env").unlink()
    come = editor.write("clone/.env", f"K={expired(sim)}\n")

    editor.open(editor.write("clone/src/app.py", ""), "")

    await editor.until(lambda: "key-expired" in editor.codes(come))
    await editor.until(lambda: editor.codes(gone) == [])


async def test_checking_all_keys_sees_what_the_editor_did_not_tell_of(
    editor: Editor, sim: Simulator
) -> None:
    gone = editor.write(".env", f"K={sim.add(State.DISABLED)}\n")
    await editor.start()
    await editor.until(lambda: "key-rejected" in editor.codes(gone))
    (editor.root / ".env").unlink()
    come = editor.write("services/.env", f"K={expired(sim)}\n")

    await editor.command("openrouter.checkAllKeys")

    await editor.until(lambda: "OpenRouter keys: 1 key expired." in editor.messages)
    assert editor.codes(gone) == []
    assert "key-expired" in editor.codes(come)
