"""No question while the last answer holds, or while OpenRouter asks to be left alone."""

from datetime import timedelta

import pytest

from openrouter_lsp.checking import (
    KeyChecker,
)
from openrouter_lsp.keys import Fault, KeyStatus
from tests.checking.given import ManualClock, new_key
from tests.checking.oracle import UNKNOWN, VALID, Oracle


async def test_time_to_live(checker: KeyChecker, oracle: Oracle, clock: ManualClock) -> None:
    key = new_key()
    await checker.check(key)
    clock.advance(minutes=14, seconds=59)
    assert checker.is_fresh(key.fingerprint)
    await checker.check(key)
    assert oracle.count() == 1
    clock.advance(seconds=1)
    assert not checker.is_fresh(key.fingerprint)
    assert checker.known(key.fingerprint).status is VALID
    await checker.check(key)
    assert oracle.count() == 2


async def test_asked_anew_while_the_answer_holds(checker: KeyChecker, oracle: Oracle) -> None:
    key = new_key()
    oracle.answers = [oracle.accepts, oracle.refuses]
    await checker.check(key)
    verdict = await checker.check(key, anew=True)
    assert verdict.status is KeyStatus.REJECTED
    assert oracle.count() == 2


async def test_a_fault_holds_for_half_a_minute(
    checker: KeyChecker, oracle: Oracle, clock: ManualClock
) -> None:
    key = new_key()
    oracle.answers = [oracle.fails, oracle.accepts]
    assert (await checker.check(key)).status is UNKNOWN
    clock.advance(seconds=29)
    await checker.check(key)
    assert oracle.count() == 1
    clock.advance(seconds=1)
    assert (await checker.check(key)).status is VALID


async def test_no_time_to_live_asks_every_time(oracle: Oracle, clock: ManualClock) -> None:
    checker = KeyChecker(oracle, clock=clock, max_age=timedelta())
    key = new_key()
    oracle.answers = [oracle.accepts, oracle.fails, oracle.accepts]
    for count in (1, 2, 3):
        await checker.check(key)
        assert oracle.count() == count


async def test_a_fault_keeps_the_earlier_verdict(
    checker: KeyChecker, oracle: Oracle, clock: ManualClock
) -> None:
    key = new_key()
    oracle.answers = [lambda: oracle.accepts(timedelta(days=3)), oracle.fails, oracle.is_busy]
    before = await checker.check(key)
    for fault in (Fault.OFFLINE, Fault.RATE_LIMITED):
        clock.advance(minutes=16)
        verdict = await checker.check(key)
        assert (verdict.status, verdict.fault) == (KeyStatus.EXPIRING, fault)
        assert verdict.details == before.details
        assert verdict.checked_at == before.checked_at
        assert verdict.evidence[1:] == before.evidence


@pytest.mark.parametrize("answer", ["accepts", "fails", "is_busy"])
async def test_an_answer_from_the_future_holds_no_longer(
    checker: KeyChecker, oracle: Oracle, clock: ManualClock, answer: str
) -> None:
    """The clock was wrong when it came, and has been set back since."""
    key = new_key()
    oracle.answers = [getattr(oracle, answer), oracle.accepts]
    await checker.check(key)
    clock.advance(days=-10)
    assert not checker.is_fresh(key.fingerprint)
    await checker.check(key)
    assert oracle.count() == 2
    assert checker.is_fresh(key.fingerprint)


# When OpenRouter asks to be left alone


@pytest.mark.parametrize("anew", [False, True])
async def test_retry_after_is_honoured(
    checker: KeyChecker, oracle: Oracle, clock: ManualClock, anew: bool
) -> None:
    key = new_key()
    oracle.answers = [oracle.is_busy, oracle.accepts]
    verdict = await checker.check(key)
    assert (verdict.status, verdict.fault) == (UNKNOWN, Fault.RATE_LIMITED)
    assert verdict.retry_at == clock() + timedelta(seconds=120)
    clock.advance(seconds=119)
    assert checker.is_held_off(key.fingerprint)
    assert checker.is_fresh(key.fingerprint)
    assert (await checker.check(key, anew=anew)).status is UNKNOWN
    assert oracle.count() == 1
    clock.advance(seconds=1)
    assert not checker.is_held_off(key.fingerprint)
    assert not checker.is_fresh(key.fingerprint)
    assert (await checker.check(key, anew=anew)).status is VALID
    assert not checker.is_held_off(key.fingerprint)


async def test_retry_after_holds_back_the_key_that_it_was_said_of(
    checker: KeyChecker, oracle: Oracle
) -> None:
    oracle.answers = [oracle.is_busy, oracle.accepts]
    busy, other = new_key(), new_key()
    await checker.check(busy)
    assert not checker.is_held_off(other.fingerprint)
    assert (await checker.check(other)).status is VALID
