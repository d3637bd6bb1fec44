"""The rules: what can be wrong, how bad it is, and where it is explained."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """How bad a problem is, worst first. The values stand in the command line's JSON."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"
    HINT = "hint"

    @property
    def needs_attention(self) -> bool:
        """Whether `openrouter-lsp check` ends with 1 for it."""
        return self in (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong.

    Attributes:
        code: its name in diagnostics and JSON, and of its page in `pages/`.
        severity: how bad it is.
        title: what it is, in a few words.
    """

    code: str
    severity: Severity
    title: str


KEY_EXPIRED: Final = Rule("key-expired", Severity.ERROR, "The key has expired")
KEY_DISABLED: Final = Rule("key-disabled", Severity.ERROR, "The key is switched off")
KEY_REJECTED: Final = Rule("key-rejected", Severity.ERROR, "OpenRouter does not accept the key")
KEY_EXPIRING: Final = Rule("key-expiring", Severity.WARNING, "The key expires soon")
KEY_EXHAUSTED: Final = Rule("key-exhausted", Severity.WARNING, "Nothing is left to spend")
KEY_SHADOWED: Final = Rule(
    "key-shadowed", Severity.WARNING, "Programs use another key than this one"
)
KEY_MALFORMED: Final = Rule("key-malformed", Severity.WARNING, "This is not a whole key")
MANAGEMENT_KEY: Final = Rule(
    "management-key", Severity.WARNING, "A management key where a model key belongs"
)
KEY_PUBLIC_PREFIX: Final = Rule(
    "key-public-prefix", Severity.WARNING, "The variable's prefix ships the key to browsers"
)
KEY_NOT_IGNORED: Final = Rule("key-not-ignored", Severity.WARNING, "Git would commit the key")
KEY_IN_SOURCE: Final = Rule("key-in-source", Severity.WARNING, "A key in a source file")
CHECK_FAILED: Final = Rule("check-failed", Severity.INFORMATION, "The key could not be checked")
KEY_PLACEHOLDER: Final = Rule("key-placeholder", Severity.HINT, "This is a placeholder")

RULES: Final = (
    KEY_EXPIRED,
    KEY_DISABLED,
    KEY_REJECTED,
    KEY_EXPIRING,
    KEY_EXHAUSTED,
    KEY_SHADOWED,
    KEY_MALFORMED,
    MANAGEMENT_KEY,
    KEY_PUBLIC_PREFIX,
    KEY_NOT_IGNORED,
    KEY_IN_SOURCE,
    CHECK_FAILED,
    KEY_PLACEHOLDER,
)
"""All of them, worst first."""
