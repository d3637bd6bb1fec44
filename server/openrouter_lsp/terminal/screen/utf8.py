"""Decodes output that comes as bytes."""

from codecs import utf_8_decode
from re import Match
from re import compile as regex

# What `surrogateescape` makes of invalid bytes: byte 0xNN becomes U+DCNN.
_UNFINISHED = (
    r"[\udcc2-\udcdf]"
    r"|\udce0[\udca0-\udcbf]?+|\udced[\udc80-\udc9f]?+|[\udce1-\udcec\udcee\udcef][\udc80-\udcbf]?+"
    r"|\udcf0(?:[\udc90-\udcbf][\udc80-\udcbf]?+)?+|\udcf4(?:[\udc80-\udc8f][\udc80-\udcbf]?+)?+"
    r"|[\udcf1-\udcf3][\udc80-\udcbf]{0,2}+"
)
_INVALID = regex(rf"(?P<control>[\udc80-\udc9f])|{_UNFINISHED}|[\udca0-\udcff]")
_BYTE_OF_SURROGATE = 0xDC00
_REPLACEMENT = "\ufffd"


class Utf8Pieces:
    """Decodes UTF-8 that comes in pieces, cut anywhere.

    A byte from 0x80 to 0x9F that belongs to no character becomes the control character of that
    number, as programs for 8-bit terminals mean it. Every other byte that is not valid, and the
    beginning of a character that does not go on, becomes U+FFFD.
    """

    def __init__(self) -> None:
        self._held = b""

    def decode(self, data: bytes) -> str:
        """Take a piece; return the characters that are complete now."""
        data = self._held + data
        text, used = _decode(data, is_last=False)
        self._held = data[used:]
        return text

    def finish(self) -> str:
        """Return what the output's end leaves of a character that was cut off."""
        text, _ = _decode(self._held, is_last=True)
        self._held = b""
        return text


def _decode(data: bytes, *, is_last: bool) -> tuple[str, int]:
    """Return the text, and how many bytes it took."""
    try:
        return utf_8_decode(data, "strict", is_last)
    except UnicodeDecodeError:
        text, used = utf_8_decode(data, "surrogateescape", is_last)
        return _INVALID.sub(_mended, text), used


def _mended(invalid: Match[str]) -> str:
    control = invalid["control"]
    return chr(ord(control) - _BYTE_OF_SURROGATE) if control else _REPLACEMENT
