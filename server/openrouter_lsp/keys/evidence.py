"""Dated facts, and who stated them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EvidenceSource(StrEnum):
    """Who stated a fact."""

    OPENROUTER = "openrouter"
    MEMORY = "memory"
    RECORD = "management record"
    SHAPE = "shape"


class Fact(StrEnum):
    """What was stated. `reporting` has the sentence for each."""

    ACCEPTED = "accepted"
    """OpenRouter answered 200 with the key's own description."""
    REFUSED = "refused"
    """OpenRouter answered with an error; `quote` is its message, `code` its number."""
    EXPIRES_AT = "expires_at"
    """The key's time ends, or ended, at `moment`."""
    DISABLED = "disabled"
    """The key's record says that its owner switched it off."""
    IN_ORDER = "in_order"
    """The key's record says neither that it is switched off nor that its time is over."""
    NOTHING_LEFT = "nothing_left"
    """The key's record says neither of these, but that nothing is left of its limit."""
    NO_RECORD = "no_record"
    """The account whose management key was used has no such key: deleted, or another account's."""
    RECORD_NOT_FOUND = "record_not_found"
    """The same of so much of the account as could be searched; not all of it could."""
    MANAGEMENT_KEY_REFUSED = "management_key_refused"
    """OpenRouter does not show the record to the management key; `quote` is its message."""
    MANAGEMENT_KEY_MALFORMED = "management_key_malformed"
    """What is set as the management key is no whole key, and was not sent."""
    NOT_ANSWERED = "not_answered"
    """No believable answer came; `quote` says what came instead."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact.

    Attributes:
        source: who stated it.
        at: when it was stated, aware, UTC.
        fact: what was stated.
        quote: the words as they came, free of keys and ids; None where there are none.
        code: OpenRouter's error number (HTTP status); None where there is none.
        moment: the time that the fact speaks of, aware, UTC; None where it speaks of none.
        address: the API's address that it was asked for at; None: OpenRouter's own.
    """

    source: EvidenceSource
    at: datetime
    fact: Fact
    quote: str | None = None
    code: int | None = None
    moment: datetime | None = None
    address: str | None = None
