"""A key's record is found by its fingerprint, over real HTTP, and the key is never sent."""

from datetime import timedelta

import httpx
import pytest

from openrouter_lsp.checking import OpenRouterClient, Unanswered
from openrouter_lsp.checking.record import NoRecord, Record
from openrouter_lsp.checking.record_search import find_record
from openrouter_lsp.keys import Fault, Key
from openrouter_lsp.simulator import Answer, Simulator, State, error, html_answer, json_answer
from tests.checking.conftest import Find
from tests.checking.given import NOW, new_key
from tests.checking.record_given import NOT_FOUND, TWO


def made(sim: Simulator, manager: Key, count: int = 1) -> list[str]:
    """Make workspaces beside the default one."""
    ids = []
    with httpx.Client(trust_env=False) as owner:
        for number in range(count):
            answer = owner.post(
                f"{sim.base_url}/workspaces",
                headers={"Authorization": f"Bearer {manager.reveal()}"},
                json={"name": "Team", "slug": f"team-{number}"},
            )
            ids.append(answer.json()["data"]["id"])
    return ids


def asked(sim: Simulator) -> list[str]:
    return [one.path.removeprefix("/api/v1") for one in sim.requests]


# By the fingerprint


async def test_one_request_tells_all(sim: Simulator, find: Find) -> None:
    key = sim.add(State.EXPIRING, name="mine", limit=5.0, usage=1.5, limit_reset="daily")
    found = await find(key)
    assert isinstance(found, Record)
    assert (found.name, found.label, found.at) == ("mine", Key(key).masked, NOW)
    assert (found.limit, found.limit_remaining, found.usage) == (5.0, 3.5, 1.5)
    assert (found.limit_reset, found.disabled, found.created_at) == ("daily", False, NOW)
    assert found.expires_at == NOW + timedelta(days=2)
    assert (found.workspace_id, found.server_time) == (sim.default_workspace_id, NOW)
    assert asked(sim) == [f"/keys/{Key(key).fingerprint}"]


async def test_disabled_and_enabled_again(sim: Simulator, find: Find) -> None:
    key = sim.add(State.DISABLED)
    disabled = await find(key)
    sim.enable(key)
    enabled = await find(key)
    assert isinstance(disabled, Record)
    assert isinstance(enabled, Record)
    assert (disabled.disabled, enabled.disabled) == (True, False)


async def test_over_its_limit(sim: Simulator, find: Find) -> None:
    found = await find(sim.add(State.EXHAUSTED))
    assert isinstance(found, Record)
    assert (found.limit, found.limit_remaining) == (10.0, 0.0)


async def test_expired_and_still_listed(sim: Simulator, find: Find) -> None:
    found = await find(sim.add(State.EXPIRED))
    assert isinstance(found, Record)
    assert found.expires_at == NOW - timedelta(days=1)


async def test_expired_and_listed_no_more(sim: Simulator, find: Find) -> None:
    sim.expired_stay_listed = False
    assert await find(sim.add(State.EXPIRED)) == NoRecord(NOW)


async def test_deleted(sim: Simulator, find: Find) -> None:
    key = sim.add()
    assert isinstance(await find(key), Record)
    sim.delete(key)
    assert await find(key) == NoRecord(NOW)


async def test_another_accounts(sim: Simulator, find: Find) -> None:
    key = new_key()
    assert await find(key.reveal()) == NoRecord(NOW)
    # There is the default workspace alone, for which the first answer spoke.
    assert asked(sim) == [f"/keys/{key.fingerprint}", "/workspaces"]


# In the lists


async def test_in_another_workspace(sim: Simulator, find: Find, manager: Key) -> None:
    _, workspace = made(sim, manager, 2)
    key = sim.add(State.DISABLED, workspace_id=workspace)
    sim.script(manager.reveal(), NOT_FOUND)
    found = await find(key)
    assert isinstance(found, Record)
    assert (found.workspace_id, found.disabled, found.server_time) == (workspace, True, NOW)


async def test_on_the_second_page(sim: Simulator, find: Find, manager: Key) -> None:
    (workspace,) = made(sim, manager)
    for _ in range(100):
        sim.add(workspace_id=workspace)
    key = sim.add(workspace_id=workspace)
    sim.script(manager.reveal(), NOT_FOUND)
    found = await find(key)
    assert isinstance(found, Record)
    queries = [one.query for one in sim.requests if workspace in one.query]
    assert queries == [
        f"include_disabled=true&workspace_id={workspace}&offset={offset}" for offset in (0, 100)
    ]


async def test_in_none_of_them(sim: Simulator, find: Find, manager: Key) -> None:
    for workspace in made(sim, manager, 19):
        sim.add(workspace_id=workspace)
    assert await find(new_key().reveal()) == NoRecord(NOW, complete=True)
    assert asked(sim)[1:] == ["/workspaces"] + ["/keys"] * 20


async def test_more_workspaces_than_are_searched(sim: Simulator, find: Find, manager: Key) -> None:
    last = made(sim, manager, 20)[-1]
    sim.script(manager.reveal(), NOT_FOUND)
    assert await find(sim.add(workspace_id=last)) == NoRecord(NOW, complete=False)
    assert asked(sim)[1:] == ["/workspaces"] + ["/keys"] * 20


async def test_more_pages_than_are_searched(sim: Simulator, find: Find, manager: Key) -> None:
    (workspace,) = made(sim, manager)
    keys = [sim.add(workspace_id=workspace) for _ in range(1001)]
    sim.script(manager.reveal(), NOT_FOUND)
    assert isinstance(await find(keys[-2]), Record)
    sim.script(manager.reveal(), NOT_FOUND)
    assert await find(keys[-1]) == NoRecord(NOW, complete=False)
    assert len(sim.requests) == 2 + 1 + 10


@pytest.mark.parametrize("status", [403, 404])
async def test_lists_that_are_closed(sim: Simulator, find: Find, manager: Key, status: int) -> None:
    closed = error(status, "No")
    sim.script(manager.reveal(), NOT_FOUND, closed)
    assert await find(new_key().reveal()) == NoRecord(NOW, complete=False)

    (workspace,) = made(sim, manager)
    listed = json_answer(200, {"data": [{"id": "gone"}, {"id": workspace}], "total_count": 2})
    sim.script(manager.reveal(), NOT_FOUND, listed, closed)
    assert isinstance(await find(sim.add(workspace_id=workspace)), Record)
    sim.script(manager.reveal(), NOT_FOUND, listed, closed)
    assert await find(new_key().reveal()) == NoRecord(NOW, complete=False)


@pytest.mark.parametrize(
    "listed",
    [
        {"data": [{"id": "a"}, {"name": "no id"}]},
        {"data": [{"id": "a"}], "total_count": 2},
    ],
)
async def test_workspaces_that_are_not_named(
    sim: Simulator, find: Find, manager: Key, listed: object
) -> None:
    sim.script(manager.reveal(), NOT_FOUND, json_answer(200, listed))
    assert await find(new_key().reveal()) == NoRecord(NOW, complete=False)


@pytest.mark.parametrize("before", [(NOT_FOUND,), (NOT_FOUND, TWO)])
@pytest.mark.parametrize(
    ("trouble", "fault"),
    [
        (html_answer(200, "<h1>Welcome</h1>"), Fault.NOT_OPENROUTER),
        (json_answer(200, {"data": "x"}), Fault.NOT_OPENROUTER),
        (error(401, "User not found."), Fault.MANAGEMENT_KEY),
        (error(429, "Rate limit exceeded"), Fault.RATE_LIMITED),
        (error(500, "Internal Server Error"), Fault.SERVER_ERROR),
    ],
)
async def test_trouble_ends_the_search(
    sim: Simulator, find: Find, before: tuple[Answer, ...], trouble: Answer, fault: Fault
) -> None:
    sim.script(sim.keys[0].text, *before, trouble)  # the manager's
    found = await find(sim.add())
    assert isinstance(found, Unanswered)
    assert found.fault is fault
    assert len(sim.requests) == len(before) + 1


async def test_a_wait_that_is_asked_for(sim: Simulator, find: Find, manager: Key) -> None:
    trouble = error(429, "Rate limit exceeded", headers=(("Retry-After", "9"),))
    sim.script(manager.reveal(), NOT_FOUND, TWO, trouble)
    wanted = NOW + timedelta(seconds=9)
    assert await find(sim.add()) == Unanswered(
        NOW, Fault.RATE_LIMITED, "Rate limit exceeded", wanted
    )


# No answer


@pytest.mark.parametrize(
    ("state", "fault", "quote"),
    [
        (State.VALID, Fault.MANAGEMENT_KEY, "Only management keys can perform this operation"),
        (State.EXPIRED, Fault.MANAGEMENT_KEY, "User not found."),
        (State.DISABLED, Fault.MANAGEMENT_KEY, "User not found."),
        (State.UNKNOWN, Fault.MANAGEMENT_KEY, "User not found."),
        (State.PORTAL, Fault.NOT_OPENROUTER, "HTTP 200, text/html"),
        (State.FIREWALL, Fault.NOT_OPENROUTER, "HTTP 403, text/html"),
        (State.REDIRECT, Fault.REDIRECT, "HTTP 302"),
        (State.RATE_LIMITED, Fault.RATE_LIMITED, "Rate limit exceeded"),
        (State.SERVER_ERROR, Fault.SERVER_ERROR, "Internal Server Error"),
        (State.TRUNCATED, Fault.BROKEN_OFF, "RemoteProtocolError"),
        (State.HANG_UP, Fault.BROKEN_OFF, "RemoteProtocolError"),
    ],
)
async def test_a_management_key_that_gets_no_answer(
    sim: Simulator, client: OpenRouterClient, state: State, fault: Fault, quote: str
) -> None:
    manager, key = Key(sim.add(state)), Key(sim.add())
    found = await find_record(client, manager, key.fingerprint)
    assert isinstance(found, Unanswered)
    assert (found.fault, found.quote) == (fault, quote)
    assert [one.fingerprint for one in sim.requests] == [manager.fingerprint]


@pytest.mark.parametrize("times", [1, 2])
async def test_an_overlooked_management_key_is_sent_once_more(
    sim: Simulator, client: OpenRouterClient, times: int
) -> None:
    manager = Key(sim.add(State.FLAKY, management=True, times=times))
    found = await find_record(client, manager, Key(sim.add()).fingerprint)
    assert isinstance(found, Record if times == 1 else Unanswered)
    assert len(sim.requests) == 2


async def test_the_record_of_another_key(sim: Simulator, find: Find, manager: Key) -> None:
    other = json_answer(200, {"data": {"hash": new_key().fingerprint, "disabled": True}})
    sim.script(manager.reveal(), other)
    found = await find(sim.add())
    assert isinstance(found, Unanswered)
    assert found.fault is Fault.NOT_OPENROUTER
