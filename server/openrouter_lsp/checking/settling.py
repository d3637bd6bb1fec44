"""Settles with a key's record what OpenRouter's refusal leaves open. Pure."""

from dataclasses import replace
from datetime import datetime

from openrouter_lsp.checking.record import NoRecord, Record
from openrouter_lsp.keys import Evidence, EvidenceSource, Fact, KeyDetails, KeyStatus, Verdict


def settle(verdict: Verdict, record: Record | NoRecord | None, now: datetime) -> Verdict:
    """Return a verdict on a rejected key with what its record adds.

    Args:
        verdict: any; one that is not `rejected` stays as it is.
        record: the key's record, or that an account has none, which proves nothing; None where
            nobody asked.
        now: the moment to judge for, aware, by the clock that dated the record.
    """
    if record is None or verdict.status is not KeyStatus.REJECTED:
        return verdict
    evidence = Evidence(EvidenceSource.RECORD, record.at, Fact.NO_RECORD)
    if isinstance(record, Record):
        evidence = _stated(record, now)
    status = {
        Fact.DISABLED: KeyStatus.DISABLED,
        Fact.EXPIRES_AT: KeyStatus.EXPIRED,
    }.get(evidence.fact, verdict.status)
    details = verdict.details
    if status is KeyStatus.EXPIRED:
        details = KeyDetails(expires_at=evidence.moment)
    return replace(verdict, status=status, details=details, evidence=(*verdict.evidence, evidence))


def _stated(record: Record, now: datetime) -> Evidence:
    """Return what a record states, what ended the key first."""
    expires_at = record.expires_at
    if expires_at is not None and expires_at <= _by_its_clock(record, now):
        return Evidence(EvidenceSource.RECORD, record.at, Fact.EXPIRES_AT, moment=expires_at)
    fact = Fact.DISABLED if record.disabled else Fact.IN_ORDER
    return Evidence(EvidenceSource.RECORD, record.at, fact)


def _by_its_clock(record: Record, now: datetime) -> datetime:
    if record.server_time is None:
        return now
    try:
        return now + (record.server_time - record.at)
    except OverflowError:  # a Date header at the end of time
        return now
