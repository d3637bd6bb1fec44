"""An openrouter.ai on loopback: TLS in front of a simulator, by an authority of the tests' own."""

import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import trustme

_LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class OpenRouterAi:
    """What stands for https://openrouter.ai.

    Attributes:
        port: where it listens on 127.0.0.1.
        refused_port: where nobody listens, nor will.
        authority: the file of certificates by which it is trusted.
        other_authority: one by which it is not.
    """

    port: int
    refused_port: int
    authority: Path
    other_authority: Path


@contextmanager
def openrouter_ai(simulator_port: int, folder: Path) -> Iterator[OpenRouterAi]:
    """Stand for openrouter.ai before a simulator; the certificates are written into `folder`."""
    authority = trustme.CA()
    files = folder / "authority.pem", folder / "other-authority.pem"
    for one, file in zip((authority, trustme.CA()), files, strict=True):
        one.cert_pem.write_to_path(file)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("openrouter.ai").configure_cert(context)
    with (
        # A port that is taken and not listened on refuses, and nobody else can have it.
        socket.socket() as silent,
        _Front(context, simulator_port) as front,
    ):
        silent.bind((_LOOPBACK, 0))
        serving = threading.Thread(target=front.serve_forever, args=(0.1,), name="openrouter.ai")
        serving.start()
        try:
            yield OpenRouterAi(front.server_address[1], silent.getsockname()[1], *files)
        finally:
            front.shutdown()
            serving.join()


class _Front(socketserver.ThreadingTCPServer):
    """Takes connections, and leads each to the simulator's port."""

    def __init__(self, context: ssl.SSLContext, simulator_port: int) -> None:
        super().__init__((_LOOPBACK, 0), _Connection)
        self.context = context
        self.simulator_port = simulator_port

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay silent: a client that does not trust the authority goes away in the midst."""


class _Connection(socketserver.BaseRequestHandler):
    server: _Front

    def handle(self) -> None:
        with (
            self.server.context.wrap_socket(self.request, server_side=True) as near,
            socket.create_connection((_LOOPBACK, self.server.simulator_port)) as far,
        ):
            back = threading.Thread(target=_pass_on, args=(far, near))
            back.start()
            _pass_on(near, far)
            back.join()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
