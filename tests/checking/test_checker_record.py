"""When a key's record is looked for, and what is made of a management key that does not serve."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from openrouter_lsp.checking import (
    KeyChecker,
    Memory,
    NoRecord,
    OpenRouterClient,
    Record,
    Unanswered,
    open_checker,
)
from openrouter_lsp.checking.record import LookedUp
from openrouter_lsp.keys import Fact, Fault, Fingerprint, Key, KeyStatus, Verdict
from openrouter_lsp.simulator import Simulator, State
from tests.checking.given import NOW, ManualClock, new_key
from tests.checking.oracle import Oracle


class Records:
    """Stands for the management API: gives its answers in turn, the last one for ever."""

    def __init__(self, *answers: LookedUp) -> None:
        self.answers = list(answers)
        self.asked: list[Fingerprint] = []

    async def find(self, fingerprint: Fingerprint) -> LookedUp:
        self.asked.append(fingerprint)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


async def test_a_record_is_looked_for_anew_whenever_the_key_is_asked_about_anew(
    oracle: Oracle, clock: ManualClock
) -> None:
    records = Records(Unanswered(NOW, Fault.OFFLINE), NoRecord(NOW), Record(NOW, disabled=True))
    checker = KeyChecker(oracle, find_record=records.find, clock=clock)
    key = new_key()
    oracle.answers = [oracle.refuses]
    for status, fact in (
        (KeyStatus.REJECTED, Fact.NOT_ANSWERED),
        (KeyStatus.REJECTED, Fact.NO_RECORD),
        (KeyStatus.DISABLED, Fact.DISABLED),
    ):
        verdict = await checker.check(key)
        assert (verdict.status, verdict.evidence[-1].fact) == (status, fact)
        clock.advance(minutes=14)
        assert await checker.check(key) == verdict  # not before the answer is old
        clock.advance(minutes=1)
    assert records.asked == [key.fingerprint] * 3


async def test_a_record_stays_while_nobody_answers(oracle: Oracle, clock: ManualClock) -> None:
    records = Records(Record(NOW, disabled=True))
    checker = KeyChecker(oracle, find_record=records.find, clock=clock)
    key = new_key()
    oracle.answers = [oracle.refuses, oracle.fails]
    await checker.check(key)
    verdict = await checker.check(key, anew=True)
    assert (verdict.status, verdict.fault) == (KeyStatus.DISABLED, Fault.OFFLINE)
    assert len(records.asked) == 1


async def test_no_record_is_looked_for_where_the_reply_tells_all(
    oracle: Oracle, clock: ManualClock
) -> None:
    records = Records(Record(NOW, disabled=True))
    checker = KeyChecker(oracle, find_record=records.find, clock=clock)
    oracle.answers = [
        oracle.accepts,
        lambda: oracle.refuses(message="API key expired."),
        lambda: oracle.refuses(402, "Insufficient credits"),
        oracle.fails,
    ]
    for _ in range(4):
        await checker.check(new_key())
    assert records.asked == []


async def test_the_expiry_in_a_record_strikes_by_the_clock(
    oracle: Oracle, clock: ManualClock
) -> None:
    records = Records(Record(NOW, disabled=False, expires_at=NOW + timedelta(hours=3)))
    checker = KeyChecker(oracle, find_record=records.find, clock=clock)
    key = new_key()
    oracle.answers = [oracle.refuses]
    assert (await checker.check(key)).status is KeyStatus.REJECTED
    assert checker.next_change() == NOW + timedelta(hours=3)
    clock.advance(hours=3)
    assert checker.known(key.fingerprint).status is KeyStatus.EXPIRED


# The management key


@pytest.fixture
def checker_with(
    client: OpenRouterClient, memory: Memory, clock: ManualClock
) -> Callable[[str], KeyChecker]:
    return lambda text: open_checker(client, memory, management_key=lambda: text, clock=clock)


def told(verdict: Verdict) -> tuple[KeyStatus, Fact, str | None]:
    last = verdict.evidence[-1]
    return verdict.status, last.fact, last.quote


@pytest.mark.parametrize(
    ("state", "quote"),
    [
        (State.VALID, "Only management keys can perform this operation"),
        (State.EXPIRED, "User not found."),
        (State.DELETED, "User not found."),
    ],
)
async def test_a_management_key_that_is_refused_is_told_of(
    sim: Simulator, checker_with: Callable[[str], KeyChecker], state: State, quote: str
) -> None:
    verdict = await checker_with(sim.add(state)).check(Key(sim.add(State.DISABLED)))
    assert told(verdict) == (KeyStatus.REJECTED, Fact.MANAGEMENT_KEY_REFUSED, quote)


@pytest.mark.parametrize("text", ["your-management-key", "sk-or-v1-123", "'quoted'"])
async def test_what_is_no_whole_key_is_told_of_and_not_sent(
    sim: Simulator, checker_with: Callable[[str], KeyChecker], text: str
) -> None:
    verdict = await checker_with(text).check(Key(sim.add(State.DISABLED)))
    assert told(verdict) == (KeyStatus.REJECTED, Fact.MANAGEMENT_KEY_MALFORMED, None)
    assert len(sim.requests) == 1


@pytest.mark.parametrize("text", ["", " \n"])
async def test_without_a_management_key_nothing_is_said_of_one(
    sim: Simulator, checker_with: Callable[[str], KeyChecker], text: str
) -> None:
    verdict = await checker_with(text).check(Key(sim.add(State.DISABLED)))
    assert told(verdict) == (KeyStatus.REJECTED, Fact.REFUSED, "User not found.")


async def test_a_refused_management_key_is_not_asked_about_itself(
    sim: Simulator, checker_with: Callable[[str], KeyChecker]
) -> None:
    text = sim.add(State.DISABLED, management=True)
    verdict = await checker_with(f" {text}\n").check(Key(text))
    assert told(verdict) == (KeyStatus.REJECTED, Fact.REFUSED, "User not found.")
    assert len(sim.requests) == 1
