"""The client, over real HTTP on loopback."""

import logging
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import NoReturn

import httpx
import pytest
import trustme

from openrouter_lsp.checking import (
    OPENROUTER,
    Accepted,
    Asks,
    OpenRouterClient,
    Refused,
    Reply,
    Unanswered,
    connect,
    judge,
)
from openrouter_lsp.keys import Fault, Key, KeyStatus
from openrouter_lsp.simulator import Simulator, State, Wording, html_answer, json_answer
from tests.checking.given import NOW, ManualClock, described, new_key
from tests.checking.loopback import Recorder, Tunnel, answer, drip, flood, listening, unused_port

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


# Every state


@pytest.mark.parametrize(
    ("state", "status", "fault"),
    [
        (State.VALID, KeyStatus.VALID, None),
        (State.EXPIRING, KeyStatus.EXPIRING, None),
        (State.EXPIRED, KeyStatus.REJECTED, None),
        (State.DISABLED, KeyStatus.REJECTED, None),
        (State.DELETED, KeyStatus.REJECTED, None),
        (State.UNKNOWN, KeyStatus.REJECTED, None),
        (State.EXHAUSTED, KeyStatus.EXHAUSTED, None),
        (State.OUT_OF_CREDITS, KeyStatus.VALID, None),
        (State.MANAGEMENT, KeyStatus.VALID, None),
        (State.FLAKY, KeyStatus.UNKNOWN, Fault.NO_CREDENTIALS_SEEN),
        (State.RATE_LIMITED, KeyStatus.UNKNOWN, Fault.RATE_LIMITED),
        (State.SERVER_ERROR, KeyStatus.UNKNOWN, Fault.SERVER_ERROR),
        (State.ADDRESS_BLOCKED, KeyStatus.UNKNOWN, Fault.FORBIDDEN),
        (State.PORTAL, KeyStatus.UNKNOWN, Fault.NOT_OPENROUTER),
        (State.FIREWALL, KeyStatus.UNKNOWN, Fault.NOT_OPENROUTER),
        (State.REDIRECT, KeyStatus.UNKNOWN, Fault.REDIRECT),
        (State.TRUNCATED, KeyStatus.UNKNOWN, Fault.BROKEN_OFF),
        (State.HANG_UP, KeyStatus.UNKNOWN, Fault.BROKEN_OFF),
    ],
)
async def test_every_state(
    sim: Simulator,
    ask_once: AskOnce,
    state: State,
    status: KeyStatus,
    fault: Fault | None,
) -> None:
    key = Key(sim.add(state))
    verdict = judge(await ask_once(sim.base_url, key), NOW)
    assert (verdict.status, verdict.fault) == (status, fault)
    (request,) = sim.requests
    assert (request.method, request.path, request.query) == ("GET", "/api/v1/key", "")
    assert request.fingerprint == key.fingerprint


async def test_the_new_wording_of_an_expired_key(sim: Simulator, ask_once: AskOnce) -> None:
    key = Key(sim.add(State.EXPIRED, wording=Wording.NEW))
    reply = await ask_once(sim.base_url, key)
    assert isinstance(reply, Refused)
    assert (reply.message, reply.description) == ("API key expired.", "API key expired")
    assert judge(reply, NOW).status is KeyStatus.EXPIRED


async def test_a_slow_answer_is_waited_for(sim: Simulator, ask_once: AskOnce) -> None:
    key = sim.add(State.SLOW)
    sim.release(key)
    assert isinstance(await ask_once(sim.base_url, Key(key)), Accepted)


async def test_what_is_told_comes_through(
    sim: Simulator, ask_once: AskOnce, clock: ManualClock
) -> None:
    key = Key(sim.add(State.EXPIRING, limit=5.0, usage=1.5, expires_in=timedelta(days=1)))
    reply = await ask_once(sim.base_url, key)
    assert isinstance(reply, Accepted)
    assert reply.details.expires_at == NOW + timedelta(days=1)
    assert reply.details.limit_remaining == 3.5
    assert reply.details.label == key.masked
    assert reply.at == NOW


async def test_times_are_told_by_both_clocks(ask_once: AskOnce) -> None:
    date = format_datetime(NOW + timedelta(hours=1), usegmt=True)
    reply = answer(described()).replace(b"\r\n", f"\r\nDate: {date}\r\n".encode(), 1)
    async with listening(Recorder(reply)) as port:
        got = await ask_once(f"http://127.0.0.1:{port}/api/v1", new_key())
    assert isinstance(got, Accepted)
    assert (got.at, got.server_time) == (NOW, NOW + timedelta(hours=1))


async def test_retry_after_comes_through(sim: Simulator, ask_once: AskOnce) -> None:
    key = Key(sim.add(State.RATE_LIMITED, retry_after=90))
    reply = await ask_once(sim.base_url, key)
    assert isinstance(reply, Refused)
    assert reply.retry_at == NOW + timedelta(seconds=90)


async def test_one_connection_serves_many_questions(sim: Simulator, clock: ManualClock) -> None:
    async with client_of(sim.base_url, clock) as client:
        for _ in range(3):
            assert isinstance(await client.ask(Key(sim.add())), Accepted)
    assert len(sim.requests) == 3


async def test_a_closed_client_opens_again(sim: Simulator, clock: ManualClock) -> None:
    async with client_of(sim.base_url, clock) as client:
        await client.ask(Key(sim.add()))
        await client.aclose()
        assert isinstance(await client.ask(Key(sim.add())), Accepted)


# Where the key goes


async def test_a_redirect_is_not_followed(sim: Simulator, ask_once: AskOnce) -> None:
    with Simulator() as elsewhere:
        for target in (elsewhere.base_url + "/key", sim.origin + "/elsewhere"):
            key = Key(sim.add(State.REDIRECT, redirect_to=target))
            reply = await ask_once(sim.base_url, key)
            assert reply == Unanswered(NOW, Fault.REDIRECT, "HTTP 302")
        assert elsewhere.requests == ()
    assert {request.path for request in sim.requests} == {"/api/v1/key"}


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_no_proxy_sees_a_key_for_loopback(
    sim: Simulator, ask_once: AskOnce, monkeypatch: pytest.MonkeyPatch, name: str, host: str
) -> None:
    proxy = Recorder()
    async with listening(proxy) as port:
        monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
        base_url = sim.base_url.replace("127.0.0.1", host)
        assert isinstance(await ask_once(base_url, Key(sim.add())), Accepted)
    assert proxy.heads == []
    assert len(sim.requests) == 1


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine trusts the authority."""
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))


def context_for(authority: trustme.CA, host: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    return context


@pytest.mark.usefixtures("trusted")
async def test_a_certificate_of_the_machines_own_authority(
    ask_once: AskOnce, authority: trustme.CA
) -> None:
    server = Recorder()
    async with listening(server, context_for(authority, "localhost")) as port:
        reply = await ask_once(f"https://localhost:{port}/api/v1", key := new_key())
    assert isinstance(reply, Accepted)
    (head,) = server.heads
    assert head.startswith("GET /api/v1/key HTTP/1.1\r\n")
    assert f"\r\nauthorization: bearer {key.reveal()}\r\n" in head.lower()


async def test_a_certificate_that_nobody_trusts(ask_once: AskOnce, authority: trustme.CA) -> None:
    server = Recorder()
    async with listening(server, context_for(authority, "localhost")) as port:
        reply = await ask_once(f"https://localhost:{port}/api/v1", new_key())
    assert isinstance(reply, Unanswered)
    assert reply.fault is Fault.TLS
    assert server.heads == []


@pytest.mark.usefixtures("trusted")
async def test_a_certificate_of_another_host(ask_once: AskOnce, authority: trustme.CA) -> None:
    server = Recorder()
    async with listening(server, context_for(authority, "openrouter.ai")) as port:
        reply = await ask_once(f"https://localhost:{port}/api/v1", new_key())
    assert isinstance(reply, Unanswered)
    assert reply.fault is Fault.TLS
    assert server.heads == []


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("name", ["HTTPS_PROXY", "ALL_PROXY"])
async def test_a_proxy_is_passed_through_a_tunnel(
    ask_once: AskOnce, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    server, key = Recorder(), new_key()
    async with listening(server, context_for(authority, "openrouter.ai")) as port:
        proxy = Tunnel(port)
        async with listening(proxy) as proxy_port:
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy_port}")
            reply = await ask_once(OPENROUTER, key)
    assert isinstance(reply, Accepted)
    assert proxy.sent.startswith(b"CONNECT openrouter.ai:443 HTTP/1.1\r\n")
    assert b"uthorization" not in proxy.sent
    assert key.reveal().encode() not in proxy.sent
    (head,) = server.heads
    assert key.reveal() in head


async def test_a_tunnel_that_ends_at_somebody_else(
    ask_once: AskOnce, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Recorder()
    async with listening(server, context_for(authority, "openrouter.ai")) as port:
        proxy = Tunnel(port)
        async with listening(proxy) as proxy_port:
            monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy_port}")
            reply = await ask_once(OPENROUTER, new_key())
    assert isinstance(reply, Unanswered)
    assert reply.fault is Fault.TLS
    assert server.heads == []


@pytest.mark.parametrize(
    "refusal",
    [
        answer(b"no", "407 Proxy Authentication Required", "text/html"),
        answer(b"no", "502 Bad Gateway", "text/html"),
        answer(b"no", "403 Forbidden", "text/html"),
    ],
)
async def test_a_proxy_that_refuses(
    ask_once: AskOnce, monkeypatch: pytest.MonkeyPatch, refusal: bytes
) -> None:
    proxy, key = Recorder(refusal), new_key()
    async with listening(proxy) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        reply = await ask_once(OPENROUTER, key)
    assert isinstance(reply, Unanswered)
    assert reply.fault is Fault.PROXY
    (head,) = proxy.heads
    assert key.reveal() not in head


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "ALL_PROXY", "https_proxy"])
async def test_a_proxy_that_is_not_there(
    ask_once: AskOnce, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, f"http://127.0.0.1:{unused_port()}")
    reply = await ask_once(OPENROUTER, new_key())
    assert isinstance(reply, Unanswered)
    assert reply.fault is Fault.PROXY


@pytest.mark.parametrize(
    "value", ["ftp://127.0.0.1:1", "socks9://127.0.0.1", "http://127.0.0.1:port", "://"]
)
async def test_a_proxy_that_nobody_can_parse(
    ask_once: AskOnce, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", value)
    reply = await ask_once(OPENROUTER, new_key())
    assert isinstance(reply, Unanswered)
    assert reply.fault is Fault.PROXY
    assert reply.quote in ("ValueError", "InvalidURL")  # and not what stands in the variable


# Trouble on the way


async def test_nobody_listens(ask_once: AskOnce) -> None:
    reply = await ask_once(f"http://127.0.0.1:{unused_port()}/api/v1", new_key())
    assert reply == Unanswered(NOW, Fault.OFFLINE, "ConnectError")


async def test_no_answer_in_time(sim: Simulator, clock: ManualClock) -> None:
    key = Key(sim.add(State.SLOW))
    async with client_of(sim.base_url, clock, seconds=0.1) as client:
        reply = await client.ask(key)
    assert isinstance(reply, Unanswered)
    assert reply.fault is Fault.TIMEOUT


async def test_an_answer_that_drips(clock: ManualClock) -> None:
    """Each byte comes in time, the whole does not."""
    async with (
        listening(drip) as port,
        client_of(f"http://127.0.0.1:{port}/api/v1", clock, seconds=0.1) as client,
    ):
        reply = await client.ask(new_key())
    assert reply == Unanswered(NOW, Fault.TIMEOUT, "after 0.1 s")


async def test_a_body_that_is_too_large(sim: Simulator, ask_once: AskOnce) -> None:
    key = sim.add()
    sim.script(key, json_answer(200, {"data": {"usage": 0}, "more": "x" * 300_000}))
    reply = await ask_once(sim.base_url, Key(key))
    assert reply == Unanswered(NOW, Fault.NOT_OPENROUTER, "HTTP 200, application/json")


async def test_a_body_without_end(ask_once: AskOnce) -> None:
    async with listening(flood) as port:
        reply = await ask_once(f"http://127.0.0.1:{port}/api/v1", new_key())
    assert reply == Unanswered(NOW, Fault.NOT_OPENROUTER, "HTTP 200, application/json")


async def test_an_answer_that_is_no_http(ask_once: AskOnce) -> None:
    async with listening(Recorder(b"220 mail.example.com ESMTP\r\n\r\n")) as port:
        reply = await ask_once(f"http://127.0.0.1:{port}/api/v1", new_key())
    assert isinstance(reply, Unanswered)
    assert reply.fault is Fault.BROKEN_OFF


async def test_a_body_that_cannot_be_unpacked(ask_once: AskOnce) -> None:
    packed = answer(b"no gzip").replace(b"\r\n", b"\r\nContent-Encoding: gzip\r\n", 1)
    async with listening(Recorder(packed)) as port:
        reply = await ask_once(f"http://127.0.0.1:{port}/api/v1", new_key())
    assert isinstance(reply, Unanswered)
    assert reply.fault is Fault.NOT_OPENROUTER


async def test_trouble_with_one_key_does_not_stay(sim: Simulator, clock: ManualClock) -> None:
    async with client_of(sim.base_url, clock) as client:
        for state in (State.HANG_UP, State.TRUNCATED, State.REDIRECT, State.PORTAL):
            await client.ask(Key(sim.add(state)))
            assert isinstance(await client.ask(Key(sim.add())), Accepted)


# Addresses that no key is sent to


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


# The key is shown nowhere

LEAKY = "Bearer {0} was sent, sk-or-v1-{0}"


def ensure_silent(key: Key, reply: Reply, caplog: pytest.LogCaptureFixture) -> None:
    digits = key.reveal().removeprefix("sk-or-v1-")
    logged = [repr(vars(record)) + record.getMessage() for record in caplog.records]
    for shown in (*logged, repr(reply), str(reply), repr(judge(reply, NOW))):
        assert digits not in shown


@pytest.mark.parametrize("state", [state for state in State if state is not State.SLOW])
async def test_no_log_shows_a_key(
    sim: Simulator, ask_once: AskOnce, caplog: pytest.LogCaptureFixture, state: State
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name)
    key = Key(sim.add(state))
    reply = await ask_once(sim.base_url, key)
    assert any(record.name.startswith("httpcore") for record in caplog.records)
    ensure_silent(key, reply, caplog)


async def test_an_echo_of_the_key_is_not_quoted(
    sim: Simulator, ask_once: AskOnce, caplog: pytest.LogCaptureFixture
) -> None:
    text = sim.add()
    said = LEAKY.format(text)
    for echo in (
        json_answer(401, {"error": {"message": said, "code": 401}, "user_id": said}),
        json_answer(200, {"data": {"label": said, "limit_reset": said, "usage": 0}}),
        json_answer(200, {"sorry": said}),
        html_answer(200, said),
    ):
        sim.script(text, echo)
        reply = await ask_once(sim.base_url, Key(text))
        ensure_silent(Key(text), reply, caplog)


@pytest.mark.parametrize("error", [RuntimeError, httpx.ConnectError, httpx.InvalidURL, OSError])
async def test_what_httpx_raises_is_not_quoted(
    ask_once: AskOnce,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: type[Exception],
) -> None:
    key = new_key()

    def raises(*_: object, **__: object) -> NoReturn:
        raise error(LEAKY.format(key.reveal()))

    monkeypatch.setattr(httpx.AsyncClient, "stream", raises)
    reply = await ask_once("http://127.0.0.1:1/api/v1", key)
    assert isinstance(reply, Unanswered)
    assert reply.quote == error.__name__
    ensure_silent(key, reply, caplog)


async def test_a_password_of_a_proxy_is_not_quoted(
    ask_once: AskOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://me:hunter2@127.0.0.1:port")
    assert "hunter2" not in repr(await ask_once(OPENROUTER, new_key()))
