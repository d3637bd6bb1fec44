"""Every kind of failure, and how sure it is."""

import pytest

from tests.terminal.given import envelope
from tests.terminal.recognised import check

CREDITS = "https://openrouter.ai/settings/credits"
KEYS = "https://openrouter.ai/settings/keys"
PRIVACY = "https://openrouter.ai/settings/privacy"
URL = "https://openrouter.ai/api/v1/chat/completions"

KINDS = {
    "key_expired named": (
        "OpenRouter: API key expired.",
        f"POST {URL}\n401 API key expired.",
    ),
    "key_expired likely": (envelope("API key expired."),),
    "key_expired possible": ("401 API key expired.", envelope("API key expired")),
    "no_credentials named": (
        "openrouter: HTTP 401: Missing Authentication header",
        "OpenrouterException - " + envelope("No cookie auth credentials found"),
        "OpenRouter: 401 No user or org id found in auth cookie",
    ),
    "no_credentials likely": (
        envelope("No cookie auth credentials found"),
        envelope("No auth credentials found"),
        envelope("Missing Authentication header"),
        "401 No auth credentials found",
        "Unauthorized: no auth credentials found",
        "the model said: No cookie auth credentials found",
        "HTTP 401: Missing Authentication header",
    ),
    "no_credentials possible": (
        "Missing Authentication header",
        "Error 401: Missing Authorization header",
    ),
    "invalid_key named": (
        f"401 Client Error: Unauthorized for url: {URL}",
        f"Client error '401 Unauthorized' for url '{URL}'",
        f'HTTP Request: POST {URL} "HTTP/1.1 401 Unauthorized"',
        f"HTTP status client error (401 Unauthorized) for url ({URL})",
        f"POST {URL} 401 (Unauthorized)",
        f"`POST {URL}` resulted in a `401 Unauthorized` response",
        "401 Client Error: Unauthorized for url: https://eu.openrouter.ai/api/v1/key",
        "OpenRouter error: 401",
        "openrouter answered with status 401",
        "OpenRouter said: " + envelope("This key was taken back by its owner"),
        "provider: openrouter\nmodel: some/model\nerror: 401 Unauthorized",
    ),
    "invalid_key likely": (envelope("Missing Authentication header or invalid API key"),),
    "invalid_key possible": (
        "error, status code: 401, status: 401 Unauthorized, message: unauthorized, body: ",
        "AuthenticationError: 401 status code (no body)",
        envelope("Invalid API key"),
    ),
    "insufficient_credits named": (
        f"402 Insufficient credits. Add more using {CREDITS}",
        "openrouter: 402 Payment Required",
        f"This request requires more credits, or fewer max_tokens. You requested up to 9000 "
        f"tokens, but can only afford 12. To increase, visit {CREDITS} and upgrade",
        f"Prompt tokens limit exceeded: 9 > 8. To increase, visit {CREDITS} and upgrade",
    ),
    "insufficient_credits likely": (
        envelope("Insufficient credits.", 402),
        "You requested up to 9000 tokens, but can only afford 12",
        "402 This request requires more credits, or fewer max_tokens",
        "Insufficient credits. This account never purchased credits.",
    ),
    "insufficient_credits possible": (envelope("Insufficient credits", 402),),
    "key_limit named": (
        envelope(f"Key limit exceeded (weekly limit). Manage it using {KEYS}", 403),
        f"This request requires more credits, or fewer max_tokens. You requested up to 9000 "
        f"tokens, but can only afford 12. To increase, visit {KEYS} and create a key with a "
        f"higher daily limit",
        f"Prompt tokens limit exceeded: 9 > 8. To increase, visit {KEYS} and\ncreate a key with "
        f"a higher total limit",
    ),
    "key_limit likely": (
        "403 Key limit exceeded (daily limit)",
        envelope("Key limit exceeded", 403),
    ),
    "rate_limit named": (
        "OpenrouterException - Rate limit exceeded: free-models-per-min. ",
        f"Client error '429 Too Many Requests' for url '{URL}'",
    ),
    "rate_limit likely": (
        envelope("Rate limit exceeded: free-models-per-day", "429"),
        "429 Rate limit exceeded: limit_rpm/some/model",
        '{"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"some/model'
        ':free is temporarily rate-limited upstream. Please retry shortly."}}}',
    ),
    "rate_limit possible": (envelope("Rate limit exceeded", 429),),
    "permission named": (
        "OpenRouter: 404 0 endpoints out of 3 requested are available matching your data policy.",
        f"No endpoints found matching your data policy (Free model training). Configure: {PRIVACY}",
        f"No endpoints available matching your guardrail restrictions and data policy. {PRIVACY}",
        "OpenRouter: 403 Forbidden",
        "openrouter: All providers have been ignored.",
        "[openrouter] " + envelope("This model needs another plan", 403),
    ),
    "permission likely": (
        '403 maker/m requires moderation on Maker.\nYour input was flagged for "spam".',
        "status_code: 403, body: {'message': 'maker/m requires\nmoderation on Maker. Your\ninput was "
        "flagged for spam.'}",
        '{"error":{"code":403,"message":"Only management keys can perform this operation"}}',
        envelope("No endpoints found matching your data policy (Zero data retention)", 404),
    ),
    "provider_error named": (
        "provider: openrouter\nmodel: some/model\nerror: HTTP 404: Provider returned error",
        f"502 Server Error: Bad Gateway for url: {URL}",
        "OpenRouter: No allowed providers are available for the selected model.",
        "openrouter: " + envelope("some/model is not a valid model ID", 400),
    ),
    "provider_error likely": (
        envelope("maker-m is not a valid model ID", 400, user_id="user_2x9Bq0Lm3Np7Rt5V"),
        "400 maker/m is not a valid model ID",
        "404 No endpoints found for maker/m.",
        envelope("Provider returned error", 502),
        envelope("No endpoints found for some/model:free.", 404),
        '{"message":"Provider returned error","code":401,"metadata":{"raw":"{\\"error\\":'
        '{\\"message\\":\\"Incorrect API key provided: x\\"}}","provider_name":"Maker"}}',
    ),
    "provider_error possible": (
        envelope("some-model is not a valid model ID", "no_such_model"),
        'kubectl: no endpoints found for service "openrouter-proxy"',
        "some-model is not a valid model ID",
        "No endpoints found for service web",
        "No endpoints found for\nbranch",
        'no endpoints found for service "web"',
    ),
    "unreachable named": (
        "Connection to https://openrouter.ai/api/v1 was lost: Read\ntimed out.",
        "│ POST https://openrouter.ai/api/v1/chat: tls: x509: certif │\n│ icate signed by nobody, connection ref    │\n"
        "│ used                                                      │",
        "curl: (6) Could not resolve host: openrouter.ai",
        "FetchError: request to https://openrouter.ai/api/v1/key failed, reason: getaddrinfo "
        "EAI_AGAIN openrouter.ai",
        "TypeError: fetch failed\n  [cause]: Error: connect ECONNREFUSED openrouter.ai:443",
        "HTTPSConnectionPool(host='openrouter.ai', port=443): Max retries exceeded with url: /x",
        "https://openrouter.ai/api/v1/key: x509: certificate signed by unknown authority",
        f"error sending request for url ({URL}): operation timed out",
        f"Post {URL!r}: proxyconnect tcp: dial tcp: no such host",
        f"Get {URL!r}: dial tcp: lookup openrouter.ai: no answer from server",
        "ConnectionPool(host='openrouter.ai'): Read timed out. (read timeout=5)",
        "OpenrouterException - Cannot connect to host openrouter.ai:443 [Something new]",
        "openrouter.ai:443: Could not contact DNS servers",
    ),
    "missing_key named": (
        "ValueError: OPENROUTER_API_KEY environment variable is not set",
        "Missing required environment variable: OPENROUTER_API_KEY",
        "KeyError: 'OPENROUTER_API_KEY'",
        "./run.sh: line 3: OPENROUTER_API_KEY: unbound variable",
        "AI_LoadAPIKeyError: OpenRouter API key is missing. Pass it using the 'apiKey' parameter "
        "or the OPENROUTER_API_KEY environment variable.",
        'The "OPENROUTER_API_KEY" variable is not set. Defaulting to a blank string.',
        "Error: No key found - add one using 'llm keys set openrouter' or set the OPENROUTER_KEY "
        "environment variable",
        "OPENROUTER_API_KEY: Required",
        "openrouter_api_key\n  Field required [type=missing, input_value={}]",
        "- OPENROUTER_API_KEY: Not set",
        "Error: OPENROUTER_API_KEY environment variable\nis not set.",
        "Error: OPENROUTER_API_KEY environment variable not\nset.",
        "The OPENROUTER_API_KEY\nenvironment variable must be set",
        "run.sh: line 3: OPENROUTER_API_KEY: unbound\nvariable",
        "Error: OPENROUTER_API_KEY environment variable is not set\nSet it with: export KEY=the key "
        "that you were given once",
        "┃   app: error: the OPENROUTER_API_K   ┃\n┃   EY is not set                      ┃",
        "│   File \"app.py\", line 3, in start     │\n│ KeyError: 'OPENROUTER_API_KEY'         │",
        "Did not find openrouter_api_key, please add an environment variable",
    ),
    "missing_key likely": (
        "Please set OPENROUTER_API_KEY in your environment",
        "app.ConfigError: Set the\n`OPENROUTER_API_KEY` environment variable first",
        "You must set the OPENROUTER_API_KEY environment variable",
    ),
    "missing_key possible": (
        "The api_key client option must be set either by passing api_key to the client or by "
        "setting the OPENAI_API_KEY environment variable",
        "The OPENAI_API_KEY environment variable is missing or empty; either provide it, or ...",
    ),
}


@pytest.mark.parametrize(
    ("expected", "text"), [(kind, text) for kind, texts in KINDS.items() for text in texts]
)
def test_kinds(expected: str, text: str) -> None:
    check(text, expected)
