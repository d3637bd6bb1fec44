"""Where `openrouter-lsp check` writes to: full disks, closed streams, poor encodings."""

import subprocess
import sys
from pathlib import Path

import pytest

from openrouter_lsp.simulator import Simulator, State
from tests.cli.given import CHECK, expired
from tests.environment import environment

pytestmark = pytest.mark.slow

FORMS = ("text", "json", "sarif", "github")


def check(folder: Path, line: str, code: int, said: str, **env: str) -> None:
    """Run a line of a shell in which `check` stands for the command under test."""
    function = f"check() {{ '{sys.executable}' -P -m openrouter_lsp check --offline \"$@\"; }}\n"
    done = subprocess.run(
        ["bash", "-c", function + line],
        cwd=folder,
        env=environment(**env),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (code, said)


@pytest.fixture
def folder(tmp_path: Path, sim: Simulator) -> Path:
    (tmp_path / ".env").write_text(f"VITE_A={expired(sim)}\n")
    return tmp_path


@pytest.mark.parametrize("form", FORMS)
def test_a_full_disk_is_2(folder: Path, form: str) -> None:
    said = (
        "openrouter-lsp: the output could not be written: no space left on device."
        " Make room, or write it elsewhere.\n"
    )
    check(folder, f"check --format {form} > /dev/full", 2, said)


@pytest.mark.parametrize("form", FORMS)
def test_a_closed_output_loses_no_exit_code(folder: Path, form: str) -> None:
    check(folder, f"check --format {form} >&-", 1, "")


@pytest.mark.parametrize("to", ["2>&-", "2> /dev/full"])
def test_nowhere_to_complain_is_no_fault(folder: Path, to: str) -> None:
    check(folder, f"check nowhere {to}", 2, "")
    check(folder, f"check {to}", 1, "")


# A fault of a kind that nobody foresaw, in the midst of a check.
BROKEN = """
import sys
from openrouter_lsp.cli import check
def fail(*_): raise RuntimeError(open(".env").read())
check.gather = fail
from openrouter_lsp.cli.arguments import run
sys.exit(run(["check"]))
"""


@pytest.mark.parametrize(("debug", "traced"), [("", False), ("1", True)])
def test_what_nobody_foresaw_is_2_and_one_sentence(
    tmp_path: Path, sim: Simulator, debug: str, *, traced: bool
) -> None:
    key = expired(sim)
    (tmp_path / ".env").write_text(f"A={key}\n")
    done = subprocess.run(
        [sys.executable, "-P", "-c", BROKEN],
        cwd=tmp_path,
        env=environment(OPENROUTER_LSP_DEBUG=debug),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(
        "openrouter-lsp: this could not be done, for a fault in openrouter-lsp itself"
        " (RuntimeError). To see where, set OPENROUTER_LSP_DEBUG=1 and run it again.\n"
    )
    assert key not in done.stderr
    assert ("Traceback" in done.stderr) == traced
    assert (done.stderr.count("\n") == 1) != traced


@pytest.mark.parametrize(
    ("encoding", "signs"), [("utf-8", "✗·✓"), ("iso-8859-1", "x·+"), ("ascii", "x-+")]
)
def test_signs_are_those_that_the_output_can_show(
    tmp_path: Path, sim: Simulator, encoding: str, signs: str
) -> None:
    dead, good = expired(sim), sim.add(State.VALID)
    (tmp_path / "größe").mkdir()
    (tmp_path / "größe" / ".env").write_text(f"A={dead}\nB=sk-or-v1-your-key-here\nC={good}\n")

    done = subprocess.run(
        CHECK,
        cwd=tmp_path,
        env=environment(OPENROUTER_BASE_URL=sim.base_url, PYTHONIOENCODING=encoding),
        capture_output=True,
        timeout=60,
        check=False,
    )

    shown = done.stdout.decode(encoding)
    places = [line.split() for line in shown.splitlines() if line.startswith("  ")]
    assert "".join(words[0] for words in places if words[0] in "✗x·-✓+") == signs
    assert "?" not in shown
    if encoding == "ascii":
        assert shown.startswith("gr\\xf6\\xdfe/.env\n")
