"""No key and no id is quoted, whatever OpenRouter says."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter_lsp.checking import Refused, read_reply
from openrouter_lsp.checking.quoting import quotable
from openrouter_lsp.keys import KeyStatus
from tests.checking.given import NOW, described, error, new_key
from tests.checking.judging import verdict_on


def test_keys_and_ids_are_not_quoted() -> None:
    key = new_key().reveal()
    digits = key.removeprefix("sk-or-v1-")
    said = f"Bad {key}, key={key}; x{key}_y and {digits} of user_2dHFtVWx2n56w6HkM or org_abc123"
    body = json.dumps(
        {"error": {"message": said, "code": 401}, "user_id": "user_2dHFtVWx2n56w6HkM"}
    ).encode()
    verdict = verdict_on(401, body)
    assert verdict.status is KeyStatus.REJECTED
    shown = repr(verdict)
    assert digits[:12] not in shown
    assert digits[-12:] not in shown
    assert "2dHFt" not in shown
    assert "abc123" not in shown


def test_keys_are_not_quoted_from_any_field() -> None:
    key = new_key().reveal()
    body = described(label=key, limit_reset=key, expires_at=key)
    assert key not in repr(verdict_on(200, body))
    challenge = {"headers": {"WWW-Authenticate": f'error_description="{key}"'}}
    metadata = {**challenge, "limit_source": key}
    refused = read_reply(402, {}, error(402, "x", metadata=metadata), NOW)
    assert isinstance(refused, Refused)
    assert refused.description == "[key]"
    assert key not in repr(refused)
    kind = {"content-type": key}
    assert key not in repr(read_reply(200, kind, b"", NOW))


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("User not found.", "User not found."),
        ("user_not_found", "user_not_found"),
        ("sk-or-v1-0e6...1c9", "sk-or-v1-0e6...1c9"),
        ("_sk-proj-AbCdEfGhIjKlMnOpQrSt", "_[key]"),
        ("sk-or-AbCdEfGhIjKl", "[key]"),
        ("a risk-assessment-of-the-system", "a risk-assessment-of-the-system"),
        ("  two\r\n\tlines\x00\x1b[31m\u202e ", "two lines [31m"),
        ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 199 + "…"),
    ],
)
def test_what_is_quoted(said: str, quoted: str) -> None:
    assert quotable(said) == quoted


@given(st.text())
def test_a_quote_is_one_short_printable_line(said: str) -> None:
    quoted = quotable(said)
    assert quoted.isprintable()
    assert len(quoted) <= 200
