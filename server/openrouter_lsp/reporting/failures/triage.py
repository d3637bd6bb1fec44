"""Where a failure belongs, and the smallest request that shows it again."""

import json
import re
from enum import StrEnum
from typing import Final

from openrouter_lsp.keys import Failure, FailureKind


class Area(StrEnum):
    """Where to look for the cause."""

    ACCOUNT_OR_KEY = "account_or_key"
    QUOTA_OR_RATE = "quota_or_rate"
    MODEL_OR_PROVIDER = "model_or_provider"
    LOCAL_NETWORK = "local_network"
    CONFIGURATION = "configuration"
    """How the program gets its key."""


class Shell(StrEnum):
    """Whose words a line is written in."""

    POSIX = "sh"
    POWERSHELL = "powershell"


_AREAS: Final = {
    FailureKind.USER_NOT_FOUND: Area.ACCOUNT_OR_KEY,
    FailureKind.KEY_EXPIRED: Area.ACCOUNT_OR_KEY,
    FailureKind.INVALID_KEY: Area.ACCOUNT_OR_KEY,
    FailureKind.PERMISSION: Area.ACCOUNT_OR_KEY,
    FailureKind.INSUFFICIENT_CREDITS: Area.QUOTA_OR_RATE,
    FailureKind.KEY_LIMIT: Area.QUOTA_OR_RATE,
    FailureKind.RATE_LIMIT: Area.QUOTA_OR_RATE,
    FailureKind.PROVIDER_ERROR: Area.MODEL_OR_PROVIDER,
    FailureKind.UNREACHABLE: Area.LOCAL_NETWORK,
    FailureKind.NO_CREDENTIALS: Area.CONFIGURATION,
    FailureKind.MISSING_KEY: Area.CONFIGURATION,
}
_AREA_WORDS: Final = {
    Area.ACCOUNT_OR_KEY: "account or key",
    Area.QUOTA_OR_RATE: "quota or rate",
    Area.MODEL_OR_PROVIDER: "model or provider",
    Area.LOCAL_NETWORK: "local network",
    Area.CONFIGURATION: "configuration",
}

_API: Final = "https://openrouter.ai/api/v1"
_USUAL_VARIABLE: Final = "OPENROUTER_API_KEY"
_VARIABLE: Final = re.compile(r"[A-Za-z_]\w*", re.ASCII)
# Other characters are in no model's name, and might be more than text to a shell.
_MODEL: Final = re.compile(r"~?[\w.-]+/[\w.-]+(?::[\w.-]+)?", re.ASCII)
_REQUESTED: Final = re.compile(r"requested up to (\d{1,9}) tokens")
_FEW_TOKENS: Final = 16
"""Some providers refuse to be asked for fewer, which would be a failure of another kind."""


def area_of(kind: FailureKind) -> Area:
    """Return where the cause of a failure lies."""
    return _AREAS[kind]


def area_words(area: Area) -> str:
    """Return an area as it is shown: `account or key`."""
    return _AREA_WORDS[area]


def reproduction(failure: Failure, variable: str | None = None, shell: Shell = Shell.POSIX) -> str:
    """Return one line for a shell that shows a failure again.

    It reads the key from its variable, and never holds it. Where the failure depends on the model
    and the text does not name it, `MODEL` stands in its place.

    Args:
        failure: what was printed.
        variable: the environment variable that holds the key; None, or what is no name of a
            variable: the one that the text names, or else OPENROUTER_API_KEY.
        shell: whose words to write.
    """
    writer = _POSIX if shell is Shell.POSIX else _POWERSHELL
    name = next(
        (n for n in (variable, failure.variable) if n and _VARIABLE.fullmatch(n)), _USUAL_VARIABLE
    )
    kind = failure.kind
    if kind is FailureKind.UNREACHABLE:
        return writer["reach"].format(api=_API)
    if kind is FailureKind.MISSING_KEY:
        return writer["is_set"].format(name=name)
    if kind is FailureKind.PERMISSION and "management key" in _words(failure):
        return writer["get"].format(api=_API, path="keys", name=name)
    if kind in _NEEDS_A_MODEL:
        return writer["chat"].format(api=_API, name=name, body=_body(failure))
    return writer["get"].format(api=_API, path="key", name=name)


# Of a key's limit `GET /key` tells most: what is left of it.
_NEEDS_A_MODEL: Final = (
    FailureKind.INSUFFICIENT_CREDITS,
    FailureKind.RATE_LIMIT,
    FailureKind.PERMISSION,
    FailureKind.PROVIDER_ERROR,
)
_POSIX: Final = {
    "get": 'curl -sS {api}/{path} -H "Authorization: Bearer ${name}"',
    "chat": 'curl -sS {api}/chat/completions -H "Authorization: Bearer ${name}"'
    " -H 'Content-Type: application/json' -d '{body}'",
    "reach": "curl -sS -o /dev/null -w '%{{http_code}}\\n' {api}/models",
    # A shell of its own, which sees what a program sees: exported variables alone.
    "is_set": "sh -c '[ -n \"${name}\" ] && echo {name} is set || echo {name} is not set'",
}
# Not curl.exe, to which Windows PowerShell hands quotation marks on wrongly.
_POWERSHELL: Final = {
    "get": 'Invoke-RestMethod {api}/{path} -Headers @{{Authorization="Bearer $env:{name}"}}',
    "chat": "Invoke-RestMethod {api}/chat/completions -Method Post"
    ' -Headers @{{Authorization="Bearer $env:{name}"}} -ContentType application/json'
    " -Body '{body}'",
    "reach": "(Invoke-WebRequest {api}/models -UseBasicParsing).StatusCode",
    "is_set": "if ($env:{name}) {{'{name} is set'}} else {{'{name} is not set'}}",
}


def _body(failure: Failure) -> str:
    """Return a chat's JSON, in which no character means anything between single quotes."""
    model = failure.model if failure.model and _MODEL.fullmatch(failure.model) else "MODEL"
    # Credits were short for so many tokens, and may do for fewer.
    requested = _REQUESTED.search(_words(failure))
    tokens = int(requested[1]) if requested else _FEW_TOKENS
    chat = {
        "model": model,
        "max_tokens": tokens,
        "messages": [{"role": "user", "content": "Hi"}],
    }
    return json.dumps(chat, separators=(",", ":"))


def _words(failure: Failure) -> str:
    return f"{failure.message or ''} {failure.text}"
