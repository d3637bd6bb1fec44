"""Signs for streams whose encoding has not all of them."""

import codecs
import sys
from io import TextIOWrapper
from typing import Final, TextIO

AS_IT_CAN: Final = "openrouter-lsp.as-it-can"
"""The name of an error handler for encoding: other signs for those that the encoding has not."""

# A question mark would not do: it is the sign for what is not known.
_PLAIN: Final = {
    "✓": "+", "✗": "x", "·": "-", "•": "*", "─": "-", "…": "...", "“": '"', "”": '"',
}  # fmt: skip


def know_plain_signs() -> None:
    """Have Python know the error handler.

    Effect: for the whole process.
    """
    codecs.register_error(AS_IT_CAN, _plain)


def be_tolerant(stream: TextIO | None) -> None:
    """Have a stream show plain signs, not a traceback, for what its encoding has not.

    Args:
        stream: None where it was closed.
    """
    know_plain_signs()
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors=AS_IT_CAN)


def encoded_for_errors(words: str) -> bytes:
    """Return words as they are to be written to standard error."""
    know_plain_signs()
    return words.encode(getattr(sys.stderr, "encoding", None) or "utf-8", errors=AS_IT_CAN)


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = error.object[error.start : error.end]
    return "".join(_PLAIN.get(one) or _escape(one) for one in found), error.end


def _escape(character: str) -> str:
    return character.encode("ascii", "backslashreplace").decode()
