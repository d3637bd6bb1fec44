"""What a text tells beside the failure: the model, its provider, the variable, the key."""

import re
from dataclasses import dataclass
from typing import Final

from openrouter_lsp.terminal.page.quoting import masked_key

_NAME = r"[a-z0-9~][\w.-]{0,60}/[A-Za-z0-9][\w.-]{0,80}(?::(?:free|nitro|floor|online|extended|thinking|beta))?"
_THROUGH_OPENROUTER = re.compile(rf"(?<![\w/.@-])openrouter[/:](?P<model>{_NAME})")
_MODEL = re.compile(
    rf"\bmodels?(?:_?(?:name|id))?[\"'`]?\s*[:=]?\s*[\"'`]?(?P<model>{_NAME})",
    re.IGNORECASE,
)
_NO_ENDPOINT = re.compile(rf"\bfound for (?P<model>{_NAME})")
_INVALID_MODEL = re.compile(rf"(?P<model>{_NAME}) is not a valid model ID")
_PROVIDER = re.compile(
    r"provider_?name\W{1,8}(?P<provider>[A-Z][\w .-]{0,40}?)\W*[\"'\\,}\n]", re.IGNORECASE
)
_UPSTREAM = re.compile(r"Upstream error from (?P<provider>[\w .-]{1,40}?):")
_VARIABLE = re.compile(
    r"(?<![A-Za-z0-9_])(?P<name>[A-Z][A-Z0-9_]{0,60}(?:_API_KEYS?|_KEYS?|_TOKEN|APIKEY))(?![A-Za-z0-9])"
)

_ENDS: Final = ("_KEY", "_TOKEN", "APIKEY")
_MODELS: Final = (
    ("openrouter", _THROUGH_OPENROUTER),
    ("not a valid model", _INVALID_MODEL),
    ("found for", _NO_ENDPOINT),
    ("model", _MODEL),
)


@dataclass(frozen=True, slots=True)
class Details:
    """What stands near a failure; None where it does not."""

    model: str | None
    provider: str | None
    variable: str | None
    masked_key: str | None


def details(text: str, near: str) -> Details:
    """Read the details in a line; what it does not tell, in the lines near it."""
    lower = near.lower()
    return Details(
        (_model(text) or _model(near)) if "/" in near else None,
        (_provider(text) or _provider(near))
        if "provider" in lower or "upstream" in lower
        else None,
        (_variable(text) or _variable(near)) if any(end in near for end in _ENDS) else None,
        (masked_key(text) or masked_key(near)) if "sk-or-" in near else None,
    )


def _model(text: str) -> str | None:
    for hint, pattern in _MODELS:
        if hint in text.lower() and (match := pattern.search(text)):
            return match["model"].rstrip(".-_")
    return None


def _provider(text: str) -> str | None:
    match = _PROVIDER.search(text) or _UPSTREAM.search(text)
    return match["provider"].strip() if match else None


def _variable(text: str) -> str | None:
    names = [match["name"] for match in _VARIABLE.finditer(text)]
    own = [name for name in names if "ROUTER" in name or name.startswith("OR_")]
    return next(iter(own or names), None)
