"""What is to be recognised in what each client prints, in every scenario and manner.

The letters stand for claims: N named, L at least likely, F found, f anybody's words, - nothing,
* as may be: a model that does not exist says nothing of a key, and is to be taken for nothing else.
"""

from tests.clients.claims import Row, read_table

_OPENAI_FOR_PYTHON = """
    valid                     | none                 | -  .  .  .  .
    expired                   | user_not_found       | N  L  L  L  L
    expired, new words        | key_expired          | N  L  L  L  L
    disabled                  | user_not_found       | N  L  L  L  L
    management key            | user_not_found       | N  L  L  L  L
    quotes around the key     | no_credentials       | N  L  L  L  L
    line feed after the key   | invalid_key          | f  f  f  f  f
    no key                    | missing_key          | f  f  f  f  f
    out of credits            | insufficient_credits | N  N  N  N  N
    limit of the key          | key_limit            | N  N  N  N  N
    rate limit                | rate_limit           | N  F  F  F  F
    provider failed           | provider_error       | N  L  L  L  L
    key of a provider refused | provider_error       | N  L  L  L  L
    privacy settings          | permission           | N  N  N  N  N
    unknown model             | provider_error       | *  *  *  *  *
    offline                   | unreachable          | f  f  f  f  f
    refused                   | unreachable          | f  f  f  f  f
    proxy refuses             | unreachable          | f  f  f  f  f
    certificate not trusted   | unreachable          | f  f  f  f  f
"""

_LITELLM = """
    valid                     | none                 | -  .  .  .  .
    expired                   | user_not_found       | N  N  N  N  N
    expired, new words        | key_expired          | N  N  N  N  N
    quotes around the key     | no_credentials       | N  N  N  N  N
    no key                    | no_credentials       | N  N  N  N  N
    out of credits            | insufficient_credits | N  N  N  N  N
    limit of the key          | key_limit            | N  N  N  N  N
    rate limit                | rate_limit           | N  N  N  N  N
    provider failed           | provider_error       | N  N  N  N  N
    key of a provider refused | provider_error       | N  N  N  N  N
    privacy settings          | permission           | N  N  N  N  N
    unknown model             | provider_error       | N  N  N  N  N
    offline                   | unreachable          | N  N  N  N  N
    refused                   | unreachable          | N  N  N  N  N
    certificate not trusted   | unreachable          | N  N  N  N  N
"""

# OpenRouter's own package prints its words alone, without a number or a class, where an error is
# printed by itself.
_OPENROUTER_FOR_PYTHON = """
    valid                     | none                 | -  .  .  .  .
    expired                   | user_not_found       | N  N  f  L  N
    expired, new words        | key_expired          | N  N  f  L  N
    disabled                  | user_not_found       | N  N  f  L  N
    management key            | user_not_found       | N  N  f  L  N
    quotes around the key     | no_credentials       | N  N  F  L  N
    line feed after the key   | invalid_key          | f  f  f  f  f
    no key                    | no_credentials       | N  N  F  L  N
    out of credits            | insufficient_credits | N  N  N  N  N
    limit of the key          | key_limit            | N  N  N  N  N
    rate limit                | rate_limit           | N  N  f  F  N
    provider failed           | provider_error       | N  N  F  L  N
    key of a provider refused | provider_error       | N  N  F  L  N
    privacy settings          | permission           | N  N  N  N  N
    unknown model             | provider_error       | *  *  *  *  *
    offline                   | unreachable          | f  f  f  f  f
    refused                   | unreachable          | f  f  f  f  f
    proxy refuses             | unreachable          | f  f  f  f  f
    certificate not trusted   | unreachable          | f  f  f  f  f
"""

_OPENAI_FOR_NODE = """
    valid                     | none                 | -  .  .  .  .  .  .
    expired                   | user_not_found       | -  L  L  L  L  L  L
    expired, new words        | key_expired          | -  L  F  L  L  F  L
    disabled                  | user_not_found       | -  L  L  L  L  L  L
    management key            | user_not_found       | -  L  L  L  L  L  L
    quotes around the key     | no_credentials       | -  L  L  L  L  L  L
    line feed after the key   | none                 | -  .  .  .  .  .  .
    no key                    | missing_key          | -  f  f  -  -  f  f
    out of credits            | insufficient_credits | -  N  N  N  N  N  N
    limit of the key          | key_limit            | -  N  N  N  N  N  N
    rate limit                | rate_limit           | -  F  f  F  F  f  F
    provider failed           | provider_error       | -  L  L  L  L  L  L
    key of a provider refused | provider_error       | -  L  L  L  L  L  L
    privacy settings          | permission           | -  N  N  N  N  N  N
    unknown model             | provider_error       | -  *  *  *  *  *  *
    offline                   | unreachable          | -  N  f  -  -  f  N
    refused                   | unreachable          | -  f  f  -  -  f  f
    proxy refuses             | unreachable          | -  f  f  -  -  f  f
    certificate not trusted   | unreachable          | -  f  f  -  -  f  f
"""

# Of a provider's failure the AI SDK prints the provider's own words, where it prints but a message.
_AI_SDK = """
    valid                     | none                 | -  .  .  .  .  .  .
    expired                   | user_not_found       | -  N  f  N  N  L  N
    expired, new words        | key_expired          | -  N  f  N  N  L  N
    disabled                  | user_not_found       | -  N  f  N  N  L  N
    management key            | user_not_found       | -  N  f  N  N  L  N
    quotes around the key     | no_credentials       | -  N  F  N  N  L  N
    line feed after the key   | none                 | -  .  .  .  .  .  .
    no key                    | missing_key          | -  N  N  f  f  N  N
    out of credits            | insufficient_credits | -  N  N  N  N  N  N
    limit of the key          | key_limit            | -  N  N  N  N  N  N
    rate limit                | rate_limit           | -  N  f  N  N  F  N
    rate limit after retries  | rate_limit           | -  N  f  N  N  f  N
    provider failed           | provider_error       | -  N  f  N  N  f  N
    key of a provider refused | provider_error       | -  N  f  N  N  f  N
    privacy settings          | permission           | -  N  N  N  N  N  N
    unknown model             | provider_error       | -  *  *  *  *  *  *
    offline                   | unreachable          | -  N  N  N  N  N  N
    refused                   | unreachable          | -  N  f  N  f  N  N
    proxy refuses             | unreachable          | -  N  f  N  f  N  N
    certificate not trusted   | unreachable          | -  N  f  f  f  *  N
"""

_CURL = """
    valid                     | none                 | -  -  -  -  -  -
    expired                   | user_not_found       | N  N  N  N  N  N
    expired, new words        | key_expired          | N  N  N  N  N  N
    disabled                  | user_not_found       | N  N  N  N  N  N
    management key            | user_not_found       | N  N  N  N  N  N
    quotes around the key     | no_credentials       | N  N  N  N  N  N
    no key                    | no_credentials       | N  N  N  N  N  N
    out of credits            | insufficient_credits | N  N  N  N  N  N
    limit of the key          | key_limit            | N  N  N  N  N  N
    rate limit                | rate_limit           | N  N  N  N  N  N
    provider failed           | provider_error       | N  N  N  N  N  N
    key of a provider refused | provider_error       | N  N  N  N  N  N
    privacy settings          | permission           | N  N  N  N  N  N
    unknown model             | provider_error       | *  *  *  *  *  *
    refused                   | unreachable          | -  N  N  N  N  N
    proxy refuses             | unreachable          | -  N  N  N  N  N
    certificate not trusted   | unreachable          | -  N  N  N  N  N
"""

# Nothing but the status is printed.
_CURL_WITH_FAIL = """
    valid                     | none                 | -
    expired                   | invalid_key          | L
    expired, new words        | invalid_key          | L
    quotes around the key     | invalid_key          | L
    no key                    | invalid_key          | L
    out of credits            | insufficient_credits | L
    rate limit                | rate_limit           | L
    refused                   | unreachable          | N
    certificate not trusted   | unreachable          | N
"""

_PYTHON = ("log", "log with traceback", "print", "print of repr", "uncaught")
_NODE = ("answer", "console.error", "message", "JSON", "pretty JSON", "stack", "uncaught")

ROWS: tuple[Row, ...] = (
    *read_table("openai for Python", _PYTHON, _OPENAI_FOR_PYTHON),
    *read_table("litellm", _PYTHON, _LITELLM),
    *read_table("openrouter for Python", _PYTHON, _OPENROUTER_FOR_PYTHON),
    *read_table("openai for Node", _NODE, _OPENAI_FOR_NODE),
    *read_table("AI SDK", _NODE, _AI_SDK),
    *read_table(
        "curl",
        ("silent", "loud", "with headers", "with the status", "pretty", "verbose"),
        _CURL,
    ),
    *read_table("curl", ("failing",), _CURL_WITH_FAIL),
)
