"""Which of the keys at hand explain a failure, and whether it is worth telling."""

from collections.abc import Sequence
from typing import Final

from openrouter_lsp.keys import Certainty, Failure, FailureKind, KeyStatus
from openrouter_lsp.reporting.failures.checked_key import CheckedKey

_DEAD: Final = (KeyStatus.EXPIRED, KeyStatus.DISABLED, KeyStatus.REJECTED)
ABOUT_THE_KEY: Final = (
    FailureKind.USER_NOT_FOUND,
    FailureKind.KEY_EXPIRED,
    FailureKind.INVALID_KEY,
)
ABOUT_MONEY: Final = (FailureKind.INSUFFICIENT_CREDITS, FailureKind.KEY_LIMIT)
NOT_SENT: Final = (FailureKind.NO_CREDENTIALS, FailureKind.MISSING_KEY)


def is_worth_a_check(kind: FailureKind) -> bool:
    """Whether a check of the keys at hand can tell more of such a failure."""
    return kind in (*ABOUT_THE_KEY, *ABOUT_MONEY, *NOT_SENT, FailureKind.PERMISSION)


def is_worth_telling(failure: Failure, keys: Sequence[CheckedKey]) -> bool:
    """Whether to trouble the user with a failure, once the keys at hand were checked.

    What may be anybody's is told only where a key of OpenRouter's fails its check.
    """
    return failure.certainty is not Certainty.POSSIBLE or bool(culprits(failure, keys))


def culprits(failure: Failure, keys: Sequence[CheckedKey]) -> list[CheckedKey]:
    """Return the keys that fail their check in the way that a failure speaks of."""
    if failure.kind in ABOUT_MONEY:
        return [key for key in keys if key.verdict.status is KeyStatus.EXHAUSTED]
    if failure.kind in (*ABOUT_THE_KEY, *NOT_SENT):
        return [key for key in keys if key.verdict.status in _DEAD]
    return []
