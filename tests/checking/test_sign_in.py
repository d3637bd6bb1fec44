"""A new key through the browser, against the simulator's own pages."""

import asyncio
import re
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from hypothesis import given, strategies

from openrouter_lsp.checking import OpenRouterClient
from openrouter_lsp.checking.new_keys.callback_server import CallbackServer, Code, Denied
from openrouter_lsp.checking.new_keys.sign_in import NotSignedIn, Refusal, SignIn, challenge_of
from openrouter_lsp.keys import Fault, Key
from openrouter_lsp.simulator import Simulator
from tests.checking.conftest import client_of
from tests.checking.given import ManualClock
from tests.checking.loopback import answer, listening


async def decide(url: str, decision: str) -> httpx.Response:
    """Do what a person does on OpenRouter's page, and follow where that leads."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    async with httpx.AsyncClient(trust_env=False, follow_redirects=True) as browser:
        shown = await browser.get(url)
        assert shown.status_code == 200
        page = url.partition("?")[0]
        return await browser.post(page, data={**asked, "decision": decision})


async def test_the_browser_brings_the_code_and_the_code_buys_a_key(
    sim: Simulator, client: OpenRouterClient
) -> None:
    async with CallbackServer() as server:
        sign_in = SignIn(
            client.base_url, callback_url=server.url, label="Laptop", state=server.state
        )
        waiting = asyncio.create_task(server.wait(10))
        page = await decide(sign_in.url, "allow")
        outcome = await waiting

    assert "go back to your editor" in page.text
    assert isinstance(outcome, Code)
    key = await sign_in.exchange(outcome.text, client)
    assert isinstance(key, Key)
    assert key.fingerprint in {made.fingerprint for made in sim.keys}
    assert await sign_in.exchange(outcome.text, client) == NotSignedIn(Refusal.ALREADY_USED)
    assert repr(sign_in) == "SignIn()"


async def test_a_denial_comes_back(client: OpenRouterClient) -> None:
    async with CallbackServer() as server:
        sign_in = SignIn(client.base_url, callback_url=server.url, label="x", state=server.state)
        await decide(sign_in.url, "deny")
        assert isinstance(await server.wait(10), Denied)


async def test_a_pasted_code_buys_a_key(client: OpenRouterClient) -> None:
    sign_in = SignIn(client.base_url, callback_url=None, label="Container")
    page = await decide(sign_in.url, "allow")
    [code] = set(re.findall(r"auth_code_\w+", page.text))

    assert isinstance(await sign_in.exchange(f" {code}\n", client), Key)


async def test_a_code_that_comes_twice_at_once_buys_one_key(
    sim: Simulator, client: OpenRouterClient
) -> None:
    sign_in = SignIn(client.base_url, callback_url=None, label="Container")
    page = await decide(sign_in.url, "allow")
    [code] = set(re.findall(r"auth_code_\w+", page.text))
    assert not sign_in.took(code)

    one, other = await asyncio.gather(*(sign_in.exchange(code, client) for _ in range(2)))

    assert isinstance(one, Key)
    assert other == NotSignedIn(Refusal.ALREADY_USED)
    assert sign_in.took(f"{code}\n")
    assert not sign_in.took("auth_code_0")


async def test_a_code_of_another_sign_in_buys_nothing(client: OpenRouterClient) -> None:
    one, other = (SignIn(client.base_url, callback_url=None, label="x") for _ in range(2))
    page = await decide(one.url, "allow")
    [code] = set(re.findall(r"auth_code_\w+", page.text))

    refused = await other.exchange(code, client)

    assert isinstance(refused, NotSignedIn)
    assert refused.refusal is Refusal.CODE
    assert refused.quote == "Invalid code or code_verifier"
    # The right one still can.
    assert isinstance(await one.exchange(code, client), Key)


@pytest.mark.parametrize(
    ("raw", "refusal", "fault"),
    [
        (answer(b'{"key": "short"}'), Refusal.NO_KEY, None),
        (answer(b"{}"), Refusal.NO_KEY, None),
        (answer(b"<html>", kind="text/html"), Refusal.NO_KEY, None),
        (answer(b"<html>", "502 Bad", "text/html"), Refusal.NO_ANSWER, Fault.SERVER_ERROR),
        (
            answer(b'{"error":{"message":"No.","code":405}}', "405 No"),
            Refusal.NO_KEY,
            None,
        ),
        (b"", Refusal.NO_ANSWER, Fault.BROKEN_OFF),
    ],
)
async def test_answers_without_a_key(
    clock: ManualClock, raw: bytes, refusal: Refusal, fault: Fault | None
) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(raw)
        await writer.drain()

    async with listening(talk) as port, client_of(f"http://127.0.0.1:{port}", clock) as client:
        sign_in = SignIn(client.base_url, callback_url=None, label="x")
        result = await sign_in.exchange("c", client)

    assert isinstance(result, NotSignedIn)
    assert (result.refusal, result.fault) == (refusal, fault)


def test_the_page_is_asked_for_as_openrouter_documents_it() -> None:
    one = SignIn(
        "https://eu.openrouter.ai/api/v1",
        callback_url="http://127.0.0.1:1/x",
        label="a&b",
        state="s",
    )

    address, _, query = one.url.partition("?")
    asked = parse_qs(query, strict_parsing=True)
    assert address == "https://eu.openrouter.ai/auth"
    challenge = asked.pop("code_challenge")[0]
    assert re.fullmatch(r"[\w-]{43}", challenge)
    assert asked == {
        "callback_url": ["http://127.0.0.1:1/x"],
        "code_challenge_method": ["S256"],
        "key_label": ["a&b"],
        "state": ["s"],
    }


def test_the_challenge_is_rfc_7636s() -> None:
    # Appendix B of the RFC.
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert challenge_of(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@given(strategies.text(alphabet="abcXYZ019-._~", min_size=43, max_size=128))
def test_a_challenge_is_one_whatever_the_verifier(verifier: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", challenge_of(verifier))
    assert urlencode({"c": challenge_of(verifier)}) == f"c={challenge_of(verifier)}"
