"""What pops up when a program printed an error of OpenRouter's."""

from collections.abc import Sequence

from openrouter_lsp.keys import Failure, KeyStatus
from openrouter_lsp.reporting.checked_key import CheckedKey, place_words
from openrouter_lsp.reporting.culprits import culprits, is_worth_a_check
from openrouter_lsp.reporting.failure_steps import failure_next_step
from openrouter_lsp.reporting.failure_words import failure_meaning
from openrouter_lsp.reporting.sighting import Sighting, seen_words


def told_words(sighting: Sighting, keys: Sequence[CheckedKey], conclusion: str) -> str:
    """Say which key failed, why, and what to do; or what the failure means where none is to blame.

    Args:
        sighting: what was printed, where and when.
        keys: the keys that may have been used, checked, likeliest first.
        conclusion: what the checks told; empty where they told nothing.
    """
    failure, seen = sighting.failure, seen_words(sighting, None)
    if culprits(failure, keys):
        return f"{conclusion} {seen}"
    words = [failure_meaning(failure), conclusion or failure_next_step(failure)]
    if keys and not conclusion and is_worth_a_check(failure.kind):
        words.append(f"The likeliest key is the one {place_words(keys[0])}.")
    return " ".join([*words, seen])


def page_code(failure: Failure, status: KeyStatus | None) -> str:
    """Return the name of the page that explains a failure.

    Args:
        failure: what was printed.
        status: of the key that is to blame; None where none is.
    """
    return f"key-{status}" if status else f"failure-{failure.kind.replace('_', '-')}"
