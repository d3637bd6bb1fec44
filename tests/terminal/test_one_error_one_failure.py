"""An error is told once, however often an output mentions it; other errors are told apart."""

import pytest

from openrouter_lsp.terminal import find_failures
from tests.terminal.given import envelope
from tests.terminal.recognised import check, told

URL = "https://openrouter.ai/api/v1/chat/completions"
BODY = envelope()
NODE_DUMP = f"""\
/app/index.js:9
    throw new APICallError({{
          ^

APICallError [AI_APICallError]: User not found.
    at /app/node_modules/@ai-sdk/provider-utils/dist/index.js:1:1
    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)
    at async postToApi (/app/node_modules/@ai-sdk/provider-utils/dist/index.js:2:2) {{
  cause: undefined,
  url: '{URL}',
  requestBodyValues: {{ model: 'maker/some-model', max_tokens: 402, messages: [ [Object] ] }},
  statusCode: 401,
  responseHeaders: {{
    'content-type': 'application/json',
    'set-cookie': '__cf_bm=0; path=/; domain=.openrouter.ai; HttpOnly',
  }},
  responseBody: '{BODY}',
  isRetryable: false,
  data: {{ error: {{ message: 'User not found.', code: 401 }} }},
}}
"""
CHAIN = f"""\
Traceback (most recent call last):
  File "/x/httpx/_models.py", line 1, in raise_for_status
    raise HTTPStatusError(message, request=request, response=self)
httpx.HTTPStatusError: Client error '401 Unauthorized' for url '{URL}'
For more information check: https://developer.mozilla.org/docs/Web/HTTP/Status/401

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
{'  File "/x/litellm/main.py", line 2, in completion' + chr(10) + "    raise e" + chr(10)}\
{'  File "/x/litellm/utils.py", line 3, in wrapper' + chr(10) + "    raise e" + chr(10)}\
{'  File "/x/litellm/llms.py", line 4, in request' + chr(10) + "    raise e" + chr(10)}\
{'  File "/x/litellm/again.py", line 5, in request' + chr(10) + "    raise e" + chr(10)}\
litellm.AuthenticationError: AuthenticationError: OpenrouterException - {BODY}

During handling of the above exception, another exception occurred:

litellm.exceptions.AuthenticationError: litellm.AuthenticationError: AuthenticationError: \
OpenrouterException - {BODY}
"""

ONE = {
    "a status, then the body": f'POST {URL} "HTTP/1.1 401 Unauthorized"\n{BODY}\n',
    "a body, then the status": f"{BODY}\nPOST {URL} 401 (Unauthorized)\n",
    "a dump of Node's": NODE_DUMP,
    "a chain of Python's": CHAIN,
    "a report": "API call failed (1/3): AuthenticationError [HTTP 401]\n  Provider: openrouter\n"
    "  Endpoint: https://openrouter.ai/api/v1\n  Error: HTTP 401: User not found.\n"
    "  Details: {'message': 'User not found.', 'code': 401}\nAborting (HTTP 401)\n"
    "  Check credits: https://openrouter.ai/settings/credits\n",
    "a line that says it twice": "error: 401 User not found. (OpenRouter: 401 User not found.)\n",
}


@pytest.mark.parametrize("text", ONE.values(), ids=ONE)
def test_one_error(text: str) -> None:
    check(text, "user_not_found named")
    check(f"{text}after\n", "user_not_found named")


def test_the_most_telling_line_is_told() -> None:
    (failure,) = find_failures(ONE["a status, then the body"])
    assert (failure.line, failure.text) == (2, BODY)
    (failure,) = find_failures(NODE_DUMP)
    assert (failure.line, failure.model) == (5, "maker/some-model")


LOOPS = {
    "the same line": "Error: 401 User not found.\n" * 5,
    "other items": "".join(f"- chart_{n}.png: 401 User not found.\n" for n in "abcde"),
    "other times": "".join(f"10:00:0{n} ERROR ask: 401 User not found.\n" for n in range(5)),
    "with its status": f"POST {URL} 401 (Unauthorized)\nError: 401 User not found.\n" * 5,
    "far apart": ("Error: 401 User not found.\n" + "working\n" * 100) * 5,
    "pretty": '{\n  "error": {\n    "message": "User not found.",\n    "code": 401\n  }\n}\n' * 5,
}


@pytest.mark.parametrize("text", LOOPS.values(), ids=LOOPS)
def test_a_loop_is_told_once_with_a_count(text: str) -> None:
    (failure,) = find_failures(text)
    assert (failure.kind, failure.count) == ("user_not_found", 5)
    assert failure.line <= 3


def test_retries_of_one_request_are_counted() -> None:
    assert told(find_failures(NODE_DUMP * 3)) == "user_not_found named x3"


def test_amounts_do_not_make_another_failure() -> None:
    text = "".join(
        f"402 This request requires more credits, or fewer max_tokens. You requested up to {n} "
        f"tokens, but can only afford {n // 7}.\n"
        for n in range(1000, 1003)
    )
    check(text, "insufficient_credits likely x3")


APART = {
    "two kinds": (
        f"key 1: 401 {BODY}\nkey 2: 402 {envelope('Insufficient credits.', 402)}\n",
        "user_not_found likely, insufficient_credits likely",
    ),
    "two wordings": (
        "401 No auth credentials found\n401 No cookie auth credentials found\n",
        "no_credentials likely, no_credentials likely",
    ),
    "two models": (
        "openrouter/maker/one: 429 Rate limit exceeded: free-models-per-day\n"
        "openrouter/maker/two: 429 Rate limit exceeded: free-models-per-day\n",
        "rate_limit named, rate_limit named",
    ),
    "a status far from the words": (
        f"Error: 401 User not found.\n{'working' + chr(10)}" * 1
        + "working\n" * 100
        + "openrouter: HTTP 429 Too Many Requests\n",
        "user_not_found likely, rate_limit named",
    ),
    "another status near the words": (
        "401 User not found.\nopenrouter: HTTP 429 Too Many Requests\n",
        "user_not_found named, rate_limit named",
    ),
    "a provider's error and a key's": (
        f"{envelope('Provider returned error', 502)}\n{BODY}\n",
        "provider_error likely, user_not_found likely",
    ),
}


@pytest.mark.parametrize(("text", "expected"), APART.values(), ids=APART)
def test_apart(text: str, expected: str) -> None:
    check(text, expected)


def test_what_was_seen_before_raises_what_is_ambiguous() -> None:
    doubtful, named = "AuthenticationError: User not found.\n", "OpenRouter: 402 Payment Required\n"
    check(doubtful, "user_not_found possible")
    far = "working\n" * 100
    check(named + far + doubtful, "insufficient_credits named, user_not_found likely")
    check(doubtful + far + named, "user_not_found possible, insufficient_credits named")


def test_a_line_that_was_seen_before_is_looked_at_again() -> None:
    doubtful = "AuthenticationError: User not found.\n" + "working\n" * 50
    check(doubtful * 3, "user_not_found possible x3")
    check(doubtful * 3 + "asking OpenRouter\n" + doubtful, "user_not_found named x4")


def test_a_line_that_was_seen_often_is_counted() -> None:
    text = ("Error: 401 User not found.\n" + "working\n" * 50) * 40
    check(text, "user_not_found likely x40")


def test_more_failures_than_are_kept() -> None:
    text = "".join(f"openrouter/maker/x{n}: 429 Too Many Requests\n" for n in range(10_000, 12_000))
    failures = find_failures(text)
    assert len(failures) == 500
    assert sum(failure.count for failure in failures) == 2000
