"""What collectors of logs put before every line: the name of a container, the time."""

import re
from collections import Counter
from typing import Final

_NAME: Final = r"[\w.-]{1,60} {0,40}"
_STAMP: Final = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d) "
_NUMBERED = re.compile(
    rf"(?m)^[ \t]{{0,8}}(?:(?:[\w.-]{{1,60}}[-_]\d{{1,3}} {{1,40}}\| ){{1,2}}(?:{_STAMP})?|{_STAMP})"
)
_NAMED = re.compile(rf"(?m)^{_NAME} \| ")
_FILLER: Final = "\u200b"


def without_prefix(line: str) -> str:
    """Return a line without what a collector put before it."""
    return _NUMBERED.sub("", line, count=1)


def blanked(text: str) -> str:
    """Return a text of the same length, with fillers for what stands before its lines.

    A name without a number may be the first cell of a table; it counts where several lines have it.
    """
    text = _NUMBERED.sub(lambda match: _fill(match[0]), text)
    if " | " in text:
        named = Counter(_NAMED.findall(text))
        if any(count > 1 for count in named.values()):
            text = _NAMED.sub(lambda m: _fill(m[0]) if named[m[0]] > 1 else m[0], text)
    return text


def _fill(prefix: str) -> str:
    return _FILLER * len(prefix)
