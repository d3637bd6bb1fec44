"""Whatever an editor sends, the server goes on and answers, and no key shows."""

import os
import secrets
import subprocess
import sys
from typing import Any

import pytest

from tests.lsp.wire import Wire

pytestmark = pytest.mark.slow

INITIALIZE: dict[str, Any] = {"processId": None, "rootUri": None, "capabilities": {}}

DOCUMENT = {"languageId": "dotenv", "version": 1, "text": "A=KEY"}
FAILING_PROGRAM = """
from openrouter_lsp.lsp import log, server
log.keep_secrets_out_of_logs()
failing = server.create_server()
@failing.feature("our/failure")
def fail(params):
    raise LookupError("secret")
failing.start_io()
"""
HOVER = {
    "textDocument": {"uri": "file:///x/.env"},
    "position": {"line": 0, "character": 0},
}


def leave(wire: Wire) -> None:
    wire.send("shutdown", None, 98)
    wire.answer(98)
    wire.send("exit", None)


@pytest.mark.parametrize(
    "garbage",
    [
        b"hello\r\n\r\n",
        b"Content-Length: 3\r\n\r\n{]}",
        b"Content-Length: 2\r\n\r\n[]",
        b"Content-Length: 4\r\n\r\nnull",
        b"Content-Length: 7\r\n\r\n\xff\xfe\x00\x01\x02\x03\x04",
        b'Content-Length: 17\r\n\r\n{"jsonrpc":"2.0"}',
        b"Content-Length: nine\r\n\r\n",
    ],
)
def test_garbage_is_passed_over(garbage: bytes) -> None:
    with Wire() as wire:
        wire.write(garbage)
        wire.send("initialize", INITIALIZE, 1)
        assert wire.answer(1)["result"]["serverInfo"]["name"] == "openrouter-lsp"
        leave(wire)

    assert wire.returncode == 0
    assert "Traceback" not in wire.stderr
    assert "window/showMessage" not in "".join(wire.received)


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("textDocument/didOpen", {"textDocument": {"uri": 3, "text": "KEY"}}),
        ("textDocument/didOpen", {"text": "KEY"}),
        ("textDocument/didChange", {"textDocument": {"uri": "KEY", "version": "KEY"}}),
        ("textDocument/didClose", {"textDocument": {"uri": "file:///never/opened/KEY"}}),
        ("textDocument/didOpen", {"textDocument": DOCUMENT | {"uri": "http://[KEY"}}),
        ("workspace/didChangeWatchedFiles", {"changes": [{"uri": "KEY:\u0000", "type": 1}]}),
        ("workspace/didChangeConfiguration", {"settings": "KEY"}),
        ("openrouter/didChangeTrust", {"KEY": True}),
        ("openrouter/didChangeTrust", None),
        ("no/such/method", {"KEY": "KEY"}),
        ("$/cancelRequest", {"id": "KEY"}),
    ],
)
def test_bad_notifications_are_passed_over_and_show_no_key(method: str, params: Any) -> None:
    key = "sk-or-v1-" + secrets.token_hex(32)
    with Wire() as wire:
        wire.send("initialize", INITIALIZE | {"initializationOptions": {"trusted": False}}, 1)
        wire.answer(1)
        wire.send("initialized", {})
        wire.send(method, _with_key(params, key))
        wire.send("textDocument/hover", HOVER, 2)
        assert wire.answer(2).get("result") is None
        leave(wire)

    said = "".join(wire.received)
    assert wire.returncode == 0
    assert key not in wire.stderr
    assert "Traceback" not in wire.stderr
    if "/KEY" not in str(params) and "[KEY" not in str(params):
        # An address comes back as it was, since diagnostics are sent to it.
        assert key not in said


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("textDocument/hover", HOVER | {"position": {"line": -1, "character": 0}}),
        ("textDocument/hover", {"textDocument": "KEY"}),
        ("textDocument/codeAction", {"KEY": "KEY"}),
        ("textDocument/inlayHint", None),
        ("openrouter/terminal/links", {"line": ["KEY"]}),
        ("openrouter/terminal/links", None),
    ],
)
def test_a_request_that_cannot_be_read_is_answered(method: str, params: Any) -> None:
    key = "sk-or-v1-" + secrets.token_hex(32)
    with Wire() as wire:
        wire.send("initialize", INITIALIZE, 1)
        wire.answer(1)
        wire.send(method, _with_key(params, key), 2)
        error = wire.answer(2)["error"]
        leave(wire)

    assert error["code"] == -32602
    assert error["message"].startswith("The parameters are not of the form")
    assert key not in "".join(wire.received) + wire.stderr


def test_a_request_out_of_turn_is_refused() -> None:
    with Wire() as wire:
        wire.send("textDocument/didOpen", {"textDocument": DOCUMENT | {"uri": "file:///x/.env"}})
        wire.send("textDocument/hover", HOVER, 1)
        assert wire.answer(1)["error"]["code"] == -32002
        wire.send("initialize", INITIALIZE, 2)
        assert "result" in wire.answer(2)
        wire.send("initialize", INITIALIZE, 3)
        assert wire.answer(3)["error"]["code"] == -32600
        wire.send("shutdown", None, 4)
        wire.answer(4)
        wire.send("textDocument/hover", HOVER, 5)
        assert wire.answer(5)["error"]["code"] == -32600
        wire.send("exit", None)

    assert wire.returncode == 0


def test_a_failure_shows_its_kind_alone() -> None:
    with Wire("-c", FAILING_PROGRAM) as wire:
        wire.send("initialize", INITIALIZE, 1)
        wire.answer(1)
        wire.send("our/failure", {}, 2)
        error = wire.answer(2)["error"]
        leave(wire)

    words = "The server failed at this request (LookupError)."
    assert error == {"code": -32603, "message": words}
    assert "secret" not in "".join(wire.received) + wire.stderr


def test_an_exit_without_shutdown_comes_too_early() -> None:
    with Wire() as wire:
        wire.send("initialize", INITIALIZE, 1)
        wire.answer(1)
        wire.send("exit", None)

    assert wire.returncode == 1


@pytest.mark.skipif(os.name == "nt", reason="no process can be looked at there without harm")
def test_an_editor_that_dies_with_its_pipe_open_ends_the_server() -> None:
    program = (
        "from openrouter_lsp.lsp import parent, server;"
        "parent.PAUSE = 0.01; raise SystemExit(server.serve_stdio())"
    )
    with (
        subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as editor,
        Wire("-c", program) as wire,
    ):
        wire.send("initialize", INITIALIZE | {"processId": editor.pid}, 1)
        wire.answer(1)
        editor.kill()
        editor.wait()
        wire.wait()

    assert wire.returncode == 1
    assert wire.stderr == ""


def test_an_editor_that_is_not_seen_is_not_taken_for_dead() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as editor:
        pass
    with Wire() as wire:
        wire.send("initialize", INITIALIZE | {"processId": editor.pid}, 1)
        wire.answer(1)
        wire.send("initialized", {})
        wire.send("textDocument/hover", HOVER, 2)
        assert wire.answer(2)["result"] is None
        leave(wire)

    assert wire.returncode == 0


def test_an_editor_that_vanishes_ends_the_server() -> None:
    with Wire() as wire:
        wire.send("initialize", INITIALIZE, 1)
        wire.answer(1)

    assert "Traceback" not in wire.stderr


def _with_key(value: Any, key: str) -> Any:
    if isinstance(value, str):
        return value.replace("KEY", key)
    if isinstance(value, dict):
        return {_with_key(name, key): _with_key(inner, key) for name, inner in value.items()}
    return [_with_key(inner, key) for inner in value] if isinstance(value, list) else value
