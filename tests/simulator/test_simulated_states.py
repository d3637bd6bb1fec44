"""Every state a key can be in, over real HTTP."""

from __future__ import annotations

from datetime import timedelta

import pytest

from openrouter_lsp.simulator import Simulator, State, Wording
from tests.simulator.conftest import USER_NOT_FOUND, Asker, ManualClock, refused

KEY_EXPIRED = {
    "error": {
        "message": "API key expired.",
        "code": 401,
        "metadata": {
            "headers": {
                "WWW-Authenticate": 'Bearer error="invalid_token", '
                'error_description="API key expired"'
            }
        },
    }
}


@pytest.mark.parametrize("path", ["/key", "/auth/key"])
def test_a_valid_key_is_described_and_never_expires(sim: Simulator, ask: Asker, path: str) -> None:
    key = sim.add(State.VALID, limit=100.0, usage=25.5, limit_reset="monthly")
    response = ask("GET", path, key)
    assert response.status_code == 200
    data = response.json()["data"]
    assert data["label"] == f"{key[:12]}...{key[-3:]}"
    assert key not in response.text
    assert data["expires_at"] is None
    assert (data["limit"], data["usage"], data["limit_remaining"]) == (100, 25.5, 74.5)
    assert data["limit_reset"] == "monthly"
    assert data["is_management_key"] is False
    assert data["is_provisioning_key"] is False


def test_keys_are_shaped_like_keys_and_never_the_same(sim: Simulator) -> None:
    keys = [sim.add() for _ in range(5)]
    assert len(set(keys)) == 5
    for key in keys:
        assert key.startswith("sk-or-v1-")
        assert len(key) == 73
        assert set(key.removeprefix("sk-or-v1-")) <= set("0123456789abcdef")


def test_a_key_flips_to_expired_at_its_very_moment(
    sim: Simulator, ask: Asker, clock: ManualClock
) -> None:
    key = sim.add(State.EXPIRING, expires_in=timedelta(seconds=3))
    assert ask.about(key).json()["data"]["expires_at"] == "2026-11-23T10:00:03Z"
    clock.advance(seconds=2.999)
    assert ask.about(key).status_code == 200
    clock.advance(seconds=0.001)
    assert ask.about(key).json() == USER_NOT_FOUND
    assert ask.chat(key).json() == USER_NOT_FOUND


def test_an_expiring_key_has_days_left(sim: Simulator, ask: Asker, clock: ManualClock) -> None:
    key = sim.add(State.EXPIRING)
    clock.advance(days=1, hours=23)
    assert ask.about(key).status_code == 200
    clock.advance(hours=1)
    assert ask.about(key).status_code == 401


def test_an_expired_key_in_the_old_and_in_the_new_wording(sim: Simulator, ask: Asker) -> None:
    key = sim.add(State.EXPIRED)
    answer = ask.about(key)
    assert (answer.status_code, answer.json()) == (401, USER_NOT_FOUND)
    sim.wording = Wording.NEW
    answer = ask.about(key)
    assert (answer.status_code, answer.json()) == (401, KEY_EXPIRED)
    sim.wording = Wording.OLD
    assert ask.about(key).json() == USER_NOT_FOUND


def test_mixed_wording_alternates_for_each_key(sim: Simulator, ask: Asker) -> None:
    sim.wording = Wording.MIXED
    one, other = sim.add(State.EXPIRED), sim.add(State.EXPIRED)
    said = [ask.about(key).json() for key in (one, other, one, other, one)]
    assert said == [USER_NOT_FOUND, USER_NOT_FOUND, KEY_EXPIRED, KEY_EXPIRED, USER_NOT_FOUND]


def test_a_keys_own_wording_counts_more(sim: Simulator, ask: Asker) -> None:
    old = sim.add(State.EXPIRED, wording=Wording.OLD)
    new = sim.add(State.EXPIRED, wording=Wording.NEW)
    for wording in Wording:
        sim.wording = wording
        assert ask.about(old).json() == USER_NOT_FOUND
        assert ask.about(new).json() == KEY_EXPIRED


@pytest.mark.parametrize("state", [State.DISABLED, State.DELETED, State.UNKNOWN])
def test_what_is_not_known_any_more(sim: Simulator, ask: Asker, state: State) -> None:
    sim.wording = Wording.NEW
    assert ask.about(sim.add(state)).json() == USER_NOT_FOUND


def test_switching_a_key_off_and_on_and_away(sim: Simulator, ask: Asker) -> None:
    key = sim.add()
    sim.disable(key)
    assert ask.about(key).status_code == 401
    sim.enable(key)
    assert ask.about(key).status_code == 200
    sim.delete(key)
    assert ask.about(key).json() == USER_NOT_FOUND
    with pytest.raises(KeyError):
        sim.enable(key)


def test_an_outage_denies_good_keys(sim: Simulator, ask: Asker) -> None:
    key = sim.add()
    sim.outage = True
    assert ask.about(key).json() == USER_NOT_FOUND
    sim.outage = False
    assert ask.about(key).status_code == 200


@pytest.mark.parametrize(
    ("limit_reset", "word"),
    [(None, "total"), ("daily", "daily"), ("weekly", "weekly"), ("monthly", "monthly")],
)
def test_an_exhausted_key(sim: Simulator, ask: Asker, limit_reset: str | None, word: str) -> None:
    key = sim.add(State.EXHAUSTED, limit_reset=limit_reset)
    data = ask.about(key).json()["data"]
    assert data["limit"] > 0
    assert data["limit_remaining"] == 0
    assert refused(ask.chat(key)) == (
        403,
        f"Key limit exceeded ({word} limit). Manage it using https://openrouter.ai/settings/keys",
    )


def test_running_models_uses_a_limit_up(sim: Simulator, ask: Asker) -> None:
    key = sim.add(State.VALID, limit=0.0002)
    assert [ask.chat(key).status_code for _ in range(3)] == [200, 200, 403]
    assert ask.about(key).json()["data"]["limit_remaining"] == 0


def test_money_is_short(sim: Simulator, ask: Asker) -> None:
    key = sim.add(State.OUT_OF_CREDITS)
    assert ask.about(key).status_code == 200
    answer = ask.chat(key)
    assert refused(answer) == (
        402,
        "Insufficient credits. Add more using https://openrouter.ai/settings/credits",
    )
    body = answer.json()
    assert body["error"]["metadata"]["limit_source"] == "openrouter_credits"
    assert body["user_id"].startswith("user_")


def test_a_management_key_runs_no_models(sim: Simulator, ask: Asker) -> None:
    key = sim.add(State.MANAGEMENT)
    data = ask.about(key).json()["data"]
    assert (data["is_management_key"], data["is_provisioning_key"]) == (True, True)
    assert ask.chat(key).json() == USER_NOT_FOUND
