"""What is said where a program most likely sent more than the key that stands in a value."""

from collections.abc import Sequence
from typing import Final

from openrouter_lsp.keys import Failure, FailureKind
from openrouter_lsp.reporting.failures.checked_key import CheckedKey, place_words
from openrouter_lsp.reporting.failures.culprits import culprits
from openrouter_lsp.reporting.shape_words import flaw_words
from openrouter_lsp.scanning import Malformed

_READ_BY_SOME: Final = (Malformed.UNCLOSED_QUOTE, Malformed.BEHIND_QUOTES)
"""With these some loaders read nothing at all; their words say so."""
_BLANKS: Final = (Malformed.BLANK_INSIDE, Malformed.LINE_BREAK_INSIDE)
_EXPLAINED: Final = (
    FailureKind.NO_CREDENTIALS,
    FailureKind.INVALID_KEY,
    FailureKind.USER_NOT_FOUND,
)


def flawed_key(failure: Failure, keys: Sequence[CheckedKey]) -> CheckedKey | None:
    """Return the value, more than a key, that explains a failure; None where none does.

    The likeliest that the program used; or any other where no key fails its check.

    Args:
        failure: what was printed.
        keys: the keys that may have been used, checked, likeliest first.
    """
    candidates = keys if not culprits(failure, keys) else keys[:1]
    return next((key for key in candidates if _explains(key, failure.kind)), None)


def flawed_words(failure: Failure, key: CheckedKey, keys: Sequence[CheckedKey]) -> tuple[str, ...]:
    """Say what is wrong with such a value, and what to do: sentences, the first in lower case.

    Args:
        failure: what was printed.
        key: the value.
        keys: all that may have been used, likeliest first.
    """
    if key != keys[0]:
        return (
            f"it may have used the value {place_words(key)}, not quite a key: {_why(key)}.",
            _NEXT,
        )
    what = f"the value {place_words(key)} is not quite a key: {_why(key)}."
    if _flaw(key) in _READ_BY_SOME:
        return what, _NEXT
    # Some programs cut blanks away, and OpenRouter may have read the key and not known it.
    may_be_cut = _flaw(key) in _BLANKS and failure.kind is FailureKind.USER_NOT_FOUND
    return what, _MAY_BE_SENT if may_be_cut else _SENT, _NEXT


def unasked_words(key: CheckedKey) -> str:
    """Say in a clause why nobody was asked about such a value."""
    return f"not sent to OpenRouter, as it is not quite a key: {_why(key)}"


_SENT: Final = "Programs send all of it, which is most likely why this failed."
_MAY_BE_SENT: Final = "Most programs send all of it, which may be why this failed."
_NEXT: Final = "Leave nothing but the key there, and start the program anew."


def _explains(key: CheckedKey, kind: FailureKind) -> bool:
    if key.flaw is None or key.is_ignored:
        return False
    return kind in _EXPLAINED or (kind is FailureKind.MISSING_KEY and _flaw(key) in _READ_BY_SOME)


def _flaw(key: CheckedKey) -> object:
    return key.flaw.flaw if key.flaw else None


def _why(key: CheckedKey) -> str:
    return flaw_words(key.flaw) if key.flaw else ""
