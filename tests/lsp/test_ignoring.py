"""What is ignored in an editor: nothing is told or asked, it can be seen, and it can be undone."""

from hashlib import sha256
from typing import Any

import pytest
import pytest_asyncio
from lsprotocol import types

from openrouter_lsp.simulator import Simulator, State
from tests.lsp.desk import Desk, dead
from tests.lsp.editor import Editor
from tests.lsp.failing import fail
from tests.lsp.terminal_given import USER_NOT_FOUND

pytestmark = pytest.mark.slow

LIST = ".openrouterignore"
IGNORED = ["Stop ignoring this key", "Show what is ignored"]


@pytest_asyncio.fixture
async def desk(editor: Editor) -> Desk:
    return Desk(editor)


def fingerprint(key: str) -> str:
    return sha256(key.encode()).hexdigest()


async def offered(desk: Desk, uri: str, line: int = 0) -> dict[str, types.CodeAction]:
    """Return what the light bulb offers where the user asks for it."""
    here = types.Position(line, 0)
    found = await desk.editor.client.text_document_code_action_async(
        types.CodeActionParams(
            types.TextDocumentIdentifier(uri),
            types.Range(here, here),
            types.CodeActionContext([], trigger_kind=types.CodeActionTriggerKind.Invoked),
        )
    )
    return {one.title: one for one in found or [] if isinstance(one, types.CodeAction)}


async def choose(desk: Desk, title: str, uri: str, line: int = 0) -> None:
    """Choose an offer, and have its edit made."""
    action = (await offered(desk, uri, line))[title]
    action = await desk.editor.client.code_action_resolve_async(action)
    if action.edit is not None:
        assert desk._apply(action.edit)


async def opened(desk: Desk, text: str, codes: list[str], **options: Any) -> str:
    uri = desk.editor.write(".env", text)
    await desk.editor.start(**options)
    desk.open(uri, text)
    await desk.editor.until(lambda: desk.editor.codes(uri) == codes)
    return uri


def listed(desk: Desk) -> str:
    return (desk.editor.root / LIST).read_text()


async def told_as(desk: Desk, uri: str, codes: list[str]) -> None:
    await desk.editor.until(lambda: desk.editor.codes(uri) == codes)


@pytest.mark.parametrize(
    ("title", "undo", "by"),
    [
        ("Ignore this key here", "Stop ignoring this key", "by the comment"),
        ("Ignore this key in this workspace", "Stop ignoring this key", "has its fingerprint"),
        ("Ignore this file", "Stop ignoring this file", "an entry in .openrouterignore fits"),
    ],
)
async def test_ignored_and_undone(
    desk: Desk, sim: Simulator, title: str, undo: str, by: str
) -> None:
    text = f"X=1\nA={dead(sim)}\n"
    uri = await opened(desk, text, ["key-expired"])
    await choose(desk, title, uri, 1)
    await told_as(desk, uri, [])
    line = desk.text(uri).splitlines().index(text.splitlines()[1])
    assert by in (await desk.editor.hover(uri, line, 3) or "")
    assert list(await offered(desk, uri, line))[-2:] == [undo, "Show what is ignored"]
    assert desk.editor.statuses[-1]["status"] == "none"
    assert "1 ignored" in desk.editor.statuses[-1]["tooltip"]

    await choose(desk, undo, uri, line)
    await told_as(desk, uri, ["key-expired"])
    assert desk.text(uri) == text
    desk.ensure_no_key_was_told(sim)


async def test_what_is_written_names_no_key(desk: Desk, sim: Simulator) -> None:
    key = dead(sim)
    uri = await opened(desk, f"A={key}\n", ["key-expired"])
    await choose(desk, "Ignore this key in this workspace", uri)
    first, entry = listed(desk).splitlines()
    assert first.startswith("# ")
    assert entry == f"{fingerprint(key)}  # {key[:12]}...{key[-3:]} in .env"


async def test_nothing_ignored_is_ever_sent(desk: Desk, sim: Simulator) -> None:
    here, there, filed = dead(sim), dead(sim), dead(sim)
    desk.editor.write(LIST, f"{fingerprint(there)}\n/sub/\n")
    desk.editor.write("sub/.env", f"C={filed}\n")
    asked = sim.add(State.VALID)
    await opened(desk, f"A={here} # openrouter-lsp: ignore\nB={there}\nD={asked}\n", [])
    await desk.editor.until(lambda: desk.editor.statuses[-1:] != [])
    await desk.editor.command("openrouter.checkAllKeys")
    await desk.editor.until(lambda: desk.editor.statuses[-1]["status"] == "valid")
    assert "3 ignored" in desk.editor.statuses[-1]["tooltip"]
    assert {request.fingerprint for request in sim.requests} == {fingerprint(asked)}


async def test_a_comment_is_for_its_place_alone(desk: Desk, sim: Simulator) -> None:
    key = dead(sim)
    uri = await opened(desk, f"A={key}\nB={key}\n", ["key-expired"] * 2)
    await choose(desk, "Ignore this key here", uri, 1)
    await told_as(desk, uri, ["key-expired"])
    assert desk.editor.diagnostics(uri)[0].range.start.line == 0
    assert "ignored" not in desk.editor.statuses[-1]["tooltip"]


async def test_a_list_that_is_changed_by_hand_counts_at_once(desk: Desk, sim: Simulator) -> None:
    key = dead(sim)
    uri = await opened(desk, f"A={key}\n", ["key-expired"])
    assert f"**/{LIST}" in desk.editor.watchers
    list_uri = desk.editor.write(LIST, fingerprint(key))
    desk.editor.tell_of_change(list_uri, types.FileChangeType.Created)
    await told_as(desk, uri, [])
    (desk.editor.root / LIST).unlink()
    desk.editor.tell_of_change(list_uri, types.FileChangeType.Deleted)
    await told_as(desk, uri, ["key-expired"])

    desk.open(list_uri, ".env\n!\n")
    await told_as(desk, uri, [])
    assert any(f"{LIST}, line 2, counts for nothing" in line for line in desk.editor.log)
    desk.type(list_uri, "# nothing\n")
    await told_as(desk, uri, ["key-expired"])
    desk.type(list_uri, ".env\n")
    await told_as(desk, uri, [])
    desk.editor.close(list_uri)
    await told_as(desk, uri, ["key-expired"])


async def test_it_holds_in_a_workspace_that_is_not_trusted(desk: Desk) -> None:
    desk.editor.write(LIST, ".env\n")
    text = "A=sk-or-v1-12\n"
    uri = desk.editor.write(".env", text)
    await desk.editor.start(trusted=False)
    desk.open(uri, text)
    statuses = desk.editor.statuses
    await desk.editor.until(lambda: bool(statuses) and "1 ignored" in statuses[-1]["tooltip"])
    assert desk.editor.codes(uri) == []


async def test_a_failure_of_an_ignored_key_pops_up_nowhere(desk: Desk, sim: Simulator) -> None:
    key = dead(sim)
    await opened(desk, f"OPENROUTER_API_KEY={key} # openrouter-lsp: ignore\n", [])
    fail(desk.editor, USER_NOT_FOUND)
    await desk.editor.command("openrouter.explainText", {"text": USER_NOT_FOUND})
    await desk.editor.until(lambda: bool(desk.editor.asked))
    [question] = desk.editor.asked
    assert "not checked since it is ignored" in question.message
    assert "terminal zsh" not in question.message
    assert sim.requests == ()


async def test_the_commands_of_the_view(desk: Desk, sim: Simulator) -> None:
    key = dead(sim)
    text = f"# openrouter-lsp: ignore\nA={key}\nB={key}\n"
    uri = await opened(desk, text, ["key-expired"])
    await desk.editor.command("openrouter.ignoreKey", {"fingerprint": fingerprint(key)})
    await told_as(desk, uri, [])
    assert fingerprint(key) in listed(desk)

    await desk.editor.command("openrouter.stopIgnoring", {"fingerprint": fingerprint(key)})
    await told_as(desk, uri, ["key-expired"] * 2)
    assert desk.text(uri) == f"A={key}\nB={key}\n"
    assert fingerprint(key) not in listed(desk)

    await desk.editor.command("openrouter.stopIgnoring", {"fingerprint": fingerprint(key)})
    await desk.told("That is not ignored.")


async def test_a_file_that_a_wider_glob_fits_is_taken_out_of_it(desk: Desk, sim: Simulator) -> None:
    desk.editor.write(LIST, "*.env\n")
    uri = await opened(desk, f"A={dead(sim)}\n", [])
    await desk.editor.command("openrouter.stopIgnoring", {"uri": uri})
    await told_as(desk, uri, ["key-expired"])
    assert listed(desk) == "*.env\n!/.env\n"


async def test_what_is_ignored_is_shown(desk: Desk, sim: Simulator) -> None:
    text = f"A={dead(sim)}\n"
    uri = await opened(desk, text, ["key-expired"])
    await desk.editor.command("openrouter.showIgnored")
    await desk.told("Nothing is ignored in this workspace.")

    desk.type(uri, f"A={dead(sim)} # openrouter-lsp: ignore\n")
    await told_as(desk, uri, [])
    await desk.editor.command("openrouter.showIgnored")
    await desk.told("Ignored by comments: .env, line 1. There is no .openrouterignore.")
    assert desk.editor.shown == []

    desk.editor.write(LIST, "x\n")
    await desk.editor.command("openrouter.showIgnored")
    await desk.editor.until(lambda: bool(desk.editor.shown))
    assert desk.editor.shown[-1].uri.endswith(LIST)


async def test_where_no_comment_can_stand_it_is_told(desk: Desk, sim: Simulator) -> None:
    text = f'X="1\nA={dead(sim)}\n2"\n'
    uri = await opened(desk, text, ["key-expired"])
    await choose(desk, "Ignore this key here", uri, 1)
    await desk.told("No comment can stand before this line")
    assert desk.text(uri) == text


async def test_an_editor_that_asks_for_no_edit_late_gets_it_by_a_command(
    desk: Desk, sim: Simulator
) -> None:
    uri = await opened(desk, f"A={dead(sim)}\n", ["key-expired"], late_edits=False)
    await desk.choose("Ignore this key here", uri)
    await told_as(desk, uri, [])
    assert desk.text(uri).startswith("# openrouter-lsp: ignore\n")


async def test_an_editor_that_makes_no_files_is_told(desk: Desk, sim: Simulator) -> None:
    uri = await opened(desk, f"A={dead(sim)}\n", ["key-expired"], create_files=False)
    await choose(desk, "Ignore this file", uri)
    await desk.told(f"create {LIST} yourself")


async def test_where_all_are_ignored_there_is_nothing_to_check(desk: Desk, sim: Simulator) -> None:
    await opened(desk, f"A={dead(sim)} # openrouter-lsp: ignore\n", [])
    await desk.editor.command("openrouter.checkAllKeys")
    await desk.told("All OpenRouter keys that were found in this workspace are ignored.")
