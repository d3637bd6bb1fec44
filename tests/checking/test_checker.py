"""One question for one key, however many ask, and none while the last answer holds."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from openrouter_lsp.checking import (
    Accepted,
    KeyChecker,
    OpenRouterClient,
    Refused,
    Reply,
    Unanswered,
)
from openrouter_lsp.keys import Fault, Key, KeyDetails, KeyStatus
from openrouter_lsp.simulator import Simulator
from tests.checking.given import ManualClock, new_key

Answers = list[Callable[[], Reply]]

VALID = KeyStatus.VALID
UNKNOWN = KeyStatus.UNKNOWN


class Oracle:
    """Stands for OpenRouter: gives its answers in turn, the last one for ever."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.answers: Answers = [self.accepts]
        self.asked: list[Key] = []
        self.arrivals: asyncio.Queue[Key] = asyncio.Queue()
        self.gate = asyncio.Event()
        self.gate.set()
        self.under_way = 0
        self.peak = 0
        self.closed = False

    async def ask(self, key: Key) -> Reply:
        self.asked.append(key)
        self.under_way += 1
        self.peak = max(self.peak, self.under_way)
        self.arrivals.put_nowait(key)
        try:
            await self.gate.wait()
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            return answer()
        finally:
            self.under_way -= 1

    async def aclose(self) -> None:
        self.closed = True

    def accepts(self, expires_in: timedelta | None = None, ahead: timedelta | None = None) -> Reply:
        now = self.clock()
        return Accepted(
            now,
            KeyDetails(usage=0, expires_at=now + expires_in if expires_in else None),
            now + ahead if ahead else None,
        )

    def refuses(self, code: int = 401, message: str = "User not found.", wait: int = 0) -> Reply:
        now = self.clock()
        retry_at = now + timedelta(seconds=wait) if wait else None
        return Refused(now, code, message, retry_at=retry_at)

    def fails(self) -> Reply:
        return Unanswered(self.clock(), Fault.OFFLINE)

    def overlooks(self) -> Reply:
        return self.refuses(message="No auth credentials found")

    def is_busy(self) -> Reply:
        return self.refuses(429, "Rate limit exceeded", wait=120)

    def count(self) -> int:
        return len(self.asked)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def oracle(clock: ManualClock) -> Oracle:
    return Oracle(clock)


@pytest.fixture
def checker(oracle: Oracle, clock: ManualClock) -> KeyChecker:
    return KeyChecker(
        oracle, clock=clock, max_age=timedelta(minutes=15), warn_before=timedelta(days=7)
    )


async def test_an_answer_is_kept(checker: KeyChecker, oracle: Oracle) -> None:
    key = new_key()
    assert checker.known(key.fingerprint).status is KeyStatus.UNCHECKED
    assert not checker.is_fresh(key.fingerprint)

    verdict = await checker.check(key)

    assert verdict.status is VALID
    assert checker.known(key.fingerprint) == verdict
    assert checker.is_fresh(key.fingerprint)
    assert oracle.asked == [key]


# One question at a time


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


# How long an answer holds


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


# When a key's time ends meanwhile


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
    assert moments == [timedelta(days=2), timedelta(days=3), timedelta(days=9)]


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


# The end


async def test_closing_gives_up_what_is_under_way(checker: KeyChecker, oracle: Oracle) -> None:
    key = new_key()
    oracle.gate.clear()
    caller = asyncio.create_task(checker.check(key))
    await oracle.arrivals.get()
    await checker.aclose()
    with pytest.raises(asyncio.CancelledError):
        await caller
    assert oracle.under_way == 0
    assert oracle.closed
    assert checker.known(key.fingerprint).status is KeyStatus.UNCHECKED


async def test_a_client_that_breaks_does_not_break_the_next_check(
    checker: KeyChecker, oracle: Oracle
) -> None:
    def breaks() -> Reply:
        raise RuntimeError("broken")

    key = new_key()
    oracle.answers = [breaks, oracle.accepts]
    with pytest.raises(RuntimeError, match="broken"):
        await checker.check(key)
    assert checker.known(key.fingerprint).status is KeyStatus.UNCHECKED
    assert (await checker.check(key)).status is VALID


async def test_no_key_is_kept(checker: KeyChecker) -> None:
    key = new_key()
    await checker.check(key)
    kept = repr({name: vars(checker)[name] for name in ("_heard", "_flights")})
    assert "Key(" not in kept
    assert key.reveal() not in kept
