"""Replies as they come over HTTP, and what is said of the key after them."""

from datetime import timedelta
from typing import Any

from openrouter_lsp.checking import Refused, judge, read_reply
from openrouter_lsp.keys import Fault, KeyStatus, Verdict
from tests.checking.given import NOW

Outcome = tuple[KeyStatus, Fault | None]

JSON = {"content-type": "application/json"}
HTML = {"content-type": "text/html; charset=utf-8"}

PAGE = b"<!doctype html><title>Guest network</title>"

VALID: Outcome = (KeyStatus.VALID, None)
EXPIRING: Outcome = (KeyStatus.EXPIRING, None)
EXHAUSTED: Outcome = (KeyStatus.EXHAUSTED, None)
EXPIRED: Outcome = (KeyStatus.EXPIRED, None)
REJECTED: Outcome = (KeyStatus.REJECTED, None)


def unknown(fault: Fault) -> Outcome:
    return KeyStatus.UNKNOWN, fault


def verdict_on(
    status: int, body: bytes, headers: dict[str, str] | None = None, **later: float
) -> Verdict:
    reply = read_reply(status, JSON if headers is None else headers, body, NOW)
    return judge(reply, NOW + timedelta(**later))


def check(
    status: int, body: bytes, headers: dict[str, str] | None = None, **later: float
) -> Outcome:
    verdict = verdict_on(status, body, headers, **later)
    return verdict.status, verdict.fault


def moment(**parts: float) -> str:
    return (NOW + timedelta(**parts)).isoformat().replace("+00:00", "Z")


def refusal(**more: Any) -> Refused:
    return Refused(NOW, **{"code": 401, "message": "User not found.", **more})
