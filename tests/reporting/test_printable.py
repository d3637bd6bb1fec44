"""What others wrote does nothing to a terminal that it is shown in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter_lsp.reporting import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("config/größe 1, 日本.env", "config/größe 1, 日本.env"),
        ("C:\\x", "C:\\x"),
        ("\x1b[2JX", r"\x1b[2JX"),
        ("\x1b]8;;https://x\x07", r"\x1b]8;;https://x\x07"),
        ("\x9b2J\x7f", r"\x9b2J\x7f"),
        ("a\n::error::b\r\t", r"a\n::error::b\r\t"),
        ("a\N{LINE SEPARATOR}b", r"a\u2028b"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}vne.", r"\u202evne."),
        ("bad\udcff", r"bad\xff"),
        ("\ud800", r"\ud800"),
        ("\U000e0001", r"\U000e0001"),
        ("a ##[stop-commands]x", r"a ##\x5bstop-commands]x"),
    ],
)
def test_what_is_not_printable_is_an_escape(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text(st.characters(codec=None)))
def test_whatever_it_is_it_can_be_printed_in_one_line(text: str) -> None:
    shown = printable(text)
    assert shown.isprintable()
    assert printable(shown) == shown
