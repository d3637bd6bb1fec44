"""An editor without a window: opens a folder, and keeps what the server has it show."""

import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from openrouter_lsp.cli.demo.wire import PATIENCE, Wire, WireError

_SETTLED: Final = 0.3
"""Seconds without news after which a view counts as settled."""

_CAPABILITIES: Final = {
    "workspace": {
        "configuration": True,
        "didChangeConfiguration": {"dynamicRegistration": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "workspaceFolders": True,
    },
    "textDocument": {
        "publishDiagnostics": {"codeDescriptionSupport": True, "versionSupport": True},
        "hover": {"contentFormat": ["markdown"]},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
    },
    "window": {"workDoneProgress": True, "showDocument": {"support": True}},
    "general": {"positionEncodings": ["utf-16"]},
}


class Editor:
    """One window with one folder, from the start to the end of the block.

    Args:
        root: the folder.
        elsewhere: the directory that the server runs in, and may write to.
        base_url: the OpenRouter that the server asks.

    Attributes:
        diagnostics: what is underlined, by the file's address.
        status: what `openrouter/didChangeStatus` last said.
        messages: what popped up.
    """

    def __init__(self, root: Path, elsewhere: Path, base_url: str) -> None:
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        self.status: dict[str, str] = {}
        self.messages: list[str] = []
        self._root = root
        self._wire = Wire(
            (sys.executable, "-P", "-m", "openrouter_lsp", "--stdio"),
            folder=elsewhere,
            environment=_environment(elsewhere, base_url),
            answer=_answer,
            hear=self._hear,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._wire.__exit__(kind, error, trace)

    def open_folder(self) -> None:
        """Start the session."""
        uri = self._root.as_uri()
        self._wire.request(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": uri,
                "capabilities": _CAPABILITIES,
                "initializationOptions": {"trusted": True, "statusNotifications": True},
                "workspaceFolders": [{"uri": uri, "name": self._root.name}],
            },
        )
        self._wire.notify("initialized", {})

    def open(self, uri: str, language: str, text: str) -> None:
        """Open a file."""
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self._wire.notify("textDocument/didOpen", {"textDocument": item})

    def codes(self, uri: str) -> set[str]:
        """Return the rule codes that a file is underlined for."""
        return {diagnostic["code"] for diagnostic in self.diagnostics.get(uri, [])}

    def hover(self, uri: str, line: int, column: int) -> str:
        """Return what appears where the pointer rests, as Markdown; empty where nothing does."""
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
        answer = self._wire.request("textDocument/hover", place)
        return str(answer["contents"]["value"]) if answer else ""

    def light_bulb(self, uri: str, line: int) -> list[dict[str, Any]]:
        """Return what is offered on a line when the user asks."""
        here = {"line": line, "character": 0}
        there = [d for d in self.diagnostics.get(uri, []) if d["range"]["start"]["line"] == line]
        found = self._wire.request(
            "textDocument/codeAction",
            {
                "textDocument": {"uri": uri},
                "range": {"start": here, "end": here},
                "context": {"diagnostics": there, "triggerKind": 1},
            },
        )
        return list(found or [])

    def choose(self, action: Mapping[str, Any]) -> None:
        """Do what a light bulb's offer says, and wait until it is done."""
        command = action["command"]
        params = {"command": command["command"], "arguments": command.get("arguments", [])}
        self._wire.request("workspace/executeCommand", params)

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until a condition holds and nothing new comes.

        Raises:
            WireError: it does not come to hold. `what` tells what was waited for.
        """
        end = time.monotonic() + PATIENCE
        while self._wire.listen(_SETTLED) or not condition():
            if time.monotonic() > end:
                raise WireError(f"The server does not show {what}.")

    def _hear(self, method: str, params: Any) -> None:  # noqa: ANN401 - JSON
        match method:
            case "textDocument/publishDiagnostics":
                self.diagnostics[params["uri"]] = params["diagnostics"]
            case "openrouter/didChangeStatus":
                self.status = params
            case "window/showMessage":
                self.messages.append(params["message"])


def _answer(method: str, params: Any) -> object:  # noqa: ANN401 - JSON
    match method:
        case "workspace/configuration":
            return [None] * len(params["items"])
        case "window/showDocument":
            return {"success": True}
        case _:
            return None


def _environment(elsewhere: Path, base_url: str) -> dict[str, str]:
    """Return the user's environment without their own keys, and with another OpenRouter."""
    kept = {name: text for name, text in os.environ.items() if "OPENROUTER" not in name.upper()}
    return {**kept, "OPENROUTER_BASE_URL": base_url, "XDG_STATE_HOME": str(elsewhere / "state")}
