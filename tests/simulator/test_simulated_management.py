"""The management API: records, pages, workspaces."""

from __future__ import annotations

import hashlib
import itertools
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from openrouter_lsp.simulator import Simulator, State

if TYPE_CHECKING:
    from tests.simulator.conftest import Asker, ManualClock

MANAGEMENT_ONLY = {
    "error": {"message": "Only management keys can perform this operation", "code": 403}
}


def hash_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


@pytest.fixture
def manager(sim: Simulator) -> str:
    return sim.add(State.MANAGEMENT)


def names(ask: Asker, manager: str, **query: Any) -> list[str]:
    answer = ask("GET", "/keys", manager, params=query)
    assert answer.status_code == 200
    return [row["name"] for row in answer.json()["data"]]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/keys"),
        ("POST", "/keys"),
        ("GET", f"/keys/{'0' * 64}"),
        ("PATCH", f"/keys/{'0' * 64}"),
        ("DELETE", f"/keys/{'0' * 64}"),
        ("GET", "/credits"),
        ("GET", "/workspaces"),
        ("POST", "/workspaces"),
    ],
)
def test_ordinary_keys_administer_nothing(
    sim: Simulator, ask: Asker, method: str, path: str
) -> None:
    answer = ask(method, path, sim.add())
    assert (answer.status_code, answer.json()) == (403, MANAGEMENT_ONLY)
    assert ask(method, path, sim.add(State.EXPIRED, management=True)).status_code == 401
    assert ask(method, path).status_code == 401


def test_a_key_is_made_read_changed_and_deleted(
    ask: Asker, manager: str, clock: ManualClock
) -> None:
    made = ask(
        "POST",
        "/keys",
        manager,
        json={
            "name": "New",
            "limit": 50,
            "limit_reset": "weekly",
            "include_byok_in_limit": True,
            "expires_at": "2026-11-24T10:00:00Z",
        },
    )
    assert made.status_code == 201
    key, data = made.json()["key"], made.json()["data"]
    assert data["hash"] == hash_of(key)
    assert (data["name"], data["limit"], data["limit_remaining"]) == ("New", 50, 50)
    assert (data["limit_reset"], data["include_byok_in_limit"]) == ("weekly", True)
    assert (data["created_at"], data["updated_at"]) == ("2026-11-23T10:00:00Z", None)
    assert ask.about(key).json()["data"]["expires_at"] == "2026-11-24T10:00:00Z"

    record = f"/keys/{data['hash']}"
    read = ask("GET", record, manager)
    assert read.json() == {"data": data}
    assert key not in read.text

    clock.advance(minutes=5)
    change = {"disabled": True, "limit": None, "expires_at": "2030-01-01T00:00:00Z"}
    changed = ask("PATCH", record, manager, json=change).json()["data"]
    assert (changed["disabled"], changed["limit"], changed["name"]) == (True, None, "New")
    assert changed["expires_at"] == data["expires_at"]
    assert changed["updated_at"] == "2026-11-23T10:05:00Z"
    assert changed["limit_reset"] == "weekly"
    assert ask.about(key).status_code == 401
    ask("PATCH", record, manager, json={"disabled": False, "name": "Newer", "limit_reset": None})
    again = ask("GET", record, manager).json()["data"]
    assert (again["name"], again["limit_reset"], again["disabled"]) == ("Newer", None, False)
    assert ask.about(key).status_code == 200

    clock.advance(days=1)
    assert ask.about(key).status_code == 401

    gone = ask("DELETE", record, manager)
    assert (gone.status_code, gone.json()) == (200, {"deleted": True})
    for method in ("GET", "DELETE"):
        answer = ask(method, record, manager)
        assert answer.status_code == 404
        assert answer.json() == {"error": {"message": "Resource not found", "code": 404}}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": ""},
        {"name": 3},
        {"name": "n", "limit": -1},
        {"name": "n", "limit": True},
        {"name": "n", "limit": "ten"},
        {"name": "n", "limit_reset": "yearly"},
        {"name": "n", "limit_reset": ["daily"]},
        {"name": "n", "include_byok_in_limit": "yes"},
        {"name": "n", "expires_at": "tomorrow"},
        {"name": "n", "expires_at": "2027-12-31T23:59:59+02:00"},
        {"name": "n", "expires_at": "2027-12-31T23:59:59"},
        {"name": "n", "workspace_id": "0df9e665-d932-5740-b2c7-b52af166bc11"},
        [],
        "name",
    ],
)
def test_a_key_that_cannot_be_made(sim: Simulator, ask: Asker, manager: str, body: object) -> None:
    answer = ask("POST", "/keys", manager, json=body)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == 400
    assert answer.json()["error"]["message"].startswith("Invalid request parameters: ")
    assert len(sim.keys) == 1


def test_a_bad_change_changes_nothing(sim: Simulator, ask: Asker, manager: str) -> None:
    record = f"/keys/{hash_of(sim.add(name='Old'))}"
    before = ask("GET", record, manager).json()
    assert ask("PATCH", record, manager, json={"name": "N", "disabled": 1}).status_code == 400
    assert ask("GET", record, manager).json() == before


def test_pages_of_a_hundred(sim: Simulator, ask: Asker, manager: str) -> None:
    for number in range(205):
        sim.add(name=f"key {number}")
    pages = [names(ask, manager, offset=offset) for offset in (0, 100, 200, 300)]
    assert [len(page) for page in pages] == [100, 100, 5, 0]
    assert sorted(itertools.chain(*pages)) == sorted(f"key {number}" for number in range(205))
    assert names(ask, manager) == pages[0]
    for bad in ("-1", "x", "1.5", "9" * 20, "²"):
        assert ask("GET", "/keys", manager, params={"offset": bad}).status_code == 400


def test_what_the_list_holds(sim: Simulator, ask: Asker, manager: str) -> None:
    for state in (State.VALID, State.DISABLED, State.DELETED, State.EXPIRED, State.UNKNOWN):
        sim.add(state)
    assert names(ask, manager) == ["valid", "expired"]
    assert names(ask, manager, include_disabled="false") == ["valid", "expired"]
    assert names(ask, manager, include_disabled="true") == ["valid", "disabled", "expired"]
    sim.expired_stay_listed = False
    assert names(ask, manager) == ["valid"]
    sim.expired_stay_listed = True
    assert names(ask, manager) == ["valid", "expired"]


def test_an_expired_keys_record_tells_when(sim: Simulator, ask: Asker, manager: str) -> None:
    key = sim.add(State.EXPIRED, expires_in=timedelta(hours=-2))
    data = ask("GET", f"/keys/{hash_of(key)}", manager).json()["data"]
    assert (data["expires_at"], data["disabled"]) == ("2026-11-23T08:00:00Z", False)
    sim.expired_stay_listed = False
    assert ask("GET", f"/keys/{hash_of(key)}", manager).status_code == 404


def test_workspaces(sim: Simulator, ask: Asker, manager: str) -> None:
    first = ask("GET", "/workspaces", manager).json()
    assert first["total_count"] == 1
    assert first["data"][0]["id"] == sim.default_workspace_id
    made = ask("POST", "/workspaces", manager, json={"name": "Team", "slug": "team-a"})
    assert made.status_code == 201
    workspace_id = made.json()["data"]["id"]
    assert ask("GET", "/workspaces", manager).json()["total_count"] == 2
    second = ask("GET", "/workspaces", manager, params={"offset": 1, "limit": 1}).json()
    assert [row["slug"] for row in second["data"]] == ["team-a"]

    here = sim.add(name="here")
    there = sim.add(name="there", workspace_id=workspace_id)
    body = {"name": "over HTTP", "workspace_id": workspace_id}
    assert ask("POST", "/keys", manager, json=body).status_code == 201
    assert names(ask, manager) == ["here"]
    assert names(ask, manager, workspace_id=workspace_id) == ["there", "over HTTP"]
    found = ask("GET", f"/keys/{hash_of(there)}", manager).json()["data"]
    assert found["workspace_id"] == workspace_id
    assert ask.about(here).json()["data"]["workspace_id"] == sim.default_workspace_id
    with pytest.raises(ValueError, match="no workspace"):
        sim.add(workspace_id="elsewhere")


@pytest.mark.parametrize(
    "body",
    [
        {"name": "No slug"},
        {"slug": "no-name"},
        {"name": "n", "slug": "Capital"},
        {"name": "n", "slug": "-hyphen"},
        {"name": "n", "slug": "default"},
        {"name": "n" * 101, "slug": "long"},
    ],
)
def test_a_workspace_that_cannot_be_made(ask: Asker, manager: str, body: object) -> None:
    assert ask("POST", "/workspaces", manager, json=body).status_code == 400
    assert ask("GET", "/workspaces", manager).json()["total_count"] == 1


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "101"}, {"limit": "x"}])
def test_a_page_of_workspaces_that_cannot_be(ask: Asker, manager: str, query: Any) -> None:
    assert ask("GET", "/workspaces", manager, params=query).status_code == 400


def test_credits(sim: Simulator, ask: Asker, manager: str) -> None:
    sim.add(usage=25.75)
    assert ask("GET", "/credits", manager).json() == {
        "data": {"total_credits": 100.0, "total_usage": 25.75}
    }
    poor = sim.add(State.OUT_OF_CREDITS, management=True)
    data = ask("GET", "/credits", poor).json()["data"]
    assert data["total_usage"] == data["total_credits"]
