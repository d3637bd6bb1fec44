"""Every trouble that a key's state can stand for, over real HTTP."""

from __future__ import annotations

import threading
from http.client import HTTPConnection, IncompleteRead, RemoteDisconnected

import httpx
import pytest

from openrouter_lsp.simulator import Delivery, Simulator, State, error, json_answer
from tests.simulator.conftest import USER_NOT_FOUND, Asker, refused


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
