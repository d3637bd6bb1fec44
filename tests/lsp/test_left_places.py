"""What a new key does not reach is left alone, looked at again, and told of."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from openrouter_lsp.simulator import Simulator, State
from tests.lsp.desk import FIRST, Desk, decide, with_a_dead_key
from tests.lsp.editor import started_editor
from tests.lsp.sharing_given import Git, git_in
from tests.lsp.test_rotating import ROTATE, with_an_old_key

pytestmark = pytest.mark.slow

RETIRE = "What is to become of the old one?"


@pytest_asyncio.fixture
async def managing(sim: Simulator, tmp_path: Path) -> AsyncIterator[Desk]:
    manager = sim.add(State.MANAGEMENT)
    async with started_editor(tmp_path, sim.base_url, OPENROUTER_MANAGEMENT_KEY=manager) as editor:
        yield Desk(editor)


async def get_a_key(desk: Desk, uri: str) -> None:
    """Get a new key through the browser."""
    await desk.choose(FIRST, uri)
    await decide(await desk.page(), "allow")


def content(desk: Desk, name: str) -> bytes:
    return (desk.editor.root / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "before", "told"),
    [
        ("cache.db", b"SQLite\0 {key}\n", "cache.db (binary)"),
        ("latin.txt", b"caf\xe9 {key}\n", "latin.txt (not UTF-8)"),
        ("a.env", b"# caf\xe9\nK={key}\n", "a.env (not UTF-8)"),
        ("big.ipynb", b'{"k": "{key}", "a": "{much}"}', "big.ipynb (over 5 MB)"),
        ("venv/.env", b"K={key}\n", "venv/.env (in a virtual environment)"),
        ("note.env", b"#K={key}\n# {key}\n", "comments of note.env"),
    ],
)
async def test_a_file_that_keeps_the_old_key_is_named(
    desk: Desk, sim: Simulator, name: str, before: bytes, told: str
) -> None:
    desk.editor.write("venv/pyvenv.cfg", "")
    uri, key = await with_a_dead_key(desk, sim)
    whole = before.replace(b"{key}", key.encode()).replace(b"{much}", b"x" * 5_000_000)
    desk.editor.write(name, whole)

    await get_a_key(desk, uri)

    words = await desk.told("The new key stands in 1 place in 1 file")
    assert words.endswith(f"The old key still stands in {told}.")
    assert content(desk, name) == whole
    assert desk.text(uri) == f"K={sim.keys[-1].text}\n"
    desk.ensure_no_key_was_told(sim)


async def test_what_an_editor_read_wrongly_is_left_alone(desk: Desk, sim: Simulator) -> None:
    uri, key = await with_a_dead_key(desk, sim)
    torn = desk.editor.write("latin.py", f'k = "{key}"  # caf'.encode() + b"\xe9\n")
    desk.open(torn, f'k = "{key}"  # caf\ufffd\n')
    meant = desk.editor.write("meant.py", f'k = "{key}"  # \ufffd\n')
    desk.open(meant, f'k = "{key}"  # \ufffd\n')

    await get_a_key(desk, uri)

    words = await desk.told("The new key stands in 2 places in 2 files")
    assert "latin.py (not UTF-8)" in words
    assert key in desk.text(torn)
    assert sim.keys[-1].text in desk.text(meant)


async def test_a_key_in_no_file_that_can_be_changed(desk: Desk, sim: Simulator) -> None:
    uri, key = await with_a_dead_key(desk, sim)
    desk.editor.write(".env", f"# caf\xe9\nK={key}\n".encode("latin-1"))
    desk.type(uri, f"# caf\ufffd\nK={key}\n")

    await desk.choose(FIRST, uri, 1)
    await decide(await desk.page(), "allow")

    question = await desk.asked("was not written. The old key still stands in .env (not UTF-8).")
    assert "Put it in yourself" in question.message
    assert desk.edits == []


async def test_what_git_ignores_gets_the_key_and_what_it_commits_is_told(
    desk: Desk, sim: Simulator
) -> None:
    uri, key = await with_a_dead_key(desk, sim)
    git_in(desk.editor.root)
    desk.editor.write(".gitignore", ".env\nconfig.local.json\n.streamlit/secrets.toml\n")
    ignored = [
        desk.editor.write("config.local.json", f'{{"k": "{key}"}}'),
        desk.editor.write(".streamlit/secrets.toml", f'K = "{key}"\n'),
    ]
    desk.editor.write("app.py", f'k = "{key}"\n')

    await get_a_key(desk, uri)

    words = await desk.told("The new key stands in 4 places in 4 files")
    assert " Git would commit it in app.py. " in words
    assert "The old key still" not in words
    assert all(sim.keys[-1].text in desk.text(each) for each in ignored)


async def test_before_the_old_key_goes_its_places_are_told(managing: Desk, sim: Simulator) -> None:
    desk = managing
    uri, key = await with_an_old_key(desk, sim)
    desk.editor.write("cache.db", f"\0{key}")
    desk.editor.write("note.env", f"# {key}\n")

    await desk.choose(ROTATE, uri)

    question = await desk.asked(RETIRE)
    still = "The old key still stands in cache.db (binary), and in comments of note.env."
    assert f"is in place. {still} What is" in question.message


# The editor says that it made the edit


async def test_a_key_that_does_not_stand_there_retires_none(managing: Desk, sim: Simulator) -> None:
    desk = managing
    uri, key = await with_an_old_key(desk, sim)
    closed = desk.editor.write("b.py", f'k = "{key}"\n')

    def change_meanwhile() -> None:
        """Make the edit, which is of the text as it was a moment ago, land elsewhere."""
        line = f'print("a line that is longer than the key {"x" * 90}")'
        desk.editor.write("b.py", f'import os\n{line}\nk = "{key}"\n')

    desk.meanwhile = change_meanwhile
    desk.editor.answer = "Delete the old key"

    await desk.choose(ROTATE, uri)

    question = await desk.asked("does not stand in b.py, though the editor reported the edit")
    assert [one.title for one in question.actions or []] == ["Try again", "Show it"]
    assert "“Laptop”" in await desk.told("is kept until the editor closes")
    assert key in desk.text(closed)
    assert not any(one.disabled or one.deleted for one in sim.keys)
    assert not any(RETIRE in one.message for one in desk.editor.asked)
    desk.ensure_no_key_was_told(sim)


async def test_what_is_missing_is_written_with_the_next_attempt(
    managing: Desk, sim: Simulator
) -> None:
    desk = managing
    uri, key = await with_an_old_key(desk, sim)
    desk.editor.write("b.py", f'k = "{key}"\n')
    desk.is_lying, desk.editor.answer = True, "Try again"
    ask = desk.editor.until(lambda: bool(desk.editor.asked))

    await desk.choose(ROTATE, uri)
    await ask
    desk.is_lying, desk.editor.answer = False, "Keep it"

    await desk.asked(RETIRE)
    new = sim.keys[-1].text
    assert desk.text(uri) == f"K={new}\n"
    assert content(desk, "b.py") == f'k = "{new}"\n'.encode()
    await desk.told("The new key stands in 2 places in 2 files")


async def test_a_file_that_was_opened_for_the_edit_and_told_of_afterwards(
    managing: Desk, sim: Simulator
) -> None:
    desk = managing
    uri, key = await with_an_old_key(desk, sim)
    closed = desk.editor.write("b.py", f'k = "{key}"\n')
    desk.opens_unsaved, desk.editor.answer = True, "Keep it"

    await desk.choose(ROTATE, uri)

    await desk.told("The new key stands in 2 places in 2 files")
    assert content(desk, "b.py") == f'k = "{key}"\n'.encode()
    assert desk.text(closed) == f'k = "{sim.keys[-1].text}"\n'
    assert [one.message for one in desk.editor.asked if RETIRE not in one.message] == []


async def test_an_edit_without_versions_that_landed_elsewhere(desk: Desk, sim: Simulator) -> None:
    uri, key = await with_a_dead_key(desk, sim, document_changes=False)
    desk.meanwhile = lambda: desk.type(uri, f"A=1\nK={key}\n")

    await get_a_key(desk, uri)

    await desk.asked("does not stand in .env, though the editor reported the edit")
    await desk.told("is kept until the editor closes")


async def test_no_file_in_another_encoding_is_changed_by_what_else_is_offered(
    desk: Desk, sim: Simulator, git: Git
) -> None:
    key = sim.add(State.VALID)
    desk.editor.write(".gitignore", b"\xe9\n")
    uri = desk.editor.write(".env", f"A={key}\n")
    await desk.editor.start()
    desk.open(uri, f"A={key}\n")
    await desk.editor.until(lambda: "key-not-ignored" in desk.editor.codes(uri))

    await desk.choose("Add .env to .gitignore", uri)

    assert "Nothing was changed." in await desk.told(".gitignore: It is not UTF-8")
    assert content(desk, ".gitignore") == b"\xe9\n"
