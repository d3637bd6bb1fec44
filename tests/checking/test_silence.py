"""Where nobody answers, a hundred keys do not each wait for it."""

import asyncio

import pytest

from openrouter_lsp.checking import KeyChecker, Reply, Unanswered
from openrouter_lsp.checking.silence import GIVES_UP_AFTER
from openrouter_lsp.keys import Fault, KeyStatus
from tests.checking.given import ManualClock, new_key
from tests.checking.oracle import Oracle


async def check(checker: KeyChecker, keys: int, expected: dict[Fault | None, int]) -> None:
    """How many of so many keys, asked about at once, come to which fault."""
    verdicts = await asyncio.gather(*(checker.check(new_key()) for _ in range(keys)))
    faults = [verdict.fault for verdict in verdicts]
    assert {fault: faults.count(fault) for fault in faults} == expected


def silent(oracle: Oracle, fault: Fault) -> Reply:
    return Unanswered(oracle.clock(), fault)


@pytest.mark.parametrize("fault", [Fault.TIMEOUT, Fault.OFFLINE, Fault.PROXY, Fault.TLS])
async def test_the_rest_is_given_up(checker: KeyChecker, oracle: Oracle, fault: Fault) -> None:
    oracle.answers = [lambda: silent(oracle, fault)]
    await check(checker, 100, {fault: GIVES_UP_AFTER, Fault.GIVEN_UP: 100 - GIVES_UP_AFTER})
    assert oracle.count() == GIVES_UP_AFTER


async def test_a_key_that_was_given_up_is_not_judged(checker: KeyChecker, oracle: Oracle) -> None:
    oracle.answers = [oracle.fails]
    keys = [new_key() for _ in range(20)]
    verdicts = await asyncio.gather(*(checker.check(key) for key in keys))
    assert {verdict.status for verdict in verdicts} == {KeyStatus.UNKNOWN}


async def test_a_later_try_is_a_new_one(checker: KeyChecker, oracle: Oracle) -> None:
    oracle.answers = [oracle.fails]
    await check(checker, 20, {Fault.OFFLINE: 4, Fault.GIVEN_UP: 16})
    oracle.answers = [oracle.accepts]
    await check(checker, 20, {None: 20})
    # What came of earlier tries is not counted with this one.
    oracle.answers = [oracle.fails]
    for _ in range(3):
        await check(checker, 1, {Fault.OFFLINE: 1})
    oracle.answers = [oracle.fails, oracle.accepts]
    await check(checker, 20, {Fault.OFFLINE: 1, None: 19})


async def test_a_given_up_key_is_asked_about_when_it_is_checked_again(
    checker: KeyChecker, oracle: Oracle, clock: ManualClock
) -> None:
    oracle.answers = [oracle.fails]
    keys = [new_key() for _ in range(20)]
    verdicts = await asyncio.gather(*(checker.check(key) for key in keys))
    given_up = keys[[verdict.fault for verdict in verdicts].index(Fault.GIVEN_UP)]
    oracle.answers = [oracle.accepts]
    assert (await checker.check(given_up, anew=True)).status is KeyStatus.VALID
    clock.advance(seconds=30)
    assert {(await checker.check(key)).status for key in keys} == {KeyStatus.VALID}


@pytest.mark.parametrize("fault", [Fault.RATE_LIMITED, Fault.SERVER_ERROR, Fault.NOT_OPENROUTER])
async def test_whoever_answers_is_asked(checker: KeyChecker, oracle: Oracle, fault: Fault) -> None:
    oracle.answers = [lambda: silent(oracle, fault)]
    await check(checker, 20, {fault: 20})


async def test_an_answer_between_ends_the_row(checker: KeyChecker, oracle: Oracle) -> None:
    row = [oracle.fails] * (GIVES_UP_AFTER - 1)
    oracle.answers = [*row, oracle.accepts, *row, oracle.accepts]
    await check(checker, 20, {Fault.OFFLINE: len(row) * 2, None: 20 - len(row) * 2})
