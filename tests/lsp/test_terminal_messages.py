"""Whatever is sent as a terminal's output, one line in the log is all that it costs."""

import secrets
from collections.abc import Iterator
from typing import Any, Self

import pytest

from tests.lsp.terminal_given import USER_NOT_FOUND
from tests.lsp.wire import Wire

pytestmark = pytest.mark.slow

INITIALIZE: dict[str, Any] = {"processId": None, "rootUri": None, "capabilities": {}}
T = "openrouter/terminal/"
COMPLAINT = "could not be handled"
KEY = "sk-or-v1-" + secrets.token_hex(32)


class Server(Wire):
    """A server that was told who the editor is."""

    def __enter__(self) -> Self:
        super().__enter__()
        self._number = 1
        self.send("initialize", INITIALIZE | {"initializationOptions": {"trusted": False}}, 1)
        self.answer(1)
        self.send("initialized", {})
        return self

    def ask(self, method: str, params: Any) -> dict[str, Any]:
        """Return the answer to a request."""
        self._number += 1
        self.send(method, params, self._number)
        return self.answer(self._number)

    def cost(self, method: str, params: Any) -> int:
        """Send a notification; return how many lines it cost, the server being there after it."""
        before = "".join(self.received).count(COMPLAINT)
        self.send(method, params)
        assert self.ask(T + "links", {"line": "x"})["result"] == []
        return "".join(self.received).count(COMPLAINT) - before

    def leave(self) -> None:
        """Shut it down as an editor does."""
        self.ask("shutdown", None)
        self.send("exit", None)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server
        server.leave()
    said = "".join(server.received)
    assert server.returncode == 0
    assert "window/showMessage" not in said
    assert "Traceback" not in server.stderr
    assert KEY not in said + server.stderr


def check(server: Server, method: str, params: Any, lines: int) -> None:
    """Compare how many lines in the log a notification costs."""
    assert server.cost(T + method, params) == lines, (method, params)


NOT_OF_ITS_FORM: list[Any] = [
    None,
    [],
    KEY,
    7,
    {},
    {"name": KEY},
    {"terminalId": None, "name": KEY, "data": KEY},
    {"terminalId": 7, "name": KEY, "data": KEY},
]


def test_what_is_not_of_its_form_costs_one_line(server: Server) -> None:
    for params in NOT_OF_ITS_FORM:
        for method in ("didStart", "didWrite", "didEnd"):
            check(server, method, params, 1)
    check(server, "didStart", {"terminalId": "1", "name": 3}, 1)
    check(server, "didStart", {"terminalId": "1", "commandLine": [KEY]}, 1)
    check(server, "didWrite", {"terminalId": "1", "data": {"a": KEY}}, 1)
    check(server, "didWrite", {"terminalId": KEY}, 1)


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("didStart", {"terminalId": "1"}),
        ("didStart", {"terminalId": "1", "name": "zsh", "commandLine": None, "cwd": None}),
        ("didStart", {"terminalId": "1", "name": "", "commandLine": "'", "cwd": "relative"}),
        ("didStart", {"terminalId": "1", "name": "zsh", "cwd": "vscode-remote://ssh/x", "new": 1}),
        ("didWrite", {"terminalId": "1", "data": ""}),
        ("didWrite", {"terminalId": "1", "data": "\x00\x1b[\ud800" + USER_NOT_FOUND[:50]}),
        ("didWrite", {"terminalId": "1", "data": KEY * 10_000}),
        ("didEnd", {"terminalId": "never started", "exitCode": "x"}),
    ],
)
def test_what_is_odd_and_of_its_form_costs_nothing(
    server: Server, method: str, params: Any
) -> None:
    check(server, method, params, 0)


def test_a_bad_request_is_answered_with_an_error(server: Server) -> None:
    for params in (None, {}, {"line": None}, {"line": 3}, KEY):
        assert "error" in server.ask(T + "links", params)
