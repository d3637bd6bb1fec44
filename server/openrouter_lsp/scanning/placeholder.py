"""What stands for a key until somebody puts one in."""

from re import IGNORECASE, VERBOSE
from re import compile as regex

from openrouter_lsp.keys import Key

_DOCUMENTED = frozenset(
    {
        "bf5883afeb1d6d80da112459d4da5a75f9d2b4abab6ddd328f2571ad934c2b2a",
        "d36004ba3be76734c37be7a0360b897ec3592106ecf6d104f7599405aa472282",
    }
)
"""Fingerprints of the examples in OpenRouter's documentation."""

MASKED = regex(r"\.\.|…|\*|•")
"""What shortens a key for showing it: `sk-or-v1-abc...789`."""

_REPEATED_DIGIT = regex(r"([0-9a-f])\1{2,}", IGNORECASE)

_LONGEST_STAND_IN = 100
_STAND_IN = regex(
    r"""
      <[^<>]*> | \[[^\[\]]*\]                              # <OPENROUTER_API_KEY>, [your key]
    | \.{2,} | … | \*{3,} | x{3,} | \?{3,} | _{3,} | -{3,}
    | sk-(?:or-?)?(?: x{3,} | \.{2,} | … | \*{3,} | your (?![a-z]) .* | <[^<>]*> )
    | (?:please[\s_-]*)? (?:change|replace|fill) [\s_-]* (?:me|this|it|in|with) (?![a-z]) .*
    | (?:put|enter|insert|paste|add|set) [\s_-] .*
    | (?:your|my) [\s_-] .*
    | yourkey.* | .* [\s_-] here
    | (?:open[\s_-]?router[\s_-]*)? (?:api[\s_-]*)? key
    | (?: (?:dummy|fake|example|test|placeholder) [\s_-]? (?:api[\s_-]?)? (?:key)? )
    | redacted | secret | todo | tbd | n/a | none | null | undefined
    """,
    IGNORECASE | VERBOSE,
)


def is_repeated_digit(body: str) -> bool:
    """Tell whether what follows the prefix is one digit, over and over."""
    return _REPEATED_DIGIT.fullmatch(body) is not None


def is_documented(key: Key) -> bool:
    """Tell whether a key is one of those that OpenRouter's documentation shows."""
    return key.fingerprint in _DOCUMENTED


def is_stand_in(value: str) -> bool:
    """Tell whether a value that has nothing of a key asks to be replaced by one."""
    return len(value) <= _LONGEST_STAND_IN and _STAND_IN.fullmatch(value) is not None
