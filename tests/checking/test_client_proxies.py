"""No proxy on the way sees a key, and one that fails is named."""

import pytest

from openrouter_lsp.checking import (
    OPENROUTER,
    Accepted,
    Unanswered,
)
from openrouter_lsp.keys import Fault, Key
from openrouter_lsp.simulator import Simulator
from tests.checking.conftest import AskOnce
from tests.checking.given import new_key
from tests.checking.loopback import Recorder, answer, listening, unused_port


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
