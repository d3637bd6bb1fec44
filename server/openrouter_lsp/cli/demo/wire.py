"""The Language Server Protocol's wire, from an editor's end: a process, its pipes, JSON-RPC."""

import json
import queue
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

PATIENCE: Final = 20.0
"""Seconds after which a server is taken for stuck. What is waited for comes within one."""

_GRACE: Final = 3.0
"""Seconds that the server has to end by itself."""

Message = dict[str, Any]


class WireError(Exception):
    """The server left, or does not answer. The message is one sentence."""


class Wire:
    """A language server in a process of its own, from the start to the end of the block.

    Everything that comes is handled in the caller's thread, while it waits.

    Args:
        command: the server's program and arguments.
        folder: the directory it runs in; what it writes to standard error goes to a file there.
        environment: its environment variables.
        answer: gives the result of a request of the server's, by its method and params.
        hear: takes a notification of the server's, by its method and params.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        folder: Path,
        environment: Mapping[str, str],
        answer: Callable[[str, Any], Any] = lambda _method, _params: None,
        hear: Callable[[str, Any], None] = lambda _method, _params: None,
    ) -> None:
        self._answer = answer
        self._hear = hear
        self._count = 0
        self._inbox: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        with (folder / "server.log").open("wb") as errors:
            self._process = subprocess.Popen(  # noqa: S603 - the caller's own command
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                # Ctrl-C is for this process, which then ends the server in good order.
                start_new_session=True,
            )
        self._reader = threading.Thread(target=self._read, name="wire", daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self.request("shutdown")
                self.notify("exit")
        finally:
            self._end()

    def request(self, method: str, params: object = None) -> Any:  # noqa: ANN401 - JSON
        """Ask the server, and wait for its answer.

        Raises:
            WireError: no answer, or an error.
        """
        self._count += 1
        number = self._count
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._next(PATIENCE)
            if message is None:
                raise WireError(f"The server does not answer {method}.")
            if message.get("id") == number and "method" not in message:
                if "error" in message:
                    raise WireError(f"The server refuses {method}: {message['error']['message']}")
                return message["result"]
            self._handle(message)

    def notify(self, method: str, params: object = None) -> None:
        """Tell the server something."""
        self._send({"method": method, "params": params})

    def listen(self, seconds: float) -> bool:
        """Handle the server's next message; return whether one came in time."""
        message = self._next(seconds)
        if message is None:
            return False
        self._handle(message)
        return True

    def _handle(self, message: Message) -> None:
        method = message.get("method")
        if method is None:
            return
        if "id" in message:
            result = self._answer(method, message.get("params"))
            self._send({"id": message["id"], "result": result})
        else:
            self._hear(method, message.get("params"))

    def _next(self, seconds: float) -> Message | None:
        with suppress(queue.Empty):
            message = self._inbox.get(timeout=seconds)
            if message is None:
                raise WireError("The server has ended.")
            return message
        return None

    def _send(self, message: Message) -> None:
        message = {"jsonrpc": "2.0", **message}
        if message.get("params", ...) is None:
            del message["params"]
        body = json.dumps(message).encode()
        try:
            self._stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
            self._stdin.flush()
        except (OSError, ValueError):
            raise WireError("The server has ended.") from None

    def _read(self) -> None:
        stream = self._process.stdout
        try:
            while stream is not None and (message := _read_message(stream)) is not None:
                self._inbox.put(message)
        except (OSError, ValueError):
            pass
        finally:
            self._inbox.put(None)

    @property
    def _stdin(self) -> IO[bytes]:
        assert self._process.stdin is not None  # noqa: S101 - it was opened as a pipe
        return self._process.stdin

    def _end(self) -> None:
        with suppress(OSError):
            self._stdin.close()
        for end in (None, self._process.terminate, self._process.kill):
            if end is not None:
                end()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_GRACE)
                break
        self._reader.join(_GRACE)
        if self._process.stdout is not None:
            self._process.stdout.close()


def _read_message(stream: IO[bytes]) -> Message | None:
    """Return the next message; None at the end of the stream."""
    length = 0
    while (line := stream.readline()).strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    if not line:
        return None
    message: Message = json.loads(stream.read(length))
    return message
