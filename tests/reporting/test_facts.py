"""The facts of a key: what was told, and nothing else."""

from datetime import timedelta
from typing import Any

import pytest

from openrouter_lsp.keys import (
    Evidence,
    EvidenceSource,
    Fact,
    Fault,
    KeyDetails,
    KeyStatus,
    Verdict,
)
from openrouter_lsp.reporting import (
    facts_of,
)
from tests.reporting.given import NOW, failed


def facts(**details: Any) -> dict[str, str]:
    return dict(facts_of(Verdict(KeyStatus.VALID, KeyDetails(**details)), NOW))


def test_the_facts_of_a_key() -> None:
    assert facts(
        limit=100.0,
        limit_remaining=74.5,
        limit_reset="monthly",
        usage=125.5,
        usage_monthly=25.5,
        expires_at=NOW + timedelta(days=12),
        is_management_key=True,
    ) == {
        "Left": "$74.50 of $100.00, resets monthly",
        "Spent": "$125.50, this month $25.50",
        "Expires": "in 12 days, 5 Dec 2026, 10:00 UTC",
        "Kind": "management key: administers keys, cannot run models",
    }


@pytest.mark.parametrize(
    ("details", "left"),
    [
        ({}, "no limit on the key"),
        ({"limit": 5.0}, "not told"),
        ({"limit_remaining": 5.0}, "$5.00"),
        ({"limit": 5.0, "limit_remaining": 0.0}, "$0.00 of $5.00"),
        ({"limit": 5.0, "limit_remaining": -0.5}, "$0.00 of $5.00"),
        ({"limit": 5.0, "limit_remaining": 0.001}, "less than $0.01 of $5.00"),
    ],
)
def test_what_is_left(details: dict[str, float], left: str) -> None:
    assert facts(usage=0.0, **details)["Left"] == left


def test_what_was_not_told_is_not_shown() -> None:
    assert facts(label="x") == {"Left": "no limit on the key", "Expires": "never"}
    assert facts(usage=1.0)["Spent"] == "$1.00"


def test_an_expiry_that_could_not_be_read_is_not_called_never() -> None:
    ends = Evidence(EvidenceSource.OPENROUTER, NOW, Fact.EXPIRES_AT)
    verdict = Verdict(KeyStatus.VALID, KeyDetails(usage=0.0), (ends,), NOW)
    assert ("Expires", "at a moment that could not be read") in facts_of(verdict, NOW)


def test_no_facts_of_a_key_that_has_expired() -> None:
    details = KeyDetails(usage=2.0, expires_at=NOW - timedelta(days=3))
    assert facts_of(Verdict(KeyStatus.EXPIRED, details), NOW) == []


def test_no_facts_of_a_key_that_was_never_described() -> None:
    assert facts_of(failed(Fault.OFFLINE), NOW) == []
