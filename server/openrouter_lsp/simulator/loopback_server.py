"""HTTP on loopback: sockets, threads, and the bytes of requests and answers."""

import os
import selectors
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any
from urllib.parse import urlsplit

from openrouter_lsp.simulator.answers import Answer, AnswerInsteadError, Delivery, error
from openrouter_lsp.simulator.request import Request, last_values

LOOPBACK = "127.0.0.1"

_LARGEST_BODY = 1 << 20
_IDLE_SECONDS = 60
_JOIN_SECONDS = 5

# What socketserver calls a request; over TCP it is always the first.
_Connection = socket.socket | tuple[bytes, socket.socket]


class LoopbackServer(ThreadingHTTPServer):
    """Listens on 127.0.0.1 and nowhere else; a thread a connection.

    Attributes:
        faults: what went wrong in the simulator itself while it answered.

    Raises:
        OSError: the port is in use, or not allowed.
    """

    daemon_threads = True
    block_on_close = False
    # On Windows the option means that two may share a port; elsewhere only that a port can be
    # used again at once.
    allow_reuse_address = os.name != "nt"
    allow_reuse_port = False
    request_queue_size = 128
    # `handle_request` is called when something is there already; should it be gone, nobody waits.
    timeout = 0

    def __init__(
        self,
        port: int,
        answer: Callable[[Request, str], Answer],
        clock: Callable[[], datetime],
    ) -> None:
        self.answer = answer
        self.clock = clock
        self.faults: list[BaseException] = []
        self._connections: dict[threading.Thread, socket.socket] = {}
        self._lock = threading.Lock()
        super().__init__((LOOPBACK, port), _Conversation)
        self._bell, self._bell_rope = socket.socketpair()

    def server_bind(self) -> None:
        """Bind, without the look-up of the host's name that HTTPServer makes."""
        TCPServer.server_bind(self)
        self.server_name = LOOPBACK
        self.server_port = self.socket.getsockname()[1]

    def serve(self) -> None:
        """Accept connections until `end`.

        In place of `serve_forever`, which looks every so often whether it shall end: that costs
        either time at each end or work all the while.
        """
        with selectors.DefaultSelector() as selector:
            selector.register(self.socket, selectors.EVENT_READ)
            selector.register(self._bell, selectors.EVENT_READ)
            while all(ready.fileobj is not self._bell for ready, _ in selector.select()):
                self.handle_request()

    def process_request(self, request: _Connection, client_address: object) -> None:
        """Give a connection its thread, and remember both for the end."""
        thread = threading.Thread(
            target=self.process_request_thread,
            args=(request, client_address),
            name="simulator-connection",
            daemon=True,
        )
        if isinstance(request, socket.socket):
            with self._lock:
                self._connections[thread] = request
        thread.start()

    def process_request_thread(self, request: _Connection, client_address: object) -> None:
        """Serve a connection to its end."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._lock:
                self._connections.pop(threading.current_thread(), None)

    def handle_error(self, request: _Connection, client_address: object) -> None:  # noqa: ARG002 - inherited
        """Keep what went wrong; a client that went away is nothing wrong."""
        fault = sys.exception()
        if fault is not None and not isinstance(fault, (ConnectionError, TimeoutError)):
            self.faults.append(fault)

    def end(self, serving: threading.Thread) -> None:
        """End `serve`, close every socket, and wait for every thread.

        Args:
            serving: the thread that `serve` runs in.
        """
        self._bell_rope.send(b"!")
        serving.join()
        self.server_close()
        self._bell.close()
        self._bell_rope.close()
        with self._lock:
            connections = dict(self._connections)
        for connection in connections.values():
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in connections:
            thread.join(_JOIN_SECONDS)


class _Conversation(BaseHTTPRequestHandler):
    """One connection: requests are read to their end, asked, and answered."""

    server: LoopbackServer
    protocol_version = "HTTP/1.1"
    timeout = _IDLE_SECONDS
    wbufsize = -1
    disable_nagle_algorithm = True

    def _serve(self) -> None:
        try:
            request, query = self._read()
        except AnswerInsteadError as instead:
            # What is left of the request is not read, so nothing can follow it.
            self.close_connection = True
            self._send(instead.answer)
            return
        try:
            answer = self.server.answer(request, query)
        except Exception:
            self.close_connection = True
            self._send(error(500, "Internal Server Error"))
            self.wfile.flush()
            raise
        self._send(answer)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _serve  # noqa: N815 - names that http.server calls

    def _read(self) -> tuple[Request, str]:
        """Read the request, and its query as it came.

        Raises:
            AnswerInsteadError: it cannot be read, or is too large.
            ConnectionError: the client went away in the midst of it.
        """
        if "Transfer-Encoding" in self.headers:
            raise AnswerInsteadError(error(411, "Length Required"))
        length = self.headers.get("Content-Length", "0")
        if not (length.isascii() and length.isdecimal()):
            raise AnswerInsteadError(error(400, "Bad Content-Length"))
        if len(length) > len(str(_LARGEST_BODY)) or int(length) > _LARGEST_BODY:
            raise AnswerInsteadError(error(413, "Payload Too Large"))
        try:
            target = urlsplit(self.path)
        except ValueError:
            raise AnswerInsteadError(error(400, "Bad request target")) from None
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            raise ConnectionError("the client went away")
        request = Request(
            method=self.command,
            path=target.path,
            query=last_values(target.query),
            authorization=self.headers.get("Authorization"),
            body=body,
        )
        return request, target.query

    def _send(self, answer: Answer) -> None:
        if answer.delivery is not Delivery.WHOLE:
            self.close_connection = True
        if answer.delivery is Delivery.NOTHING:
            return
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers:
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            whole = answer.delivery is Delivery.WHOLE
            self.wfile.write(answer.body if whole else answer.body[: len(answer.body) // 2])

    def send_error(
        self,
        code: int,
        message: str | None = None,
        explain: str | None = None,  # noqa: ARG002 - inherited
    ) -> None:
        """Refuse what http.server could not read, in the API's form."""
        self.close_connection = True
        # A first line that cannot be read counts as HTTP/0.9, whose answers have no head.
        self.request_version = self.protocol_version
        self._send(error(code, message or self.responses[code][0]))

    def version_string(self) -> str:
        """Return the Server header."""
        return "openrouter-simulator"

    def date_time_string(self, timestamp: float | None = None) -> str:  # noqa: ARG002 - inherited
        """Return the Date header by the simulator's own clock."""
        return format_datetime(self.server.clock().astimezone(UTC), usegmt=True)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - inherited
        """Stay silent: the request log tells all."""
