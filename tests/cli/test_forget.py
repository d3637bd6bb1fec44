"""`openrouter-lsp forget`, through the real command."""

import subprocess
import sys
from pathlib import Path

import pytest

from openrouter_lsp.simulator import Simulator, State
from tests.cli.given import report, run
from tests.environment import environment

pytestmark = pytest.mark.slow


def check(state: Path, code: int, out: str) -> str:
    """Forget; return what was said on standard error."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "openrouter_lsp", "forget"],
        env=environment(XDG_STATE_HOME=str(state)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (code, out)
    return done.stderr


def test_what_a_check_remembered_is_forgotten(tmp_path: Path, sim: Simulator) -> None:
    state, folder = tmp_path / "state", tmp_path / "w"
    folder.mkdir()
    keys = [sim.add(State.VALID) for _ in range(2)]
    (folder / ".env").write_text("".join(f"K={key}\n" for key in keys))
    run(folder, sim, XDG_STATE_HOME=str(state))

    assert check(state, 0, "2 keys forgotten.\n") == ""

    done = run(folder, sim, "--offline", "--format", "json", XDG_STATE_HOME=str(state))
    assert [finding["evidence"] for finding in report(done)["findings"]] == [[], []]
    assert check(state, 0, "0 keys forgotten.\n") == ""


def test_one_key(tmp_path: Path, sim: Simulator) -> None:
    (tmp_path / ".env").write_text(f"K={sim.add(State.VALID)}\n")
    run(tmp_path, sim, XDG_STATE_HOME=str(tmp_path / "state"))
    assert check(tmp_path / "state", 0, "1 key forgotten.\n") == ""


def test_nothing_was_ever_remembered(tmp_path: Path) -> None:
    assert check(tmp_path / "state", 0, "0 keys forgotten.\n") == ""
    assert not (tmp_path / "state").exists()


def test_a_memory_that_cannot_be_used(tmp_path: Path) -> None:
    file = tmp_path / "openrouter-lsp" / "memory.sqlite3"
    file.mkdir(parents=True)
    said = check(tmp_path, 2, "")
    assert "cannot be used" in said
    assert "delete that file" in said
