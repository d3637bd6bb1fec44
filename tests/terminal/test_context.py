"""What stands around an ambiguous line."""

import pytest

from openrouter_lsp.keys import Certainty
from openrouter_lsp.terminal import find_failures
from tests.terminal.given import envelope
from tests.terminal.recognised import check

LINE = "401 User not found."
DOUBTFUL = "AuthenticationError: User not found."
HOST = "POST https://openrouter.ai/api/v1/chat/completions"

NEAR = {
    "the host before": (f"{HOST}\n{LINE}", "user_not_found named"),
    "the host behind": (f"{LINE}\n{HOST}", "user_not_found named"),
    "the host eight lines before": (HOST + "\nx" * 7 + f"\n{LINE}", "user_not_found named"),
    "the host twelve lines behind": (f"{LINE}\n" + "x\n" * 11 + HOST, "user_not_found named"),
    "the host far before": (HOST + "\nx" * 20 + f"\n{DOUBTFUL}", "user_not_found likely"),
    "the host too far before": (HOST + "\nx" * 40 + f"\n{DOUBTFUL}", "user_not_found possible"),
    "the word before": (f"asking OpenRouter\n{LINE}", "user_not_found named"),
    "the word some lines before": (
        "asking OpenRouter\n" + "x\n" * 6 + LINE,
        "user_not_found likely",
    ),
    "a client's class before": (f"OpenrouterException\n{LINE}", "user_not_found named"),
    "a provider before": (f"provider: openrouter\n\n\n\n\n\n{LINE}", "user_not_found named"),
    "a provider in JSON": (f'"provider": "openrouter",\n"error": "{LINE}"', "user_not_found named"),
    "a model before": (f"model openrouter/maker/x\n{LINE}", "user_not_found named"),
    "a cookie behind": (f"{LINE}\nset-cookie: a=b; Domain=openrouter.ai;", "user_not_found named"),
    "OpenRouter's events": (f": OPENROUTER PROCESSING\n{envelope()}", "user_not_found named"),
    "its SDK": (f"openrouter.errors.x.UnauthorizedResponseError\n{LINE}", "user_not_found named"),
    "its provider's package": (
        f"at node_modules/@openrouter/ai-sdk-provider/dist/index.js:1\n{LINE}",
        "user_not_found named",
    ),
    "the word makes a doubtful line sure": (
        f"asking OpenRouter\n{DOUBTFUL}",
        "user_not_found named",
    ),
    "a bare phrase beside the word": (
        "asking OpenRouter\nUser not found.",
        "user_not_found likely",
    ),
    "a bare phrase beside nothing": ("asking\nUser not found.", ""),
    "a variable only hints": (f"OPENROUTER_API_KEY is set\n{DOUBTFUL}", "user_not_found likely"),
    "a path only hints": (f"/home/me/openrouter/app.py\n{DOUBTFUL}", "user_not_found likely"),
    "a lookalike does not": (
        f"https://openrouter.ai.evil.example/\n{DOUBTFUL}",
        "user_not_found possible",
    ),
    "another service is nearer": (
        f"asking OpenRouter\nx\nx\nhttps://api.groq.com/openai/v1\n{LINE}",
        "user_not_found possible",
    ),
    "OpenRouter is nearer": (
        f"https://api.groq.com/openai/v1\nx\nasking OpenRouter\n{LINE}",
        "user_not_found named",
    ),
    "the name broken over lines": (
        "error while the assistant was asking openro\nuter.ai for its answer, which was given as\n"
        f"{LINE}",
        "user_not_found named",
    ),
}


@pytest.mark.parametrize(("text", "expected"), NEAR.values(), ids=NEAR)
def test_names_nearby(text: str, expected: str) -> None:
    check(text, expected)
    check(f"\n\n{text}\n\n", expected)


HOSTS = {
    "https://openrouter.ai/api/v1": True,
    "https://eu.openrouter.ai/api/v1": True,
    "https://OpenRouter.AI": True,
    "https://openrouter.ai:443/api": True,
    "host='openrouter.ai', port=443": True,
    "asked openrouter.ai.": True,
    "https:\\/\\/openrouter.ai\\/api": True,
    "\\nhttps://openrouter.ai/api": True,
    "https://openrouter.ai.evil.example/": False,
    "https://openrouter.ai-evil.example/": False,
    "https://openrouter.aix/": False,
    "https://notopenrouter.ai/": False,
    "https://not-openrouter.ai/": False,
    "https://openrouter.ai@evil.example/": False,
    "https://evil.example/openrouter.ai": False,
    "me@openrouter.ai": False,
    "https://openrouter.evil.example/": False,
}


@pytest.mark.parametrize(("host", "is_named"), HOSTS.items(), ids=HOSTS)
def test_hosts(host: str, is_named: bool) -> None:
    text = f"{host} failed: 401 User not found."
    (failure,) = find_failures(text)
    assert (failure.certainty is Certainty.NAMED) == is_named
