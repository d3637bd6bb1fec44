"""Whatever comes: nothing is said without evidence, and no key expired without proof."""

from datetime import datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from openrouter_lsp.checking import Accepted, Refused, Reply, judge, read_reply
from openrouter_lsp.checking.judge import fault_of, next_change
from openrouter_lsp.keys import KeyStatus
from tests.checking.generated import ACCEPTED, ANY_MOMENTS, BODIES, HEADERS, REPLIES, WARN_BEFORE
from tests.checking.given import NOW


def by_its_clock(reply: Accepted | Refused, now: datetime) -> tuple[datetime, datetime]:
    """The moment of a reply, and now, by OpenRouter's clock; from then on both run alike."""
    if reply.server_time is None or cannot_be_corrected(reply, now):
        return reply.at, now
    return reply.server_time, now + (reply.server_time - reply.at)


def cannot_be_corrected(reply: Accepted | Refused, now: datetime) -> bool:
    try:
        _ = now + ((reply.server_time or reply.at) - reply.at)
    except OverflowError:
        return True
    return False


def proves_expiry(told: Reply | None, before: Accepted | None, now: datetime) -> bool:
    """The evidence without which nobody may say that a key has expired.

    OpenRouter's own word, or an expiry that it told while the key worked, that has passed, and
    after which it did not know the key.
    """
    known_at = None
    clock: Accepted | Refused | None = before
    if isinstance(told, Refused):
        said = {told.message, told.description or ""}
        exact = {word.strip().rstrip(".!").casefold() for word in said}
        if told.code == 401 and "api key expired" in exact:
            return True
        clock = told if told.server_time is not None else before
        known_at = told.at if told.code in (402, 403) else None
    elif isinstance(told, Accepted):
        before = clock = told
    if before is None or clock is None or before.details.expires_at is None:
        return False
    last_known, _ = by_its_clock(before, now)
    if known_at is not None:
        last_known = max(last_known, by_its_clock(clock, known_at)[1])
    expires_at = before.details.expires_at
    if last_known >= expires_at:
        return False
    # A refusal's Date header tells whole seconds.
    doubt = timedelta(seconds=clock is told and isinstance(told, Refused))
    return expires_at - by_its_clock(clock, now)[1] <= doubt


@pytest.mark.slow
@settings(max_examples=10_000)
@given(
    reply=REPLIES,
    earlier=st.none() | REPLIES,
    accepted=st.none() | ACCEPTED,
    memory=st.none() | ACCEPTED,
    now=ANY_MOMENTS,
    warn_before=WARN_BEFORE,
)
def test_expired_is_said_with_proof_and_never_without(  # noqa: PLR0917 - one for each evidence
    reply: Reply,
    earlier: Reply | None,
    accepted: Accepted | None,
    memory: Accepted | None,
    now: datetime,
    warn_before: timedelta,
) -> None:
    verdict = judge(
        reply, now, earlier=earlier, accepted=accepted, memory=memory, warn_before=warn_before
    )
    told = reply if fault_of(reply) is None else earlier
    if told is not None and fault_of(told) is not None:
        told = None
    proven = proves_expiry(told, accepted or memory, now)
    assert (verdict.status is KeyStatus.EXPIRED) == proven


@given(
    reply=REPLIES,
    earlier=REPLIES,
    accepted=st.none() | ACCEPTED,
    now=ANY_MOMENTS,
    warn_before=WARN_BEFORE,
)
def test_no_fault_changes_a_status(
    reply: Reply,
    earlier: Reply,
    accepted: Accepted | None,
    now: datetime,
    warn_before: timedelta,
) -> None:
    verdict = judge(reply, now, earlier=earlier, accepted=accepted, warn_before=warn_before)
    if verdict.fault is None:
        assert verdict == judge(reply, now, accepted=accepted, warn_before=warn_before)
    elif fault_of(earlier) is None:
        before = judge(earlier, now, accepted=accepted, warn_before=warn_before)
        assert verdict.status is before.status
    else:
        proven = proves_expiry(None, accepted, now)
        assert verdict.status is (KeyStatus.EXPIRED if proven else KeyStatus.UNKNOWN)


@given(
    reply=st.none() | REPLIES,
    earlier=st.none() | REPLIES,
    accepted=st.none() | ACCEPTED,
    now=ANY_MOMENTS,
)
def test_whatever_is_said_rests_on_evidence(
    reply: Reply | None, earlier: Reply | None, accepted: Accepted | None, now: datetime
) -> None:
    verdict = judge(reply, now, earlier=earlier, accepted=accepted)
    assert bool(verdict.evidence) == (verdict.status is not KeyStatus.UNCHECKED)
    told = [r for r in (reply, earlier) if r is not None and fault_of(r) is None]
    assert (verdict.checked_at is None) == (reply is None or not told)


@given(
    accepted=ACCEPTED,
    passed=st.integers(0, 10**7),
    ahead=st.integers(1, 10**7),
    warn_before=WARN_BEFORE,
)
def test_nothing_changes_before_the_clock_changes_it(
    accepted: Accepted, passed: int, ahead: int, warn_before: timedelta
) -> None:
    try:
        now = accepted.at + timedelta(seconds=passed)
        then = now + timedelta(seconds=ahead)
    except OverflowError:
        assume(False)
        raise
    # Where a clock cannot be corrected for one of the moments, nothing is promised.
    assume(not cannot_be_corrected(accepted, now) and not cannot_be_corrected(accepted, then))
    change = next_change(accepted, now, warn_before)
    before = judge(accepted, now, warn_before=warn_before).status
    after = judge(accepted, then, warn_before=warn_before).status
    if change is None or then < change:
        assert after is before
    else:
        assert change > now


@given(
    status=st.sampled_from([200, 302, 401, 402, 403, 429, 500]) | st.integers(100, 999),
    headers=HEADERS,
    body=BODIES,
    later=st.integers(-400_000, 400_000),
)
def test_every_answer_is_read_and_judged(
    status: int, headers: dict[str, str], body: bytes, later: int
) -> None:
    reply = read_reply(status, headers, body, NOW)
    now = NOW + timedelta(seconds=later)
    verdict = judge(reply, now)
    assert verdict.evidence
    if verdict.status is KeyStatus.EXPIRED:
        assert proves_expiry(reply, None, now)
