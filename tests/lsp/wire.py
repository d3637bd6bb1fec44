"""The server's standard input and output, byte for byte, for messages that no client sends."""

import json
import subprocess
import sys
from threading import Timer
from types import TracebackType
from typing import Any, Self

from tests.environment import environment


class Wire:
    """A server process to which anything can be written.

    Attributes:
        stderr: all that it wrote to standard error; known after the block.
        returncode: its exit code; known after the block.
        received: every message that it sent, as text.
    """

    def __init__(self, *program: str, **env: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", *(program or ("-m", "openrouter_lsp"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(**env),
        )
        # Nothing that is read here may wait for ever.
        self._watchdog = Timer(20, self._process.kill)
        self._watchdog.start()
        self.stderr = ""
        self.returncode: int | None = None
        self.received: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            out, err = self._process.communicate()
        finally:
            self._watchdog.cancel()
            self._process.kill()
        self.received.append(out.decode())
        self.stderr = err.decode()
        self.returncode = self._process.returncode

    def write(self, data: bytes) -> None:
        """Send bytes."""
        assert self._process.stdin is not None
        self._process.stdin.write(data)
        self._process.stdin.flush()

    def wait(self) -> None:
        """Wait until it ends by itself, its input still open."""
        self._process.wait()

    def body(self, body: bytes) -> None:
        """Send a message's body, behind its header."""
        self.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def send(self, method: str, params: Any, number: int | None = None) -> None:
        """Send a request, or without a number a notification."""
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        self.body(json.dumps(message if number is None else message | {"id": number}).encode())

    def answer(self, number: int) -> dict[str, Any]:
        """Read until the answer to a request comes."""
        assert self._process.stdout is not None
        while True:
            length = 0
            while (line := self._process.stdout.readline()).strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                raise EOFError("the server left")
            text = self._process.stdout.read(length).decode()
            self.received.append(text)
            message: dict[str, Any] = json.loads(text)
            if message.get("id") == number and "method" not in message:
                return message
