"""Whatever an editor sends, the server goes on, and no key shows."""

import secrets
from typing import Any

import pytest

from tests.lsp.wire import Wire

pytestmark = pytest.mark.slow

INITIALIZE: dict[str, Any] = {"processId": None, "rootUri": None, "capabilities": {}}

DOCUMENT = {"languageId": "dotenv", "version": 1, "text": "A=KEY"}
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
    ("command", "arguments"),
    [
        ("openrouter.checkKey", []),
        ("openrouter.checkKey", ["KEY"]),
        ("openrouter.checkKey", [{"fingerprint": 7}]),
        ("openrouter.explain", [{"code": "../../../etc/passwd"}]),
        ("openrouter.explain", [{"code": "key-unheard-of"}]),
        ("openrouter.unheardOf", []),
    ],
)
def test_bad_commands_are_answered(command: str, arguments: list[Any]) -> None:
    with Wire() as wire:
        wire.send("initialize", INITIALIZE, 1)
        wire.answer(1)
        wire.send("initialized", {})
        wire.send("workspace/executeCommand", {"command": command, "arguments": arguments}, 2)
        wire.answer(2)
        leave(wire)

    assert wire.returncode == 0
    assert "passwd" not in "".join(wire.received).replace("../../../etc/passwd", "")


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
