"""When the clock alone changes what is said of a key."""

from datetime import timedelta

import pytest

from openrouter_lsp.checking import WARN_BEFORE, Accepted, NoRecord, Record, Refused
from openrouter_lsp.checking.expiry import next_change
from openrouter_lsp.checking.record import LookedUp
from openrouter_lsp.keys import KeyDetails
from tests.checking.given import NOW
from tests.checking.judging import refusal

DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)


def accepted(expires_in: timedelta | None, ahead: timedelta = timedelta()) -> Accepted:
    """What OpenRouter said just now; its clock may be ahead of this machine's."""
    expires_at = None if expires_in is None else NOW + ahead + expires_in
    return Accepted(NOW, KeyDetails(usage=0, expires_at=expires_at), NOW + ahead)


def check(  # noqa: PLR0917 - what `next_change` looks at
    expected: timedelta | None,
    told: Accepted | Refused | None,
    later: timedelta = timedelta(),
    before: Accepted | None = None,
    record: LookedUp | None = None,
    warn_before: tuple[timedelta, ...] = WARN_BEFORE,
) -> None:
    moment = next_change(
        told,
        NOW + later,
        before=told if isinstance(told, Accepted) else before,
        record=record,
        warn_before=warn_before,
    )
    assert moment == (None if expected is None else NOW + expected)


@pytest.mark.parametrize("ahead", [timedelta(), 3 * DAY, -3 * DAY])
@pytest.mark.parametrize(
    ("expires_in", "later", "changes_in"),
    [
        (None, 0 * DAY, None),
        (30 * DAY, 0 * DAY, 23 * DAY),
        (30 * DAY, 23 * DAY, 29 * DAY),
        (30 * DAY, 29 * DAY, 30 * DAY - HOUR),
        (30 * DAY, 30 * DAY - HOUR, 30 * DAY),
        (7 * DAY, 0 * DAY, 6 * DAY),
        (SECOND, 0 * DAY, SECOND),
        (SECOND, SECOND, None),
        (-DAY, 0 * DAY, None),
    ],
)
def test_each_warning_time_and_the_end(
    expires_in: timedelta | None, later: timedelta, changes_in: timedelta | None, ahead: timedelta
) -> None:
    check(changes_in, accepted(expires_in, ahead), later)


@pytest.mark.parametrize(
    ("warn_before", "changes_in"),
    [
        ((), [30 * DAY]),
        ((HOUR, 10 * DAY), [20 * DAY, 30 * DAY - HOUR, 30 * DAY]),
        ((365 * DAY,), [30 * DAY]),
    ],
)
def test_the_warning_times_are_a_setting(
    warn_before: tuple[timedelta, ...], changes_in: list[timedelta]
) -> None:
    later = timedelta()
    for expected in changes_in:
        check(expected, accepted(30 * DAY), later, warn_before=warn_before)
        later = expected
    check(None, accepted(30 * DAY), later, warn_before=warn_before)


@pytest.mark.parametrize("told", [None, refusal()], ids=["nobody answered", "refused"])
def test_an_expiry_that_was_told_before_ends_a_key_that_is_not_accepted_now(
    told: Refused | None,
) -> None:
    check(DAY, told, before=accepted(DAY))
    check(DAY, told, before=accepted(DAY, ahead=HOUR))
    check(None, told, before=accepted(DAY), later=DAY)
    check(None, told, before=accepted(None))
    check(None, told)


def test_a_refusal_tells_the_time_as_well() -> None:
    # Its Date header tells whole seconds.
    check(DAY - SECOND, refusal(server_time=NOW), before=accepted(DAY))
    check(DAY - HOUR - SECOND, refusal(server_time=NOW + HOUR), before=accepted(DAY))


def test_the_expiry_in_a_record_ends_a_rejected_key() -> None:
    check(2 * DAY, refusal(), record=Record(NOW, disabled=False, expires_at=NOW + 2 * DAY))
    behind = Record(NOW, disabled=False, expires_at=NOW + 2 * DAY, server_time=NOW - HOUR)
    check(2 * DAY + HOUR, refusal(), record=behind)
    check(DAY, refusal(), before=accepted(DAY), record=behind)
    check(None, refusal(), record=Record(NOW, disabled=False))
    check(None, refusal(), record=NoRecord(NOW))
