"""Bytes to characters, however they are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter_lsp.terminal.screen.utf8 import Utf8Pieces

WHOLE = {
    "nothing": (b"", ""),
    "ASCII": (b"401 User not found.\r\n", "401 User not found.\r\n"),
    "every length": ("aé✓😀".encode(), "aé✓😀"),
    "first and last of each length": (
        "\x7f\x80\u07ff\u0800\uffff\U00010000\U0010ffff".encode(),
        "\x7f\x80\u07ff\u0800\uffff\U00010000\U0010ffff",
    ),
    "8-bit CSI": (b"\x9b31mred\x9b0m", "\x9b31mred\x9b0m"),
    "8-bit controls, first and last": (b"a\x80b\x9fc", "a\x80b\x9fc"),
    "Latin-1": (b"caf\xe9 na\xefve", "caf\ufffd na\ufffdve"),
    "behind the controls": (b"\xa0\xbf", "\ufffd\ufffd"),
    "never valid": (b"\xc0\xc1\xf5\xff", "\ufffd\ufffd\ufffd\ufffd"),
    # What continues a character is no control, even where the character is not completed.
    "broken off, two of three": (b"\xe2\x9bx", "\ufffdx"),
    "broken off, three of four": (b"\xf0\x9f\x98x", "\ufffdx"),
    "broken off by another": (b"\xe2\x9b\xe2\x9c\x93", "\ufffd✓"),
    "too long a spelling": (b"\xe0\x80x", "\ufffd\x80x"),
    "a surrogate": (b"\xed\xa0\x80x", "\ufffd\ufffd\x80x"),
    "beyond Unicode": (b"\xf4\x90x", "\ufffd\x90x"),
    "cut off by the end": (b"ab\xe2\x9c", "ab\ufffd"),
    "end behind a control": (b"ab\x9b", "ab\x9b"),
}


def decoded(*pieces: bytes) -> str:
    decoder = Utf8Pieces()
    return "".join(map(decoder.decode, pieces)) + decoder.finish()


def check(data: bytes, expected: str) -> None:
    assert decoded(data) == expected
    for cut in range(len(data) + 1):
        assert decoded(data[:cut], data[cut:]) == expected
    assert decoded(*(data[at : at + 1] for at in range(len(data)))) == expected


@pytest.mark.parametrize("row", WHOLE.values(), ids=WHOLE)
def test_whole(row: tuple[bytes, str]) -> None:
    check(*row)


def test_a_character_is_held_back_until_it_is_complete() -> None:
    decoder = Utf8Pieces()
    assert [decoder.decode(bytes((byte,))) for byte in "😀".encode()] == ["", "", "", "😀"]


def test_finishing_leaves_nothing() -> None:
    decoder = Utf8Pieces()
    decoder.decode(b"\xe2\x9c")
    assert decoder.finish() == "\ufffd"
    assert decoder.finish() == ""


@given(st.text())
def test_valid_text_is_kept(text: str) -> None:
    check(text.encode(), text)


# Bytes at the borders of the ranges that the grammar of UTF-8 has.
BORDERS = bytes.fromhex(
    "00 41 7f 80 8f 90 9b 9f a0 bf c1 c2 df e0 e1 ec ed ee ef f0 f1 f3 f4 f5 ff"
)


@given(st.lists(st.sampled_from(BORDERS), max_size=12).map(bytes) | st.binary(max_size=12))
def test_any_bytes_however_they_are_cut(data: bytes) -> None:
    check(data, decoded(data))
    assert not any("\ud800" <= character <= "\udfff" for character in decoded(data))
