"""No key goes to a server whose certificate is not trusted, through a tunnel or not."""

import ssl
from pathlib import Path

import pytest
import trustme

from openrouter_lsp.checking import (
    OPENROUTER,
    Accepted,
    Unanswered,
)
from openrouter_lsp.keys import Fault
from tests.checking.conftest import AskOnce
from tests.checking.given import new_key
from tests.checking.loopback import Recorder, Tunnel, listening


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
