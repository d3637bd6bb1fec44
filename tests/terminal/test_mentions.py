"""OpenRouter mentioned in passing, beside an error that may be anybody's."""

import pytest

from openrouter_lsp.keys import Certainty
from openrouter_lsp.terminal import find_failures
from tests.terminal.given import envelope
from tests.terminal.recognised import check

URL = "https://openrouter.ai/api/v1"
LINE = "401 User not found."
DOUBTFUL = "AuthenticationError: User not found."

IN_PASSING = {
    "a request that went well": f'POST {URL}/chat/completions "HTTP/1.1 200 OK"',
    "an answer in an access log": f"GET {URL}/models 200 in 312 ms",
    "a test that passed": "✓ openrouter answers",
    "a step that went well": "openrouter ... ok",
    "a request that ended": "openrouter: request finished, 321 tokens",
    "installed packages": "Successfully installed openrouter-1.0.2 httpx-0.27.0",
    "added packages": "added 3 packages: @openrouter/ai-sdk-provider openai zod",
    "a package that is built": "   Compiling openrouter v0.4.2",
    "a package with its version": "+ openrouter 5.0.1",
    "a folder": "Cloning into 'openrouter-demo'...",
    "a folder in a list": "drwxr-xr-x 2 me me 4096 Nov 23 10:00 openrouter",
    "a branch": "Switched to a new branch 'openrouter'",
    "a container": "Starting container openrouter-web-1",
    "an import": "import OpenRouter from 'openrouter'",
    "a module": "from openrouter import Client",
    "a plugin": "Loaded plugin openrouter",
    "a command in an environment": "(openrouter) me@host:~$ python manage.py runserver",
    "a list of services": "providers: openai, anthropic, openrouter",
    "a list of models": "models: openai/gpt-4o, anthropic/claude, openrouter/auto",
    "documentation": "Docs: https://openrouter.ai/docs",
    "the list of models": "See https://openrouter.ai/models",
}
# With what it would be beside a mention that counts.
ERRORS = {
    "a bare status": "Request failed with status code 401",
    "a status with a body": "Error code: 401 - {'message': 'Unauthorized', 'type': 'auth'}",
    "a body of its own": "HTTP 401: {'message': 'User not found.', 'statusCode': 401}",
    "a list of errors": "{'errors': [{'message': 'User not found.', 'code': 401}]}",
    "a status in words": envelope("User not found.", 401)[:-2] + ',"status":"UNAUTHENTICATED"}}',
    "an error that is a string": "{'error': 'User not found.', 'code': 401}",
}


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
@pytest.mark.parametrize("mention", IN_PASSING.values(), ids=IN_PASSING)
def test_a_mention_in_passing_names_nothing(mention: str, error: str) -> None:
    for text in (f"{mention}\n{error}\n", f"{error}\n{mention}\n", f"{mention}\n\nready\n{error}"):
        found = find_failures(text)
        assert all(failure.certainty is Certainty.POSSIBLE for failure in found), text


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
def test_an_error_that_names_openrouter_itself(error: str) -> None:
    (failure,) = find_failures(f"OpenRouter: {error}")
    assert failure.certainty is not Certainty.POSSIBLE


NAMED = {
    "a plan before": (
        f"falling back to openrouter/maker/model\n{LINE}",
        "user_not_found named",
    ),
    "a plan behind": (
        f"{DOUBTFUL}\nfalling back to openrouter/maker/model",
        "user_not_found possible",
    ),
    "a request that went well and one that did not": (
        f'POST {URL} "HTTP/1.1 200 OK"\nPOST {URL} "HTTP/1.1 401 Unauthorized"\n{LINE}',
        "user_not_found named",
    ),
    "nothing went well": (
        f"openrouter: request finished with status 401\n{LINE}",
        "user_not_found named",
    ),
    "the page for credits": (
        "402 Insufficient credits. Add more using\nhttps://openrouter.ai/settings/credits",
        "insufficient_credits named",
    ),
    "a component that says so itself": (
        f"[openrouter-client] {LINE}",
        "user_not_found named",
    ),
    "another's list of members that are empty": (
        "asking OpenRouter\n{'message': 'User not found.', 'code': 401, 'type': None, 'param': ''}",
        "user_not_found named",
    ),
    "the address far above in one object": (
        f'{{\n  "url": "{URL}",\n  "headers": {{\n'
        + '    "x": "y",\n' * 9
        + f'    "z": ""\n  }},\n  "body": {envelope()}\n}}',
        "user_not_found named",
    ),
    "the address far above in another object": (
        f'{{\n  "url": "{URL}",\n  "headers": {{\n'
        + '    "x": "y",\n' * 9
        + f'    "z": ""\n  }}\n}}\n{envelope()}\n',
        "user_not_found likely",
    ),
}


@pytest.mark.parametrize(("text", "expected"), NAMED.values(), ids=NAMED)
def test_what_counts(text: str, expected: str) -> None:
    check(text, expected)


SENTENCES = {
    "auth - No auth credentials found": "no_credentials likely",
    "auth - no auth credentials found": "no_credentials possible",
    "Unauthorized: no auth credentials found": "no_credentials likely",
    "auth - No auth credentials found for this workspace": "no_credentials possible",
    "auth - No auth credentials found at 10:00": "no_credentials likely",
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.items(), ids=SENTENCES)
def test_sentences_that_hold_openrouters_words(text: str, expected: str) -> None:
    check(text, expected)
