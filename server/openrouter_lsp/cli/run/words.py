"""The words for a failure, once the keys that may have caused it were checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from openrouter_lsp.keys import Failure, KeyStatus
from openrouter_lsp.reporting import key_page
from openrouter_lsp.reporting.failures import (
    CheckedKey,
    conclusion_words,
    culprits,
    failure_meaning,
    failure_next_step,
    is_worth_a_check,
    is_worth_telling,
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A failure, and what is to be said of it, in paragraphs."""

    failure: Failure
    paragraphs: tuple[str, ...]


class Words:
    """Finds the words for failures, and says nothing twice."""

    def __init__(self) -> None:
        self._said: set[tuple[str, ...]] = set()

    def explain(self, failure: Failure, keys: Sequence[CheckedKey] | None) -> Explanation | None:
        """Return what is to be said of a failure; None where it was said, or is better not said.

        Args:
            failure: what was printed.
            keys: what was checked for it; None where nothing was.
        """
        if not is_worth_telling(failure, keys or ()):
            return None
        conclusion = ""
        if keys is not None:
            conclusion = conclusion_words(failure, keys, datetime.now(UTC))
        meaning = failure_meaning(failure)
        if found := culprits(failure, keys or ()):
            # What one key explains is said once, in however many words the program complains.
            said: tuple[str, ...] = (conclusion,)
            paragraphs: tuple[str, ...] = (conclusion, _page(found[0]))
        else:
            said = (failure.kind, meaning, conclusion)
            paragraphs = (meaning, conclusion or f"Next: {failure_next_step(failure)}")
        if said in self._said:
            return None
        self._said.add(said)
        return Explanation(failure, paragraphs)


def _page(key: CheckedKey) -> str:
    """Return the address of a key's page, where that tells more; else nothing."""
    if key.fingerprint is None or key.verdict.status is not KeyStatus.REJECTED:
        return ""
    return key_page(key.fingerprint)


def wants_check(failure: Failure) -> bool:
    """Whether the keys at hand are to be checked for a failure."""
    return is_worth_a_check(failure.kind)
