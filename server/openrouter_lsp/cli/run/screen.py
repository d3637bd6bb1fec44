"""What a command has made of the terminal, as far as it matters to whoever writes between."""

import re
from typing import Final

_LONGEST_SWITCH: Final = 24
# DECSET and DECRST of the alternate screen, alone or among others.
_SWITCH: Final = re.compile(rb"\x1b\[\?(?:\d+;)*(?:1049|1047|47)(?:;\d+)*([hl])")
# Colours, erasing to the right, and switches of modes move nothing.
_STAYS_IN_ITS_LINE: Final = re.compile(
    rb"(?:[^\x00-\x1f]|[\b\r\t]|\x1b\[[\d;]*[mKCD]|\x1b\[\?\d+[hl])*"
)
_LONGEST_LINE: Final = 500


class Screen:
    """Follows a command's output.

    Attributes:
        is_alternate: whether the command shows its own screen, as an editor or a pager does.
        begun: the line that has begun and not ended, as it was written.
    """

    def __init__(self) -> None:
        self.is_alternate = False
        self.begun = b""
        self._tail = b""

    def show(self, data: bytes) -> None:
        """Take what was written, cut anywhere."""
        switches = _SWITCH.findall(self._tail + data)
        if switches:
            self.is_alternate = switches[-1] == b"h"
        self._tail = (self._tail + data)[-_LONGEST_SWITCH:]
        _, newline, rest = data.rpartition(b"\n")
        self.begun = rest if newline else (self.begun + data)
        if len(self.begun) > _LONGEST_LINE * 8:
            self.begun = self.begun[-_LONGEST_LINE * 8 :]

    @property
    def can_be_repeated(self) -> bool:
        """Whether the line that has begun would look the same, written again in a line below."""
        begun = self.begun
        return len(begun) <= _LONGEST_LINE and bool(_STAYS_IN_ITS_LINE.fullmatch(begun))
