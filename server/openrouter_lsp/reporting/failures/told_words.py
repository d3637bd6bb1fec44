"""What pops up when a program printed an error of OpenRouter's: three sentences at most.

Which key, or what happened; why, as far as that is known; what to do next. All the rest stands in
the hover and on the failure's page.
"""

from collections.abc import Sequence
from typing import Final

from openrouter_lsp.keys import Fact, Failure, KeyStatus, Verdict
from openrouter_lsp.reporting.check_words import Unasked
from openrouter_lsp.reporting.failures.checked_key import CheckedKey, place_words
from openrouter_lsp.reporting.failures.culprits import NOT_SENT, culprits
from openrouter_lsp.reporting.failures.flawed_words import flawed_key, flawed_words
from openrouter_lsp.reporting.failures.told_without_key import told_without_key
from openrouter_lsp.reporting.links import CREDITS_PAGE, KEYS_PAGE
from openrouter_lsp.reporting.masking import masked_line
from openrouter_lsp.reporting.sighting import Sighting
from openrouter_lsp.reporting.status_words import explain_status
from openrouter_lsp.reporting.time_words import date_words

_ACCEPTED: Final = (KeyStatus.VALID, KeyStatus.EXPIRING)


def told_words(
    sighting: Sighting, keys: Sequence[CheckedKey], unasked: Unasked | None = None
) -> str:
    """Say which key failed, why, and what to do; or what happened where none is to blame.

    Args:
        sighting: what was printed, where and when.
        keys: the keys that may have been used, checked, likeliest first.
        unasked: why OpenRouter was not asked about keys whose status is unchecked.
    """
    where, failure = _where(sighting), sighting.failure
    if flawed := flawed_key(failure, keys):
        words = list(flawed_words(failure, flawed, keys))
    elif found := culprits(failure, keys):
        verdict = found[0].verdict
        words = [_accused(failure, found, keys), _why(verdict), _NEXT[verdict.status]]
    else:
        words = list(told_without_key(failure, keys, unasked))
    words[0] = f"{where}: {words[0]}" if where else words[0][0].upper() + words[0][1:]
    return " ".join(words)


def page_code(failure: Failure, status: KeyStatus | None) -> str:
    """Return the name of the page that explains a failure.

    Args:
        failure: what was printed.
        status: of the key that is to blame; None where none is.
    """
    return f"key-{status}" if status else f"failure-{failure.kind.replace('_', '-')}"


def _where(sighting: Sighting) -> str:
    """Say where it was printed: `In terminal zsh, running python app.py`; empty if unknown."""
    command = masked_line(sighting.command_line or "", 60)
    if not sighting.terminal:
        return f"Running {command}" if command else ""
    kind = "terminal " if sighting.is_terminal else ""
    terminal = f"In {kind}{masked_line(sighting.terminal, 40)}"
    return f"{terminal}, running {command}" if command else terminal


def _accused(failure: Failure, found: Sequence[CheckedKey], keys: Sequence[CheckedKey]) -> str:
    """Name the key that is to blame, and no surer than is known: others may have been used."""
    fails = "fails its check"
    if found[0].verdict.status is KeyStatus.EXHAUSTED:
        fails = "has nothing left to spend"
    if failure.kind in NOT_SENT:
        fails = "did not arrive, and would not do"
    others = (
        f", as {'does' if len(found) == 2 else 'do'} {len(found) - 1} more" if found[1:] else ""
    )
    is_one_of_many = any(key.verdict.status in _ACCEPTED for key in keys)
    if is_one_of_many and failure.masked_key is None:
        return f"most likely it used the key {place_words(found[0])}, which {fails}{others}."
    return f"the key {place_words(found[0])} {fails}{others}."


def _why(verdict: Verdict) -> str:
    if verdict.status is KeyStatus.EXPIRED:
        ended = verdict.details.expires_at
        return f"It expired on {date_words(ended)}." if ended else "It has expired."
    if verdict.status is KeyStatus.REJECTED:
        # What more is known of it may rule some of these out.
        is_all = all(evidence.fact is Fact.REFUSED for evidence in verdict.evidence)
        reasons = " (expired, deleted, disabled, mistyped)" if is_all else ""
        return f"OpenRouter does not accept it and does not tell why{reasons}."
    return explain_status(verdict, None)


_NEXT: Final = {
    KeyStatus.EXPIRED: f"Put a new one there ({KEYS_PAGE}).",
    KeyStatus.REJECTED: f"Put a new one there ({KEYS_PAGE}).",
    KeyStatus.DISABLED: f"Switch it on again at {KEYS_PAGE}, or use another key.",
    KeyStatus.EXHAUSTED: f"Raise its limit at {KEYS_PAGE}, or add credits at {CREDITS_PAGE}.",
}
