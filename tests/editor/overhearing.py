"""Overhears what the extension sends to the language server."""

import json
import shlex
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

_Heard = TypeVar("_Heard")
_HEADER_END = b"\r\n\r\n"
_POLL_SECONDS = 0.05
_WAIT_SECONDS = 20.0


class OverheardServer:
    """A Python that runs as any other, and keeps what is written to the server's input.

    Args:
        folder: an empty folder of its own.
    """

    def __init__(self, folder: Path) -> None:
        self._record = folder / "input"
        self._forgotten = 0
        self.python = folder / "python"
        # Asked for its version and its path it answers itself, so that it is not passed by.
        answer = json.dumps([str(self.python), *sys.version_info[:2]])
        self.python.write_text(
            "#!/bin/sh\n"
            'for last in "$@"; do :; done\n'
            'if [ "$last" = --stdio ]; then\n'
            f'  tee -a {shlex.quote(str(self._record))} | {shlex.quote(sys.executable)} "$@"\n'
            "else\n"
            f"  echo {shlex.quote(answer)}\n"
            "fi\n"
        )
        self.python.chmod(0o755)

    def messages(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every whole message so far that is not forgotten: its method and parameters."""
        return islice(self._all_messages(), self._forgotten, None)

    def _all_messages(self) -> Iterator[tuple[str, dict[str, Any]]]:
        data = self._record.read_bytes() if self._record.exists() else b""
        while (end := data.find(_HEADER_END)) >= 0:
            length = int(data[:end].split(b"Content-Length:")[1].split(b"\r\n")[0])
            start = end + len(_HEADER_END)
            if len(data) < start + length:
                return
            message = json.loads(data[start : start + length])
            if "method" in message:
                yield message["method"], message.get("params") or {}
            data = data[start + length :]

    def forget(self) -> None:
        """Start anew: what was sent so far is told no more."""
        self._forgotten = len(list(self._all_messages()))

    def outputs(self) -> list["Output"]:
        """What was told of each command, in the order in which they began."""
        outputs: list[Output] = []
        latest: dict[str, Output] = {}
        for method, params in self.messages():
            if method == "openrouter/terminal/didStart":
                output = latest[params["terminalId"]] = Output(params)
                outputs.append(output)
            elif params.get("terminalId") in latest:
                latest[params["terminalId"]].take(params)
        return outputs

    def wait_for(self, count: int) -> list["Output"]:
        """Wait until that many commands have ended; return all that have begun."""
        return self._wait(
            self.outputs, lambda outputs: sum(each.has_ended for each in outputs) >= count
        )

    def wait_for_text(self, text: str) -> list["Output"]:
        """Wait until a command has printed a text; return all that have begun."""
        return self._wait(self.outputs, lambda outputs: any(text in each.text for each in outputs))

    def wait_until_started(self) -> None:
        """Wait until a server was told that it is taken into service."""
        self._wait(
            lambda: [method for method, _ in self.messages()], lambda heard: "initialized" in heard
        )

    def _wait(self, look: Callable[[], _Heard], is_enough: Callable[[_Heard], bool]) -> _Heard:
        """Look until enough is heard.

        Raises:
            TimeoutError: not enough came.
        """
        deadline = time.monotonic() + _WAIT_SECONDS
        while not is_enough(heard := look()):
            if time.monotonic() > deadline:
                raise TimeoutError(f"heard only {heard}")
            time.sleep(_POLL_SECONDS)
        return heard


class Output:
    """What the server was told of one command."""

    def __init__(self, params: dict[str, Any]) -> None:
        self.name: str = params["name"]
        self.command_line: str | None = params.get("commandLine")
        self.cwd: str | None = params.get("cwd")
        self.is_terminal: bool = params.get("isTerminal", True)
        self.text = ""
        self.has_ended = False
        self.exit_code: int | None = None

    def take(self, params: dict[str, Any]) -> None:
        """Take what follows on the start: a text, or the end."""
        if "data" in params:
            self.text += params["data"]
        else:
            self.has_ended = True
            self.exit_code = params.get("exitCode")

    def __repr__(self) -> str:
        state = f"ended with {self.exit_code}" if self.has_ended else "going on"
        return f"<{self.name}: {self.command_line}, {len(self.text)} characters, {state}>"
