"""Failures and checked keys, for the tests of what is said of them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from openrouter_lsp.keys import Certainty, Failure, FailureKind, Fault, KeyStatus, Verdict
from openrouter_lsp.reporting.failures import CheckedKey, KeyPlace
from openrouter_lsp.scanning import Malformed
from tests.reporting.given import (
    ASKED,
    NOW,
    accepted,
    failed,
    flawed,
    new_key,
    refused,
    rejected,
)

PRINTED = "Error code: 401 - {'error': {'message': 'User not found.', 'code': 401}}"


def failure(
    kind: FailureKind = FailureKind.USER_NOT_FOUND,
    certainty: Certainty = Certainty.NAMED,
    **details: Any,
) -> Failure:
    return Failure(
        kind, certainty, details.pop("line", 12), details.pop("text", PRINTED), **details
    )


def checked(
    verdict: Verdict,
    *,
    place: KeyPlace = KeyPlace.FILE,
    variable: str | None = "OPENROUTER_API_KEY",
    path: str | None = ".env",
    line: int | None = 3,
    masked: str = "sk-or-v1-abc...789",
) -> CheckedKey:
    """A key in line 3 of .env, unless something else is wanted."""
    return CheckedKey(masked, place, verdict, variable, path, line)


def exported(verdict: Verdict) -> CheckedKey:
    return checked(
        verdict, place=KeyPlace.ENVIRONMENT, path=None, line=None, masked="sk-or-v1-def...012"
    )


def quoted(place: KeyPlace = KeyPlace.ENVIRONMENT, **others: Any) -> CheckedKey:
    """The value of a variable with quotation marks around the key."""
    flaw = replace(flawed(Malformed.QUOTE_INSIDE, 64), masked='"sk-or-v1-de...2"')
    where = {"path": None, "line": None} | others
    unasked = Verdict(KeyStatus.UNCHECKED)
    return replace(checked(unasked, place=place, masked=flaw.masked, **where), flaw=flaw)


def expired() -> Verdict:
    return accepted(KeyStatus.EXPIRED, expires_at=NOW - timedelta(days=3))


def exhausted() -> Verdict:
    return accepted(KeyStatus.EXHAUSTED, limit=10.0, limit_remaining=0.0, limit_reset="monthly")


def disabled() -> Verdict:
    return Verdict(KeyStatus.DISABLED, evidence=(refused(401, "x"),), checked_at=ASKED)


def offline() -> Verdict:
    return failed(Fault.OFFLINE)


__all__ = [
    "PRINTED", "accepted", "checked", "disabled", "exhausted", "expired", "exported", "failure",
    "new_key", "offline", "quoted", "rejected",
]  # fmt: skip
