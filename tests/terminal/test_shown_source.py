"""OpenRouter's text merely shown: source code, documentation, commits, tests."""

import pytest

from tests.terminal.given import envelope
from tests.terminal.recognised import check

BODY = envelope()

QUIET = {
    "a call that answers": "    return res.status(401).json({ error: { message: 'User not found.', "
    "code: 401 } });",
    "a call over lines": "  return reply.status(401).send({\n    error: {\n      message: 'User not "
    "found.',\n      code: 401,\n    },\n  });",
    "a chain over lines": "  res\n    .status(401)\n    .json({\n      message: 'User not found.',\n"
    "      code: 401,\n    });",
    "a test that passed": "  ✓ maps 401 User not found. to a dead key (1 ms)",
    "a test of TAP that passed": "ok 3 - maps 401 User not found. to a dead key",
    "throw": "    throw new Error('401 User not found.');",
    "raise": '        raise AuthenticationError("401 User not found.")',
    "an error made": "const dead = new APIError('401 User not found.');",
    "an exception made": '    error = OpenRouterError("401 User not found.")',
    "print": 'print("401 User not found.")',
    "console": "console.error('OpenRouter: 401 User not found.');",
    "a logger": 'logger.warning("OpenRouter: 401 User not found.")',
    "an assertion": f"    assert str(caught.value) == '401 {BODY}'",
    "an expectation": "    expect(body).toEqual({ error: { message: 'User not found.', code: 401 } });",
    "a mock": '    mock.post(URL).respond_with_json({"error": {"message": "User not found.", '
    '"code": 401}})',
    "a response in a test": 'httpx.Response(401, json={"error": {"message": "User not found.", '
    '"code": 401}})',
    "a test's name": 'it("explains 401 User not found.", async () => {',
    "a condition": 'if message.startswith("401 User not found."):',
    "a constant": 'const DEAD = "401 User not found.";',
    "a comment": "// OpenRouter answers 401 User not found. for a dead key",
    "a comment behind code": "refuse();  // OpenRouter: 401 User not found.",
    "a comment in Python": "# 401 User not found. is what OpenRouter answers",
    "a heading": '### OpenRouter says "401 User not found."',
    "a bullet that explains": "- `401 User not found.`: the key is dead",
    "a sentence with code": "If you see `AI_APICallError: User not found.` in the logs, sign in.",
    "a diff": "diff --git a/x.py b/x.py\n@@ -1,2 +1,2 @@\n-DEAD: 401 User not found\n"
    "+DEAD: OpenRouter, 401 User not found.",
    "grep": "src/auth.ts:42:  401 User not found.",
    "grep without a folder": "notes.md:7:OpenRouter answers 401 User not found.",
    "lines with numbers": "  41 | try {\n> 42 |   refuse('401 User not found.')\n  43 | }",
    "a traceback's source": '  File "app.py", line 3, in ask\n    refuse("OpenRouter", "401 User not '
    'found.")',
    "tests that passed": "✓ returns 401 User not found. when the key is dead (3 ms)",
    "a tree of tests": "keys\n├── ✓ should say 401 User not found.",
    "a commit's first line": "a1b2c3d fix(auth): explain OpenRouter's 401 User not found.",
    "a commit's title": "fix: OpenRouter 401 User not found.",
    "a row of cases": '    ("401 User not found.", "dead"),',
    "rows below a decorator": '@cases("said", [\n    "401 User not found.",\n    "402",\n])',
    "a struct's row": '\t{"a dead key", 401, "401 User not found."},',
    "a method of one's own": '  toast.show("OpenRouter 401 User not found.", {',
    "a function that takes a status": f"  reply(401, {BODY}),",
    "a string over lines": f'body = """{BODY}"""',
    "a raw string": f'  stub(401, r#"{BODY}"#);',
    "a raw string of another language": f'  .init(status: 401, body: #"{BODY}"#)',
    "an assignment that declares": f"\tbody := `{BODY}`",
    "what a script prints": f"  dead) printf '%s' '{BODY}' ;;\n  gone) printf '{BODY}' > out ;;",
    "an example in a description": "  example:\n    error:\n      code: 401\n      message: User not "
    "found.",
    "a comment behind a container's name": "web-1  | // OpenRouter answers 401 User not found.",
    "a key that is asked for in code": 'raise ValueError("OPENROUTER_API_KEY is not set")',
    "a command typed to show a file": "$ cat notes.txt\nOpenRouter answers 401 User not found.",
    "a command typed after a host": "me@box:~/x$ grep -rn found .\n./a.txt:OpenRouter: 401 User not "
    "found.",
}


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_quiet(text: str) -> None:
    check(text, "")
    check(f"{text}\n", "")


POSSIBLE = {
    "a sentence that names OpenRouter": "OpenRouter rejected it with HTTP 401 `User not found.`, "
    "so nothing ran.",
    "an assignment": "body = {'error': {'message': 'User not found.', 'code': 401}}",
    "a script's constant": f"DEAD_BODY='{BODY}'",
    "a table that explains": "| `401 User not found.` (OpenRouter) | Your key is unknown there | Make a "
    "new key |",
}


@pytest.mark.parametrize("text", POSSIBLE.values(), ids=POSSIBLE)
def test_possible(text: str) -> None:
    check(text, "user_not_found possible")


REAL = {
    "an exception's repr": "RetryError(AuthenticationError(\"Error code: 401 - {'error': {'message': "
    "'User not found.', 'code': 401}}\"))",
    "a field": 'operation.error = "UnauthorizedResponseError: User not found."',
    "an item": "- chart_1.png: 401 User not found.",
    "a label with code": "**Error**: `401 User not found.`",
    "an error below a whole function": "def ask(x): return x\n  AuthenticationError: 401 User not found.",
    "an error after its source": '  File "app.py", line 3, in ask\n    raise refuse()\n'
    "AuthenticationError: 401 User not found.",
    "an error after Node's source": "/app/index.js:12\n    throw new APICallError({\n    ^\n\n"
    "AI_APICallError: User not found.\n    at ask (/app/index.js:12:11)",
    "a container's log": "web-1  | 401 User not found.",
    "a log with a number": "#12 4.2 401 User not found.",
    "a command typed to run a program": "$ python app.py\n401 User not found.",
    "a step of a workflow": "2026-05-06T07:08:09.1234567Z ##[error]Error: 401 User not found.",
    "a tag with a number sign": "#ask] gave up: 401 User not found.",
    "a place in Ruby": "/gems/ask-1.2/lib/ask.rb:66:in `ask': 401 User not found. (Ask::Refused)",
    "an error in a box, below a frame": '│   File "app.py", line 3, in ask │\n│ APIError: 401 User not '
    "found.  │",
    "a tuple of an exception": "('401 User not found.', Refused())",
    "a call that ended": 'ask.send("hello") failed: 401 User not found.',
    "a row of a dump": "  responseBody: '" + BODY + "',\n  isRetryable: false,",
}


@pytest.mark.parametrize("text", REAL.values(), ids=REAL)
def test_real(text: str) -> None:
    check(text, "user_not_found likely")
