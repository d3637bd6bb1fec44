"""A new key in every place of an old one; it is not lost where the editor does not take it."""

from pathlib import Path

import pytest
from lsprotocol import types

from openrouter_lsp.simulator import Simulator, State
from tests.lsp.desk import FIRST, Desk, dead, decide, with_a_dead_key
from tests.lsp.editor import started_editor
from tests.lsp.sharing_given import git_in

pytestmark = pytest.mark.slow


def read_private(path: Path) -> str:
    """Read a file that nobody else may."""
    assert path.stat().st_mode & 0o077 == 0
    return path.read_text()


def is_there(path: Path) -> bool:
    return path.exists()


async def test_two_clicks_put_a_working_key_into_three_files(desk: Desk, sim: Simulator) -> None:
    key, other = dead(sim), sim.add(State.VALID)
    texts = {
        ".env": f'# mine\r\nexport OPENROUTER_API_KEY="{key}" # 😀\r\nB={other}\r\n# was {key}\r\n',
        "closed/.env.local": f"KEY='{key}'\nAGAIN={key}",
        "app.py": f'client = Client("😀", key="{key}")\n',
    }
    uris = {name: desk.editor.write(name, text) for name, text in texts.items()}
    await desk.editor.start()
    # The one with edits that are not saved yet.
    texts[".env"] = f"NEW=1\r\n{texts['.env']}"
    desk.open(uris[".env"], texts[".env"])
    await desk.editor.until(lambda: "key-expired" in desk.editor.codes(uris[".env"]))

    await desk.choose(FIRST, uris[".env"], 2)
    shown = await decide(await desk.page(), "allow")
    told = await desk.told("The new key stands in")

    assert "go back to your editor" in shown
    new = sim.keys[-1].text
    assert new not in (key, other)
    for name, uri in uris.items():
        expected = texts[name].replace(key, new).replace(f"# was {new}", f"# was {key}")
        assert desk.text(uri) == expected
    assert told.startswith("The new key stands in 4 places in 3 files, and OpenRouter accepts it.")
    assert "start the programs" in told
    [edit] = desk.edits
    versions = {
        one.text_document.uri: one.text_document.version
        for one in edit.edit.document_changes or []
        if isinstance(one, types.TextDocumentEdit)
    }
    assert versions == {uris[".env"]: 1, uris["closed/.env.local"]: None, uris["app.py"]: None}
    # The note of what once was stays, and so does what is known of it.
    await desk.editor.until(lambda: desk.editor.codes(uris[".env"]) == ["key-expired"])
    assert desk.editor.diagnostics(uris[".env"])[0].range.start.line == 4
    desk.ensure_no_key_was_told(sim)


@pytest.mark.parametrize("previews", [True, False])
async def test_every_place_is_shown_first_where_that_is_set(
    desk: Desk, sim: Simulator, *, previews: bool
) -> None:
    uri, _ = await with_a_dead_key(desk, sim, previews=previews, settings={"previewEdits": True})

    await desk.choose(FIRST, uri)
    await decide(await desk.page(), "allow")
    await desk.told("The new key stands in 1 place in 1 file")

    [edit] = [one.edit for one in desk.edits]
    asks = [one.needs_confirmation for one in (edit.change_annotations or {}).values()]
    assert asks == ([True] if previews else [])
    [change] = edit.document_changes or []
    assert isinstance(change, types.TextDocumentEdit)
    assert all(isinstance(one, types.AnnotatedTextEdit) for one in change.edits) is previews
    desk.ensure_no_key_was_told(sim)


async def test_a_file_that_git_ignores_and_the_editor_did_not_tell_of(
    desk: Desk, sim: Simulator
) -> None:
    uri, key = await with_a_dead_key(desk, sim)
    git_in(desk.editor.root)
    desk.editor.write(".gitignore", ".env\n")
    untold = desk.editor.write("services/api/.env", f"K={key}\n")

    await desk.choose(FIRST, uri)
    await decide(await desk.page(), "allow")
    await desk.told("The new key stands in 2 places in 2 files")

    assert desk.text(untold) == f"K={sim.keys[-1].text}\n"


async def test_a_change_meanwhile_is_kept(desk: Desk, sim: Simulator) -> None:
    uri, key = await with_a_dead_key(desk, sim)
    desk.meanwhile = lambda: desk.type(uri, f"A=1\nK={key}\n")

    await desk.choose(FIRST, uri)
    await decide(await desk.page(), "allow")
    await desk.told("The new key stands in 1 place in 1 file")

    assert desk.text(uri) == f"A=1\nK={sim.keys[-1].text}\n"
    assert len(desk.edits) == 2
    assert desk.editor.asked == []


async def test_an_edit_that_is_refused_can_be_tried_again(desk: Desk, sim: Simulator) -> None:
    uri, _ = await with_a_dead_key(desk, sim)
    desk.refusals, desk.editor.answer = 1, "Try again"

    await desk.choose(FIRST, uri)
    await decide(await desk.page(), "allow")
    await desk.told("The new key stands in")

    [question] = desk.editor.asked
    assert "did not take the edit" in question.message
    assert [action.title for action in question.actions or []] == ["Try again", "Show it"]
    assert desk.text(uri) == f"K={sim.keys[-1].text}\n"
    desk.ensure_no_key_was_told(sim)


async def test_a_key_that_is_not_written_is_kept_and_written_later(
    desk: Desk, sim: Simulator
) -> None:
    uri, key = await with_a_dead_key(desk, sim)
    desk.refusals = 1

    await desk.choose(FIRST, uri)
    await decide(await desk.page(), "allow")
    kept = await desk.told("is kept until the editor closes")
    assert sim.keys[-1].name in kept
    assert "openrouter.writeNewKey" in kept
    assert desk.text(uri) == f"K={key}\n"

    await desk.choose("Write the new key", uri)
    await desk.told("The new key stands in")
    assert desk.text(uri) == f"K={sim.keys[-1].text}\n"
    await desk.editor.command("openrouter.writeNewKey")
    await desk.told("no new key that waits")
    desk.ensure_no_key_was_told(sim)


async def test_a_key_that_is_not_written_can_be_shown(sim: Simulator, tmp_path: Path) -> None:
    async with started_editor(tmp_path, sim.base_url) as editor:
        desk = Desk(editor)
        uri, _ = await with_a_dead_key(desk, sim)
        desk.refusals, editor.answer = 1, "Show it"

        await desk.choose(FIRST, uri)
        await decide(await desk.page(), "allow")
        await editor.until(lambda: editor.shown[-1].uri.endswith(".env"))

        path = Path(editor.shown[-1].uri.removeprefix("file://"))
        assert read_private(path) == f"OPENROUTER_API_KEY={sim.keys[-1].text}\n"
        assert str(path) in await desk.told("which only you can read")
        desk.ensure_no_key_was_told(sim)
    assert not is_there(path.parent)


async def test_a_key_that_was_shown_is_shown_no_more_once_it_is_written(
    desk: Desk, sim: Simulator
) -> None:
    uri, _ = await with_a_dead_key(desk, sim)
    desk.refusals, desk.editor.answer = 1, "Show it"
    await desk.choose(FIRST, uri)
    await decide(await desk.page(), "allow")
    await desk.editor.until(lambda: desk.editor.shown[-1].uri.endswith(".env"))
    path = Path(desk.editor.shown[-1].uri.removeprefix("file://"))
    assert is_there(path)

    await desk.choose("Write the new key", uri)
    await desk.told("The new key stands in")

    assert not is_there(path.parent)


async def get_one_that_is_kept(desk: Desk, uri: str) -> None:
    """Get a new key through the browser, and wait until it is told that it is kept."""
    pages, told = len(desk.editor.shown), len(desk.editor.messages)
    await desk.choose(FIRST, uri)
    await desk.editor.until(lambda: len(desk.editor.shown) > pages)
    await decide(desk.editor.shown[-1].uri, "allow")
    await desk.editor.until(lambda: len(desk.editor.messages) > told)
    assert "is kept until the editor closes" in desk.editor.messages[-1]


async def test_of_several_keys_that_are_kept_the_last_is_written(
    desk: Desk, sim: Simulator
) -> None:
    uri, _ = await with_a_dead_key(desk, sim)
    desk.refusals = 2
    await get_one_that_is_kept(desk, uri)
    await get_one_that_is_kept(desk, uri)

    await desk.choose("Write the new key", uri)
    await desk.told("The new key stands in")

    assert desk.text(uri) == f"K={sim.keys[-1].text}\n"


async def test_a_place_that_is_gone_gets_nothing(desk: Desk, sim: Simulator) -> None:
    uri, _ = await with_a_dead_key(desk, sim)

    await desk.choose(FIRST, uri)
    url = await desk.page()
    desk.editor.write(".env", "")
    desk.type(uri, "K=\n")
    await decide(url, "allow")

    question = await desk.asked("does not stand there any more")
    assert sim.keys[-1].name in question.message
    assert desk.edits == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('K=1\nOPENROUTER_API_KEY="{} "\n', 'K=1\nOPENROUTER_API_KEY="{}"\n'),
        (
            "K=1\nOPENROUTER_API_KEY=sk-or-v1-your-key-here # x\n",
            "K=1\nOPENROUTER_API_KEY={} # x\n",
        ),
        ("K=1\nexport OPENROUTER_API_KEY='{}0'\n", "K=1\nexport OPENROUTER_API_KEY='{}'\n"),
    ],
)
async def test_what_is_no_key_is_replaced_where_it_stands(
    desk: Desk, sim: Simulator, before: str, after: str
) -> None:
    text = before.format(sim.add(State.VALID))
    uri = desk.editor.write(".env", text)
    await desk.editor.start()
    desk.open(uri, text)
    await desk.editor.until(lambda: bool(desk.editor.codes(uri)))
    # The line moves meanwhile.
    desk.meanwhile = lambda: desk.type(uri, f"\n\n{text}")

    await desk.choose(FIRST, uri, 1)
    await decide(await desk.page(), "allow")
    await desk.told("The new key stands in 1 place")

    assert desk.text(uri) == f"\n\n{after.format(sim.keys[-1].text)}"
    desk.ensure_no_key_was_told(sim)


async def test_an_editor_that_takes_no_edits_gets_none(desk: Desk, sim: Simulator) -> None:
    uri, _ = await with_a_dead_key(desk, sim, apply_edit=False)

    await desk.choose(FIRST, uri)
    await decide(await desk.page(), "allow")

    await desk.asked("did not take the edit")
    await desk.told("is kept until the editor closes")
    assert desk.edits == []
