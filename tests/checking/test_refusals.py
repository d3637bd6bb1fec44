"""What is said of a key that OpenRouter refuses."""

from typing import Any

import pytest

from openrouter_lsp.keys import EvidenceSource, Fact, Fault
from tests.checking.given import NOW, error
from tests.checking.judging import EXHAUSTED, EXPIRED, REJECTED, Outcome, check, unknown, verdict_on

CHALLENGE = {
    "headers": {
        "WWW-Authenticate": 'Bearer error="invalid_token", error_description="API key expired"'
    }
}


@pytest.mark.parametrize(
    ("message", "more", "outcome"),
    [
        ("API key expired.", {"metadata": CHALLENGE}, EXPIRED),
        ("API key expired.", {}, EXPIRED),
        ("API key expired", {}, EXPIRED),
        ("api KEY expired!", {}, EXPIRED),
        ("Unauthorized", {"metadata": CHALLENGE}, EXPIRED),
        ("User not found.", {"metadata": CHALLENGE}, EXPIRED),
        ("No auth credentials found", {"metadata": CHALLENGE}, EXPIRED),
        ("User not found.", {}, REJECTED),
        ("User not found", {}, REJECTED),
        ("Invalid credentials", {}, REJECTED),
        ("Invalid API key", {}, REJECTED),
        ("API key disabled.", {}, REJECTED),
        ("Your API key has not expired.", {}, REJECTED),
        ("API key expired or deleted", {}, REJECTED),
        ("Session expired", {}, REJECTED),
        ("", {}, REJECTED),
        ("Whatever comes next year", {"metadata": {"headers": ["WWW-Authenticate"]}}, REJECTED),
        ("No", {"metadata": {"headers": {"WWW-Authenticate": "Bearer"}}}, REJECTED),
        ("No", {"metadata": "API key expired"}, REJECTED),
        ("Missing Authentication header", {}, unknown(Fault.NO_CREDENTIALS_SEEN)),
        ("No cookie auth credentials found", {}, unknown(Fault.NO_CREDENTIALS_SEEN)),
        ("No auth credentials found", {}, unknown(Fault.NO_CREDENTIALS_SEEN)),
    ],
)
def test_401(message: str, more: dict[str, Any], outcome: Outcome) -> None:
    assert check(401, error(401, message, **more)) == outcome


@pytest.mark.parametrize("message", ["User not found.", "Whatever comes next year", ""])
def test_a_rejection_quotes_what_was_said(message: str) -> None:
    (evidence,) = verdict_on(401, error(401, message)).evidence
    assert evidence.source is EvidenceSource.OPENROUTER
    assert (evidence.at, evidence.fact, evidence.code) == (NOW, Fact.REFUSED, 401)
    assert evidence.quote == message


def test_what_says_that_it_has_expired_is_quoted_wherever_it_stands() -> None:
    (evidence,) = verdict_on(401, error(401, "User not found.", metadata=CHALLENGE)).evidence
    assert evidence.quote == "User not found. (API key expired)"
    (evidence,) = verdict_on(401, error(401, "API key expired.", metadata=CHALLENGE)).evidence
    assert evidence.quote == "API key expired."


@pytest.mark.parametrize(
    ("status", "message", "more", "outcome"),
    [
        (402, "Insufficient credits", {}, EXHAUSTED),
        (402, "Insufficient credits", {"limit_source": "openrouter_credits"}, EXHAUSTED),
        (402, "Key limit reached", {"limit_source": "openrouter_key_limit"}, EXHAUSTED),
        (402, "Budget", {"limit_source": "openrouter_in_flight_budget"}, Fault.RATE_LIMITED),
        (402, "Insufficient credits", {"limit_source": 7}, EXHAUSTED),
        (403, "Key limit exceeded (total limit). Manage it using https://x", {}, EXHAUSTED),
        (403, "Key limit exceeded (daily limit)", {}, EXHAUSTED),
        (403, "key limit exceeded (weekly limit)", {}, EXHAUSTED),
        (403, "Key limit exceeded (monthly limit)", {}, EXHAUSTED),
        (403, "Key limit exceeded (total limit)", CHALLENGE, EXHAUSTED),
        (403, "Only management keys can perform this operation", {}, Fault.FORBIDDEN),
        (403, "This IP address is not allowed", {}, Fault.FORBIDDEN),
        (403, "Not about: Key limit exceeded", {}, Fault.FORBIDDEN),
        # In OpenRouter's form and in its words for that: it says so, whatever the number.
        (403, "API key expired.", {}, EXPIRED),
        (403, "Forbidden", CHALLENGE, EXPIRED),
        (403, "API key expired or deleted", {}, Fault.FORBIDDEN),
        (400, "Invalid request parameters", {}, Fault.SERVER_ERROR),
        (404, "Resource not found", {}, Fault.NOT_FOUND),
        (408, "Request timed out", {}, Fault.SERVER_ERROR),
        (413, "Payload Too Large", {}, Fault.SERVER_ERROR),
        (422, "Unprocessable", {}, Fault.SERVER_ERROR),
        (429, "Rate limit exceeded", {}, Fault.RATE_LIMITED),
        (500, "Internal Server Error", {}, Fault.SERVER_ERROR),
        (500, "API key expired.", {}, Fault.SERVER_ERROR),
        (502, "Bad Gateway", {}, Fault.SERVER_ERROR),
        (503, "Service Unavailable", {}, Fault.SERVER_ERROR),
        (524, "Request timed out", {}, Fault.SERVER_ERROR),
        (529, "Provider overloaded", {}, Fault.SERVER_ERROR),
    ],
)
@pytest.mark.parametrize("under_200", [False, True], ids=["own status", "under HTTP 200"])
def test_other_refusals(
    status: int, message: str, more: dict[str, Any], outcome: Outcome | Fault, under_200: bool
) -> None:
    body = error(status, message, **({"metadata": more} if more else {}))
    wanted = unknown(outcome) if isinstance(outcome, Fault) else outcome
    assert check(200 if under_200 else status, body) == wanted


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (403, error(401, "API key expired."), Fault.UNKNOWN_FORM),
        (401, error(403, "Key limit exceeded (total limit)"), Fault.UNKNOWN_FORM),
        (500, error(401, "User not found."), Fault.SERVER_ERROR),
        (429, error(401, "User not found."), Fault.RATE_LIMITED),
        (404, error(401, "User not found."), Fault.NOT_FOUND),
        (201, error(401, "API key expired."), Fault.UNKNOWN_FORM),
        (200, error(200, "API key expired."), Fault.UNKNOWN_FORM),
        (200, error(0, "API key expired."), Fault.UNKNOWN_FORM),
        (302, error(302, "API key expired."), Fault.REDIRECT),
        (302, error(401, "API key expired."), Fault.REDIRECT),
    ],
)
def test_an_envelope_whose_code_disagrees_is_not_believed(
    status: int, body: bytes, fault: Fault
) -> None:
    assert check(status, body) == unknown(fault)


def test_an_error_under_http_200_is_believed() -> None:
    assert check(200, error(401, "API key expired.")) == EXPIRED
    assert check(200, error(401, "User not found.")) == REJECTED
