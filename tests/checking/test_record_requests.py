"""How records are asked for, and what of the answers is not shown."""

import json
from typing import NoReturn

import httpx
import pytest

from openrouter_lsp.checking import OpenRouterClient, Unanswered, connect
from openrouter_lsp.checking.record import NoRecord, Record
from openrouter_lsp.checking.record_search import find_record
from openrouter_lsp.keys import Fault, Key
from openrouter_lsp.simulator import Answer, Simulator, State, json_answer
from tests.checking.conftest import Find
from tests.checking.given import NOW, ManualClock, new_key
from tests.checking.record_given import NOT_FOUND, TWO


@pytest.mark.parametrize(("size", "believed"), [(1_900_000, True), (2_200_000, False)])
async def test_a_list_may_be_long(
    sim: Simulator, find: Find, manager: Key, size: int, believed: bool
) -> None:
    key = sim.add()
    rows = [{"name": "x" * size}, {"hash": Key(key).fingerprint}]
    sim.script(manager.reveal(), NOT_FOUND, TWO, json_answer(200, {"data": rows}))
    found = await find(key)
    if believed:
        assert isinstance(found, Record)
    else:
        assert isinstance(found, Unanswered)
        assert found.fault is Fault.NOT_OPENROUTER


async def test_an_id_stays_one_parameter(sim: Simulator, find: Find, manager: Key) -> None:
    rows = [{"id": "a&offset=7#x"}, {"id": "b"}]
    sim.script(manager.reveal(), NOT_FOUND, json_answer(200, {"data": rows}))
    assert await find(new_key().reveal()) == NoRecord(NOW)
    assert "workspace_id=a%26offset%3D7%23x&offset=0" in sim.requests[2].query


async def test_no_answer_in_time(sim: Simulator, clock: ManualClock) -> None:
    manager = Key(sim.add(State.SLOW, management=True))
    client = OpenRouterClient(sim.base_url, timeout=0.1, clock=clock)
    found = await find_record(client, manager, new_key().fingerprint)
    await client.aclose()
    assert found == Unanswered(NOW, Fault.TIMEOUT, "after 0.1 s")


async def test_an_address_that_no_key_is_sent_to(
    monkeypatch: pytest.MonkeyPatch, clock: ManualClock
) -> None:
    monkeypatch.setenv("OPENROUTER_BASE_URL", "https://gateway.example.com")
    client = connect("", timeout=10, clock=clock)
    found = await find_record(client, new_key(), new_key().fingerprint)
    await client.aclose()
    assert isinstance(found, Unanswered)
    assert found.fault is Fault.BASE_URL


async def test_what_httpx_raises_is_not_quoted(
    client: OpenRouterClient, manager: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raises(*_: object, **__: object) -> NoReturn:
        raise httpx.ConnectError(manager.reveal())

    monkeypatch.setattr(httpx.AsyncClient, "stream", raises)
    found = await find_record(client, manager, new_key().fingerprint)
    assert found == Unanswered(NOW, Fault.OFFLINE, "ConnectError")


async def test_an_echo_of_the_management_key_is_not_quoted(
    sim: Simulator, find: Find, manager: Key
) -> None:
    text = manager.reveal()
    for code in (401, 403, 500):
        body = {"error": {"message": f"Bearer {text}", "code": code}, "user_id": text}
        sim.script(text, Answer(code, json.dumps(body).encode()))
        found = await find(new_key().reveal())
        assert isinstance(found, Unanswered)
        assert found.quote == "Bearer [key]"
