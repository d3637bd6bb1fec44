"""A key in each state, and the words that introduce them to a person."""

from datetime import timedelta

from openrouter_lsp.simulator.model_refusals import TROUBLED_MODELS
from openrouter_lsp.simulator.simulator import Simulator
from openrouter_lsp.simulator.states import KeyOptions, State, Wording

_SLOW_SECONDS = 8.0

_CAST: tuple[tuple[str, State, KeyOptions, str], ...] = (
    ("valid", State.VALID, {}, "200; never expires"),
    (
        "expiring",
        State.EXPIRING,
        {"expires_in": timedelta(days=3)},
        "200; expires in three days",
    ),
    (
        "one minute",
        State.EXPIRING,
        {"expires_in": timedelta(minutes=1)},
        "200 for a minute from now, then as an expired key",
    ),
    (
        "expired, old",
        State.EXPIRED,
        {"wording": Wording.OLD},
        '401 "User not found."',
    ),
    (
        "expired, new",
        State.EXPIRED,
        {"wording": Wording.NEW},
        '401 "API key expired."',
    ),
    ("disabled", State.DISABLED, {}, '401 "User not found."; its record says disabled'),
    ("deleted", State.DELETED, {}, '401 "User not found."; no record is left'),
    ("mistyped", State.UNKNOWN, {}, '401 "User not found."; nobody ever made it'),
    (
        "exhausted",
        State.EXHAUSTED,
        {},
        "200 with nothing left of its limit; running a model: 403",
    ),
    ("out of credits", State.OUT_OF_CREDITS, {}, "200; running a model: 402"),
    (
        "management",
        State.MANAGEMENT,
        {},
        "200; lists and makes keys; running a model: 401",
    ),
    (
        "slow",
        State.SLOW,
        {"delay": _SLOW_SECONDS},
        f"200 after {_SLOW_SECONDS:.0f} seconds",
    ),
    (
        "flaky",
        State.FLAKY,
        {},
        '401 "No auth credentials found" once, then 200',
    ),
    ("rate limited", State.RATE_LIMITED, {"retry_after": 30}, "429 with Retry-After: 30"),
    ("server error", State.SERVER_ERROR, {}, "500"),
    ("address blocked", State.ADDRESS_BLOCKED, {}, "403, as for an IP allow-list"),
    ("captive portal", State.PORTAL, {}, "200 with a page of HTML"),
    ("firewall", State.FIREWALL, {}, "403 with a page of HTML"),
    ("redirect", State.REDIRECT, {}, "302 to another place"),
    ("truncated", State.TRUNCATED, {}, "200, and half of the body is missing"),
    ("hang up", State.HANG_UP, {}, "no answer; the connection ends"),
)


def introduce(simulator: Simulator) -> str:
    """Make a key in each state, and return what a person needs to use them.

    The keys stand there in full: they work nowhere but in this simulator.
    """
    width = max(len(label) for label, *_ in _CAST) + 2
    rows: list[str] = []
    first = ""
    for label, state, options, answer in _CAST:
        named: KeyOptions = {**options, "name": label}
        key = simulator.add(state, **named)
        first = first or key
        rows += [f"  {label:<{width}}{answer}", f"  {'':<{width}}{key}", ""]
    lines = (
        "An OpenRouter on this machine alone, with a key in every state.",
        "Nothing here reaches openrouter.ai, and the keys work nowhere else.",
        "",
        f"  Base URL  {simulator.base_url}",
        f"  Sign-in   {simulator.sign_in_url}",
        "",
        "Use it in a shell:",
        "",
        f"  export OPENROUTER_BASE_URL={simulator.base_url}",
        f"  export OPENROUTER_API_KEY={first}",
        '  curl -H "Authorization: Bearer $OPENROUTER_API_KEY" "$OPENROUTER_BASE_URL/key"',
        "",
        "The keys, and what each is answered:",
        "",
        *rows,
        "A key that may run models runs simulator/echo, and meets trouble with these:",
        "",
        *(f"  {model:<{width + 8}}{words}" for model, (words, _) in TROUBLED_MODELS.items()),
        "",
        "Ctrl-C ends it.",
        "",
    )
    return "\n".join(lines)
