"""Trouble on the way to OpenRouter is told apart, and none stays."""

from openrouter_lsp.checking import (
    Accepted,
    Unanswered,
)
from openrouter_lsp.keys import Fault, Key
from openrouter_lsp.simulator import Simulator, State, json_answer
from tests.checking.conftest import AskOnce, client_of
from tests.checking.given import NOW, ManualClock, new_key
from tests.checking.loopback import Recorder, answer, drip, flood, listening, unused_port


async def test_nobody_listens(ask_once: AskOnce) -> None:
    reply = await ask_once(f"http://127.0.0.1:{unused_port()}/api/v1", new_key())
    assert reply == Unanswered(NOW, Fault.OFFLINE, "ConnectError")


async def test_no_answer_in_time(sim: Simulator, clock: ManualClock) -> None:
    key = Key(sim.add(State.SLOW))
    async with client_of(sim.base_url, clock, seconds=0.1) as client:
        reply = await client.ask(key)
    assert isinstance(reply, Unanswered)
    assert reply.fault is Fault.TIMEOUT


async def test_an_answer_that_drips(clock: ManualClock) -> None:
    """Each byte comes in time, the whole does not."""
    async with (
        listening(drip) as port,
        client_of(f"http://127.0.0.1:{port}/api/v1", clock, seconds=0.1) as client,
    ):
        reply = await client.ask(new_key())
    assert reply == Unanswered(NOW, Fault.TIMEOUT, "after 0.1 s")


async def test_a_body_that_is_too_large(sim: Simulator, ask_once: AskOnce) -> None:
    key = sim.add()
    sim.script(key, json_answer(200, {"data": {"usage": 0}, "more": "x" * 300_000}))
    reply = await ask_once(sim.base_url, Key(key))
    assert reply == Unanswered(NOW, Fault.NOT_OPENROUTER, "HTTP 200, application/json")


async def test_a_body_without_end(ask_once: AskOnce) -> None:
    async with listening(flood) as port:
        reply = await ask_once(f"http://127.0.0.1:{port}/api/v1", new_key())
    assert reply == Unanswered(NOW, Fault.NOT_OPENROUTER, "HTTP 200, application/json")


async def test_an_answer_that_is_no_http(ask_once: AskOnce) -> None:
    async with listening(Recorder(b"220 mail.example.com ESMTP\r\n\r\n")) as port:
        reply = await ask_once(f"http://127.0.0.1:{port}/api/v1", new_key())
    assert isinstance(reply, Unanswered)
    assert reply.fault is Fault.BROKEN_OFF


async def test_a_body_that_cannot_be_unpacked(ask_once: AskOnce) -> None:
    packed = answer(b"no gzip").replace(b"\r\n", b"\r\nContent-Encoding: gzip\r\n", 1)
    async with listening(Recorder(packed)) as port:
        reply = await ask_once(f"http://127.0.0.1:{port}/api/v1", new_key())
    assert isinstance(reply, Unanswered)
    assert reply.fault is Fault.NOT_OPENROUTER


async def test_trouble_with_one_key_does_not_stay(sim: Simulator, clock: ManualClock) -> None:
    async with client_of(sim.base_url, clock) as client:
        for state in (State.HANG_UP, State.TRUNCATED, State.REDIRECT, State.PORTAL):
            await client.ask(Key(sim.add(state)))
            assert isinstance(await client.ask(Key(sim.add())), Accepted)
