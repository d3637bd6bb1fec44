"""The alarm, on a machine that sleeps, and whose clock is set."""

import asyncio
from datetime import datetime, timedelta

import pytest

from openrouter_lsp.lsp.alarm import Alarm
from tests.lsp.machine import NOW, Machine

SECOND, MINUTE, HOUR, DAY = (
    timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
)  # fmt: skip


def check(
    moment: datetime | None,
    expected: tuple[str, timedelta] | None,
    *,
    jump: timedelta = timedelta(0),
    after: timedelta = timedelta(0),
    awake: timedelta = 60 * DAY,
) -> int:
    """Set the alarm, move the clock after a while, and see what happens when.

    Args:
        moment: what it is set to.
        expected: what it does, and how long the machine has been awake then, to a millisecond.
        jump: by how much the clock is moved.
        after: when it is.
        awake: how long the machine stays awake.

    Returns:
        How often the machine was woken.
    """
    machine = Machine()
    happened: list[tuple[str, timedelta]] = []

    def note(what: str) -> None:
        happened.append((what, timedelta(milliseconds=round(machine.awake * 1000))))

    async def live() -> None:
        alarm = Alarm(machine.clock, ring=lambda: note("ring"), doubt=lambda: note("doubt"))
        alarm.set(NOW + DAY)  # another takes its place
        alarm.set(moment)
        if jump:
            asyncio.get_running_loop().call_later(after.total_seconds(), machine.jump, jump)
        await asyncio.sleep(awake.total_seconds())
        alarm.set(None)

    machine.run(live)
    assert happened == ([] if expected is None else [expected])
    return machine.wakes


@pytest.mark.parametrize("left", [SECOND, HOUR, 3 * DAY, 40 * DAY])
def test_it_rings_at_the_moment(left: timedelta) -> None:
    check(NOW + left, ("ring", left))


@pytest.mark.parametrize("ago", [timedelta(0), SECOND, 400 * DAY])
def test_a_moment_that_has_passed_rings_at_once(ago: timedelta) -> None:
    check(NOW - ago, ("ring", timedelta(0)))


def test_without_a_moment_nothing_is_waited_for() -> None:
    assert check(None, None, awake=DAY) == 1  # for the end of the test


def test_it_costs_a_look_a_minute_within_a_month_and_one_an_hour_before() -> None:
    assert check(NOW + HOUR, ("ring", HOUR), awake=2 * HOUR) <= 60 + 2
    assert check(NOW + 400 * DAY, None, awake=2 * DAY) <= 48 + 2


@pytest.mark.parametrize("left", [HOUR, 3 * DAY, 30 * DAY])
def test_a_machine_that_slept_past_the_moment_is_at_most_a_minute_late(left: timedelta) -> None:
    check(NOW + left, ("ring", MINUTE), jump=left, after=10 * SECOND)
    check(NOW + left, ("ring", MINUTE), jump=400 * DAY, after=10 * SECOND)


def test_a_machine_that_slept_and_woke_in_time_is_not_late() -> None:
    check(NOW + 3 * DAY, ("ring", HOUR), jump=3 * DAY - HOUR, after=10 * SECOND)


def test_a_clock_that_is_set_forward_rings_when_it_says_so() -> None:
    check(NOW + 3 * DAY, ("ring", 2 * DAY), jump=DAY, after=HOUR)


@pytest.mark.parametrize("back", [3 * SECOND, HOUR, 400 * DAY])
def test_a_clock_that_is_set_back_is_noticed_within_a_minute(back: timedelta) -> None:
    check(NOW + 3 * DAY, ("doubt", MINUTE), jump=-back, after=10 * SECOND)


def test_two_clocks_need_not_run_alike() -> None:
    check(NOW + HOUR, ("ring", HOUR + SECOND), jump=-SECOND, after=10 * SECOND)
