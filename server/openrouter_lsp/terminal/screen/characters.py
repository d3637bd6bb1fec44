"""Single characters: halves of pairs, controls of 8-bit terminals, controls that show nothing.

Output is searched as UTF-8, where every control is one byte whatever else the text has in it.
"""

from re import Match
from re import compile as regex

_EIGHT_BIT_CONTROL = regex(rb"\xc2([\x80-\x9f])")
# Each is short for an escape and the character 0x40 below.
_SEVEN_BITS = {bytes((control,)): bytes((0x1B, control - 0x40)) for control in range(0x80, 0xA0)}
# DCS, SOS, PM and APC in eight bits are nearly always an accident of a text in another encoding.
# Taken for an OSC, they hide no more than the rest of their line.
_SEVEN_BITS |= dict.fromkeys((b"\x90", b"\x98", b"\x9e", b"\x9f"), b"\x1b]")

_LINE_BREAKS = b"\v\f"
_KEPT = b"\b\t\n\r\x1b"
_DROPPED = bytes(c for c in (*range(0x20), 0x7F) if c not in _KEPT + _LINE_BREAKS)
_UNWANTED = tuple(_DROPPED + _LINE_BREAKS)
_LINE_FEEDS = bytes.maketrans(_LINE_BREAKS, b"\n" * len(_LINE_BREAKS))


class Characters:
    """Makes one spelling of the characters that have several, and encodes them."""

    def __init__(self) -> None:
        self._half = ""

    def feed(self, data: str) -> bytes:
        """Take a chunk; return it in UTF-8, with 8-bit controls written in seven bits.

        Editors count in UTF-16, and may send the halves of a pair in two chunks: they are joined.
        A surrogate without its other half becomes U+FFFD.
        """
        if data.isascii() and not self._half:
            return data.encode()
        data = self._half + data
        self._half = data[-1] if "\ud800" <= data[-1] <= "\udbff" else ""
        data = data.removesuffix(self._half)
        try:
            encoded = data.encode()
        except UnicodeEncodeError:
            encoded = data.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
        return _EIGHT_BIT_CONTROL.sub(_in_seven_bits, encoded)


def text_of(encoded: bytes) -> str:
    """Decode, drop the controls that show nothing, and make VT and FF line feeds."""
    # Searching for each of them is four times as fast as translating.
    if any(map(encoded.__contains__, _UNWANTED)):
        encoded = encoded.translate(_LINE_FEEDS, _DROPPED)
    return encoded.decode()


def _in_seven_bits(control: Match[bytes]) -> bytes:
    return _SEVEN_BITS[control[1]]
