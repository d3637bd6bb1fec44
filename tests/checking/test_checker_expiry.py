"""A key's time ends while its answer is kept."""

from datetime import timedelta

import pytest

from openrouter_lsp.checking import (
    KeyChecker,
)
from openrouter_lsp.keys import Fault, KeyStatus
from tests.checking.given import ManualClock, new_key
from tests.checking.oracle import Oracle


@pytest.mark.parametrize("ahead", [timedelta(), timedelta(hours=2), timedelta(hours=-2)])
async def test_the_clock_ends_a_key_without_a_request(
    checker: KeyChecker, oracle: Oracle, clock: ManualClock, ahead: timedelta
) -> None:
    key = new_key()
    lifetime = timedelta(minutes=5)
    oracle.answers = [
        lambda: oracle.accepts(lifetime + ahead, ahead),
        lambda: oracle.refuses(message="API key expired."),
    ]
    await checker.check(key)
    clock.advance(minutes=4, seconds=59)
    assert checker.known(key.fingerprint).status is KeyStatus.EXPIRING
    assert checker.is_fresh(key.fingerprint)
    clock.advance(seconds=1)
    assert checker.known(key.fingerprint).status is KeyStatus.EXPIRED
    assert not checker.is_fresh(key.fingerprint)
    assert oracle.count() == 1
    # OpenRouter confirms, and its word holds.
    verdict = await checker.check(key)
    assert verdict.status is KeyStatus.EXPIRED
    assert verdict.evidence[0].quote == "API key expired."
    assert checker.is_fresh(key.fingerprint)
    assert oracle.count() == 2


async def test_the_next_change_is_the_first_of_any_key(
    checker: KeyChecker, oracle: Oracle, clock: ManualClock
) -> None:
    assert checker.next_change() is None
    start = clock()
    oracle.answers = [
        oracle.accepts,
        lambda: oracle.accepts(timedelta(days=3)),
        lambda: oracle.accepts(timedelta(days=9)),
        oracle.refuses,
        oracle.fails,
    ]
    for _ in range(5):
        await checker.check(new_key())
    moments = []
    while moment := checker.next_change():
        moments.append(moment - start)
        clock.now = moment
    day, hour = timedelta(days=1), timedelta(hours=1)
    assert moments == [2 * day, 3 * day - hour, 3 * day, 8 * day, 9 * day - hour, 9 * day]


async def test_a_key_that_outlives_its_time_is_not_asked_about_without_end(
    checker: KeyChecker, oracle: Oracle, clock: ManualClock
) -> None:
    key = new_key()
    oracle.answers = [lambda: oracle.accepts(timedelta(minutes=-5))]
    assert (await checker.check(key)).status is KeyStatus.EXPIRING
    clock.advance(minutes=1)
    await checker.check(key)
    assert oracle.count() == 1


async def test_a_refusal_after_the_end_is_explained(
    checker: KeyChecker, oracle: Oracle, clock: ManualClock
) -> None:
    key = new_key()
    oracle.answers = [
        lambda: oracle.accepts(timedelta(minutes=5)),
        oracle.fails,
        oracle.refuses,
        oracle.fails,
    ]
    before = await checker.check(key)
    for _ in range(3):
        clock.advance(minutes=16)
        verdict = await checker.check(key)
        assert verdict.status is KeyStatus.EXPIRED
        assert verdict.details.expires_at == before.details.expires_at
    assert oracle.count() == 4


async def test_a_refusal_before_the_end_is_not(
    checker: KeyChecker, oracle: Oracle, clock: ManualClock
) -> None:
    key = new_key()
    oracle.answers = [lambda: oracle.accepts(timedelta(days=5)), oracle.refuses]
    await checker.check(key)
    assert (await checker.check(key, anew=True)).status is KeyStatus.REJECTED


async def test_a_fault_after_the_end_leaves_it_expired(
    checker: KeyChecker, oracle: Oracle, clock: ManualClock
) -> None:
    key = new_key()
    oracle.answers = [lambda: oracle.accepts(timedelta(minutes=5)), oracle.fails]
    await checker.check(key)
    clock.advance(minutes=6)
    verdict = await checker.check(key)
    assert (verdict.status, verdict.fault) == (KeyStatus.EXPIRED, Fault.OFFLINE)
    assert checker.is_fresh(key.fingerprint)
