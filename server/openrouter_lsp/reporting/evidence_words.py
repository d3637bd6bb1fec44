"""Evidence in words: who stated what, how long ago."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from openrouter_lsp.keys import Evidence, EvidenceSource, Fact
from openrouter_lsp.reporting.links import host_of
from openrouter_lsp.reporting.time_words import date_words, relative_words

_SOURCES: Final = {
    EvidenceSource.OPENROUTER: "OpenRouter",
    EvidenceSource.RECORD: "The key's record",
    EvidenceSource.SHAPE: "Its shape",
}

_ANOTHER_MANAGEMENT_KEY: Final = "set one that works, as OPENROUTER_MANAGEMENT_KEY or in the editor"

_PLAIN: Final = {
    Fact.DISABLED: "it is disabled",
    Fact.IN_ORDER: "it is neither disabled nor expired",
    Fact.NOTHING_LEFT: "it is neither disabled nor expired, and nothing is left of its limit",
    Fact.NO_RECORD: "this account has no such key; it was deleted, or is another account's",
    Fact.RECORD_NOT_FOUND: "this account has no such key in the workspaces that could be searched;"
    " it may be in another of them",
    Fact.MANAGEMENT_KEY_MALFORMED: "not asked for, since the management key is not a whole key;"
    f" {_ANOTHER_MANAGEMENT_KEY}",
}


def evidence_sentence(evidence: Evidence) -> str:
    """Return what was stated, without who and when: `401 “User not found.”`."""
    plain = _PLAIN.get(evidence.fact)
    return plain or _TELLING[evidence.fact](evidence)


def dated_evidence(evidence: Evidence, now: datetime) -> str:
    """Return who stated it, when, and what: `OpenRouter, 2 min ago: 401 “User not found.”`.

    Another host than openrouter.ai is named.
    """
    host = host_of(evidence.address)
    said = evidence_sentence(evidence)
    if evidence.source is EvidenceSource.MEMORY:
        by = f", said by {host}" if host else ""
        return f"Remembered from {date_words(evidence.at)}{by}: {said}"
    source = _SOURCES[evidence.source]
    if host:
        source = host if evidence.source is EvidenceSource.OPENROUTER else f"{source} at {host}"
    return f"{source}, {relative_words(evidence.at, now)}: {said}"


def _accepted(evidence: Evidence) -> str:
    if evidence.source is EvidenceSource.MEMORY:
        return "the key was accepted, and had no expiry"
    return "the key is accepted (200)"


def _refused(evidence: Evidence) -> str:
    code = f"{evidence.code}" if evidence.code else "an error"
    return f"{code} “{evidence.quote}”" if evidence.quote else f"{code} without a message"


def _expires_at(evidence: Evidence) -> str:
    if evidence.moment is None:
        return "the key's time ends, at a moment that could not be read"
    return f"the key's time ends on {date_words(evidence.moment)}"


def _not_answered(evidence: Evidence) -> str:
    words = f"no answer ({evidence.quote})" if evidence.quote else "no answer"
    if evidence.source is EvidenceSource.RECORD:
        return f"{words}; check the key again later"
    return words


def _management_key_refused(evidence: Evidence) -> str:
    quote = f" (“{evidence.quote}”)" if evidence.quote else ""
    return (
        f"not shown, since OpenRouter refused your management key{quote}; {_ANOTHER_MANAGEMENT_KEY}"
    )


_TELLING: Final[dict[Fact, Callable[[Evidence], str]]] = {
    Fact.ACCEPTED: _accepted,
    Fact.REFUSED: _refused,
    Fact.EXPIRES_AT: _expires_at,
    Fact.NOT_ANSWERED: _not_answered,
    Fact.MANAGEMENT_KEY_REFUSED: _management_key_refused,
}
