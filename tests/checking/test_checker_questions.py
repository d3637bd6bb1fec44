"""One question for one key, however many ask."""

import asyncio

import pytest

from openrouter_lsp.checking import (
    KeyChecker,
    OpenRouterClient,
)
from openrouter_lsp.keys import Fault, Key, KeyStatus
from openrouter_lsp.simulator import Simulator
from tests.checking.given import ManualClock, new_key
from tests.checking.oracle import UNKNOWN, VALID, Oracle


async def test_an_answer_is_kept(checker: KeyChecker, oracle: Oracle) -> None:
    key = new_key()
    assert checker.known(key.fingerprint).status is KeyStatus.UNCHECKED
    assert not checker.is_fresh(key.fingerprint)

    verdict = await checker.check(key)

    assert verdict.status is VALID
    assert checker.known(key.fingerprint) == verdict
    assert checker.is_fresh(key.fingerprint)
    assert oracle.asked == [key]


async def test_callers_at_the_same_time_share_one_question(
    checker: KeyChecker, oracle: Oracle
) -> None:
    key = new_key()
    oracle.gate.clear()
    callers = [asyncio.create_task(checker.check(key, anew=n % 2 == 0)) for n in range(10)]
    await oracle.arrivals.get()
    assert checker.known(key.fingerprint).status is KeyStatus.CHECKING
    oracle.gate.set()
    verdicts = await asyncio.gather(*callers)
    assert [verdict.status for verdict in verdicts] == [VALID] * 10
    assert oracle.count() == 1


async def test_what_was_known_holds_while_it_is_asked_again(
    checker: KeyChecker, oracle: Oracle
) -> None:
    key = new_key()
    await checker.check(key)
    oracle.gate.clear()
    caller = asyncio.create_task(checker.check(key, anew=True))
    await oracle.arrivals.get()
    await oracle.arrivals.get()
    assert checker.known(key.fingerprint).status is VALID
    oracle.gate.set()
    await caller


async def test_a_cancelled_caller_takes_nothing_from_the_others(
    checker: KeyChecker, oracle: Oracle
) -> None:
    key = new_key()
    oracle.gate.clear()
    first, second = (asyncio.create_task(checker.check(key)) for _ in range(2))
    await oracle.arrivals.get()
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    oracle.gate.set()
    assert (await second).status is VALID
    assert oracle.count() == 1


async def test_an_answer_that_nobody_waits_for_is_kept(checker: KeyChecker, oracle: Oracle) -> None:
    key = new_key()
    oracle.gate.clear()
    caller = asyncio.create_task(checker.check(key))
    await oracle.arrivals.get()
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    oracle.gate.set()
    assert (await checker.check(key)).status is VALID
    assert oracle.count() == 1


async def test_four_questions_at_once_and_no_more(checker: KeyChecker, oracle: Oracle) -> None:
    oracle.gate.clear()
    keys = [new_key() for _ in range(12)]
    callers = [asyncio.create_task(checker.check(key)) for key in keys]
    for _ in range(4):
        await oracle.arrivals.get()
    await asyncio.sleep(0)
    assert oracle.count() == 4
    assert {checker.known(key.fingerprint).status for key in keys} == {KeyStatus.CHECKING}
    oracle.gate.set()
    verdicts = await asyncio.gather(*callers)
    assert {verdict.status for verdict in verdicts} == {VALID}
    assert oracle.peak == 4
    assert oracle.count() == 12


async def test_one_request_for_a_key_and_four_for_many_over_http(clock: ManualClock) -> None:
    with Simulator(clock=clock) as sim:
        client = OpenRouterClient(sim.base_url, timeout=10, clock=clock)
        checker = KeyChecker(client, clock=clock)
        keys = [Key(sim.add()) for _ in range(6)]
        with sim.hold():
            callers = [asyncio.create_task(checker.check(key)) for key in keys for _ in range(5)]
            await asyncio.to_thread(sim.wait_for_requests, 4)
        await asyncio.gather(*callers)
        asked = [request.fingerprint for request in sim.requests]
        assert sorted(map(str, asked)) == sorted(str(key.fingerprint) for key in keys)
        assert sim.peak_parallel == 4
        await checker.aclose()


# The one retry


@pytest.mark.parametrize(
    "message",
    [
        "No auth credentials found",
        "No cookie auth credentials found",
        "Missing Authentication header",
    ],
)
async def test_a_key_that_was_overlooked_is_sent_once_more(
    checker: KeyChecker, oracle: Oracle, message: str
) -> None:
    oracle.answers = [lambda: oracle.refuses(message=message), oracle.accepts]
    verdict = await checker.check(new_key())
    assert (verdict.status, verdict.fault) == (VALID, None)
    assert oracle.count() == 2


async def test_it_is_not_sent_a_third_time(checker: KeyChecker, oracle: Oracle) -> None:
    oracle.answers = [oracle.overlooks]
    verdict = await checker.check(new_key())
    assert (verdict.status, verdict.fault) == (UNKNOWN, Fault.NO_CREDENTIALS_SEEN)
    assert oracle.count() == 2


async def test_nothing_else_is_sent_twice(checker: KeyChecker, oracle: Oracle) -> None:
    for answer in (oracle.refuses, oracle.fails, oracle.is_busy, oracle.accepts):
        oracle.asked.clear()
        oracle.answers = [answer]
        await checker.check(new_key())
        assert oracle.count() == 1
