"""The way without pseudo-terminals, for Windows, tried where there are some."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.environment import environment

pytestmark = pytest.mark.slow

PRINTED = 'openrouter: 429 {"error":{"message":"Rate limit exceeded: x","code":429}}'
SCRIPT = (
    "import sys\n"
    "from openrouter_lsp.cli.run.without_terminal import run_without_terminal\n"
    "sys.exit(run_without_terminal(sys.argv[1:]))"
)


def run(*command: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-P", "-c", SCRIPT, *command],
        env=environment(),
        input=given,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_bytes_and_exit_code_pass() -> None:
    noise = bytes(range(256)) * 5000
    done = run("sh", "-c", "tee /dev/stderr; exit 5", given=noise)
    assert (done.returncode, done.stdout, done.stderr) == (5, noise, noise)


@pytest.mark.parametrize("target", ["stdout", "stderr"])
def test_failures_on_either_stream_are_explained(tmp_path: Path, target: str) -> None:
    app = tmp_path / "app.py"
    app.write_text(f"import sys; print({PRINTED!r}, file=sys.{target})")
    done = run(sys.executable, str(app))
    assert PRINTED in getattr(done, target).decode()
    assert "Too many requests for the moment" in done.stderr.decode()


def test_what_cannot_be_run_is_one_sentence() -> None:
    done = run("no-such-program")
    assert done.returncode == 127
    assert done.stderr.startswith(b"openrouter-lsp: no-such-program: there is no such command")
