"""An expiry that OpenRouter told before explains why it does not know the key any more."""

from datetime import timedelta

import pytest

from openrouter_lsp.checking import Accepted, Past, Unanswered, judge
from openrouter_lsp.keys import EvidenceSource, Fact, Fault, KeyDetails, KeyStatus
from tests.checking.given import NOW
from tests.checking.judging import refusal


def described_before(expires_in: timedelta | None, ahead: timedelta = timedelta()) -> Accepted:
    """What OpenRouter said an hour before now; its clock may be ahead of this machine's."""
    at = NOW - timedelta(hours=1)
    expires_at = None if expires_in is None else at + ahead + expires_in
    return Accepted(at, KeyDetails(usage=0, expires_at=expires_at), at + ahead)


@pytest.mark.parametrize(
    ("code", "message"), [(401, "User not found."), (401, "Whatever comes next year")]
)
@pytest.mark.parametrize("ahead", [timedelta(), timedelta(days=1), timedelta(days=-1)])
@pytest.mark.parametrize(
    ("expires_in", "status"),
    [
        (None, KeyStatus.REJECTED),
        (timedelta(minutes=1), KeyStatus.EXPIRED),
        (timedelta(minutes=60), KeyStatus.EXPIRED),
        (timedelta(minutes=61), KeyStatus.REJECTED),
        # Accepted so soon after its time was over that OpenRouter may have lagged behind.
        (timedelta(), KeyStatus.EXPIRED),
        (timedelta(seconds=-299), KeyStatus.EXPIRED),
        # Accepted for longer after its time was over, so that is not what ended it.
        (timedelta(minutes=-5), KeyStatus.REJECTED),
        (timedelta(days=-30), KeyStatus.REJECTED),
    ],
)
def test_an_expiry_that_was_told_before_explains_a_refusal(
    code: int, message: str, ahead: timedelta, expires_in: timedelta | None, status: KeyStatus
) -> None:
    accepted = described_before(expires_in, ahead)
    verdict = judge(refusal(code=code, message=message), NOW, past=Past(accepted))
    assert verdict.status is status
    said, *told = verdict.evidence
    assert (said.fact, said.code, said.quote) == (Fact.REFUSED, code, message)
    (before,) = told
    fact = Fact.ACCEPTED if expires_in is None else Fact.EXPIRES_AT
    assert (before.fact, before.at) == (fact, accepted.at)
    assert before.moment == accepted.details.expires_at
    ended = accepted.details.expires_at if status is KeyStatus.EXPIRED else None
    assert verdict.details == KeyDetails(expires_at=ended)


@pytest.mark.parametrize("code", [402, 403])
@pytest.mark.parametrize(
    ("expires_in", "later", "status"),
    [
        # It is told that its limit is reached after its time was over: OpenRouter knows it.
        (timedelta(minutes=59), timedelta(), KeyStatus.EXHAUSTED),
        (timedelta(minutes=60), timedelta(days=1), KeyStatus.EXHAUSTED),
        (timedelta(minutes=61), timedelta(), KeyStatus.EXHAUSTED),
        (timedelta(minutes=61), timedelta(minutes=1), KeyStatus.EXPIRED),
    ],
)
@pytest.mark.parametrize("ahead", [timedelta(), timedelta(days=1), timedelta(days=-1)])
def test_a_key_that_is_known_after_its_time_has_not_expired(
    code: int, expires_in: timedelta, later: timedelta, status: KeyStatus, ahead: timedelta
) -> None:
    accepted = described_before(expires_in, ahead)
    reply = refusal(code=code, message="Key limit exceeded (total limit)")
    assert judge(reply, NOW + later, past=Past(accepted)).status is status


def test_a_fault_leaves_an_expiry_that_was_told_before() -> None:
    accepted = described_before(timedelta(minutes=30))
    verdict = judge(Unanswered(NOW, Fault.TIMEOUT), NOW, earlier=refusal(), past=Past(accepted))
    assert (verdict.status, verdict.fault) == (KeyStatus.EXPIRED, Fault.TIMEOUT)


def test_the_reply_that_refuses_tells_the_time_too() -> None:
    accepted = described_before(timedelta(days=5))
    late = refusal(server_time=NOW + timedelta(days=6))
    assert judge(refusal(), NOW, past=Past(accepted)).status is KeyStatus.REJECTED
    assert judge(late, NOW, past=Past(accepted)).status is KeyStatus.EXPIRED


@pytest.mark.parametrize(
    ("expires_in", "status"),
    [(timedelta(minutes=30), KeyStatus.EXPIRED), (timedelta(days=1), KeyStatus.REJECTED)],
)
def test_what_is_remembered_explains_as_well_and_says_so(
    expires_in: timedelta, status: KeyStatus
) -> None:
    verdict = judge(refusal(), NOW, memory=Past(described_before(expires_in)))
    assert verdict.status is status
    assert [evidence.source for evidence in verdict.evidence] == [
        EvidenceSource.OPENROUTER,
        EvidenceSource.MEMORY,
    ]


def test_a_key_that_was_accepted_after_its_time_has_not_expired_where_nobody_refuses_it() -> None:
    lagging = described_before(timedelta(seconds=-2))
    silence = Unanswered(NOW, Fault.OFFLINE)
    assert judge(silence, NOW, memory=Past(lagging)).status is KeyStatus.UNKNOWN
    assert judge(silence, NOW, earlier=lagging, past=Past(lagging)).status is KeyStatus.EXPIRING


def test_a_remembered_expiry_passes_without_any_answer() -> None:
    silence = Unanswered(NOW, Fault.OFFLINE)
    ended = judge(silence, NOW, memory=Past(described_before(timedelta(minutes=30))))
    assert (ended.status, ended.fault) == (KeyStatus.EXPIRED, Fault.OFFLINE)
    assert judge(silence, NOW, memory=Past(described_before(None))).status is KeyStatus.UNKNOWN
