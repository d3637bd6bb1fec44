"""Every state a key can be in, over real HTTP."""

from __future__ import annotations

import threading
from datetime import timedelta
from http.client import HTTPConnection, IncompleteRead, RemoteDisconnected
from typing import TYPE_CHECKING

import httpx
import pytest

from openrouter_lsp.simulator import Delivery, Simulator, State, Wording, error, json_answer

if TYPE_CHECKING:
    from tests.simulator.conftest import Asker, ManualClock

USER_NOT_FOUND = {"error": {"message": "User not found.", "code": 401}}
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


def refused(response: httpx.Response) -> tuple[int, str]:
    body = response.json()["error"]
    assert body["code"] == response.status_code
    assert response.headers["Content-Type"] == "application/json"
    return response.status_code, body["message"]


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


def test_a_slow_key_waits_for_its_release(sim: Simulator, ask: Asker) -> None:
    key = sim.add(State.SLOW)
    other = sim.add()
    statuses: list[int] = []
    thread = threading.Thread(target=lambda: statuses.append(ask.about(key).status_code))
    thread.start()
    sim.wait_for_requests(1)
    # Another key is answered meanwhile, the slow one not.
    assert ask.about(other).status_code == 200
    assert statuses == []
    sim.release(key)
    thread.join(5)
    assert statuses == [200]
    assert ask.about(key).status_code == 200


def test_a_slow_key_with_a_number_of_seconds(sim: Simulator, ask: Asker) -> None:
    assert ask.about(sim.add(State.SLOW, delay=0.01)).status_code == 200


def test_a_slow_key_outlasts_the_clients_patience(sim: Simulator, ask: Asker) -> None:
    with pytest.raises(httpx.ReadTimeout):
        ask("GET", "/key", sim.add(State.SLOW), timeout=0.05)


def test_a_flaky_key(sim: Simulator, ask: Asker) -> None:
    key = sim.add(State.FLAKY)
    assert refused(ask.about(key)) == (401, "No auth credentials found")
    assert [ask.about(key).status_code for _ in range(2)] == [200, 200]


def test_rate_limited_for_some_calls_or_for_ever(sim: Simulator, ask: Asker) -> None:
    twice = sim.add(State.RATE_LIMITED, times=2, retry_after=7)
    answer = ask.about(twice)
    assert refused(answer) == (429, "Rate limit exceeded")
    assert answer.headers["Retry-After"] == "7"
    assert [ask.about(twice).status_code for _ in range(2)] == [429, 200]
    for_ever = sim.add(State.RATE_LIMITED, retry_after="Mon, 23 Nov 2026 11:00:00 GMT")
    answers = [ask.about(for_ever) for _ in range(3)]
    assert [one.status_code for one in answers] == [429, 429, 429]
    assert answers[0].headers["Retry-After"] == "Mon, 23 Nov 2026 11:00:00 GMT"


@pytest.mark.parametrize(
    ("state", "status", "word"),
    [(State.PORTAL, 200, "Welcome"), (State.FIREWALL, 403, "Cloudflare")],
)
def test_pages_where_json_belongs(
    sim: Simulator, ask: Asker, state: State, status: int, word: str
) -> None:
    answer = ask.about(sim.add(state))
    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith("text/html")
    assert word in answer.text


def test_an_address_that_is_blocked(sim: Simulator, ask: Asker) -> None:
    status, words = refused(ask.about(sim.add(State.ADDRESS_BLOCKED)))
    assert status == 403
    assert "limit" not in words
    assert "management" not in words


def test_a_redirect_catches_a_client_that_follows(sim: Simulator, ask: Asker) -> None:
    key = sim.add(State.REDIRECT)
    answer = ask.about(key)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/elsewhere")
    assert [one.path for one in sim.requests] == ["/api/v1/key"]
    ask("GET", "/key", key, follow_redirects=True)
    assert sim.requests[-1].path == "/elsewhere"
    other = sim.add(State.REDIRECT, redirect_to="https://example.invalid/")
    assert ask.about(other).headers["Location"] == "https://example.invalid/"


def test_a_truncated_body(sim: Simulator) -> None:
    key = sim.add(State.TRUNCATED)
    connection = HTTPConnection("127.0.0.1", sim.port, timeout=5)
    connection.request("GET", "/api/v1/key", headers={"Authorization": f"Bearer {key}"})
    response = connection.getresponse()
    assert response.status == 200
    with pytest.raises(IncompleteRead) as caught:
        response.read()
    assert caught.value.partial.startswith(b'{"data"')
    connection.close()


def test_hanging_up(sim: Simulator) -> None:
    key = sim.add(State.HANG_UP)
    connection = HTTPConnection("127.0.0.1", sim.port, timeout=5)
    connection.request("GET", "/api/v1/key", headers={"Authorization": f"Bearer {key}"})
    with pytest.raises(RemoteDisconnected):
        connection.getresponse()
    connection.close()


@pytest.mark.parametrize("status", [500, 502, 503, 524, 529, 599])
def test_server_trouble(sim: Simulator, ask: Asker, status: int) -> None:
    answer = refused(ask.about(sim.add(State.SERVER_ERROR, status=status, times=1)))
    assert answer[0] == status
    assert answer[1]


def test_scripted_answers_come_first_and_in_order(sim: Simulator, ask: Asker) -> None:
    key = sim.add(State.EXPIRED)
    under_200 = json_answer(200, error(402, "Insufficient credits").body.decode())
    sim.script(key, error(402, "Short"), under_200)
    assert refused(ask.about(key)) == (402, "Short")
    assert ask.about(key).status_code == 200
    assert ask.about(key).json() == USER_NOT_FOUND
    sim.script(key, error(404, "Gone"), times=None)
    assert [ask.about(key).status_code for _ in range(3)] == [404, 404, 404]
    assert under_200.delivery is Delivery.WHOLE


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "bearer x", "Basic abc", "sk-or-v1-", "Bearer 'quoted'", "Bearer sk-proj-abc"],
)
def test_what_is_not_taken_for_a_key(ask: Asker, header: str) -> None:
    answer = ask("GET", "/key", headers={"Authorization": header})
    assert refused(answer) == (401, "Missing Authentication header")


@pytest.mark.parametrize("change", [str.upper, lambda k: f'"{k}"', lambda k: k[:-1], "{}0".format])
def test_a_good_key_spoilt_is_not_taken_for_one(sim: Simulator, ask: Asker, change: object) -> None:
    assert callable(change)
    assert refused(ask.about(change(sim.add()))) == (401, "Missing Authentication header")


def test_no_header(ask: Asker) -> None:
    assert refused(ask("GET", "/key")) == (401, "Missing Authentication header")
    assert refused(ask("GET", "/credits")) == (401, "Missing Authentication header")
    assert refused(ask.chat()) == (401, "No cookie auth credentials found")
    assert refused(ask.chat("no-key")) == (401, "Missing Authentication header")


def test_zeros_are_a_well_formed_key_that_nobody_has(ask: Asker) -> None:
    assert ask.about("sk-or-v1-" + "0" * 64).json() == USER_NOT_FOUND


def test_the_model_list_says_nothing_of_a_key(sim: Simulator, ask: Asker) -> None:
    for key in (None, "junk", sim.add(State.EXPIRED), sim.add()):
        answer = ask("GET", "/models", key)
        assert answer.status_code == 200
        assert answer.json()["data"]


def test_a_completion(sim: Simulator, ask: Asker) -> None:
    answer = ask.chat(sim.add(), model="some/model").json()
    assert answer["model"] == "some/model"
    assert answer["choices"][0]["message"]["content"] == "Hello from the simulator."


def test_a_streamed_completion(sim: Simulator, ask: Asker) -> None:
    answer = ask.chat(sim.add(), stream=True)
    assert answer.headers["Content-Type"] == "text/event-stream"
    assert answer.text.startswith(": OPENROUTER PROCESSING\n\ndata: {")
    assert answer.text.endswith("data: [DONE]\n\n")
    assert '"content": "Hello"' in answer.text
