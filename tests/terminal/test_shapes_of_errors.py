"""One error in the shapes that programs give it: `User not found.` with 401."""

import pytest

from openrouter_lsp.terminal import find_failures
from tests.terminal.given import boxed, envelope, escaped, wrapped
from tests.terminal.recognised import check

BODY = envelope()

ENVELOPES = {
    "compact": BODY,
    "spaced": '{"error": {"message": "User not found.", "code": 401}}',
    "pretty": '{\n  "error": {\n    "message": "User not found.",\n    "code": 401\n  }\n}',
    "deeply indented": '{\n\t\t"error": {\n\t\t\t"message": "User not found.",\n\t\t\t"code": 401',
    "code first": '{"error":{"code":401,"message":"User not found."}}',
    "code as a string": envelope(code="401"),
    "with metadata": '{"error":{"message":"User not found.","code":401,"metadata":{"a":1}}}',
    "with the user's id": envelope(user_id="user_2x9Bq0Lm3Np7Rt5V"),
    "inner object": '{"message":"User not found.","code":401}',
    "inner object, code first": '{"code":401,"message":"User not found."}',
    "python": "{'error': {'message': 'User not found.', 'code': 401}}",
    "python bytes": f"b'{BODY}'",
    "node": "{ error: { message: 'User not found.', code: 401 } }",
    "ruby": '{"error"=>{"message"=>"User not found.", "code"=>401}}',
    "yaml": "error:\n  message: User not found.\n  code: 401",
    "php": "[error] => Array\n(\n    [message] => User not found.\n    [code] => 401\n)",
    "go": "map[error:map[message:User not found. code:401]]",
    "escaped once": f'{{"body":"{escaped(BODY, 1)}"}}',
    "escaped twice": f'{{"body":"{escaped(BODY, 2)}"}}',
    "escaped three times": f'{{"body":"{escaped(BODY, 3)}"}}',
    "python in json": "{\"log\":\"{'error': {'message': 'User not found.', 'code': 401}}\"}",
    "entities by name": BODY.replace('"', "&quot;"),
    "entities by number": BODY.replace('"', "&#34;"),
    "apostrophes by number": BODY.replace('"', "&#39;"),
    "entities twice": BODY.replace('"', "&amp;quot;"),
    "escapes by number": BODY.replace('"', "\\u0022"),
    "event": f"data: {BODY}\n\ndata: [DONE]",
    "events glued": f'data: {{"id":"gen-1","choices":[]}}data: {BODY}data: [DONE]',
    "under HTTP 200": f"HTTP/2 200\ncontent-type: application/json\n\n{BODY}",
    "end lost": '{"error":{"message":"User not found.","code":401',
    "beginning lost": 'or":{"message":"User not found.","code":401}}',
    "status before": f"request failed with 401: {BODY}",
    "status a line before": f"upstream answered 401\n{BODY}",
}


@pytest.mark.parametrize("text", ENVELOPES.values(), ids=ENVELOPES)
def test_envelopes(text: str) -> None:
    check(text, "user_not_found likely")
    check(f"{text}\n", "user_not_found likely")
    check(f"starting\nstill starting\n{text}\nstopping\n", "user_not_found likely")


CUT = {
    "after the message": '{"error":{"message":"User not found."',
    "before the code": '{"error":{"message":"User not found.","co',
    "within the code": '{"error":{"message":"User not found.","code":40',
    "with dots": '{"error":{"message":"User not found.","c...',
    "no full stop": envelope("User not found"),
    "an object of another form": '{"type":"problem","message":"User not found.","status":401}',
}


@pytest.mark.parametrize("text", CUT.values(), ids=CUT)
def test_possible_envelopes(text: str) -> None:
    check(text, "user_not_found possible")


PHRASES = {
    "status": "401 User not found.",
    "HTTP": "HTTP 401: User not found.",
    "HTTP/1.1": "HTTP/1.1 401 Unauthorized: User not found.",
    "parentheses": "chat request failed (401): User not found.",
    "brackets": "[401] User not found.",
    "dash": "Error 401 - User not found.",
    "fields": 'level=error status=401 msg="User not found."',
    "reason between": "status 401 Unauthorized: User not found.",
    "status behind": "User not found. (401)",
    "HTTP behind": "User not found. (HTTP 401)",
    "status in words behind": "User not found. (status code: 401)",
    "in a string of JSON": '{"level":50,"err":{"message":"401 User not found."}}',
    "in a string, with more": '{"text":"401 User not found.\\n\\nSign in again."}',
    "in a table": "| agent-7 | summarise | failed | HTTP 401: User not found. |",
    "class of the AI SDK": "AI_APICallError: User not found.",
    "class and brackets": "APICallError [AI_APICallError]: User not found.",
    "class of OpenRouter's SDK": "UnauthorizedResponseError: User not found.",
    "class after retries": "AI_RetryError: Failed after 3 attempts. Last error: User not found.",
    "class and status": "AuthenticationError: 401 User not found.",
    "class of Python": "openai.AuthenticationError: Error code: 401 - "
    "{'error': {'message': 'User not found.', 'code': 401}}",
    "class of Java": f"dev.langchain4j.exception.AuthenticationException: {BODY}",
    "blank line between": "Service request failed. HTTP 401 (401)\n\nUser not found.",
    "Go client": "error, status code: 401, status: 401 Unauthorized, message: User not found.",
    "bullets": "• 401 User not found.",
    "box": "│ 401 User not found.          │",
    "advice behind": "Error: 401 User not found.\n\nSee https://example.com/docs/errors/auth/",
}


@pytest.mark.parametrize("text", PHRASES.values(), ids=PHRASES)
def test_phrases(text: str) -> None:
    check(text, "user_not_found likely")


DOUBTFUL = {
    "class of Ruby": "`ask': User not found. (Ask::UnauthorizedError)",
    "status in words and a dash": "Unauthorized - User not found.",
    "what asked": "Model request failed: User not found.",
    "no full stop": "HTTP 401: User not found",
    "any client's class": "AuthenticationError: User not found.",
    "SDK's class without a full stop": "AI_APICallError: User not found",
    "goes on like prose": "401 User not found. trying the next one",
}


@pytest.mark.parametrize("text", DOUBTFUL.values(), ids=DOUBTFUL)
def test_doubtful_phrases(text: str) -> None:
    check(text, "user_not_found possible")


LONG = (
    "assistant stopped: litellm.AuthenticationError: AuthenticationError: OpenrouterException - "
    + BODY
    + "\nnothing was written"
)


@pytest.mark.parametrize("width", range(40, 121))
def test_wrapped_and_boxed(width: int) -> None:
    lines = wrapped(LONG, width)
    for text in ("\n".join(lines), boxed(lines, width), "".join(f"  ┃  {x}\n" for x in lines)):
        (failure,) = find_failures(text)
        assert (failure.kind, failure.certainty) == ("user_not_found", "named")
        assert failure.message == "User not found."
        assert "User not found." in failure.text
        assert "│" not in failure.text
        assert "┃" not in failure.text


@pytest.mark.parametrize("padding", range(1, 5))
@pytest.mark.parametrize("width", [44, 61, 90])
def test_boxed_with_padding(width: int, padding: int) -> None:
    blank = " " * padding
    lines = [f"{blank}{line.ljust(width)}{blank}" for line in wrapped(LONG, width)]
    (failure,) = find_failures(boxed(lines, width + 2 * padding))
    assert (failure.kind, failure.certainty) == ("user_not_found", "named")
    assert "User not found." in failure.text


@pytest.mark.parametrize("width", range(28, 60))
def test_words_wrapped_with_an_indent(width: int) -> None:
    words, lines = LONG.replace('"', "'").split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] += f" {word}"
    check("\n".join(f"    {line}" for line in lines), "user_not_found named")
