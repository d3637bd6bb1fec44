"""Files that are written only to be shown: who may read them, and when they go."""

import asyncio
import subprocess
import sys
import time
from pathlib import Path

import pytest

from openrouter_lsp.lsp.shown_files import ShownFiles
from openrouter_lsp.simulator import Simulator
from tests.environment import unmeasured_environment
from tests.lsp.editor import PATIENCE, started_editor

_SHOWING = """
import sys
from pathlib import Path
from openrouter_lsp.lsp.shown_files import ShownFiles
print(ShownFiles(Path(sys.argv[1])).write("key.env", "text"), flush=True)
sys.stdin.read()
"""
"""A program that shows a file, and lives until it is told or killed."""
_POLL_SECONDS = 0.02


@pytest.fixture
def below(tmp_path: Path) -> Path:
    return tmp_path / "state" / "shown"


def test_only_the_user_can_read_them_and_they_go_at_the_end(below: Path) -> None:
    shown = ShownFiles(below)

    one, other = shown.write("a.md", "one"), shown.write("a.md", "two €")

    assert (one.read_text("utf-8"), other.read_text("utf-8")) == ("one", "two €")
    assert one.name == other.name == "a.md"
    for path in (one, one.parent, one.parent.parent, below):
        assert path.stat().st_mode & 0o077 == 0
    shown.close()
    assert list(below.iterdir()) == []
    shown.close()


def test_one_goes_before_the_others(below: Path) -> None:
    shown = ShownFiles(below)
    one, other = shown.write("a.md", "one"), shown.write("a.md", "two")
    shown.delete(one)
    assert not one.parent.exists()
    assert other.exists()
    shown.delete(one)
    shown.close()


def test_a_session_that_shows_nothing_makes_nothing(below: Path) -> None:
    shown = ShownFiles(below)
    shown.delete_leftovers()
    shown.close()
    assert not below.exists()


def test_what_a_running_server_shows_is_left_alone(below: Path) -> None:
    shown = ShownFiles(below)
    path = shown.write("a.md", "one")

    ShownFiles(below).delete_leftovers()
    shown.delete_leftovers()

    assert path.exists()
    shown.close()


@pytest.mark.slow
def test_what_a_killed_server_left_goes_with_the_next(below: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-P", "-c", _SHOWING, below],
        env=unmeasured_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as program:  # fmt: skip
        assert program.stdout is not None
        path = Path(program.stdout.readline().strip())
        ShownFiles(below).delete_leftovers()
        assert path.exists()
        program.kill()
    assert path.exists()

    ShownFiles(below).delete_leftovers()

    assert list(below.iterdir()) == []


def test_what_a_link_leads_to_is_not_ours(below: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "file").write_text("")
    below.mkdir(parents=True)
    (below / "link").symlink_to(theirs)
    (below / "left").mkdir()
    (below / "left" / "link").symlink_to(theirs)

    ShownFiles(below).delete_leftovers()

    assert (theirs / "file").exists()
    assert not (below / "left").exists()


def test_where_the_state_folder_takes_nothing_the_systems_own_serves(
    below: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below.parent.mkdir()
    below.write_text("in the way")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    shown = ShownFiles(below)

    path = shown.write("a.md", "one")

    assert temporary in path.parents
    assert path.parent.parent.stat().st_mode & 0o077 == 0
    shown.delete_leftovers()
    shown.close()
    assert list(temporary.iterdir()) == []


@pytest.mark.slow
async def test_a_server_begins_with_what_others_left(sim: Simulator, tmp_path: Path) -> None:
    left = tmp_path / "state" / "openrouter-lsp" / "shown" / "left"
    left.mkdir(parents=True)
    (left / "new-key.env").write_text("")
    root = tmp_path / "root"
    root.mkdir()
    state = str(tmp_path / "state")
    async with started_editor(root, sim.base_url, XDG_STATE_HOME=state) as editor:
        await editor.start()
        await asyncio.to_thread(wait_until_gone, left)


def wait_until_gone(path: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while path.exists():
        assert time.monotonic() < deadline
        time.sleep(_POLL_SECONDS)
