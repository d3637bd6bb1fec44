"""No key goes to another address than the one that is set."""

from typing import NoReturn

import httpx
import pytest

from openrouter_lsp.checking import (
    Accepted,
    Asks,
    Unanswered,
    connect,
)
from openrouter_lsp.keys import Fault, Key
from openrouter_lsp.simulator import Simulator, State
from tests.checking.conftest import AskOnce
from tests.checking.given import NOW, ManualClock, new_key


async def test_a_redirect_is_not_followed(sim: Simulator, ask_once: AskOnce) -> None:
    with Simulator() as elsewhere:
        for target in (elsewhere.base_url + "/key", sim.origin + "/elsewhere"):
            key = Key(sim.add(State.REDIRECT, redirect_to=target))
            reply = await ask_once(sim.base_url, key)
            assert reply == Unanswered(NOW, Fault.REDIRECT, "HTTP 302")
        assert elsewhere.requests == ()
    assert {request.path for request in sim.requests} == {"/api/v1/key"}


async def test_a_base_url_that_is_refused(
    monkeypatch: pytest.MonkeyPatch, clock: ManualClock
) -> None:
    monkeypatch.setenv("OPENROUTER_BASE_URL", "https://gateway.example.com")

    def opens(*_: object, **__: object) -> NoReturn:
        raise AssertionError("nothing is to be opened")

    monkeypatch.setattr(httpx, "AsyncClient", opens)
    client: Asks = connect("", timeout=10, clock=clock)
    reply = await client.ask(new_key())
    await client.aclose()
    assert isinstance(reply, Unanswered)
    assert reply.fault is Fault.BASE_URL
    assert reply.quote is not None
    assert reply.quote.startswith("OPENROUTER_BASE_URL names gateway.example.com")


async def test_the_address_that_is_set(
    sim: Simulator, monkeypatch: pytest.MonkeyPatch, clock: ManualClock
) -> None:
    monkeypatch.setenv("OPENROUTER_BASE_URL", sim.origin)
    client = connect("", timeout=10, clock=clock)
    assert isinstance(await client.ask(Key(sim.add())), Accepted)
    await client.aclose()
