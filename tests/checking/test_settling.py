"""What a key's record adds to a refusal that does not tell why."""

from datetime import timedelta

import pytest

from openrouter_lsp.checking import NoRecord, Record, Unanswered, judge
from openrouter_lsp.checking.record import LookedUp
from openrouter_lsp.keys import Evidence, EvidenceSource, Fact, Fault, KeyDetails, KeyStatus
from tests.checking.given import NOW
from tests.checking.judging import refusal

HOUR = timedelta(hours=1)


def check(record: LookedUp, status: KeyStatus, evidence: Evidence) -> None:
    verdict = judge(refusal(), NOW, record=record)
    assert verdict.status is status
    said, settled = verdict.evidence
    assert (said.source, said.fact) == (EvidenceSource.OPENROUTER, Fact.REFUSED)
    assert settled == evidence
    ended = settled.moment if status is KeyStatus.EXPIRED else None
    assert verdict.details == KeyDetails(expires_at=ended)


def stated(fact: Fact, quote: str | None = None) -> Evidence:
    return Evidence(EvidenceSource.RECORD, NOW, fact, quote)


@pytest.mark.parametrize(
    ("record", "fact"),
    [
        (Record(NOW, disabled=False), Fact.IN_ORDER),
        (Record(NOW, disabled=False, expires_at=NOW + HOUR), Fact.IN_ORDER),
        (Record(NOW, disabled=False, limit=5.0, limit_remaining=0.01), Fact.IN_ORDER),
        (Record(NOW, disabled=False, limit=5.0, limit_remaining=0.0), Fact.NOTHING_LEFT),
        (Record(NOW, disabled=False, limit_remaining=-0.5), Fact.NOTHING_LEFT),
        # It has an expiry that nobody could read: not that it is in order, not that it is over.
        (Record(NOW, disabled=False, is_expiry_unread=True), Fact.EXPIRES_AT),
        (NoRecord(NOW), Fact.NO_RECORD),
        (NoRecord(NOW, complete=False), Fact.RECORD_NOT_FOUND),
    ],
)
def test_what_settles_nothing_is_told(record: LookedUp, fact: Fact) -> None:
    check(record, KeyStatus.REJECTED, stated(fact))


@pytest.mark.parametrize("remaining", [None, 0.0])
def test_a_disabled_key(remaining: float | None) -> None:
    record = Record(NOW, disabled=True, expires_at=NOW + HOUR, limit_remaining=remaining)
    check(record, KeyStatus.DISABLED, stated(Fact.DISABLED))
    unread = Record(NOW, disabled=True, is_expiry_unread=True)
    check(unread, KeyStatus.DISABLED, stated(Fact.DISABLED))


@pytest.mark.parametrize("disabled", [False, True])
@pytest.mark.parametrize("ahead", [timedelta(), HOUR, -HOUR])
def test_an_expiry_that_has_passed_by_openrouters_clock(disabled: bool, ahead: timedelta) -> None:
    ends = NOW + ahead
    record = Record(NOW, disabled=disabled, expires_at=ends, server_time=NOW + ahead)
    evidence = Evidence(EvidenceSource.RECORD, NOW, Fact.EXPIRES_AT, moment=ends)
    check(record, KeyStatus.EXPIRED, evidence)


@pytest.mark.parametrize(
    ("fault", "fact"),
    [
        (Fault.MANAGEMENT_KEY, Fact.MANAGEMENT_KEY_REFUSED),
        (Fault.MANAGEMENT_KEY_MALFORMED, Fact.MANAGEMENT_KEY_MALFORMED),
        (Fault.OFFLINE, Fact.NOT_ANSWERED),
        (Fault.RATE_LIMITED, Fact.NOT_ANSWERED),
        (Fault.NOT_OPENROUTER, Fact.NOT_ANSWERED),
    ],
)
def test_a_record_that_could_not_be_had(fault: Fault, fact: Fact) -> None:
    check(Unanswered(NOW, fault, "why"), KeyStatus.REJECTED, stated(fact, "why"))


@pytest.mark.parametrize("record", [Record(NOW, disabled=True), NoRecord(NOW)])
def test_a_record_changes_nothing_where_openrouter_has_spoken(record: LookedUp) -> None:
    for reply in (refusal(message="API key expired."), refusal(code=402), refusal(code=429)):
        assert judge(reply, NOW, record=record) == judge(reply, NOW)
