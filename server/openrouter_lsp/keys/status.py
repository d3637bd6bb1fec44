"""What can be said of a key."""

from enum import StrEnum


class KeyStatus(StrEnum):
    """The state of a key, or of what tried to be one.

    The values stand in the command line's JSON and are part of its contract.
    """

    MALFORMED = "malformed"
    """Tries to be a key and is not one; never sent."""
    PLACEHOLDER = "placeholder"
    """Zeros, `your-key-here`, an example from the documentation; never sent."""
    UNCHECKED = "unchecked"
    """Nobody asked OpenRouter: checking is off, or the workspace is not trusted."""
    CHECKING = "checking"
    """The question is under way."""
    VALID = "valid"
    """OpenRouter accepts it."""
    EXPIRING = "expiring"
    """OpenRouter accepts it, and its expiry is near."""
    EXHAUSTED = "exhausted"
    """OpenRouter knows it, and nothing is left to spend."""
    EXPIRED = "expired"
    """There is evidence that its time is over."""
    DISABLED = "disabled"
    """Its record says that its owner switched it off."""
    REJECTED = "rejected"
    """OpenRouter does not know it, and nothing tells why."""
    UNKNOWN = "unknown"
    """It could not be checked; says nothing bad of the key."""
