"""Whatever comes: nothing is said without evidence, and no key expired without proof."""

from datetime import datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from openrouter_lsp.checking import Accepted, Past, Record, Refused, Reply, judge, read_reply
from openrouter_lsp.checking.expiry import next_change
from openrouter_lsp.checking.past import NOTHING
from openrouter_lsp.checking.record import LookedUp
from openrouter_lsp.checking.wordings import fault_of
from openrouter_lsp.keys import KeyStatus, Verdict
from tests.checking.generated import (
    ANY_MOMENTS,
    BODIES,
    HEADERS,
    LOOKED_UP,
    PASTS,
    REPLIES,
    WARN_BEFORE,
)
from tests.checking.given import NOW

Dated = Accepted | Refused | Record


def by_its_clock(stated: Dated, now: datetime) -> tuple[datetime, datetime]:
    """The moment of a statement, and now, by OpenRouter's clock; from then on both run alike."""
    if stated.server_time is None or cannot_be_corrected(stated, now):
        return stated.at, now
    return stated.server_time, now + (stated.server_time - stated.at)


def cannot_be_corrected(stated: Dated, now: datetime) -> bool:
    try:
        _ = now + ((stated.server_time or stated.at) - stated.at)
    except OverflowError:
        return True
    return False


def what_was_told(reply: Reply | None, earlier: Reply | None) -> Accepted | Refused | None:
    """The last reply that told something of the key."""
    for one in (reply, earlier):
        if isinstance(one, Accepted | Refused) and fault_of(one) is None:
            return one
    return None


def was_said(told: Reply | None, past: Past, memory: Past) -> bool:
    """Whether OpenRouter once said that the key has expired, and did not know it since."""
    if isinstance(told, Accepted) or (isinstance(told, Refused) and knows_it(told)):
        return False
    return past.expired is not None or (memory.expired is not None and past.accepted is None)


def knows_it(told: Refused) -> bool:
    """Money or a limit is in the way: 402, or 403 where it says so."""
    limit = told.message.strip().casefold().startswith("key limit exceeded")
    return told.code == 402 or (told.code == 403 and limit)


def proves_expiry(
    told: Reply | None,
    now: datetime,
    past: Past = NOTHING,
    memory: Past = NOTHING,
    record: LookedUp | None = None,
) -> bool:
    """The evidence without which nobody may say that a key has expired.

    OpenRouter's own word, now or since it last knew the key. Or an expiry that has passed, and
    after which it did not know the key, or for minutes only: one that it told while the key
    worked, or that stands in the key's record.
    """
    if was_said(told, past, memory):
        return True
    before = past.accepted or memory.accepted
    if isinstance(told, Refused) and not knows_it(told) and isinstance(record, Record):
        ends = record.expires_at
        if ends is not None and ends <= by_its_clock(record, now)[1]:
            return True
    known_at = None
    may_lag = timedelta(0)
    clock: Accepted | Refused | None = before
    if isinstance(told, Refused):
        said = {told.message, told.description or ""}
        exact = {word.strip().rstrip(".!").casefold() for word in said}
        if told.code in (401, 403) and not knows_it(told) and "api key expired" in exact:
            return True
        clock = told if told.server_time is not None else before
        known_at = told.at if knows_it(told) else None
        may_lag = timedelta(0) if knows_it(told) else timedelta(minutes=5)
    elif isinstance(told, Accepted):
        before = clock = told
    if before is None or clock is None or before.details.expires_at is None:
        return False
    last_known, _ = by_its_clock(before, now)
    if known_at is not None:
        last_known = max(last_known, by_its_clock(clock, known_at)[1])
    expires_at = before.details.expires_at
    if last_known - expires_at >= may_lag:
        return False
    # A refusal's Date header tells whole seconds.
    doubt = timedelta(seconds=clock is told and isinstance(told, Refused))
    return expires_at - by_its_clock(clock, now)[1] <= doubt


@pytest.mark.slow
@pytest.mark.no_cover  # ten thousand examples take twice as long when they are measured
@settings(max_examples=10_000)
@given(
    reply=st.none() | REPLIES,
    earlier=st.none() | REPLIES,
    past=PASTS,
    memory=PASTS,
    record=st.none() | LOOKED_UP,
    now=ANY_MOMENTS,
    warn_before=WARN_BEFORE,
)
def test_expired_is_said_with_proof_and_never_without(  # noqa: PLR0917 - one for each evidence
    reply: Reply | None,
    earlier: Reply | None,
    past: Past,
    memory: Past,
    record: LookedUp | None,
    now: datetime,
    warn_before: tuple[timedelta, ...],
) -> None:
    verdict = judge(
        reply,
        now,
        earlier=earlier,
        past=past,
        memory=memory,
        record=record,
        warn_before=warn_before,
    )
    if reply is None:
        assert verdict.status is KeyStatus.UNCHECKED  # nobody asked, nobody accuses
        return
    told = what_was_told(reply, earlier)
    proven = proves_expiry(told, now, past, memory, record)
    assert (verdict.status is KeyStatus.EXPIRED) == proven


@given(
    reply=REPLIES,
    earlier=REPLIES,
    past=PASTS,
    memory=PASTS,
    record=st.none() | LOOKED_UP,
    now=ANY_MOMENTS,
    warn_before=WARN_BEFORE,
)
def test_no_fault_changes_a_status(  # noqa: PLR0917 - one for each evidence
    reply: Reply,
    earlier: Reply,
    past: Past,
    memory: Past,
    record: LookedUp | None,
    now: datetime,
    warn_before: tuple[timedelta, ...],
) -> None:
    def said(newest: Reply, before: Reply | None = None) -> Verdict:
        return judge(
            newest,
            now,
            earlier=before,
            past=past,
            memory=memory,
            record=record,
            warn_before=warn_before,
        )

    verdict = said(reply, earlier)
    if verdict.fault is None:
        assert verdict == said(reply)
    elif fault_of(earlier) is None:
        assert verdict.status is said(earlier).status
    else:
        proven = proves_expiry(None, now, past, memory)
        assert verdict.status is (KeyStatus.EXPIRED if proven else KeyStatus.UNKNOWN)


@given(
    reply=st.none() | REPLIES,
    earlier=st.none() | REPLIES,
    past=PASTS,
    memory=PASTS,
    now=ANY_MOMENTS,
)
def test_whatever_is_said_rests_on_evidence(
    reply: Reply | None,
    earlier: Reply | None,
    past: Past,
    memory: Past,
    now: datetime,
) -> None:
    verdict = judge(reply, now, earlier=earlier, past=past, memory=memory)
    assert bool(verdict.evidence) == bool(reply or past != NOTHING or memory != NOTHING)
    told = [r for r in (reply, earlier) if r is not None and fault_of(r) is None]
    assert (verdict.checked_at is None) == (reply is None or not told)


@given(
    reply=REPLIES,
    past=PASTS,
    memory=PASTS,
    record=st.none() | LOOKED_UP,
    passed=st.integers(0, 10**7),
    ahead=st.integers(1, 10**7),
    warn_before=WARN_BEFORE,
)
def test_nothing_changes_before_the_clock_changes_it(  # noqa: PLR0917 - one for each evidence
    reply: Reply,
    past: Past,
    memory: Past,
    record: LookedUp | None,
    passed: int,
    ahead: int,
    warn_before: tuple[timedelta, ...],
) -> None:
    try:
        now = reply.at + timedelta(seconds=passed)
        then = now + timedelta(seconds=ahead)
    except OverflowError:
        assume(False)
        raise
    # Where a clock cannot be corrected for one of the moments, nothing is promised.
    for stated in (reply, past.accepted, memory.accepted, record):
        if isinstance(stated, Accepted | Refused | Record):
            assume(not cannot_be_corrected(stated, now) and not cannot_be_corrected(stated, then))
    told = what_was_told(reply, None)
    before = told if isinstance(told, Accepted) else past.accepted or memory.accepted
    change = next_change(told, now, before=before, record=record, warn_before=warn_before)

    def said(moment: datetime) -> tuple[KeyStatus, timedelta | None]:
        verdict = judge(
            reply,
            moment,
            past=Past(told) if isinstance(told, Accepted) else past,
            memory=memory,
            record=record,
            warn_before=warn_before,
        )
        return verdict.status, verdict.ends_within

    if change is None or then < change:
        assert said(then) == said(now)
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
        assert proves_expiry(reply, now)
