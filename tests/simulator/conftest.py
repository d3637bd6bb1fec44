"""A simulator with a clock that tests move, and a client that asks it over real HTTP."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from openrouter_lsp.simulator import Simulator

USER_NOT_FOUND = {"error": {"message": "User not found.", "code": 401}}


class ManualClock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 10, 0, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **parts: float) -> None:
        self.now += timedelta(**parts)


class Asker:
    """Asks the simulator; paths below /api/v1, unless they start with `http`."""

    def __init__(self, sim: Simulator, client: httpx.Client) -> None:
        self.sim = sim
        self.client = client

    def __call__(
        self, method: str, path: str, key: str | None = None, **request: Any
    ) -> httpx.Response:
        url = path if path.startswith("http") else self.sim.base_url + path
        headers = dict(request.pop("headers", {}))
        if key is not None:
            headers["Authorization"] = f"Bearer {key}"
        return self.client.request(method, url, headers=headers, **request)

    def about(self, key: str) -> httpx.Response:
        return self("GET", "/key", key)

    def chat(self, key: str | None = None, **body: Any) -> httpx.Response:
        words = {"model": "simulator/echo", "messages": [{"role": "user", "content": "Hi"}]}
        return self("POST", "/chat/completions", key, json={**words, **body})


def refused(response: httpx.Response) -> tuple[int, str]:
    body = response.json()["error"]
    assert body["code"] == response.status_code
    assert response.headers["Content-Type"] == "application/json"
    return response.status_code, body["message"]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def sim(clock: ManualClock) -> Iterator[Simulator]:
    with Simulator(clock=clock) as simulator:
        yield simulator


@pytest.fixture(scope="session")
def certificates() -> ssl.SSLContext:
    """What httpx would otherwise read for each client anew; nothing here speaks TLS."""
    return ssl.create_default_context()


@pytest.fixture
def ask(sim: Simulator, certificates: ssl.SSLContext) -> Iterator[Asker]:
    with httpx.Client(trust_env=False, timeout=10, verify=certificates) as client:
        yield Asker(sim, client)
