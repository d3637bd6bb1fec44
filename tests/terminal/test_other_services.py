"""Errors of other services, and what resembles OpenRouter's; and where it is OpenRouter's still."""

import pytest

from tests.terminal.given import envelope
from tests.terminal.recognised import check

URL = "https://openrouter.ai/api/v1/chat/completions"

QUIET = {
    "404 in the envelope": envelope("User not found.", 404),
    "a number of its own": envelope("User not found.", 50),
    "a longer number": envelope("User not found.", 1247),
    "an older number": '{"error":{"code":2100,"message":"User not found."}}',
    "a code in words": envelope("User not found.", "user_missing"),
    "a list": "[{'code': 50, 'message': 'User not found.'}]",
    "flat": '{"success":false,"message":"User not found.","code":401}',
    "flat and pretty": '{\n  "success": false,\n  "message": "User not found.",\n  "code": 401\n}',
    "flat, message first": '{"message":"User not found.","success":false,"code":401}',
    "a detail": '401 {"detail":"User not found.","code":"user_not_found"}',
    "a framework's exception": '{"statusCode":401,"message":"User not found.","error":"Unauthorized"}',
    "the envelope without a code": '{"error":{"message":"User not found."}}',
    "a game's money": "You need 90 coins, but can only afford 12",
    "OpenAI's words over two lines": "model=openrouter/maker/m failed\n (AuthenticationError: 401 - "
    "Incorrect API key\n provided: sk-x)",
    "a part named after OpenRouter that asks another host": "ERROR openrouter_models: fetch from "
    "https://api.example.com failed: 401 Unauthorized",
    "another key that is missing": "OPENROUTER_API_KEY was read. OTHER_API_KEY is not set.",
    "a key, and something missing below": "Using OPENROUTER_API_KEY\nmissing file: a.txt",
    "a key, and something required below": "OPENROUTER_API_KEY:\n  required: true",
    "404 before": "404 User not found.",
    "404 before, a number on the line above": "✓ 401 modules\nHTTP 404: {'all': ['User not found.']}",
    "a number on the line above": "✓ 401 modules built\nUser not found.",
    "an amount on the line above": "Downloading a wheel (401 MB)\nUser not found.",
    "a gateway's word on a model named after OpenRouter": "Error code: 403 - {'status': 'failure', "
    "'error': {'message': 'may not use my-openrouter/m', 'type': 'NotAllowed'}}",
    "HTTP 404 before": "HTTP 404: User not found.",
    "no status": "Error: User not found.",
    "no users": "401 No user found.",
    "a longer name": "401 SuperUser not found.",
    "another case": "401 user not found.",
    "a database of identities": "AuthApiError: User not found. (401)",
    "a cloud's console": "FirebaseError: User not found. (auth/user-not-found) 401",
    "a social network": "tweepy.errors.Unauthorized: 401 User not found.",
    "a messenger": "telegram.error.Unauthorized: 401 User not found.",
    "a dashboard": "grafana-cli: 401 User not found.",
    "a local model": "ollama: 401 User not found.",
    "a host with the same beginning": "Client error '401 Unauthorized' for url "
    "'https://openrouter.ai.evil.example/api/v1/chat'",
    "a host with the same end": "401 Client Error: Unauthorized for url: https://myopenrouter.ai/v1",
    "a host with another end": "POST https://openrouter.example.com/api/v1 401 (Unauthorized)",
    "a host with a hyphen": "POST https://openrouter.ai-proxy.dev/api/v1 401 (Unauthorized)",
    "a host after a name": "POST https://openrouter.ai@evil.example/api/v1 401 (Unauthorized)",
    "a path on another host": "POST https://evil.example/openrouter.ai/api 401 (Unauthorized)",
    "another host": "Client error '401 Unauthorized' for url 'https://openspeech.example.com/tts'",
    "OpenAI": "Error code: 401 - {'error': {'message': 'Incorrect API key provided: sk-x. You can "
    "find your API key at https://platform.openai.com/account/api-keys.', 'code': 401}}",
    "OpenAI, refusing an OpenRouter key": "OpenRouter key, wrong base URL? 401 Incorrect API key "
    "provided: sk-or-v1********0000. See https://platform.openai.com/account/api-keys",
    "OpenAI's envelope, under OpenRouter's name": "OpenRouter: "
    + envelope("Incorrect API key provided: x"),
    "OpenAI's address": "https://api.openai.com/v1/chat/completions: 401 User not found.",
    "Anthropic": '401 {"type":"error","error":{"type":"authentication_error",'
    '"message":"invalid x-api-key"}}',
    "Google": "google.genai.errors.ClientError: 400 API key expired. Please renew the API key.",
    "Google's envelope": '{"error":{"code":401,"message":"Request had invalid credentials",'
    '"status":"UNAUTHENTICATED"}}',
    "another of litellm's providers": "litellm.AuthenticationError: GroqException - "
    + envelope("Invalid API Key", "invalid_api_key"),
    "litellm's own proxy": envelope("Invalid proxy server token passed. Key Hash = x", "401"),
    "another's rate": "litellm.RateLimitError: MistralException - Rate limit exceeded",
    "a forge's rate": "API rate limit exceeded for 10.0.0.1. Authenticated requests get more.",
    "another's money": "Your credit balance is too low to access the Anthropic API.",
    "another host's name": "curl: (6) Could not resolve host: api.example.com",
    "only a variable": "OPENROUTER_API_KEY=sk-or-v1-... python app.py\n"
    "openai.OpenAIError: Missing credentials. Please pass an `api_key`",
    "a variable that is set": "Loaded OPENROUTER_API_KEY from .env",
    "OpenRouter at ease": f'HTTP Request: POST {URL} "HTTP/1.1 200 OK"',
    "numbers like statuses": "[openrouter] used 401 tokens in 429 ms, 402 left",
    "a policy": "openrouter: retry on 429, 500, 502, 503",
    "a list of statuses": "openrouter answers: HTTP 401 (no key), HTTP 402 (no credits), HTTP 429",
    "a bare word": "ERROR: Unauthorized",
}


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_quiet(text: str) -> None:
    check(text, "")
    check(f"starting\n\n{text}\n\nstopping\n", "")


MIXED = {
    "each provider its line": (
        "FAIL  groq        HTTP 401: Invalid API Key\n"
        "FAIL  openrouter  HTTP 401: No auth credentials found\n"
        "OK    mistral     1.2 s\n",
        "no_credentials named",
    ),
    "another service beside an ambiguous line": (
        "GET https://api.openai.com/v1/models failed\n401 User not found.\n",
        "user_not_found possible",
    ),
    "OpenRouter quotes a provider": (
        "AI_APICallError: Provider returned error\n  responseBody: "
        '\'{"error":{"message":"Provider returned error","code":401,"metadata":{"raw":"invalid '
        'x-api-key","provider_name":"Anthropic"}}}\'\n',
        "provider_error likely",
    ),
    "a page of documentation beside it": (
        f"httpx.HTTPStatusError: Client error '401 Unauthorized' for url '{URL}'\n"
        "For more information check: https://developer.mozilla.org/docs/Web/HTTP/Status/401\n",
        "invalid_key named",
    ),
    "litellm's name for a compatible service": (
        "litellm.AuthenticationError: AuthenticationError: OpenAIException - " + envelope(),
        "user_not_found likely",
    ),
    "flat, but named": (
        '{"provider":"openrouter","message":"User not found.","code":401}',
        "user_not_found named",
    ),
}


@pytest.mark.parametrize(("text", "expected"), MIXED.values(), ids=MIXED)
def test_mixed(text: str, expected: str) -> None:
    check(text, expected)
