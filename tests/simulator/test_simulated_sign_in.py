"""A new key through the browser: the page, the code, the exchange."""

from __future__ import annotations

import base64
import hashlib
import secrets
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest

from openrouter_lsp.simulator import Simulator, State

if TYPE_CHECKING:
    import httpx

    from tests.simulator.conftest import Asker, ManualClock

CALLBACK = "http://127.0.0.1:50123/callback"
WRONG_CODE = {"error": {"message": "Invalid code or code_verifier", "code": 403}}


def pkce() -> tuple[str, str]:
    verifier = secrets.token_urlsafe(32)
    digest = hashlib.sha256(verifier.encode()).digest()
    return verifier, base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class Form(HTMLParser):
    """What a browser sends on from a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.decisions: list[str] = []
        self.target = ""
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if tag == "form":
            assert found["method"] == "post"
            self.target = found["action"]
        elif tag == "input":
            self.fields[found["name"]] = found["value"]
        elif tag == "button":
            assert found["name"] == "decision"
            self.decisions.append(found["value"])


def decide(ask: Asker, decision: str, **parameters: str) -> httpx.Response:
    """Open the page as a browser would, and press a button."""
    page = ask("GET", ask.sim.sign_in_url, params=parameters)
    assert page.status_code == 200
    assert page.headers["Content-Type"].startswith("text/html")
    form = Form(page.text)
    assert sorted(form.decisions) == ["allow", "deny"]
    # Relative, so that it works behind a proxy that put a path before it.
    assert not form.target.startswith("/")
    target = urljoin(ask.sim.sign_in_url, form.target)
    return ask("POST", target, data={**form.fields, "decision": decision})


def returned(response: httpx.Response) -> dict[str, str]:
    """Return what the browser carries back to the app."""
    assert response.status_code == 303
    location = response.headers["Location"]
    assert location.startswith(CALLBACK + "?")
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


def exchange(ask: Asker, **body: Any) -> httpx.Response:
    return ask("POST", "/auth/keys", json=body)


def test_the_whole_way_with_s256(sim: Simulator, ask: Asker) -> None:
    verifier, challenge = pkce()
    back = returned(
        decide(
            ask,
            "allow",
            callback_url=CALLBACK,
            code_challenge=challenge,
            code_challenge_method="S256",
            state='a&b"<c>',
            key_label="From <my> editor",
            limit="12.5",
            usage_limit_type="weekly",
            expires_at="2026-12-24T00:00:00Z",
        )
    )
    assert back["state"] == 'a&b"<c>'
    body = {"code": back["code"], "code_verifier": verifier, "code_challenge_method": "S256"}
    answer = exchange(ask, **body)
    assert answer.status_code == 200
    key = answer.json()["key"]
    assert answer.json()["user_id"]
    data = ask.about(key).json()["data"]
    assert (data["limit"], data["limit_reset"]) == (12.5, "weekly")
    assert data["expires_at"] == "2026-12-24T00:00:00Z"
    assert [one.name for one in sim.keys] == ["From <my> editor"]
    again = exchange(ask, **body)
    assert (again.status_code, again.json()) == (403, WRONG_CODE)
    assert len(sim.keys) == 1


def test_plain_and_without_a_challenge(ask: Asker) -> None:
    plain = returned(
        decide(
            ask,
            "allow",
            callback_url=CALLBACK,
            code_challenge="the-verifier-itself",
            code_challenge_method="plain",
        )
    )
    assert "state" not in plain
    assert exchange(ask, code=plain["code"], code_verifier="another").status_code == 403
    assert exchange(ask, code=plain["code"]).status_code == 403
    body = {"code": plain["code"], "code_verifier": "the-verifier-itself"}
    assert exchange(ask, **body, code_challenge_method="S256").json() == {
        "error": {"message": "Invalid code_challenge_method", "code": 400}
    }
    assert exchange(ask, **body, code_challenge_method=None).status_code == 200

    bare = returned(decide(ask, "allow", callback_url=CALLBACK + "?from=app"))
    assert bare["from"] == "app"
    assert exchange(ask, code=bare["code"]).status_code == 200


def test_the_wrong_verifier(ask: Asker) -> None:
    _, challenge = pkce()
    asked = {"callback_url": CALLBACK, "code_challenge": challenge, "code_challenge_method": "S256"}
    code = returned(decide(ask, "allow", **asked))["code"]
    for verifier in (challenge, pkce()[0]):
        answer = exchange(ask, code=code, code_verifier=verifier, code_challenge_method="S256")
        assert (answer.status_code, answer.json()) == (403, WRONG_CODE)
    odd = f'{{"code": "{code}", "code_verifier": "\\ud800"}}'.encode()
    assert ask("POST", "/auth/keys", content=odd).json() == WRONG_CODE


def test_a_code_lives_ten_minutes(ask: Asker, clock: ManualClock) -> None:
    early, late = (returned(decide(ask, "allow", callback_url=CALLBACK)) for _ in range(2))
    clock.advance(minutes=9, seconds=59)
    assert exchange(ask, code=early["code"]).status_code == 200
    clock.advance(seconds=1)
    assert exchange(ask, code=late["code"]).json() == WRONG_CODE


def test_denial(sim: Simulator, ask: Asker) -> None:
    back = returned(decide(ask, "deny", callback_url=CALLBACK, state="s"))
    assert set(back) == {"error", "error_description", "state"}
    assert back["error"] == "access_denied"
    assert sim.keys == ()


def test_a_code_to_paste(ask: Asker) -> None:
    verifier, challenge = pkce()
    asked = {"key_label": "K", "code_challenge": challenge, "code_challenge_method": "S256"}
    page = decide(ask, "allow", **asked)
    assert page.status_code == 200
    code = page.text.partition("<code>")[2].partition("</code>")[0]
    assert code.startswith("auth_code_")
    assert exchange(ask, code=code, code_verifier=verifier).status_code == 200
    denied = decide(ask, "deny", **asked)
    assert denied.status_code == 200
    assert "<code>" not in denied.text


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"key_label": "K"},
        {"code_challenge": "c"},
        {"callback_url": "http://example.com/"},
        {"callback_url": "ftp://127.0.0.1/"},
        {"callback_url": "javascript:alert(1)"},
        {"callback_url": "https:///nohost"},
        {"callback_url": "http://[::1"},
        {"callback_url": "https://example.com/\r\nSet-Cookie: a=b"},
        {"callback_url": CALLBACK, "code_challenge_method": "S512"},
        {"callback_url": CALLBACK, "limit": "much"},
        {"callback_url": CALLBACK, "limit": "nan"},
        {"callback_url": CALLBACK, "key_label": "k" * 101},
    ],
)
def test_what_the_page_does_not_accept(ask: Asker, parameters: dict[str, str]) -> None:
    for answer in (
        ask("GET", ask.sim.sign_in_url, params=parameters),
        ask("POST", ask.sim.sign_in_url, data={**parameters, "decision": "allow"}),
    ):
        assert answer.status_code == 400
        assert answer.headers["Content-Type"].startswith("text/html")
        assert "set-cookie" not in answer.headers
        assert "form" not in Form(answer.text).tags


def test_the_page_shows_what_is_asked_for_and_runs_nothing(ask: Asker) -> None:
    script = "<script>alert(1)</script>"
    asked = {"callback_url": CALLBACK, "key_label": script, "state": f'">{script}'}
    page = ask("GET", ask.sim.sign_in_url, params=asked)
    form = Form(page.text)
    assert "script" not in form.tags
    assert form.fields == asked
    assert "127.0.0.1:50123" in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_a_code_without_a_browser(sim: Simulator, ask: Asker, clock: ManualClock) -> None:
    verifier, challenge = pkce()
    body = {
        "callback_url": "https://example.com/back",
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "limit": 5,
    }
    answer = ask("POST", "/auth/keys/code", sim.add(), json=body)
    assert answer.status_code == 200
    data = answer.json()["data"]
    assert data["created_at"] == "2026-11-23T10:00:00Z"
    made = exchange(ask, code=data["id"], code_verifier=verifier, code_challenge_method="S256")
    assert ask.about(made.json()["key"]).json()["data"]["limit"] == 5
    assert ask("POST", "/auth/keys/code", json=body).status_code == 401
    assert ask("POST", "/auth/keys/code", sim.add(State.EXPIRED), json=body).status_code == 401
    assert ask("POST", "/auth/keys/code", sim.add(), json={}).status_code == 400


def test_a_code_that_nobody_made(ask: Asker) -> None:
    assert exchange(ask, code="auth_code_nobody").json() == WRONG_CODE
    assert exchange(ask).status_code == 400
    assert ask("GET", "/auth/keys").status_code == 405
