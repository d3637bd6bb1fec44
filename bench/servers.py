"""The servers that are measured, and what an editor says to them first."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from openrouter_lsp.cli.demo.wire import Wire

OURS: Final = (sys.executable, "-P", "-m", "openrouter_lsp", "--stdio")
BARE: Final = (sys.executable, "-P", str(Path(__file__).with_name("bare_server.py")))
ECHO: Final = (*BARE, "--echo")

_NOBODY: Final = "http://127.0.0.1:9"
"""A loopback address where nobody listens."""


def start(
    command: Sequence[str],
    folder: Path,
    hear: Callable[[str, Any], None] = lambda _method, _params: None,
    openrouter: str = _NOBODY,
) -> Wire:
    """Start a server that asks nobody but `openrouter`."""
    kept = ("PATH", "HOME", "SYSTEMROOT", "TMPDIR", "TEMP")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {"OPENROUTER_BASE_URL": openrouter, "XDG_STATE_HOME": str(folder / "state")}
    return Wire(command, folder=folder, environment=environment, hear=hear)


def initialize(wire: Wire, root: Path) -> None:
    """Say what VS Code says first, as far as it matters, and wait for the answer."""
    uri = root.as_uri()
    capabilities = {
        "workspace": {"workspaceFolders": True},
        "textDocument": {
            "publishDiagnostics": {"versionSupport": True},
            "hover": {"contentFormat": ["markdown"]},
            "synchronization": {"didSave": True},
        },
        "general": {"positionEncodings": ["utf-16"]},
    }
    folders = [{"uri": uri, "name": root.name}]
    wire.request(
        "initialize",
        {
            "processId": os.getpid(),
            "rootUri": uri,
            "capabilities": capabilities,
            "workspaceFolders": folders,
        },
    )
