"""Which modules a server imports before it is first needed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.rows import Row

UNNEEDED: Final = (
    "anyio", "certifi", "dotenv.cli", "h11", "httpcore", "httpx", "idna", "rich",
    "socksio", "sqlite3", "truststore",
    "openrouter_lsp.cli", "openrouter_lsp.simulator",
)  # fmt: skip
"""What no server needs before it has answered initialize."""

_PROGRAM: Final = """
import json, sys
from openrouter_lsp.lsp.server import create_server
create_server()
json.dump(sorted(sys.modules), sys.stdout)
"""


def imported() -> frozenset[str]:
    """Return the modules that are there once a server is composed, in a fresh process."""
    # A measuring of coverage would bring modules of its own.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")}
    ran = subprocess.run(
        [sys.executable, "-P", "-c", _PROGRAM],
        env=environment,
        check=True,
        capture_output=True,
        timeout=60,
    )
    return frozenset(json.loads(ran.stdout))


def measure(_folder: Path) -> Iterator[Row]:
    """Count the modules, and name those that come too early."""
    modules = imported()
    early = sorted(modules & frozenset(UNNEEDED))
    yield Row(
        "modules imported at the start",
        str(len(modules)),
        f"too early: {', '.join(early)}" if early else "",
        "no httpx, no rich",
        passed=not early,
    )
