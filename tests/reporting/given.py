"""What the tests of this room start from."""

import re
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from openrouter_lsp.keys import (
    Evidence,
    EvidenceSource,
    Fact,
    Fault,
    Key,
    KeyDetails,
    KeyStatus,
    Verdict,
)
from openrouter_lsp.reporting import Surroundings, explain_status
from openrouter_lsp.scanning import Context, Finding, Malformed, Placeholder, Span

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ASKED = NOW - timedelta(minutes=2)
IN_ENV = Surroundings(is_environment_file=True)
SENTENCES = re.compile(r"[A-Z].*[.”)]")


def new_key() -> Key:
    return Key("sk-or-v1-" + secrets.token_hex(32))


def found(key: Key | None = None, variable: str | None = "OPENROUTER_API_KEY") -> Finding:
    """A key in an assignment."""
    key = key or new_key()
    context = Context.ASSIGNMENT if variable else Context.TEXT
    return Finding(Span(0, 73), key.masked, key, variable=variable, context=context)


def flawed(flaw: Malformed | Placeholder, digits: int | None = None) -> Finding:
    return Finding(Span(0, 9), "sk-or-v1-...", None, flaw, digits)


def refused(code: int, quote: str | None, at: datetime = ASKED) -> Evidence:
    return Evidence(EvidenceSource.OPENROUTER, at, Fact.REFUSED, quote, code)


def silent(quote: str | None = "ConnectError", at: datetime = NOW) -> Evidence:
    return Evidence(EvidenceSource.OPENROUTER, at, Fact.NOT_ANSWERED, quote)


def rejected(quote: str = "User not found.", code: int = 401) -> Verdict:
    return Verdict(KeyStatus.REJECTED, evidence=(refused(code, quote),), checked_at=ASKED)


def accepted(status: KeyStatus = KeyStatus.VALID, **details: Any) -> Verdict:
    """A verdict that rests on OpenRouter's description of the key."""
    evidence = [Evidence(EvidenceSource.OPENROUTER, ASKED, Fact.ACCEPTED, code=200)]
    if ends := details.get("expires_at"):
        stated = Evidence(EvidenceSource.OPENROUTER, ASKED, Fact.EXPIRES_AT, moment=ends)
        evidence.insert(0, stated)
    return Verdict(status, KeyDetails(usage=1.0, **details), tuple(evidence), ASKED)


def failed(fault: Fault) -> Verdict:
    return Verdict(KeyStatus.UNKNOWN, evidence=(silent(),), fault=fault)


def words(verdict: Verdict) -> str:
    return explain_status(verdict, NOW)
