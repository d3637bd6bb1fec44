"""A key moves out of a source file, into the .env that its program reads."""

from hashlib import sha256
from pathlib import Path

import pytest
from lsprotocol import types

from openrouter_lsp.simulator import Simulator, State
from tests.lsp.desk import Desk
from tests.lsp.editor import started_editor
from tests.lsp.sharing_given import Git, V, files, look_at, titles

pytestmark = pytest.mark.slow

MOVE = "Move this key to .env"
SECRET = "Read this key from the repository's secrets"
HISTORY = "Is this key in git's history?"


@pytest.fixture
def key(sim: Simulator) -> str:
    return sim.add(State.VALID)


async def test_a_key_moves_in_one_edit(
    desk: Desk, sim: Simulator, key: str, tmp_path: Path, git: Git
) -> None:
    desk.editor.write(".env.example", "A=\r\n")
    uri = await look_at(desk, "src/a.py", f'"""D."""\nk = "{key}"\nj = "{key}"\n', "key-in-source")

    await desk.choose(MOVE, uri, 1)
    told = await desk.told(f"The key is {V} in .env now.")

    read = f'os.environ["{V}"]'
    assert desk.text(uri) == f'"""D."""\n\nimport os\n\nk = {read}\nj = {read}\n'
    there = files(tmp_path)
    del there["src/a.py"]
    assert there == {
        ".env": f"{V}={key}\n",
        ".env.example": f"A=\r\n{V}=\r\n",
        ".gitignore": ".env\n",
    }
    assert git("status", "--porcelain", "--ignored", ".env") == "!! .env\n"
    assert "load_dotenv()" in told
    assert "uv run --env-file .env" in told
    assert "A .gitignore names .env now" in told
    assert len(desk.resolved) == 1
    versions = [
        one.text_document.version
        for one in desk.resolved[0].document_changes or []
        if isinstance(one, types.TextDocumentEdit) and one.text_document.uri == uri
    ]
    assert versions == [1]
    await desk.editor.until(lambda: desk.editor.codes(uri) == [])
    # The key is looked at where it is now.
    env = (tmp_path / ".env").as_uri()
    assert "OpenRouter key" in (await desk.editor.hover(env, 0, 30) or "")
    assert desk.editor.codes(env) == []
    desk.ensure_no_key_was_told(sim)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A=1\r\n", "A=1\r\n<V>=<key>\r\n"),
        ("<V>=<other>", "<V>=<other>\n<V>_2=<key>\n"),
        ("export <V>='<key>'\n", "export <V>='<key>'\n"),
        ("<V>=sk-or-v1-your-key-here\n", "<V>=<key>\n"),
    ],
)
@pytest.mark.parametrize("is_open", [True, False])
async def test_nothing_in_the_env_file_is_overwritten(
    desk: Desk, sim: Simulator, before: str, after: str, is_open: bool
) -> None:
    key, other = sim.add(State.VALID), sim.add(State.VALID)
    variable = f"{V}_2" if "_2" in after else V
    before, after = (
        text.replace("<key>", key).replace("<other>", other).replace("<V>", V)
        for text in (before, after)
    )
    env = desk.editor.write("sub/.env", "" if is_open else before)
    desk.editor.write(".env", "B=1\n")
    uri = await look_at(desk, "sub/src/a.js", f"f('{key}')", "key-in-source")
    if is_open:
        # With edits that are not saved yet.
        desk.open(env, before)

    await desk.choose(MOVE, uri)
    told = await desk.told(f"The key is {variable} in sub/.env now.")

    assert desk.text(uri) == f"f(process.env.{variable})"
    assert desk.text(env) == after
    assert "node --env-file=sub/.env" in told
    assert (desk.editor.root / ".env").read_text() == "B=1\n"
    desk.ensure_no_key_was_told(sim)


async def test_a_change_meanwhile_leaves_everything(desk: Desk, key: str, tmp_path: Path) -> None:
    uri = await look_at(desk, "a.py", f'k = "{key}"\n', "key-in-source")
    desk.meanwhile = lambda: desk.type(uri, f'\n\nk = "{key}"\n')

    await desk.choose(MOVE, uri)

    assert desk.text(uri) == f'\n\nk = "{key}"\n'
    assert list(files(tmp_path)) == ["a.py"]
    # The line has moved, and the offer is found anew.
    await desk.choose(MOVE, uri, 2)
    await desk.told("now.")
    assert key not in desk.text(uri)
    assert files(tmp_path)[".env"] == f"{V}={key}\n"


async def test_the_offer_is_made_from_the_newest_text(desk: Desk, key: str) -> None:
    uri = await look_at(desk, "a.py", f'k = "{key}"\n', "key-in-source")
    action = next(one for one in await desk.editor.actions(uri, 0) if one.title == MOVE)
    assert action.edit is None
    desk.type(uri, f'j = "{key[:-1]}"\n\nk = f("{key}")\n')

    resolved = await desk.editor.client.code_action_resolve_async(action)

    assert resolved.edit is not None
    assert desk._apply(resolved.edit)
    assert desk.text(uri).endswith(f'k = f(os.environ["{V}"])\n')


async def test_a_key_that_is_gone_is_told_of(desk: Desk, key: str, tmp_path: Path) -> None:
    uri = await look_at(desk, "a.py", f'k = "{key}"\n', "key-in-source")
    action = next(one for one in await desk.editor.actions(uri, 0) if one.title == MOVE)
    desk.type(uri, "k = 1\n")
    resolved = await desk.editor.client.code_action_resolve_async(action)
    assert resolved.edit is None
    assert resolved.command is None
    await desk.told("The key does not stand there any more.")
    assert list(files(tmp_path)) == ["a.py"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.vue", 'k = "<key>"', "a browser must not have the key"),
        ("a.jsx", '"use client"\nk = "<key>"', "a browser must not have the key"),
        ("a.tsx", 'a = <A k="<key>" />', "a browser must not have the key"),
        (".github/workflows/a.yml", "name: <key>", "GitHub gives no secrets to this part"),
        ("a.json", '{"k": "<key>"}', "It is not known that whatever reads this file"),
        ("a.py", "# <key>", "does not stand in a string"),
        ("a.py", 'k = "{} <key>"', "part of a larger string"),
        ("a.py", 'k = = "<key>"', "cannot be read as a program"),
    ],
)
async def test_where_it_cannot_move_the_reason_is_told(
    desk: Desk, key: str, name: str, text: str, words: str
) -> None:
    text = text.replace("<key>", key)
    uri = await look_at(desk, name, text, "key-in-source")
    await desk.choose(SECRET if name.endswith(".yml") else MOVE, uri, text.count("\n"))
    assert "Nothing was changed" in await desk.told(words)
    assert files(desk.editor.root) == {name: text}
    assert not any(key[20:] in one for one in desk.editor.received)


async def test_the_places_that_stay_are_told(desk: Desk, key: str) -> None:
    text = f'print("{key} {key}")\nj = b"Bearer {key}"\n# {key}\n'
    uri = await look_at(desk, "a.py", text, "key-in-source")
    await desk.choose(MOVE, uri)
    told = await desk.told(f"The key is {V} in .env now.")
    assert "It stays in lines 4 and 5 of the file that it came from" in told
    read = f"os.environ['{V}']"
    moved = f'import os\n\nprint(f"{{{read}}} {{{read}}}")\n'
    assert desk.text(uri) == moved + text.partition("\n")[2]


async def test_it_is_not_offered_where_nobody_knows_how(desk: Desk, key: str) -> None:
    uri = await look_at(desk, "a.md", key, "key-in-source")
    assert MOVE not in await titles(desk, uri)
    assert HISTORY in await titles(desk, uri)


async def test_an_env_that_is_a_folder_is_left(desk: Desk, key: str, tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    uri = await look_at(desk, "a.py", f'k = "{key}"\n', "key-in-source")
    await desk.choose(MOVE, uri)
    await desk.told("There is no place for a .env")
    assert key in desk.text(uri)


async def test_nothing_is_written_outside_of_the_folder(
    sim: Simulator, key: str, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("A=1\n")
    (tmp_path / "open").mkdir()
    (tmp_path / "open/link").mkdir()
    (tmp_path / "open/link/.env").symlink_to(tmp_path / ".env")
    async with started_editor(tmp_path / "open", sim.base_url) as editor:
        desk = Desk(editor)
        uri = await look_at(desk, "link/a.py", f'k = "{key}"\n', "key-in-source")
        await desk.choose(MOVE, uri)
        await desk.told(f"The key is {V} in .env now.")
        outside = (tmp_path / "b.py").as_uri()
        (tmp_path / "b.py").write_text(f'k = "{key}"\n')
        desk.open(outside, f'k = "{key}"\n')
        await editor.until(lambda: "key-in-source" in editor.codes(outside))
        await desk.choose(MOVE, outside)
        await desk.told("This file lies in no folder that the editor has open")
    assert (tmp_path / ".env").read_text() == "A=1\n"
    assert (tmp_path / "open/.env").read_text() == f"{V}={key}\n"


async def test_compose_gets_the_env_file_beside_it(desk: Desk, key: str, tmp_path: Path) -> None:
    desk.editor.write(".env", "A=1\n")
    uri = await look_at(desk, "sub/compose.yaml", f"k: {key}\n", "key-in-source")
    await desk.choose(MOVE, uri)
    await desk.told(f"The key is {V} in sub/.env now.")
    assert desk.text(uri) == f"k: ${{{V}}}\n"
    assert files(tmp_path)["sub/.env"] == f"{V}={key}\n"


async def test_a_workflow_gets_a_secret(desk: Desk, key: str, tmp_path: Path) -> None:
    text = f"env:\n  k: {key}\n"
    uri = await look_at(desk, ".github/workflows/a.yml", text, "key-in-source")
    await desk.choose(SECRET, uri, 1)
    assert "Secrets and variables" in await desk.told(f"reads the secret {V} now")
    assert desk.text(uri) == f"env:\n  k: ${{{{ secrets.{V} }}}}\n"
    assert len(files(tmp_path)) == 1


async def test_vs_code_gets_its_own_words(desk: Desk, key: str) -> None:
    uri = await look_at(desk, ".vscode/mcp.json", f'{{"a": "{key}"}}', "key-in-source")
    await desk.choose(MOVE, uri)
    assert f"${{env:{V}}}" in await desk.told("the environment that it was started in")
    assert desk.text(uri) == f'{{"a": "${{env:{V}}}"}}'


async def test_an_editor_that_resolves_nothing_gets_the_edit_by_a_command(
    desk: Desk, sim: Simulator, key: str, tmp_path: Path
) -> None:
    uri = await look_at(desk, "a.py", f'k = "{key}"\n', "key-in-source", late_edits=False)
    await desk.choose(MOVE, uri)
    await desk.told(f"The key is {V} in .env now.")
    assert key not in desk.text(uri)
    assert files(tmp_path)[".env"] == f"{V}={key}\n"
    assert len(desk.edits) == 1
    told = [one for one in desk.editor.received if "workspace/applyEdit" not in one]
    assert not any(key[20:] in one for one in told)


async def test_without_trust_no_git_is_run(desk: Desk, key: str, tmp_path: Path, git: Git) -> None:
    uri = await look_at(desk, "a.py", f'k = "{key}"\n', "key-in-source", trusted=False)
    assert HISTORY not in await titles(desk, uri)
    await desk.choose(MOVE, uri)
    assert "no git is run in a workspace that is not trusted" in await desk.told("now.")
    assert sorted(files(tmp_path)) == [".env", "a.py"]
    await desk.editor.command(
        "openrouter.searchHistory", {"fingerprint": sha256(key.encode()).hexdigest()}
    )
    await desk.told("It is not known whether git has this key in its history")
