"""Whether git keeps a key is told, and a new key offered."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from openrouter_lsp.simulator import Simulator, State
from tests.lsp.desk import Desk
from tests.lsp.editor import started_editor
from tests.lsp.sharing_given import Git, look_at

pytestmark = pytest.mark.slow

MOVE = "Move this key to .env"
HISTORY = "Is this key in git's history?"


@pytest.fixture
def key(sim: Simulator) -> str:
    return sim.add(State.VALID)


async def test_a_key_that_git_keeps_is_told_of_after_the_move(
    desk: Desk, sim: Simulator, key: str, git: Git
) -> None:
    desk.editor.write("a.py", f'k = "{key}"\n')
    git("add", "a.py")
    git("commit", "--quiet", "-m", "x")
    commit = git("rev-parse", "--short", "HEAD").strip()
    uri = await look_at(desk, "a.py", f'k = "{key}"\n', "key-in-source")

    await desk.choose(MOVE, uri)
    question = await desk.asked(f"since commit {commit} of ")

    assert "Rotation is the only cure" in question.message
    assert [one.title for one in question.actions or []] == ["Get a new key through the browser"]
    desk.ensure_no_key_was_told(sim)


@pytest_asyncio.fixture
async def managing(sim: Simulator, tmp_path: Path) -> AsyncIterator[Desk]:
    manager = sim.add(State.MANAGEMENT)
    async with started_editor(tmp_path, sim.base_url, OPENROUTER_MANAGEMENT_KEY=manager) as editor:
        yield Desk(editor)


async def test_from_git_history_to_a_new_key(managing: Desk, sim: Simulator, git: Git) -> None:
    desk, key = managing, sim.add(State.VALID, name="Laptop")
    desk.editor.write("a.py", f'k = "{key}"\n')
    git("add", "a.py")
    git("commit", "--quiet", "-m", "x")
    uri = await look_at(desk, "a.py", f'k = "{key}"\n', "key-in-source")
    desk.editor.answer = "Rotate this key"

    await desk.choose(HISTORY, uri)
    await desk.told("The new key stands in 1 place")

    assert desk.text(uri) == f'k = "{sim.keys[-1].text}"\n'
    desk.ensure_no_key_was_told(sim)


async def test_what_is_not_in_history(desk: Desk, key: str, tmp_path: Path, git: Git) -> None:
    uri = await look_at(desk, "a.py", f'k = "{key}"\n', "key-in-source")
    await desk.choose(HISTORY, uri)
    await desk.told("No commit holds the key that a branch, a tag, the stash or the reflog")
    assert desk.editor.asked == []
    await desk.editor.command("openrouter.searchHistory", {"fingerprint": "0" * 64})
    await desk.told("stands in no file that is looked at")


async def test_where_there_is_no_history(desk: Desk, key: str) -> None:
    uri = await look_at(desk, "a.py", f'k = "{key}"\n', "key-in-source")
    await desk.choose(HISTORY, uri)
    await desk.told("the key's file lies in no repository")
