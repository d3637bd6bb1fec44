"""OpenRouter's own words, taken out of what a client made of them."""

import re
from typing import Final

from openrouter_lsp.terminal.page.quoting import LONGEST_MESSAGE, one_line
from openrouter_lsp.terminal.page.unwrapping import BOX

_QUOTE = re.compile(
    r"(?:\\*+(?:[\"']|u002[27])|&(?:amp;)*(?:quot|apos|#0*3[49]|#[xX]0*2[27]);|[`“‘])\Z"
)
_CLOSES: Final = {"“": "”", "‘": "’"}
_LONGEST: Final = 800
_BROKEN = re.compile(rf"[ \t{BOX}]*\n[ \t{BOX}]*")
_ESCAPES = re.compile(r"\\++([nrt\"'/]?)")
_UNQUOTED_END = re.compile(r"[\"'`{}|\n\\]| [-–—←] |\.,|, url:|&(?:quot|#)")


def quoted_at(source: str, start: int) -> str | None:
    """Return the string that begins at `start`, where a quotation mark stands before it."""
    opening = _QUOTE.search(source, max(0, start - 24), start)
    if opening is None:
        return None
    close = _CLOSES.get(opening[0], opening[0])
    end = source.find(close, start, start + _LONGEST)
    # A mark of the same kind within the words is escaped once more.
    while end > start and source[end - 1] == "\\" and not close.startswith("\\"):
        end = source.find(close, end + 1, start + _LONGEST)
    return None if end < 0 else shown_words(source[start:end])


def unquoted_at(source: str, start: int, end: int) -> str:
    """Return the sentence that begins at `start` and holds at least all up to `end`."""
    rest = source[end : end + LONGEST_MESSAGE]
    stop = _UNQUOTED_END.search(rest)
    return shown_words(source[start:end] + (rest[: stop.start()] if stop else rest))


def shown_words(text: str) -> str:
    """Return words without line breaks and escapes, fit to be shown."""
    text = _BROKEN.sub(" ", text)
    text = _ESCAPES.sub(lambda match: " " if match[1] in "nrt" else match[1], text)
    return one_line(text.strip())
