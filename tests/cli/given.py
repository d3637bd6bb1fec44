"""The real command `openrouter-lsp check`, and what the tests of it start from."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.environment import environment

CHECK = [sys.executable, "-P", "-m", "openrouter_lsp", "check"]


def run(
    folder: Path, sim: Simulator | None, *arguments: str, **env: str
) -> subprocess.CompletedProcess[str]:
    base_url = sim.base_url if sim else "http://127.0.0.1:9/api/v1"
    return subprocess.run(
        [*CHECK, *arguments],
        cwd=folder,
        env=environment(**{"OPENROUTER_BASE_URL": base_url, **env}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def report(done: subprocess.CompletedProcess[str]) -> Any:
    return json.loads(done.stdout)


def expired(sim: Simulator) -> str:
    return sim.add(State.EXPIRED, wording=Wording.NEW)
