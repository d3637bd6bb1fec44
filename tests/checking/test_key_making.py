"""A new key like an old one, the old one switched off or deleted, against the simulator."""

import asyncio
from datetime import datetime, timedelta

import pytest

from openrouter_lsp.checking import OpenRouterClient, Record
from openrouter_lsp.checking.new_keys.key_making import (
    MadeKey,
    NotDone,
    Step,
    delete,
    disable,
    fresh_expiry,
    make_like,
)
from openrouter_lsp.checking.record_search import find_record
from openrouter_lsp.keys import Fault, Fingerprint, Key
from openrouter_lsp.simulator import Answer, Simulator, State, error, json_answer
from tests.checking.conftest import client_of
from tests.checking.given import NOW, ManualClock
from tests.checking.loopback import listening, unused_port

LIFE = timedelta(days=30)


async def record_of(client: OpenRouterClient, manager: Key, key: Key) -> Record:
    record = await find_record(client, manager, key.fingerprint)
    assert isinstance(record, Record)
    return record


async def test_a_new_key_is_like_the_old_one(
    sim: Simulator, client: OpenRouterClient, manager: Key
) -> None:
    old = Key(sim.add(State.EXPIRING, name="Laptop", limit=12.5, limit_reset="weekly"))
    before = await record_of(client, manager, old)

    made = await make_like(client, manager, before, NOW)

    assert isinstance(made, MadeKey)
    after = await record_of(client, manager, made.key)
    assert (after.name, after.limit, after.limit_reset) == ("Laptop", 12.5, "weekly")
    assert after.workspace_id == before.workspace_id
    assert before.expires_at is not None
    assert before.created_at is not None
    assert after.expires_at == NOW + (before.expires_at - before.created_at) == made.expires_at
    assert all(request.fingerprint != old.fingerprint for request in sim.requests)
    assert made.key.reveal() not in repr(made)


def test_a_life_that_cannot_be_told_is_none() -> None:
    def check(old: Record) -> datetime | None:
        return fresh_expiry(old, NOW)

    assert check(Record(NOW, disabled=False)) is None
    assert check(Record(NOW, disabled=False, expires_at=NOW)) is None
    assert check(Record(NOW, disabled=False, expires_at=NOW, created_at=NOW)) is None
    lived = Record(NOW, disabled=False, expires_at=NOW, created_at=NOW - LIFE)
    assert check(lived) == NOW + LIFE


async def test_a_key_is_switched_off(
    sim: Simulator, client: OpenRouterClient, manager: Key
) -> None:
    key = Key(sim.add(State.VALID))

    assert await disable(client, manager, key.fingerprint) is None
    assert (await record_of(client, manager, key)).disabled


async def test_a_key_is_deleted(sim: Simulator, client: OpenRouterClient, manager: Key) -> None:
    key = Key(sim.add(State.VALID))

    assert await delete(client, manager, key.fingerprint) is None
    gone = await delete(client, manager, key.fingerprint)
    assert gone == NotDone(Step.DELETE, "Resource not found", is_settled=True)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (error(403, "No."), NotDone(Step.MAKE, "No.")),
        (error(500, "Oh."), NotDone(Step.MAKE, "Oh.", is_settled=False)),
        (
            json_answer(201, {"data": {}}),
            NotDone(Step.MAKE, fault=Fault.NOT_OPENROUTER, is_settled=False),
        ),
        (
            json_answer(201, {"key": "sk-or-v1-short"}),
            NotDone(Step.MAKE, fault=Fault.NOT_OPENROUTER, is_settled=False),
        ),
    ],
)
async def test_no_key_is_made(
    sim: Simulator, client: OpenRouterClient, manager: Key, answer: Answer, expected: NotDone
) -> None:
    sim.script(manager.reveal(), answer)

    assert await make_like(client, manager, Record(NOW, disabled=False), NOW) == expected


async def test_a_model_key_makes_no_key(sim: Simulator, client: OpenRouterClient) -> None:
    key = Key(sim.add(State.VALID))

    made = await make_like(client, key, Record(NOW, disabled=False), NOW)

    assert isinstance(made, NotDone)
    assert made.is_settled
    assert made.quote is not None


async def test_what_did_not_arrive_changed_nothing(clock: ManualClock, manager: Key) -> None:
    async with client_of(f"http://127.0.0.1:{unused_port()}/api/v1", clock) as client:
        done = await disable(client, manager, Fingerprint("0" * 64))
    assert done is not None
    assert (done.step, done.fault, done.is_settled) == (Step.DISABLE, Fault.OFFLINE, True)


async def test_a_lost_answer_leaves_it_open(clock: ManualClock, manager: Key) -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")

    async with (
        listening(hang_up) as port,
        client_of(f"http://127.0.0.1:{port}/api/v1", clock) as client,
    ):
        done = await delete(client, manager, Fingerprint("0" * 64))
    assert done is not None
    assert (done.step, done.is_settled) == (Step.DELETE, False)
