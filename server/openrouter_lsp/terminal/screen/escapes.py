r"""Takes out the escape sequences that leave the cursor and the text where they are.

The grammar is ECMA-48's as terminals read it: an escape character always begins anew and breaks
off what was unfinished. So the string terminator `ESC \` needs no rule of its own, and the last
escape character alone tells whether a text ends inside a sequence.
"""

from re import VERBOSE, Pattern
from re import compile as regex

# In bytes: longer than anything in use. What goes on behind them is text.
_PARAMETERS = r"[0-?]{0,256}+"
_INTERMEDIATES = r"[\x20-/]{0,4}+"

# A line end ends an OSC: none in use has one inside, and a title left open must not hide the
# output behind it. The other strings may have line ends, as pictures do, among their first bytes,
# so many. A string without line ends may be of any length; it takes no memory.
_LINES_ALLOWED = 4096
_OSC_BODY = r"[^\x07\x18\x1a\x1b\r\n]*+"
_TO_LINE_END = r"[^\x18\x1a\x1b\r\n]*+"
_WITH_LINES = r"[^\x18\x1a\x1b]"
_BODY = rf"{_WITH_LINES}{{0,{_LINES_ALLOWED}}}+{_TO_LINE_END}"

# What is left to the screen: a CSI by its final byte, the alternate screens, and ESC with one byte.
_MOVING = r"""
    \[ (?: [0-9;]{0,256}+ [@A-MPSTXZ`abdefrsu] | \? [0-9;]{0,256}+ [JK] | \? (?:47|1047|1049) [hl] )
  | [78DEMc]
"""


def _bytes_regex(pattern: str) -> Pattern[bytes]:
    return regex(pattern.encode(), VERBOSE)


_STILL = _bytes_regex(
    rf"""
    \x1b (?:
        \[ [0-9;:]{{0,256}}+ m
      | (?! {_MOVING} ) (?:
            \[ {_PARAMETERS} {_INTERMEDIATES} [@-~]?+
          | \] {_OSC_BODY} \x07?+
          | [PX^_] {_BODY}
          | {_INTERMEDIATES} [0-~]?+
        )
    )
    """
)
_UNFINISHED = _bytes_regex(rf"\x1b (?: \[ {_PARAMETERS} )?+ {_INTERMEDIATES} \Z")
_OPEN_STRING = _bytes_regex(rf"\x1b (?: \] {_OSC_BODY} | [PX^_] (?P<body> {_BODY} ) ) \Z")
_REST_OF_OSC = _bytes_regex(_OSC_BODY)
_REST_OF_LINE = _bytes_regex(_TO_LINE_END)
_REST_WITH_LINES = _bytes_regex(rf"{_WITH_LINES}*+")


class Escapes:
    """Drops the sequences that move nothing from output that comes in chunks, cut anywhere.

    It reads what `Characters` made of the output.
    """

    def __init__(self) -> None:
        self._begun = b""  # a sequence that goes on in the next chunk
        # The same for a string, of which nothing need be kept: what the rest of it looks like once
        # line ends are not allowed any more, and for how many bytes they still are.
        self._rest_of_string: Pattern[bytes] | None = None
        self._lines_left = 0

    def feed(self, data: bytes) -> bytes:
        """Take a chunk; return its text, and the sequences that move the cursor or erase."""
        if self._rest_of_string:
            data = self._behind_string(self._rest_of_string, data)
        text = self._begun + data
        self._begun = b""
        last = text.rfind(b"\x1b")
        if last < 0:
            return text
        if _UNFINISHED.match(text, last):
            text, self._begun = text[:last], text[last:]
        elif string := _OPEN_STRING.match(text, last):
            text, body = text[:last], string["body"]
            self._rest_of_string = _REST_OF_OSC if body is None else _REST_OF_LINE
            self._lines_left = 0 if body is None else max(0, _LINES_ALLOWED - len(body))
        return _STILL.sub(b"", text)

    def _behind_string(self, rest: Pattern[bytes], data: bytes) -> bytes:
        end = 0
        if self._lines_left:
            end = _end(_REST_WITH_LINES, data, 0, self._lines_left)
            self._lines_left -= end
        if not self._lines_left:
            end = _end(rest, data, end, len(data))
        if end < len(data):
            self._rest_of_string = None
        return data[end:]


def _end(pattern: Pattern[bytes], text: bytes, start: int, stop: int) -> int:
    match = pattern.match(text, start, stop)
    return match.end() if match else start
