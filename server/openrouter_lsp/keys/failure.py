"""An error of OpenRouter's that a program printed."""

from dataclasses import dataclass
from enum import StrEnum


class FailureKind(StrEnum):
    """What went wrong, as far as the printed text tells.

    The values stand in the command line's JSON and are part of its contract.
    """

    USER_NOT_FOUND = "user_not_found"
    """401 `User not found.`: OpenRouter does not know the key; it does not say why."""
    KEY_EXPIRED = "key_expired"
    """401 `API key expired.`."""
    NO_CREDENTIALS = "no_credentials"
    """401: no key arrived, or what arrived was not taken for one."""
    INVALID_KEY = "invalid_key"
    """401 in other words, or in none: the status alone beside OpenRouter's address."""
    INSUFFICIENT_CREDITS = "insufficient_credits"
    """402: the key is known, the account's money is short."""
    KEY_LIMIT = "key_limit"
    """403 (or 402): the key is known, its own limit is reached."""
    RATE_LIMIT = "rate_limit"
    """429."""
    PERMISSION = "permission"
    """Known, and not allowed: privacy settings, guardrails, a management key's work."""
    PROVIDER_ERROR = "provider_error"
    """The model's provider, or the routing to one, failed."""
    UNREACHABLE = "unreachable"
    """Network, proxy or TLS on the way to OpenRouter."""
    MISSING_KEY = "missing_key"
    """A client was started without a key, and said so before it asked anybody."""


class Certainty(StrEnum):
    """How sure it is that OpenRouter said so. The values stand in the command line's JSON."""

    NAMED = "named"
    """The text shows that OpenRouter answered."""
    LIKELY = "likely"
    """It is OpenRouter's exact envelope or wording."""
    POSSIBLE = "possible"
    """May be anybody's; acted on only where a key of OpenRouter's then fails its check."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One recognised error.

    Attributes:
        kind: what went wrong.
        certainty: how sure it is that OpenRouter said so.
        line: where it begins, in lines from 1 since the output began.
        text: the line that says so, as it stood on the screen: no escape sequences, no whole key,
            at most 300 characters.
        message: OpenRouter's own words, fit to be shown; None where there are none.
        code: the error's number (HTTP status); None where none is printed.
        masked_key: the key that the text names (`sk-or-v1-abc...789`); None where it names none.
        variable: the environment variable that the text names; None where it names none.
        model: the model that was asked, as OpenRouter writes it (`maker/name`); None where none
            is printed.
        provider: the model's provider that failed; None where none is printed.
        count: how often it was printed.
    """

    kind: FailureKind
    certainty: Certainty
    line: int
    text: str
    message: str | None = None
    code: int | None = None
    masked_key: str | None = None
    variable: str | None = None
    model: str | None = None
    provider: str | None = None
    count: int = 1
