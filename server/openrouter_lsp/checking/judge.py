"""What may be said of a key, given what was heard. The heart of the product.

`judge` is a pure function, and never claims more than its evidence: a wrong "expired" is the
worst that this program can say, silence about an expired key the second worst.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from openrouter_lsp.checking.expiry import by_its_clock, time_left
from openrouter_lsp.checking.record import LookedUp
from openrouter_lsp.checking.reply import Accepted, Refused, Reply, Unanswered
from openrouter_lsp.checking.settling import settle
from openrouter_lsp.keys import (
    Evidence,
    EvidenceSource,
    Fact,
    Fault,
    KeyDetails,
    KeyStatus,
    Verdict,
)

WARN_BEFORE: Final = (timedelta(days=7), timedelta(days=1), timedelta(hours=1))
"""How long before its expiry a key is warned of, and again, unless a setting says otherwise."""

_SAYS_EXPIRED: Final = frozenset({"api key expired"})
_SAYS_NO_KEY_CAME: Final = frozenset(
    {
        "missing authentication header",
        "no auth credentials found",
        "no cookie auth credentials found",
    }
)
_SAYS_LIMIT_REACHED: Final = "key limit exceeded"
_PASSING_SHORTAGE: Final = "openrouter_in_flight_budget"


def judge(  # noqa: PLR0913 - each is evidence of another kind
    reply: Reply | None,
    now: datetime,
    *,
    earlier: Reply | None = None,
    accepted: Accepted | None = None,
    memory: Accepted | None = None,
    record: LookedUp | None = None,
    warn_before: tuple[timedelta, ...] = WARN_BEFORE,
) -> Verdict:
    """Say what is known of a well-formed key.

    Args:
        reply: the newest reply; None where OpenRouter was never asked.
        now: the moment to judge for, aware, by the clock that dated the replies.
        earlier: the last reply that told something of the key, for the case that the newest
            tells nothing: no status changes on a network fault.
        accepted: the last reply that described the key. An expiry that it told, and that has
            passed, is why OpenRouter does not know the key any more.
        memory: the same, remembered from an earlier session.
        record: the key's record, asked for with a management key after it was refused.
        warn_before: how long before its expiry a key is warned of: from the longest of them on
            it counts as expiring.
    """
    past = _Past(accepted, EvidenceSource.OPENROUTER) if accepted else None
    if past is None and memory is not None:
        past = _Past(memory, EvidenceSource.MEMORY)
    if reply is None:
        # Nobody asked: what is remembered is told, and decides nothing.
        return Verdict(KeyStatus.UNCHECKED, evidence=past.evidence() if past else ())
    fault = fault_of(reply)
    if fault is None:
        return settle(_judge_answer(reply, now, past, warn_before), record, now)
    assert not isinstance(reply, Accepted)  # noqa: S101 - for the type checker: it has no fault
    if earlier is None or fault_of(earlier) is not None:
        verdict = _judge_silence(now, past)
    else:
        verdict = settle(_judge_answer(earlier, now, past, warn_before), record, now)
    return replace(
        verdict,
        evidence=(_evidence_of_silence(reply), *verdict.evidence),
        fault=fault,
        retry_at=reply.retry_at,
    )


def fault_of(reply: Reply) -> Fault | None:
    """Return why a reply tells nothing of the key; None where it tells something."""
    if isinstance(reply, Unanswered):
        return reply.fault
    return _fault_of_refusal(reply) if isinstance(reply, Refused) else None


def _fault_of_refusal(reply: Refused) -> Fault | None:
    if reply.code == 401:
        return Fault.NO_CREDENTIALS_SEEN if _plain(reply.message) in _SAYS_NO_KEY_CAME else None
    if reply.code == 402:
        return Fault.RATE_LIMITED if reply.limit_source == _PASSING_SHORTAGE else None
    if reply.code == 403:
        limit_reached = _plain(reply.message).startswith(_SAYS_LIMIT_REACHED)
        return None if limit_reached else Fault.FORBIDDEN
    return Fault.RATE_LIMITED if reply.code == 429 else Fault.SERVER_ERROR


def is_worth_a_second_try(reply: Reply) -> bool:
    """Whether to ask once more at once: OpenRouter has at times overlooked a good key."""
    return fault_of(reply) is Fault.NO_CREDENTIALS_SEEN


@dataclass(frozen=True, slots=True)
class _Past:
    """A reply of the past that described the key, and who keeps it."""

    accepted: Accepted
    source: EvidenceSource

    def evidence(self) -> tuple[Evidence, ...]:
        """Return what it states: the expiry, where it told one that can be read."""
        expires_at = self.accepted.details.expires_at
        if expires_at is None and not self.accepted.is_expiry_unread:
            return (Evidence(self.source, self.accepted.at, Fact.ACCEPTED, code=200),)
        return (Evidence(self.source, self.accepted.at, Fact.EXPIRES_AT, moment=expires_at),)


def _judge_answer(
    reply: Reply, now: datetime, past: _Past | None, warn_before: tuple[timedelta, ...]
) -> Verdict:
    if isinstance(reply, Accepted):
        return _judge_accepted(reply, now, warn_before)
    if not isinstance(reply, Refused):
        raise TypeError("no answer to judge")
    ended = _expiry_that_has_passed(past.accepted, reply, now) if past else None
    if ended or (reply.code == 401 and _says_expired(reply)):
        status = KeyStatus.EXPIRED
    elif reply.code in (402, 403):
        status = KeyStatus.EXHAUSTED
    else:
        status = KeyStatus.REJECTED
    refusal = Evidence(
        EvidenceSource.OPENROUTER, reply.at, Fact.REFUSED, quote=reply.message, code=reply.code
    )
    told = past.evidence() if past and (ended or status is KeyStatus.REJECTED) else ()
    return Verdict(status, KeyDetails(expires_at=ended), (refusal, *told), checked_at=reply.at)


def _judge_silence(now: datetime, past: _Past | None) -> Verdict:
    """Judge without any answer: time passes all the same."""
    if past is None:
        return Verdict(KeyStatus.UNKNOWN)
    ended = _expiry_that_has_passed(past.accepted, None, now)
    if ended is None:
        return Verdict(KeyStatus.UNKNOWN, evidence=past.evidence())
    return Verdict(KeyStatus.EXPIRED, KeyDetails(expires_at=ended), past.evidence())


def _expiry_that_has_passed(
    accepted: Accepted, reply: Refused | None, now: datetime
) -> datetime | None:
    """Return the expiry that explains a refusal; None where none does."""
    left = time_left(accepted, reply, now)
    return accepted.details.expires_at if left is not None and left <= timedelta(0) else None


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
        return Evidence(
            EvidenceSource.OPENROUTER, reply.at, Fact.REFUSED, reply.message, reply.code
        )
    return Evidence(EvidenceSource.OPENROUTER, reply.at, Fact.NOT_ANSWERED, reply.quote)


def _says_expired(reply: Refused) -> bool:
    return _plain(reply.message) in _SAYS_EXPIRED or (
        reply.description is not None and _plain(reply.description) in _SAYS_EXPIRED
    )


def _plain(message: str) -> str:
    return message.strip().rstrip(".!").casefold()
