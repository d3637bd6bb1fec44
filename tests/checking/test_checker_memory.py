"""What earlier sessions saw, as the checker uses it."""

import asyncio
from datetime import timedelta

import pytest

from openrouter_lsp.checking import Accepted, KeyChecker, Past, Refused
from openrouter_lsp.keys import EvidenceSource, Fact, Fingerprint, KeyDetails, KeyStatus
from tests.checking.given import NOW, ManualClock, new_key
from tests.checking.oracle import Oracle


class Notes:
    """A memory without a file, that tells when it is used."""

    def __init__(self) -> None:
        self.kept: dict[Fingerprint, Past] = {}
        self.recalls = 0
        self.checker: KeyChecker | None = None
        self.shown_before_it_was_kept: list[KeyStatus] = []

    def remember(self, fingerprint: Fingerprint, origin: str, reply: Accepted | Refused) -> None:
        assert origin == "https://openrouter.ai"
        if self.checker is not None:
            self.shown_before_it_was_kept.append(self.checker.known(fingerprint).status)
        kept = self.kept.get(fingerprint, Past()).after(reply)
        if kept != Past():
            self.kept[fingerprint] = kept

    def recall(self, fingerprint: Fingerprint, origin: str) -> Past:
        assert origin == "https://openrouter.ai"
        self.recalls += 1
        return self.kept.get(fingerprint, Past())


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def remembering(oracle: Oracle, clock: ManualClock, notes: Notes) -> KeyChecker:
    checker = KeyChecker(oracle, memory=notes, clock=clock)
    notes.checker = checker
    return checker


def seen_before(expires_in: timedelta) -> Past:
    """What OpenRouter said ten days ago."""
    return Past(Accepted(NOW - timedelta(days=10), KeyDetails(expires_at=NOW + expires_in)))


async def test_what_is_shown_is_kept_already(remembering: KeyChecker, notes: Notes) -> None:
    keys = [new_key() for _ in range(8)]
    await asyncio.gather(*(remembering.check(key) for key in keys))
    assert set(notes.kept) == {key.fingerprint for key in keys}
    assert notes.shown_before_it_was_kept == [KeyStatus.CHECKING] * 8


async def test_a_refusal_is_not_kept(remembering: KeyChecker, oracle: Oracle, notes: Notes) -> None:
    oracle.answers = [oracle.refuses, oracle.fails]
    for _ in range(2):
        await remembering.check(new_key())
    assert notes.kept == {}


@pytest.mark.parametrize(
    ("expires_in", "status"),
    [(-timedelta(days=1), KeyStatus.EXPIRED), (timedelta(days=1), KeyStatus.REJECTED)],
)
async def test_what_was_kept_explains_a_refusal(
    remembering: KeyChecker,
    oracle: Oracle,
    notes: Notes,
    expires_in: timedelta,
    status: KeyStatus,
) -> None:
    key = new_key()
    notes.kept[key.fingerprint] = seen_before(expires_in)
    oracle.answers = [oracle.refuses]
    assert (await remembering.check(key)).status is status


@pytest.mark.parametrize("answer", ["refuses", "fails"])
async def test_a_remembered_expiry_strikes_by_the_clock(
    remembering: KeyChecker, oracle: Oracle, clock: ManualClock, notes: Notes, answer: str
) -> None:
    key = new_key()
    notes.kept[key.fingerprint] = seen_before(timedelta(hours=3))
    oracle.answers = [getattr(oracle, answer)]
    assert (await remembering.check(key)).status is not KeyStatus.EXPIRED
    assert remembering.next_change() == NOW + timedelta(hours=3)
    clock.advance(hours=3)
    assert remembering.known(key.fingerprint).status is KeyStatus.EXPIRED
    assert remembering.next_change() is None


async def test_what_is_remembered_of_a_key_that_nobody_asks_about(
    remembering: KeyChecker, oracle: Oracle, notes: Notes
) -> None:
    known, unknown = new_key().fingerprint, new_key().fingerprint
    notes.kept[known] = seen_before(-timedelta(days=1))
    for _ in range(2):
        await remembering.recall([known, unknown])
    assert notes.recalls == 2
    (remembered,) = remembering.known(known).evidence
    assert remembering.known(known).status is KeyStatus.UNCHECKED
    assert (remembered.source, remembered.fact) == (EvidenceSource.MEMORY, Fact.EXPIRES_AT)
    assert remembered.moment == NOW - timedelta(days=1)
    assert remembering.known(unknown).evidence == ()
    assert remembering.next_change() is None
    assert oracle.count() == 0


async def test_what_is_forgotten_is_told_no_more(
    remembering: KeyChecker, oracle: Oracle, notes: Notes
) -> None:
    asked, unasked = new_key(), new_key()
    for key in (asked, unasked):
        notes.kept[key.fingerprint] = seen_before(-timedelta(days=1))
    oracle.answers = [oracle.refuses]
    await remembering.check(asked)
    await remembering.recall([unasked.fingerprint])

    remembering.forget()

    assert remembering.known(asked.fingerprint).status is KeyStatus.REJECTED
    assert remembering.known(unasked.fingerprint).evidence == ()


async def test_what_was_heard_in_this_session_is_not_forgotten(
    remembering: KeyChecker, oracle: Oracle, clock: ManualClock
) -> None:
    key = new_key()
    oracle.answers = [lambda: oracle.accepts(timedelta(minutes=5)), oracle.refuses]
    await remembering.check(key)
    remembering.forget()
    clock.advance(minutes=6)
    assert (await remembering.check(key)).status is KeyStatus.EXPIRED
