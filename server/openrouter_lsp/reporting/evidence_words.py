"""Evidence in words: who stated what, how long ago."""

from datetime import datetime
from typing import Final

from openrouter_lsp.keys import Evidence, EvidenceSource, Fact
from openrouter_lsp.reporting.time_words import date_words, relative_words

_SOURCES: Final = {
    EvidenceSource.OPENROUTER: "OpenRouter",
    EvidenceSource.RECORD: "The key's record",
    EvidenceSource.SHAPE: "Its shape",
}


def evidence_sentence(evidence: Evidence) -> str:
    """Return what was stated, without who and when: `401 “User not found.”`."""
    match evidence.fact:
        case Fact.ACCEPTED:
            if evidence.source is EvidenceSource.MEMORY:
                return "the key was accepted, and had no expiry"
            return "the key is accepted (200)"
        case Fact.REFUSED:
            code = f"{evidence.code}" if evidence.code else "an error"
            return f"{code} “{evidence.quote}”" if evidence.quote else f"{code} without a message"
        case Fact.EXPIRES_AT:
            if evidence.moment is None:
                return "the key's time ends, at a moment that could not be read"
            return f"the key's time ends on {date_words(evidence.moment)}"
        case Fact.NOT_ANSWERED:
            return f"no answer ({evidence.quote})" if evidence.quote else "no answer"


def dated_evidence(evidence: Evidence, now: datetime) -> str:
    """Return who stated it, when, and what: `OpenRouter, 2 min ago: 401 “User not found.”`."""
    if evidence.source is EvidenceSource.MEMORY:
        return f"Remembered from {date_words(evidence.at)}: {evidence_sentence(evidence)}"
    source = _SOURCES[evidence.source]
    return f"{source}, {relative_words(evidence.at, now)}: {evidence_sentence(evidence)}"
