"""What OpenRouter, and what stands between, says when it does not serve a key."""

from dataclasses import replace

from openrouter_lsp.simulator.answers import Answer, Delivery, error, html_answer, json_answer

USER_ID = "user_simulated0000000000000000"
"""The one user behind every key here."""


def no_cookie() -> Answer:
    """Seen where no key came along."""
    return error(401, "No cookie auth credentials found")


def missing_header() -> Answer:
    """Documented for no header; seen for a bearer that is not taken for a key."""
    return error(401, "Missing Authentication header")


def no_credentials() -> Answer:
    """Seen as an older wording, sometimes once for a good key."""
    return error(401, "No auth credentials found")


def user_not_found() -> Answer:
    """Seen for expired, deleted and mistyped keys, and for good ones in an outage."""
    return error(401, "User not found.")


def key_expired() -> Answer:
    """Seen for expired keys since about September 2026."""
    challenge = 'Bearer error="invalid_token", error_description="API key expired"'
    return error(401, "API key expired.", metadata={"headers": {"WWW-Authenticate": challenge}})


def key_disabled() -> Answer:
    """Documented to be a 401; the words are a guess.

    They are the least telling that OpenRouter has: who copes with them copes with better ones.
    """
    return user_not_found()


def management_only() -> Answer:
    """Documented for a management endpoint that was asked with an ordinary key."""
    return error(403, "Only management keys can perform this operation")


def address_blocked() -> Answer:
    """Documented to exist (an IP allow-list); the words are a guess."""
    return error(403, "Access denied: this IP address is not allowed to use this API key")


def insufficient_credits() -> Answer:
    """Seen where the account's money is short."""
    page = "https://openrouter.ai/settings/credits"
    hint = f"Add credits at {page}, or lower max_tokens / prompt size to fit your balance."
    return error(
        402,
        f"Insufficient credits. Add more using {page}",
        metadata={"limit_source": "openrouter_credits", "remedy_hint": hint},
        user_id=USER_ID,
    )


def key_limit_exceeded(limit_reset: str | None) -> Answer:
    """Seen where a key's own cap is reached; `limit_reset` None is the total limit."""
    return error(
        403,
        f"Key limit exceeded ({limit_reset or 'total'} limit). "
        "Manage it using https://openrouter.ai/settings/keys",
        user_id=USER_ID,
    )


def rate_limited(retry_after: int | str) -> Answer:
    """Documented; `retry_after` in seconds, or an HTTP date as it shall stand in the header."""
    return error(429, "Rate limit exceeded", headers=(("Retry-After", str(retry_after)),))


def server_trouble(status: int) -> Answer:
    """Documented for 500; the words for other numbers are a guess."""
    words = {
        500: "Internal Server Error",
        502: "Bad Gateway",
        503: "Service Unavailable",
        524: "Request timed out",
        529: "Provider overloaded",
    }
    return error(status, words.get(status, "Server error"))


def not_found() -> Answer:
    """Documented for a key's record; a guess for an unknown path."""
    return error(404, "Resource not found")


def bad_request(reason: str) -> Answer:
    """Documented; what follows the colon is the simulator's own."""
    return error(400, f"Invalid request parameters: {reason}")


def captive_portal() -> Answer:
    """A hotel's network: whatever was asked for, this page with a 200."""
    return html_answer(
        200,
        "<!doctype html><html><head><title>Guest network</title></head>"
        "<body><h1>Welcome</h1><p>Accept the terms to go online.</p></body></html>",
        (("Cache-Control", "no-store"),),
    )


def firewall() -> Answer:
    """A content network that takes the client for a robot."""
    return html_answer(
        403,
        "<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head>"
        "<body><h1>Sorry, you have been blocked</h1></body></html>",
        (("CF-RAY", "0000000000000000-SIM"), ("Cache-Control", "no-store")),
    )


def redirect(location: str) -> Answer:
    """Something that wants to send the key elsewhere."""
    return html_answer(302, "<a href='elsewhere'>Found</a>", (("Location", location),))


def cut_short() -> Answer:
    """A key's description of which half is lost on the way."""
    whole = json_answer(200, {"data": {"label": "sk-or-v1-...", "expires_at": None, "limit": None}})
    return replace(whole, delivery=Delivery.CUT_SHORT)


def hang_up() -> Answer:
    """No answer at all: the connection ends."""
    return Answer(500, b"", delivery=Delivery.NOTHING)
