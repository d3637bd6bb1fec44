"""The secret itself, wrapped so that it cannot be shown by accident."""

import hashlib
import re
from typing import NewType, NoReturn, final

Fingerprint = NewType("Fingerprint", str)
"""SHA-256 of the whole key, 64 lowercase hex digits.

The only form of a key in caches, logs, commands and files. OpenRouter's management API and the
page of a key are addressed by the same value.
"""

_SHAPE = re.compile(r"sk-or-v1-[0-9a-f]{64}")
_SHOWN_AT_START = 12
_SHOWN_AT_END = 3
_LONG_ENOUGH_TO_SHOW_ITS_END = 40


def mask(text: str) -> str:
    """Show so much of a key that its owner knows it again and nobody else can use it.

    The form is OpenRouter's own label: the first 12 characters, `...`, the last 3. Of a text
    shorter than 40 characters the end is left out.
    """
    end = text[-_SHOWN_AT_END:] if len(text) >= _LONG_ENOUGH_TO_SHOW_ITS_END else ""
    return "".join(c if c.isprintable() else " " for c in f"{text[:_SHOWN_AT_START]}...{end}")


@final
class Key:
    """A well-formed OpenRouter API key.

    str, repr and format give the masked form, and pickling is refused: `reveal()` is the only
    way to the text. Keys are equal when their texts are.

    Raises:
        ValueError: the text has not a key's shape. The text is not in the message.
    """

    __slots__ = ("_text", "fingerprint", "masked")

    def __init__(self, text: str) -> None:
        if not _SHAPE.fullmatch(text):
            raise ValueError("not an OpenRouter key: sk-or-v1- and 64 lowercase hex digits")
        self._text = text
        self.fingerprint = Fingerprint(hashlib.sha256(text.encode()).hexdigest())
        self.masked = mask(text)

    def reveal(self) -> str:
        """Return the secret text.

        For the request to OpenRouter, and for an edit that the user asked for; nothing else.
        """
        return self._text

    def __str__(self) -> str:
        return self.masked

    def __format__(self, spec: str) -> str:
        return format(self.masked, spec)

    def __repr__(self) -> str:
        return f"Key({self.masked})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and self.fingerprint == other.fingerprint

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not written anywhere")
