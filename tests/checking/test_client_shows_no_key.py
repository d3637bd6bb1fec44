"""The client shows a key nowhere: in no log, no quote and no error."""

import logging
from typing import NoReturn

import httpx
import pytest

from openrouter_lsp.checking import (
    OPENROUTER,
    Reply,
    Unanswered,
    judge,
)
from openrouter_lsp.keys import Key
from openrouter_lsp.simulator import Simulator, State, html_answer, json_answer
from tests.checking.conftest import AskOnce
from tests.checking.given import NOW, new_key

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
