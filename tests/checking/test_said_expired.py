"""That OpenRouter once said that a key has expired holds, whatever words it finds later."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from openrouter_lsp.checking import Accepted, KeyChecker, Past, Refused, Reply, Unanswered, judge
from openrouter_lsp.checking.memory import KEPT_FOR, Memory
from openrouter_lsp.checking.past import NOTHING
from openrouter_lsp.keys import EvidenceSource, Fault, KeyDetails, KeyStatus
from tests.checking.given import NOW, ManualClock, new_key
from tests.checking.judging import refusal
from tests.checking.memory_given import ACCEPTED, HERE, PRINT
from tests.checking.oracle import Oracle

MINUTE = timedelta(minutes=1)

EXPIRED = refusal(message="API key expired.")
UNKNOWN = refusal()
KNOWN = refusal(code=402, message="Insufficient credits")
LIMIT = refusal(code=403, message="Key limit exceeded (total limit).")
BUSY = refusal(code=429, message="Rate limit exceeded")
GOOD = Accepted(NOW, KeyDetails())
OFFLINE = Unanswered(NOW, Fault.OFFLINE)


def check(replies: list[Reply], expected: KeyStatus, memory: Past = NOTHING) -> None:
    """What is said after replies that came one after the other."""
    past, telling = NOTHING, None
    for reply in replies[:-1]:
        past, memory = past.after(reply), memory.after(reply)
        telling = telling if isinstance(reply, Unanswered) else reply
    newest = replies[-1]
    past, memory = past.after(newest), memory.after(newest)
    assert judge(newest, NOW, earlier=telling, past=past, memory=memory).status is expected


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        ([EXPIRED, UNKNOWN], KeyStatus.EXPIRED),
        ([EXPIRED, UNKNOWN, refusal(message="Whatever comes next year")], KeyStatus.EXPIRED),
        ([EXPIRED, BUSY], KeyStatus.EXPIRED),
        ([EXPIRED, OFFLINE, UNKNOWN], KeyStatus.EXPIRED),
        ([EXPIRED, refusal(code=403, message="No")], KeyStatus.EXPIRED),
        ([refusal(code=403, message="API key expired."), UNKNOWN], KeyStatus.EXPIRED),
        ([refusal(description="API key expired"), UNKNOWN], KeyStatus.EXPIRED),
        # A key that OpenRouter knows again has not expired; what it is told then is new.
        ([EXPIRED, GOOD], KeyStatus.VALID),
        ([EXPIRED, GOOD, UNKNOWN], KeyStatus.REJECTED),
        ([EXPIRED, KNOWN], KeyStatus.EXHAUSTED),
        ([EXPIRED, LIMIT, UNKNOWN], KeyStatus.REJECTED),
        ([EXPIRED, GOOD, EXPIRED, UNKNOWN], KeyStatus.EXPIRED),
        ([UNKNOWN, UNKNOWN], KeyStatus.REJECTED),
        ([refusal(code=500, message="API key expired."), UNKNOWN], KeyStatus.REJECTED),
    ],
)
def test_what_it_said_before(replies: list[Reply], expected: KeyStatus) -> None:
    check(replies, expected)


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        ([UNKNOWN], KeyStatus.EXPIRED),
        ([OFFLINE], KeyStatus.EXPIRED),
        ([KNOWN], KeyStatus.EXHAUSTED),
        ([KNOWN, UNKNOWN], KeyStatus.REJECTED),
        ([GOOD, UNKNOWN], KeyStatus.REJECTED),
    ],
)
def test_what_is_remembered_of_that(replies: list[Reply], expected: KeyStatus) -> None:
    check(replies, expected, memory=Past(expired=EXPIRED))


def test_it_is_told_as_evidence_with_its_date() -> None:
    said = Refused(NOW - 3 * MINUTE, 401, "API key expired.")
    for past, memory, source in (
        (Past(expired=said), NOTHING, EvidenceSource.OPENROUTER),
        (NOTHING, Past(expired=said), EvidenceSource.MEMORY),
    ):
        refused, before = judge(UNKNOWN, NOW, past=past, memory=memory).evidence
        assert (refused.source, refused.quote) == (EvidenceSource.OPENROUTER, "User not found.")
        assert (before.source, before.at, before.quote) == (source, said.at, "API key expired.")
        (unasked,) = judge(None, NOW, past=past, memory=memory).evidence
        assert unasked == before


# In the file


def remembered(memory: Memory, *replies: Accepted | Refused) -> Past:
    for reply in replies:
        memory.remember(PRINT, HERE, reply)
    return memory.recall(PRINT, HERE)


SAID = Refused(NOW, 401, "User not found.", "API key expired", server_time=NOW - MINUTE)


def test_it_is_known_to_the_next_session(memory: Memory, start: Callable[[], Memory]) -> None:
    remembered(memory, SAID)
    assert start().recall(PRINT, HERE) == Past(expired=SAID)
    assert remembered(start(), ACCEPTED) == Past(ACCEPTED)


@pytest.mark.parametrize("later", [ACCEPTED, KNOWN, LIMIT])
def test_a_key_that_is_known_again_has_not_expired(
    memory: Memory, later: Accepted | Refused
) -> None:
    assert remembered(memory, SAID, later).expired is None


@pytest.mark.parametrize("later", [UNKNOWN, BUSY])
def test_other_refusals_leave_it(memory: Memory, later: Refused) -> None:
    assert remembered(memory, ACCEPTED, SAID, later) == Past(ACCEPTED, SAID)


def test_who_writes_last_does_not_win(memory: Memory) -> None:
    """By OpenRouter's clock, for the one of this machine may have been set meanwhile."""
    heard_later = Accepted(NOW - MINUTE, KeyDetails(), server_time=NOW)
    assert remembered(memory, heard_later, SAID) == Past(heard_later)
    late = Refused(NOW, 401, "API key expired.", server_time=NOW + MINUTE)
    assert remembered(memory, late, heard_later) == Past(heard_later, late)


def test_what_was_written_while_a_clock_was_wrong_gives_way(memory: Memory) -> None:
    ahead = NOW + timedelta(days=400)
    assert remembered(memory, Refused(ahead, 401, "API key expired."), ACCEPTED) == Past(ACCEPTED)
    accepted_ahead = Accepted(ahead, KeyDetails())
    assert remembered(memory, accepted_ahead, EXPIRED).expired == EXPIRED


def test_a_refusal_alone_makes_no_file(memory: Memory, memory_path: Path) -> None:
    assert remembered(memory, UNKNOWN, KNOWN) == NOTHING
    assert not memory_path.exists()
    remembered(memory, SAID)
    assert memory.forget() == 1
    assert remembered(memory) == NOTHING


def test_it_goes_after_a_year(
    memory: Memory, start: Callable[[], Memory], clock: ManualClock
) -> None:
    remembered(memory, SAID)
    clock.now = NOW + KEPT_FOR + MINUTE
    later = start()
    later.remember(new_key().fingerprint, HERE, Accepted(clock.now, KeyDetails()))
    assert later.recall(PRINT, HERE) == NOTHING


# Through the checker


async def test_a_session_and_the_next_one(
    oracle: Oracle, clock: ManualClock, start: Callable[[], Memory]
) -> None:
    key = new_key()
    oracle.answers = [lambda: oracle.refuses(message="API key expired."), oracle.refuses]
    for _ in range(2):
        checker = KeyChecker(oracle, memory=start(), clock=clock)
        for _ in range(2):
            clock.advance(minutes=1)
            assert (await checker.check(key, anew=True)).status is KeyStatus.EXPIRED
    oracle.answers = [oracle.accepts, oracle.refuses]
    checker = KeyChecker(oracle, memory=start(), clock=clock)
    assert (await checker.check(key, anew=True)).status is KeyStatus.VALID
    assert (await checker.check(key, anew=True)).status is KeyStatus.REJECTED
    checker = KeyChecker(oracle, memory=start(), clock=clock)
    assert (await checker.check(key)).status is KeyStatus.REJECTED


async def test_a_key_that_was_accepted_just_after_its_time(
    oracle: Oracle, clock: ManualClock, start: Callable[[], Memory]
) -> None:
    key = new_key()
    oracle.answers = [lambda: oracle.accepts(timedelta(seconds=-2)), oracle.refuses]
    checker = KeyChecker(oracle, memory=start(), clock=clock)
    assert (await checker.check(key)).status is KeyStatus.EXPIRING
    clock.advance(seconds=1)
    assert (await checker.check(key, anew=True)).status is KeyStatus.EXPIRED
    checker = KeyChecker(oracle, memory=start(), clock=clock)
    assert (await checker.check(key)).status is KeyStatus.EXPIRED


async def test_a_clock_that_was_ahead_in_an_earlier_session(
    oracle: Oracle, clock: ManualClock, start: Callable[[], Memory]
) -> None:
    """Ten minutes: by this machine's clock the key was accepted after its time, and was not."""
    key = new_key()
    behind = timedelta(minutes=-10)
    oracle.answers = [lambda: oracle.accepts(timedelta(minutes=-6), behind), oracle.refuses]
    await KeyChecker(oracle, memory=start(), clock=clock).check(key)
    clock.advance(minutes=5)
    verdict = await KeyChecker(oracle, memory=start(), clock=clock).check(key)
    assert verdict.status is KeyStatus.EXPIRED
