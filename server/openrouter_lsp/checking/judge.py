"""What may be said of a key, given what was heard. The heart of the product.

`judge` is a pure function, and never claims more than its evidence: a wrong "expired" is the
worst that this program can say, silence about an expired key the second worst.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from openrouter_lsp.checking.expiry import by_its_clock, time_left
from openrouter_lsp.checking.past import NOTHING, Past
from openrouter_lsp.checking.record import LookedUp
from openrouter_lsp.checking.reply import Accepted, Refused, Reply, Unanswered
from openrouter_lsp.checking.settling import settle
from openrouter_lsp.checking.wordings import (
    fault_of,
    is_expired_wording,
    knows_the_key,
    says_expired,
)
from openrouter_lsp.keys import (
    Evidence,
    EvidenceSource,
    Fact,
    KeyDetails,
    KeyStatus,
    Verdict,
)

WARN_BEFORE: Final = (timedelta(days=7), timedelta(days=1), timedelta(hours=1))
"""How long before its expiry a key is warned of, and again, unless a setting says otherwise."""


def judge(  # noqa: PLR0913 - each is evidence of another kind
    reply: Reply | None,
    now: datetime,
    *,
    earlier: Reply | None = None,
    past: Past = NOTHING,
    memory: Past = NOTHING,
    record: LookedUp | None = None,
    warn_before: tuple[timedelta, ...] = WARN_BEFORE,
) -> Verdict:
    """Say what is known of a well-formed key.

    Args:
        reply: the newest reply; None where OpenRouter was never asked.
        now: the moment to judge for, aware, by the clock that dated the replies.
        earlier: the last reply that told something of the key, for the case that the newest
            tells nothing: no status changes on a network fault.
        past: what is kept of this session's replies. An expiry that OpenRouter told, and that
            has passed, is why it does not know the key any more; so is that it once said so.
        memory: the same, remembered from earlier sessions.
        record: the key's record, asked for with a management key after it was refused.
        warn_before: how long before its expiry a key is warned of: from the longest of them on
            it counts as expiring.
    """
    kept = _kept(past, memory)
    if reply is None:
        # Nobody asked: what is remembered is told, and decides nothing.
        return Verdict(KeyStatus.UNCHECKED, evidence=kept.evidence())
    fault = fault_of(reply)
    if fault is None:
        return settle(_judge_answer(reply, now, kept, warn_before), record, now)
    assert not isinstance(reply, Accepted)  # noqa: S101 - for the type checker: it has no fault
    if earlier is None or fault_of(earlier) is not None:
        verdict = _judge_silence(now, kept)
    else:
        verdict = settle(_judge_answer(earlier, now, kept, warn_before), record, now)
    return replace(
        verdict,
        evidence=(_evidence_of_silence(reply), *verdict.evidence),
        fault=fault,
        retry_at=reply.retry_at,
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of earlier replies, and who keeps it."""

    accepted: Accepted | None
    accepted_by: EvidenceSource
    expired: Refused | None
    expired_by: EvidenceSource

    def evidence(self) -> tuple[Evidence, ...]:
        """Return all that it states, newest first."""
        return (*self.of_expired(), *self.of_accepted())

    def of_expired(self) -> tuple[Evidence, ...]:
        """Return that OpenRouter said that the key's time is over, where it did."""
        return (_refusal(self.expired, self.expired_by),) if self.expired else ()

    def of_accepted(self) -> tuple[Evidence, ...]:
        """Return what OpenRouter's description states: the expiry, where it told one."""
        if self.accepted is None:
            return ()
        at, expires_at = self.accepted.at, self.accepted.details.expires_at
        if expires_at is None and not self.accepted.is_expiry_unread:
            return (Evidence(self.accepted_by, at, Fact.ACCEPTED, code=200),)
        return (Evidence(self.accepted_by, at, Fact.EXPIRES_AT, moment=expires_at),)


def _kept(past: Past, memory: Past) -> _Kept:
    """Put together what is kept; what was heard in this session is newer than the memory."""
    heard, remembered = EvidenceSource.OPENROUTER, EvidenceSource.MEMORY
    if past.accepted is not None:
        return _Kept(past.accepted, heard, past.expired, heard)
    if past.expired is not None:
        return _Kept(memory.accepted, remembered, past.expired, heard)
    return _Kept(memory.accepted, remembered, memory.expired, remembered)


def _judge_answer(
    reply: Reply, now: datetime, kept: _Kept, warn_before: tuple[timedelta, ...]
) -> Verdict:
    if isinstance(reply, Accepted):
        return _judge_accepted(reply, now, warn_before)
    if not isinstance(reply, Refused):
        raise TypeError("no answer to judge")
    ended = _expiry_that_has_passed(kept.accepted, reply, now)
    # What it said before: a key's time does not begin again, unless OpenRouter knows it again.
    said = () if says_expired(reply) or knows_the_key(reply) else kept.of_expired()
    if ended or said or says_expired(reply):
        status = KeyStatus.EXPIRED
    elif knows_the_key(reply):
        status = KeyStatus.EXHAUSTED
    else:
        status = KeyStatus.REJECTED
    told = kept.of_accepted() if ended or status is KeyStatus.REJECTED else ()
    evidence = (_refusal(reply), *said, *told)
    return Verdict(status, KeyDetails(expires_at=ended), evidence, checked_at=reply.at)


def _judge_silence(now: datetime, kept: _Kept) -> Verdict:
    """Judge without any answer: time passes all the same."""
    ended = _expiry_that_has_passed(kept.accepted, None, now)
    status = KeyStatus.EXPIRED if ended or kept.expired else KeyStatus.UNKNOWN
    return Verdict(status, KeyDetails(expires_at=ended), kept.evidence())


def _expiry_that_has_passed(
    accepted: Accepted | None, reply: Refused | None, now: datetime
) -> datetime | None:
    """Return the expiry that explains a refusal; None where none does."""
    left = time_left(accepted, reply, now) if accepted else None
    return (
        accepted.details.expires_at
        if accepted and left is not None and left <= timedelta(0)
        else None
    )


def _judge_accepted(reply: Accepted, now: datetime, warn_before: tuple[timedelta, ...]) -> Verdict:
    heard, now = by_its_clock(reply, now)
    details = reply.details
    expires_at = details.expires_at
    evidence = [Evidence(EvidenceSource.OPENROUTER, reply.at, Fact.ACCEPTED, code=200)]
    if expires_at is not None or reply.is_expiry_unread:
        ends = Evidence(EvidenceSource.OPENROUTER, reply.at, Fact.EXPIRES_AT, moment=expires_at)
        evidence.insert(0, ends)
    reached = _warning_reached(expires_at - now, warn_before) if expires_at is not None else None
    if expires_at is not None and heard < expires_at <= now:
        status = KeyStatus.EXPIRED
    elif details.limit_remaining is not None and details.limit_remaining <= 0:
        status = KeyStatus.EXHAUSTED
    elif reached is not None:
        # Also where the expiry had passed when OpenRouter accepted the key: it still works.
        status = KeyStatus.EXPIRING
    else:
        status = KeyStatus.VALID
    return Verdict(
        status,
        details,
        tuple(evidence),
        checked_at=reply.at,
        ends_within=reached if status is KeyStatus.EXPIRING else None,
    )


def _warning_reached(left: timedelta, warn_before: tuple[timedelta, ...]) -> timedelta | None:
    """Return the shortest warning time that is reached, zero being the last; None: none is."""
    return min((early for early in (*warn_before, timedelta(0)) if left <= early), default=None)


def _evidence_of_silence(reply: Refused | Unanswered) -> Evidence:
    if isinstance(reply, Refused):
        return _refusal(reply)
    return Evidence(EvidenceSource.OPENROUTER, reply.at, Fact.NOT_ANSWERED, reply.quote)


def _refusal(reply: Refused, source: EvidenceSource = EvidenceSource.OPENROUTER) -> Evidence:
    quote = reply.message
    if is_expired_wording(reply.description) and not is_expired_wording(quote):
        # Newer replies have it in the WWW-Authenticate header alone, beside the older words.
        quote = f"{quote} ({reply.description})".strip()
    return Evidence(source, reply.at, Fact.REFUSED, quote, reply.code)
