"""Settles with a key's record what OpenRouter's refusal leaves open. Pure."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from openrouter_lsp.checking.expiry import by_its_clock
from openrouter_lsp.checking.record import LookedUp, NoRecord, Record
from openrouter_lsp.checking.reply import Unanswered
from openrouter_lsp.keys import (
    Evidence,
    EvidenceSource,
    Fact,
    Fault,
    KeyDetails,
    KeyStatus,
    Verdict,
)

_OF_THE_MANAGEMENT_KEY: Final = {
    Fault.MANAGEMENT_KEY: Fact.MANAGEMENT_KEY_REFUSED,
    Fault.MANAGEMENT_KEY_MALFORMED: Fact.MANAGEMENT_KEY_MALFORMED,
}


def settle(verdict: Verdict, record: LookedUp | None, now: datetime) -> Verdict:
    """Return a verdict on a rejected key with what its record adds.

    Args:
        verdict: any; one that is not `rejected` stays as it is.
        record: the key's record; or that an account has none, or did not show it, which proves
            nothing; None where nobody asked.
        now: the moment to judge for, aware, by the clock that dated the record.
    """
    if record is None or verdict.status is not KeyStatus.REJECTED:
        return verdict
    stated = _stated(record, now)
    told = replace(verdict, evidence=(*verdict.evidence, stated))
    if stated.fact is Fact.DISABLED:
        return replace(told, status=KeyStatus.DISABLED)
    if stated.fact is Fact.EXPIRES_AT and stated.moment is not None:
        details = KeyDetails(expires_at=stated.moment)
        return replace(told, status=KeyStatus.EXPIRED, details=details)
    return told


def _stated(record: LookedUp, now: datetime) -> Evidence:
    """Return what a record states, what ended the key first; or why it states nothing."""
    if isinstance(record, NoRecord):
        fact = Fact.NO_RECORD if record.complete else Fact.RECORD_NOT_FOUND
        return Evidence(EvidenceSource.RECORD, record.at, fact)
    if isinstance(record, Unanswered):
        fact = _OF_THE_MANAGEMENT_KEY.get(record.fault, Fact.NOT_ANSWERED)
        return Evidence(EvidenceSource.RECORD, record.at, fact, record.quote)
    expires_at = record.expires_at
    if expires_at is not None and expires_at <= by_its_clock(record, now)[1]:
        return Evidence(EvidenceSource.RECORD, record.at, Fact.EXPIRES_AT, moment=expires_at)
    return Evidence(EvidenceSource.RECORD, record.at, _of_a_living_key(record))


def _of_a_living_key(record: Record) -> Fact:
    if record.disabled:
        return Fact.DISABLED
    if record.is_expiry_unread:
        return Fact.EXPIRES_AT  # at a moment that nobody could read, so not that it is over
    spent = record.limit_remaining is not None and record.limit_remaining <= 0
    return Fact.NOTHING_LEFT if spent else Fact.IN_ORDER
