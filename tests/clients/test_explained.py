"""What real clients print is explained in the shell: in a pipe, and by `openrouter-lsp run`."""

import json
import os
import sys
from pathlib import Path

import pytest

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.cli.terminal import run_in_terminal
from tests.clients.prerequisites import PROGRAMS, Prerequisites
from tests.clients.scenarios import World

# Much of the same is done here, which takes several times as long when it is measured.
pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

_ASK = 'curl -s "$OPENROUTER_BASE_URL/key" -H "Authorization: Bearer $OPENROUTER_API_KEY"'
_PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))


@pytest.mark.parametrize(
    ("wording", "kind"), [(Wording.OLD, "user_not_found"), (Wording.NEW, "key_expired")]
)
def test_curl_in_a_pipe(
    world: World, curl: Path, tmp_path: Path, wording: Wording, kind: str
) -> None:
    key = world.simulator.add(State.EXPIRED, wording=wording)
    code, shown = run_in_terminal(
        ["sh", "-c", f"{_ASK} | openrouter-lsp explain --format json"],
        tmp_path,
        PATH=_PATH,
        OPENROUTER_BASE_URL=world.simulator.base_url,
        OPENROUTER_API_KEY=key,
    )
    (line,) = shown.splitlines()
    told = json.loads(line)
    assert (told["kind"], told["certainty"], told["line"]) == (kind, "likely", 1)
    assert code == 1


def test_a_real_client_under_run(prerequisites: Prerequisites, tmp_path: Path) -> None:
    """The key that the program had in its environment is found, and is asked about."""
    with Simulator() as simulator:
        key = simulator.add(State.EXPIRED)
        program = PROGRAMS / "ask_openai.py"
        code, shown = run_in_terminal(
            ["openrouter-lsp", "run", "--", str(prerequisites.python), str(program)],
            tmp_path,
            PATH=_PATH,
            MODEL="simulator/echo",
            OPENROUTER_BASE_URL=simulator.base_url,
            OPENROUTER_API_KEY=key,
        )
        asked = [request.path for request in simulator.requests]
    assert asked == ["/api/v1/chat/completions", "/api/v1/key"]
    assert "openai.AuthenticationError: Error code: 401" in shown
    assert f"{key[:12]}...{key[-3:]}" in shown
    assert key not in shown
    assert code == 1
