"""Text without what formats, wraps and escapes put between its characters."""

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from operator import add
from typing import Final

from openrouter_lsp.terminal.page.log_prefixes import blanked

_FILLER: Final = "\u200b"
_QUOTE = re.compile(r"&(?:amp;){0,4}(?:quot|apos|#0{0,4}3[49]|#[xX]0{0,4}2[27]);|\\{1,8}u002[27]")
_GONE = re.compile(r"[\s\u200b\u2500-\u259f\\]+")
_CURLY: Final = str.maketrans("'“”‘’", '"""""')


def _unescaped(text: str) -> str:
    """Return a text of the same length, with every quotation mark as `"` and no escaped blanks."""
    if "&" in text or "u002" in text:
        text = _QUOTE.sub(lambda match: '"' + _FILLER * (len(match[0]) - 1), text)
    if "\\" in text:
        for escape in ("\\n", "\\r", "\\t"):
            text = text.replace(escape, _FILLER * 2)
    return text.translate(_CURLY)


def squeeze(text: str) -> str:
    """Return a text squeezed."""
    return _GONE.sub("", _unescaped(text))


class Squeezed:
    """A text squeezed, so that compact, pretty, escaped and wrapped JSON look the same.

    Args:
        source: the text as it stands on the screen.

    Attributes:
        text: the text squeezed; every quotation mark is `"`.
        unescaped: the text before that; what stands where is as in the source.
    """

    def __init__(self, source: str) -> None:
        self.unescaped = _unescaped(blanked(source))
        self.text = _GONE.sub("", self.unescaped)

    @cached_property
    def _runs(self) -> tuple[list[int], list[int]]:
        """Where runs of kept characters begin, in the squeezed text and in the source."""
        starts = [0, *accumulate(map(len, _GONE.split(self.unescaped)))]
        gone = accumulate(map(len, _GONE.findall(self.unescaped)))
        return starts, [0, *map(add, starts[1:], gone)]

    def origin(self, at: int) -> int:
        """Return where in the source a character of the squeezed text stands."""
        starts, origins = self._runs
        run = min(bisect_right(starts, at), len(origins)) - 1
        return origins[run] + at - starts[run]

    def index(self, origin: int) -> int:
        """Return which character of the squeezed text is the first at or behind a position."""
        starts, origins = self._runs
        run = max(0, bisect_right(origins, origin) - 1)
        following = starts[run + 1] if run + 1 < len(starts) else len(self.text)
        return min(starts[run] + max(0, origin - origins[run]), following)

    def end_origin(self, end: int) -> int:
        """Return where in the source a span that ends at `end` (exclusive) ends."""
        return self.origin(end - 1) + 1 if end else 0
