"""What failing programs print, made up for the tests."""

from openrouter_lsp.keys import FailureKind

USER_NOT_FOUND = (
    "Traceback (most recent call last):\r\n"
    '  File "/srv/app.py", line 7, in <module>\r\n'
    "openai.AuthenticationError: Error code: 401 - "
    "{'error': {'message': 'User not found.', 'code': 401}}\r\n"
)
NO_HEADER = (
    "openai.AuthenticationError: Error code: 401 - "
    "{'error': {'message': 'Missing Authentication header', 'code': 401}}\r\n"
    "https://openrouter.ai/api/v1/chat/completions\r\n"
)
OUT_OF_CREDITS = (
    "Error code: 402 - {'error': {'message': 'Insufficient credits. Add more using"
    " https://openrouter.ai/settings/credits', 'code': 402}}\r\n"
)
KEY_LIMIT = (
    "APIError: 403 Key limit exceeded (total limit). Manage it using"
    " https://openrouter.ai/settings/keys\r\n"
)
RATE_LIMITED = (
    "Error code: 429 - {'error': {'message': 'Rate limit exceeded: free-models-per-day', 'code':"
    " 429}} https://openrouter.ai/api/v1/chat/completions\r\n"
)
NAMED = "POST https://openrouter.ai/api/v1/chat/completions: 401 Unauthorized\r\n"
POSSIBLE = "HTTPStatusError: 401: User not found\r\n"
OTHER_SERVICE = (
    "openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key"
    " provided. You can find your API key at https://platform.openai.com/account/api-keys.',"
    " 'code': 'invalid_api_key'}}\r\n"
)
UNREACHABLE = (
    "httpx.ConnectError: [Errno 111] Connection refused\r\n"
    "openai.APIConnectionError: POST https://openrouter.ai/api/v1/chat/completions failed\r\n"
)
PLAIN = "".join(f"step {n}: loss {1 / n:.4f}\r\n" for n in range(1, 2000))

KINDS = {
    USER_NOT_FOUND: FailureKind.USER_NOT_FOUND,
    OUT_OF_CREDITS: FailureKind.INSUFFICIENT_CREDITS,
    RATE_LIMITED: FailureKind.RATE_LIMIT,
}
