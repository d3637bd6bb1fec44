"""Arguments of commands that are none: told in a sentence, and never repeated."""

import secrets
from typing import Any

import pytest

from tests.lsp.wire import Wire

pytestmark = pytest.mark.slow

FINGERPRINT = '{"fingerprint"}; a fingerprint is the SHA-256 of a key, 64 hex digits'
RULE = '{"code"}, the name of a rule'


def check(command: str, arguments: list[Any] | None, expected: str) -> dict[str, Any]:
    """Have a server do a command; expect some words, and no key in anything that it says."""
    key = "sk-or-v1-" + secrets.token_hex(32)
    params = {"command": command.replace("KEY", key)}
    if arguments is not None:
        params["arguments"] = _with_key(arguments, key)
    with Wire() as wire:
        wire.send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, 1)
        wire.answer(1)
        wire.send("initialized", {})
        wire.send("workspace/executeCommand", params, 2)
        answer = wire.answer(2)
        wire.send("shutdown", None, 3)
        wire.answer(3)
        wire.send("exit", None)

    said = "".join(wire.received)
    assert wire.returncode == 0
    assert expected in answer.get("error", {}).get("message", said)
    assert key[9:] not in said + wire.stderr
    assert "window/showDocument" not in said
    assert "https://" not in said
    return answer


@pytest.mark.parametrize(
    ("command", "arguments", "expected"),
    [
        ("checkKey", [], FINGERPRINT),
        ("checkKey", None, FINGERPRINT),
        ("checkKey", ["KEY"], FINGERPRINT),
        ("checkKey", [{"fingerprint": 7}], FINGERPRINT),
        ("checkKey", [{"fingerprint": "0" * 64}, {}], FINGERPRINT),
        ("openKeyPage", [{"fingerprint": "KEY"}], FINGERPRINT),
        ("openKeyPage", [{"fingerprint": "../auth?callback_url=https://KEY"}], FINGERPRINT),
        ("openKeyPage", [{"fingerprint": "AB" * 32}], FINGERPRINT),
        ("openKeyPage", [{"fingerprint": "ab" * 32 + "\n"}], FINGERPRINT),
        ("copyFingerprint", [{"fingerprint": "KEY"}], FINGERPRINT),
        ("searchHistory", [{"fingerprint": "--output=KEY"}], FINGERPRINT),
        ("copyReport", [{"fingerprint": "KEY"}], '{"fingerprint"} or {"terminalId"};'),
        ("signIn", [{"fingerprint": "KEY"}], '{"fingerprint"} or {"uri", "line"};'),
        ("stopIgnoring", [{"fingerprint": "KEY"}], '{"fingerprint"}, or {"uri"} with'),
        ("edit", [{"edit": "x", "uri": "y", "fingerprint": "KEY"}], '{"edit", "uri", "line", '),
        ("explain", [{"code": "KEY"}], RULE),
        ("explain", [{"code": "../../../etc/passwd"}], RULE),
        ("explain", [], RULE),
        ("explainText", [{"text": 5}], '{"text"}, and perhaps "name"'),
        ("forget", ["KEY"], "no argument."),
    ],
)
def test_what_a_command_takes_is_told(
    command: str, arguments: list[Any] | None, expected: str
) -> None:
    answer = check(f"openrouter.{command}", arguments, f"openrouter.{command} takes {expected}")
    assert answer["error"]["code"] == -32602


def test_a_command_that_there_is_not() -> None:
    check("openrouter.KEY", [], "There is no such command.")


def test_a_rule_that_there_is_not() -> None:
    check("openrouter.explain", [{"code": "key-unheard-of"}], "There is no such rule.")


def _with_key(value: Any, key: str) -> Any:
    if isinstance(value, str):
        return value.replace("KEY", key)
    if isinstance(value, dict):
        return {name: _with_key(inner, key) for name, inner in value.items()}
    return [_with_key(inner, key) for inner in value] if isinstance(value, list) else value
