"""Environment files are kept out of git, and told of in an example without the key."""

import shlex
from pathlib import Path

import pytest
from lsprotocol import types

from openrouter_lsp.simulator import Simulator, State
from tests.lsp.desk import Desk
from tests.lsp.sharing_given import Git, V, files, look_at, titles

pytestmark = pytest.mark.slow

IGNORE = "Add .env to .gitignore"
EXAMPLE = "Add OPENROUTER_API_KEY to the example, without the key"


@pytest.fixture
def key(sim: Simulator) -> str:
    return sim.add(State.VALID)


@pytest.mark.parametrize(
    ("ignored", "expected"),
    [
        ({}, {".gitignore": ".env\n"}),
        ({".gitignore": "a\r\n"}, {".gitignore": "a\r\n.env\r\n"}),
        ({".gitignore": ".env\n!.env\n"}, {".gitignore": ".env\n!.env\n.env\n"}),
        (
            {".gitignore": ".env\n", "sub/.gitignore": "!.env\n"},
            {".gitignore": ".env\n", "sub/.gitignore": "!.env\n.env\n"},
        ),
    ],
)
async def test_git_ignores_the_file_afterwards(
    desk: Desk,
    key: str,
    git: Git,
    ignored: dict[str, str],
    expected: dict[str, str],
) -> None:
    for name, text in ignored.items():
        desk.editor.write(name, text)
    uri = await look_at(desk, "sub/.env", f"A={key}\n", "key-not-ignored")

    await desk.choose(IGNORE, uri)
    await desk.told("A .gitignore names .env now")

    there = files(desk.editor.root)
    assert {name: there[name] for name in there if name.endswith("ignore")} == expected
    assert git("status", "--porcelain", "--ignored", "sub/.env") == "!! sub/.env\n"
    await desk.editor.until(lambda: desk.editor.codes(uri) == [])


async def test_a_tracked_file_takes_a_command_more(
    desk: Desk, key: str, tmp_path: Path, git: Git
) -> None:
    desk.editor.write(".env", f"A={key}\n")
    git("add", ".env")
    uri = await look_at(desk, ".env", f"A={key}\n", "key-not-ignored")

    await desk.choose(IGNORE, uri)
    told = await desk.told("Git tracks .env already")
    assert "git rm --cached .env" in told
    assert files(tmp_path)[".gitignore"] == ".env\n"
    # Once more, it changes nothing and says the same.
    desk.editor.client.messages.clear()
    await desk.choose(IGNORE, uri)
    await desk.told("git rm --cached .env")
    assert len(desk.resolved) == 1

    git("rm", "--quiet", "--cached", ".env")
    desk.editor.tell_of_change((tmp_path / ".gitignore").as_uri(), types.FileChangeType.Changed)
    await desk.editor.until(lambda: desk.editor.codes(uri) == [])


@pytest.mark.parametrize(
    ("name", "command"),
    [("sub/my $x.env", "git rm --cached 'sub/my $x.env'"), ("-x.env", "git rm --cached ./-x.env")],
)
async def test_the_command_is_for_a_shell_in_the_folder_that_it_names(
    desk: Desk, key: str, git: Git, name: str, command: str
) -> None:
    folder = desk.editor.root
    desk.editor.write(name, f"A={key}\n")
    git("add", ".")
    uri = await look_at(desk, name, f"A={key}\n", "key-not-ignored")

    await desk.choose(f"Add {name.rpartition('/')[2]} to .gitignore", uri)

    told = await desk.told("Git tracks ")
    assert f"In the folder {folder.name} run: {command} (" in told
    # It does what it says.
    git(*shlex.split(command)[1:])
    assert git("ls-files") == ""


async def test_an_example_is_made_or_added_to(
    desk: Desk, sim: Simulator, key: str, tmp_path: Path, git: Git
) -> None:
    uri = await look_at(desk, ".env", f"{V}={key}\n", "key-not-ignored")
    await desk.choose(EXAMPLE, uri)
    assert files(tmp_path)[".env.example"] == f"{V}=\n"
    await desk.choose(EXAMPLE, uri)
    await desk.told("The example has this variable already")
    (tmp_path / ".env.example").unlink()
    desk.editor.write(".env.sample", "B=1")
    await desk.choose(EXAMPLE, uri)
    assert files(tmp_path)[".env.sample"] == f"B=1\n{V}=\n"
    desk.ensure_no_key_was_told(sim)


async def test_an_example_is_not_kept_out_of_git(desk: Desk, key: str, git: Git) -> None:
    uri = await look_at(desk, ".env.example", f"{V}={key}\n", "key-not-ignored")
    assert "Add .env.example to .gitignore" not in await titles(desk, uri)
    assert EXAMPLE not in await titles(desk, uri)
