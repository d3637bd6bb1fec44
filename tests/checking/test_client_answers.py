"""Every answer of OpenRouter comes through the client, over real HTTP on loopback."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

from openrouter_lsp.checking import (
    Accepted,
    Refused,
    judge,
)
from openrouter_lsp.keys import Fault, Key, KeyStatus
from openrouter_lsp.simulator import Simulator, State, Wording
from tests.checking.conftest import AskOnce, client_of
from tests.checking.given import NOW, ManualClock, described, new_key
from tests.checking.loopback import Recorder, answer, listening


@pytest.mark.parametrize(
    ("state", "status", "fault"),
    [
        (State.VALID, KeyStatus.VALID, None),
        (State.EXPIRING, KeyStatus.EXPIRING, None),
        (State.EXPIRED, KeyStatus.REJECTED, None),
        (State.DISABLED, KeyStatus.REJECTED, None),
        (State.DELETED, KeyStatus.REJECTED, None),
        (State.UNKNOWN, KeyStatus.REJECTED, None),
        (State.EXHAUSTED, KeyStatus.EXHAUSTED, None),
        (State.OUT_OF_CREDITS, KeyStatus.VALID, None),
        (State.MANAGEMENT, KeyStatus.VALID, None),
        (State.FLAKY, KeyStatus.UNKNOWN, Fault.NO_CREDENTIALS_SEEN),
        (State.RATE_LIMITED, KeyStatus.UNKNOWN, Fault.RATE_LIMITED),
        (State.SERVER_ERROR, KeyStatus.UNKNOWN, Fault.SERVER_ERROR),
        (State.ADDRESS_BLOCKED, KeyStatus.UNKNOWN, Fault.FORBIDDEN),
        (State.PORTAL, KeyStatus.UNKNOWN, Fault.NOT_OPENROUTER),
        (State.FIREWALL, KeyStatus.UNKNOWN, Fault.NOT_OPENROUTER),
        (State.REDIRECT, KeyStatus.UNKNOWN, Fault.REDIRECT),
        (State.TRUNCATED, KeyStatus.UNKNOWN, Fault.BROKEN_OFF),
        (State.HANG_UP, KeyStatus.UNKNOWN, Fault.BROKEN_OFF),
    ],
)
async def test_every_state(
    sim: Simulator,
    ask_once: AskOnce,
    state: State,
    status: KeyStatus,
    fault: Fault | None,
) -> None:
    key = Key(sim.add(state))
    verdict = judge(await ask_once(sim.base_url, key), NOW)
    assert (verdict.status, verdict.fault) == (status, fault)
    (request,) = sim.requests
    assert (request.method, request.path, request.query) == ("GET", "/api/v1/key", "")
    assert request.fingerprint == key.fingerprint


async def test_the_new_wording_of_an_expired_key(sim: Simulator, ask_once: AskOnce) -> None:
    key = Key(sim.add(State.EXPIRED, wording=Wording.NEW))
    reply = await ask_once(sim.base_url, key)
    assert isinstance(reply, Refused)
    assert (reply.message, reply.description) == ("API key expired.", "API key expired")
    assert judge(reply, NOW).status is KeyStatus.EXPIRED


async def test_a_slow_answer_is_waited_for(sim: Simulator, ask_once: AskOnce) -> None:
    key = sim.add(State.SLOW)
    sim.release(key)
    assert isinstance(await ask_once(sim.base_url, Key(key)), Accepted)


async def test_what_is_told_comes_through(
    sim: Simulator, ask_once: AskOnce, clock: ManualClock
) -> None:
    key = Key(sim.add(State.EXPIRING, limit=5.0, usage=1.5, expires_in=timedelta(days=1)))
    reply = await ask_once(sim.base_url, key)
    assert isinstance(reply, Accepted)
    assert reply.details.expires_at == NOW + timedelta(days=1)
    assert reply.details.limit_remaining == 3.5
    assert reply.details.label == key.masked
    assert reply.at == NOW


async def test_times_are_told_by_both_clocks(ask_once: AskOnce) -> None:
    date = format_datetime(NOW + timedelta(hours=1), usegmt=True)
    reply = answer(described()).replace(b"\r\n", f"\r\nDate: {date}\r\n".encode(), 1)
    async with listening(Recorder(reply)) as port:
        got = await ask_once(f"http://127.0.0.1:{port}/api/v1", new_key())
    assert isinstance(got, Accepted)
    assert (got.at, got.server_time) == (NOW, NOW + timedelta(hours=1))


async def test_retry_after_comes_through(sim: Simulator, ask_once: AskOnce) -> None:
    key = Key(sim.add(State.RATE_LIMITED, retry_after=90))
    reply = await ask_once(sim.base_url, key)
    assert isinstance(reply, Refused)
    assert reply.retry_at == NOW + timedelta(seconds=90)


async def test_one_connection_serves_many_questions(sim: Simulator, clock: ManualClock) -> None:
    async with client_of(sim.base_url, clock) as client:
        for _ in range(3):
            assert isinstance(await client.ask(Key(sim.add())), Accepted)
    assert len(sim.requests) == 3


async def test_a_closed_client_opens_again(sim: Simulator, clock: ManualClock) -> None:
    async with client_of(sim.base_url, clock) as client:
        await client.ask(Key(sim.add()))
        await client.aclose()
        assert isinstance(await client.ask(Key(sim.add())), Accepted)
