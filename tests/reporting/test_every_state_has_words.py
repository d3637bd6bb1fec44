"""Every state and every fault has words that are true of it, and a next step."""

import itertools
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from openrouter_lsp.keys import Fault, KeyStatus, Verdict
from openrouter_lsp.reporting import (
    Severity,
    next_step,
    problems_of,
)
from openrouter_lsp.reporting.check_words import fault_words
from tests.reporting.given import (
    ASKED,
    IN_ENV,
    NOW,
    SENTENCES,
    accepted,
    failed,
    found,
    refused,
    rejected,
    silent,
    words,
)

KEYS_PAGE = "https://openrouter.ai/settings/keys"


def verdicts() -> list[Verdict]:
    """A verdict for each status that a key can have, in each form that has its own words."""
    told = {"limit": 10.0, "limit_remaining": 0.0, "limit_reset": "monthly"}
    said_expired = (refused(401, "API key expired."),)
    said_empty = (refused(402, "Insufficient credits"),)
    return [
        accepted(),
        accepted(KeyStatus.EXPIRING, expires_at=NOW + timedelta(days=2)),
        accepted(KeyStatus.EXPIRING, expires_at=NOW - timedelta(days=2)),
        accepted(KeyStatus.EXHAUSTED, **told),
        accepted(KeyStatus.EXHAUSTED, limit_remaining=0.0),
        Verdict(KeyStatus.EXHAUSTED, evidence=said_empty, checked_at=ASKED),
        accepted(KeyStatus.EXPIRED, expires_at=NOW - timedelta(minutes=1)),
        Verdict(KeyStatus.EXPIRED, evidence=said_expired, checked_at=ASKED),
        Verdict(KeyStatus.DISABLED),
        rejected(),
        Verdict(KeyStatus.UNCHECKED),
        Verdict(KeyStatus.CHECKING),
    ]


@pytest.mark.parametrize(
    ("verdict", "fault"),
    list(itertools.product(verdicts(), [None, *Fault])),
    ids=lambda value: str(getattr(value, "status", value)),
)
def test_whatever_is_wrong_has_words_and_a_next_step(verdict: Verdict, fault: Fault | None) -> None:
    if fault is not None:
        verdict = replace(verdict, fault=fault, evidence=(silent(), *verdict.evidence))
    ensure_fit(verdict)


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_words_and_a_next_step(fault: Fault) -> None:
    told = words(failed(fault))
    assert told == f"This key could not be checked. {fault_words(failed(fault))}"
    assert re.search(r"\b([Cc]heck|Look|[Ss]ee|add)\b", told)
    ensure_fit(failed(fault))


def ensure_fit(verdict: Verdict) -> None:
    told = words(verdict)
    assert SENTENCES.fullmatch(told)
    assert "None" not in told
    assert ".”." not in told
    problems = problems_of(found(), verdict, IN_ENV, NOW)
    fine = (KeyStatus.VALID, KeyStatus.UNCHECKED, KeyStatus.CHECKING)
    assert bool(problems) == (verdict.status not in fine)
    for problem in problems:
        assert problem.message.startswith(told)
        assert SENTENCES.fullmatch(problem.message)
    step = next_step(verdict)
    if verdict.status not in (*fine, KeyStatus.UNKNOWN):
        assert step is not None
        assert problems[0].message == f"{told} {step}"
        assert KEYS_PAGE in step


def test_a_word_against_a_key_is_said_only_of_those_states() -> None:
    """Nothing that could not be checked sounds as if the key were bad."""
    for fault in Fault:
        told = words(failed(fault)).lower()
        for bad in ("expired", "deleted", "disabled", "mistyped", "rejected", "invalid", "new key"):
            assert bad not in told
        (problem,) = problems_of(found(), failed(fault), IN_ENV, NOW)
        assert (problem.code, problem.severity) == ("check-failed", Severity.INFORMATION)


def test_only_an_expired_key_is_said_to_have_expired() -> None:
    for verdict in verdicts():
        says_so = bool(re.search(r"has expired|expired on", words(verdict)))
        assert says_so == (verdict.status is KeyStatus.EXPIRED)
