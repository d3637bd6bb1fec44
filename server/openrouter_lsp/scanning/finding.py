"""What scanning finds."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from openrouter_lsp.keys import Ignored, Key
from openrouter_lsp.scanning.span import Span


class Context(StrEnum):
    """How a finding stands in its text."""

    ASSIGNMENT = "assignment"
    """The value, or part of the value, of a variable."""
    COMMENTED_ASSIGNMENT = "commented_assignment"
    """The same behind a `#`: switched off, and one keystroke from being used."""
    COMMENT = "comment"
    """Somewhere else in a comment."""
    TEXT = "text"
    """Anywhere else: source code, prose, a line that is no dotenv."""


class Malformed(StrEnum):
    """What is wrong with a text that tries to be a key. `reporting` has the sentence for each."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NOT_HEX = "not_hex"
    """The right length, but with characters that are no hex digits."""
    CAPITALS = "capitals"
    """Capital letters in the prefix or among the digits."""
    PREFIX = "prefix"
    """A slip in the prefix: `sk-0r-v1-`, `sk_or_v1_`, `sk-or-v1` without its dash."""
    BLANK_INSIDE = "blank_inside"
    """A blank in the value, before, after or within the key."""
    QUOTE_INSIDE = "quote_inside"
    """A quotation mark that became part of the value."""
    LINE_BREAK_INSIDE = "line_break_inside"
    """A newline at the end of the quoted value, or a key wrapped over two lines."""
    RUN_TOGETHER = "run_together"
    """Two keys with nothing between them."""
    BEARER = "bearer"
    """`Bearer` before the key, which programs put there themselves."""
    TEXT_AROUND = "text_around"
    """More in the value than the key: `key: ...`, `...;`."""
    UNCLOSED_QUOTE = "unclosed_quote"
    """A quotation mark before the key, and none behind it."""
    BEHIND_QUOTES = "behind_quotes"
    """Something behind the closing quotation mark."""
    OTHER_SERVICE = "other_service"
    """Another provider's key in a variable that is OpenRouter's by its name."""


AROUND_A_KEY: Final = frozenset(
    {
        Malformed.BLANK_INSIDE,
        Malformed.QUOTE_INSIDE,
        Malformed.LINE_BREAK_INSIDE,
        Malformed.BEARER,
        Malformed.TEXT_AROUND,
        Malformed.UNCLOSED_QUOTE,
        Malformed.BEHIND_QUOTES,
    }
)
"""What is wrong with more than a key: once it is taken away, a key is left."""


class Placeholder(StrEnum):
    """Why a text that looks like a key is none."""

    ZEROS = "zeros"
    """One and the same digit throughout."""
    WORDS = "words"
    """`sk-or-v1-your-key-here`, `sk-or-v1-...`, `sk-or-v1-xxxx`."""
    DOCUMENTATION = "documentation"
    """An example that stands in OpenRouter's documentation."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A key, or what tried to be one, at a span.

    The text of what is no key is not kept: it may be 63 digits of one.

    Attributes:
        span: where, in characters of the scanned text.
        masked: how to show it.
        key: the key; None for what is malformed or a placeholder.
        flaw: why it is no key; None for a key.
        digits: for a malformed one, how many characters follow the prefix; a key has 64. None
            where that is no measure: a key run together with another, another service's.
        variable: the name it is assigned to; None where there is none.
        context: how it stands there.
        ignored: by what it is ignored; None where it is not.
    """

    span: Span
    masked: str
    key: Key | None = None
    flaw: Malformed | Placeholder | None = None
    digits: int | None = None
    variable: str | None = None
    context: Context = Context.TEXT
    ignored: Ignored | None = None

    @property
    def holds_key(self) -> bool:
        """Whether a key may be read there: a key, or one with something around it."""
        return self.key is not None or self.flaw in AROUND_A_KEY

    @property
    def is_to_be_checked(self) -> bool:
        """Whether OpenRouter may be asked: a key, not ignored, and no mere mention in a comment."""
        is_wanted = self.ignored is None and self.context is not Context.COMMENT
        return self.key is not None and is_wanted
