"""No fault changes what was known; an answer does."""

from datetime import timedelta

import pytest

from openrouter_lsp.checking import Accepted, Past, Unanswered, judge, read_reply
from openrouter_lsp.checking.wordings import is_worth_a_second_try
from openrouter_lsp.keys import EvidenceSource, Fact, Fault, KeyDetails, KeyStatus, Verdict
from tests.checking.given import NOW, described
from tests.checking.judging import JSON, moment, refusal


def test_nobody_asked() -> None:
    assert judge(None, NOW) == Verdict(KeyStatus.UNCHECKED)


@pytest.mark.parametrize("expires_in", [None, timedelta(days=-30), timedelta(days=30)])
def test_where_nobody_asked_what_is_remembered_is_told_and_decides_nothing(
    expires_in: timedelta | None,
) -> None:
    expires_at = None if expires_in is None else NOW + expires_in
    memory = Accepted(NOW - timedelta(days=90), KeyDetails(expires_at=expires_at))
    verdict = judge(None, NOW, memory=Past(memory))
    fact = Fact.ACCEPTED if expires_at is None else Fact.EXPIRES_AT
    (remembered,) = verdict.evidence
    assert (remembered.source, remembered.fact) == (EvidenceSource.MEMORY, fact)
    assert (remembered.at, remembered.moment) == (memory.at, expires_at)
    assert verdict == Verdict(KeyStatus.UNCHECKED, evidence=(remembered,))


def test_a_fault_leaves_what_was_known() -> None:
    earlier = read_reply(200, JSON, described(expires_at=moment(days=1)), NOW)
    at = NOW + timedelta(minutes=5)
    newest = Unanswered(at, Fault.TIMEOUT, "after 10 s", retry_at=at)
    verdict = judge(newest, at, earlier=earlier)
    before = judge(earlier, at)
    assert (verdict.status, verdict.fault) == (KeyStatus.EXPIRING, Fault.TIMEOUT)
    assert (verdict.details, verdict.checked_at) == (before.details, NOW)
    silence, *rest = verdict.evidence
    assert (silence.at, silence.fact, silence.quote) == (at, Fact.NOT_ANSWERED, "after 10 s")
    assert tuple(rest) == before.evidence
    assert verdict.retry_at == at


def test_an_answer_takes_the_place_of_what_was_known() -> None:
    earlier = read_reply(200, JSON, described(), NOW)
    assert judge(refusal(), NOW, earlier=earlier) == judge(refusal(), NOW)


def test_a_fault_before_a_fault_tells_nothing() -> None:
    earlier = Unanswered(NOW, Fault.OFFLINE)
    verdict = judge(Unanswered(NOW, Fault.TIMEOUT), NOW, earlier=earlier)
    assert (verdict.status, verdict.fault) == (KeyStatus.UNKNOWN, Fault.TIMEOUT)
    assert len(verdict.evidence) == 1


def test_what_is_worth_asking_again_at_once() -> None:
    assert is_worth_a_second_try(refusal(message="No auth credentials found"))
    assert not is_worth_a_second_try(refusal())
    assert not is_worth_a_second_try(refusal(code=429))
    assert not is_worth_a_second_try(Unanswered(NOW, Fault.TIMEOUT))
    assert not is_worth_a_second_try(Accepted(NOW, KeyDetails()))
