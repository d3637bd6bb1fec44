"""What the tests of this room are given: other sides to ask, and a memory of its own folder."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from openrouter_lsp.checking import (
    KeyChecker,
    NoRecord,
    OpenRouterClient,
    Record,
    Reply,
    Unanswered,
)
from openrouter_lsp.checking.memory import Memory
from openrouter_lsp.checking.record_search import find_record
from openrouter_lsp.keys import Key
from openrouter_lsp.simulator import Simulator, State
from tests.checking.given import ManualClock
from tests.checking.oracle import Oracle

Find = Callable[[str], Awaitable[Record | NoRecord | Unanswered]]
AskOnce = Callable[[str, Key], Awaitable[Reply]]


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy, no certificates and no address but those that a test names."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "ssl_cert_file"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.delenv("OPENROUTER_BASE_URL", raising=False)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def sim(clock: ManualClock) -> Iterator[Simulator]:
    with Simulator(clock=clock) as simulator:
        yield simulator


@asynccontextmanager
async def client_of(
    base_url: str, clock: ManualClock, seconds: float = 10
) -> AsyncIterator[OpenRouterClient]:
    client = OpenRouterClient(base_url, timeout=seconds, clock=clock)
    try:
        yield client
    finally:
        await client.aclose()


@pytest.fixture
def ask_once(clock: ManualClock) -> AskOnce:
    async def ask(base_url: str, key: Key) -> Reply:
        async with client_of(base_url, clock) as client:
            return await client.ask(key)

    return ask


@pytest.fixture
def oracle(clock: ManualClock) -> Oracle:
    return Oracle(clock)


@pytest.fixture
def checker(oracle: Oracle, clock: ManualClock) -> KeyChecker:
    return KeyChecker(oracle, clock=clock, max_age=timedelta(minutes=15))


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def memory_path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "openrouter-lsp" / "memory #1?.sqlite3"


@pytest.fixture
def start(memory_path: Path, clock: ManualClock, said: list[str]) -> Callable[[], Memory]:
    """A session begins: nothing but the file is left of the one before."""
    return lambda: Memory(memory_path, clock=clock, log=said.append)


@pytest.fixture
def memory(start: Callable[[], Memory]) -> Memory:
    return start()


@pytest.fixture
async def client(sim: Simulator, clock: ManualClock) -> AsyncIterator[OpenRouterClient]:
    client = OpenRouterClient(sim.base_url, timeout=10, clock=clock)
    yield client
    await client.aclose()


@pytest.fixture
def manager(sim: Simulator) -> Key:
    return Key(sim.add(State.MANAGEMENT))


@pytest.fixture
def find(sim: Simulator, client: OpenRouterClient, manager: Key) -> Find:
    async def find(text: str) -> Record | NoRecord | Unanswered:
        sim.forget_requests()
        found = await find_record(client, manager, Key(text).fingerprint)
        assert {one.fingerprint for one in sim.requests} == {manager.fingerprint}
        assert {one.method for one in sim.requests} == {"GET"}
        assert text not in repr(sim.requests)
        return found

    return find
