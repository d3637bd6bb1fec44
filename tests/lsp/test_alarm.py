"""The alarm, with the time handed in."""

import asyncio
from datetime import UTC, datetime, timedelta

from openrouter_lsp.lsp.alarm import Alarm

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


async def test_it_rings_when_the_moment_has_come() -> None:
    rung = asyncio.Event()
    alarm = Alarm(lambda: NOW, ring=rung.set)

    alarm.set(NOW - timedelta(seconds=1))

    await asyncio.wait_for(rung.wait(), 10)


async def test_another_moment_takes_the_place_of_the_first() -> None:
    rung: list[str] = []
    done = asyncio.Event()
    alarm = Alarm(lambda: NOW, ring=lambda: rung.append("rung"))
    alarm.set(NOW)
    alarm.set(None)
    asyncio.get_running_loop().call_later(0, done.set)
    await done.wait()

    assert rung == []


async def test_it_looks_at_the_clock_again_before_it_rings() -> None:
    # The machine slept: the loop's clock says that little time has passed, the wall's clock more.
    clock = iter([NOW, NOW + timedelta(hours=9)])
    rung = asyncio.Event()
    alarm = Alarm(lambda: next(clock), ring=rung.set)

    alarm.set(NOW + timedelta(milliseconds=10))

    await asyncio.wait_for(rung.wait(), 10)
