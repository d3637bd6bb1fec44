"""A variable comes to hold a key, as python-dotenv reads it."""

from io import StringIO
from secrets import token_hex

import pytest
from dotenv import dotenv_values
from hypothesis import given

from openrouter_lsp.editing import applied, set_variable
from openrouter_lsp.keys import Key
from tests.scanning.generated import LINES, Line

OLD, NEW = (Key(f"sk-or-v1-{token_hex(32)}") for _ in range(2))


def check(text: str, expected: str) -> None:
    """Compare a text in which A came to hold `<new>`; `<old>` stands for another key."""
    before = text.replace("<old>", OLD.reveal())
    after = applied(before, set_variable(before, "A", NEW))
    assert after == expected.replace("<old>", OLD.reveal()).replace("<new>", NEW.reveal())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "A=<new>\n"),
        ("B=1", "B=1\nA=<new>\n"),
        ("B=1\r\n", "B=1\r\nA=<new>\r\n"),
        ("B=1\r\nC=2", "B=1\r\nC=2\r\nA=<new>\r\n"),
        ("export A='<old>' # why\n", "export A='<new>' # why\n"),
        ("A=<old>\nA=<old>\n", "A=<old>\nA=<new>\n"),
        ("# A=<old>\n", "# A=<old>\nA=<new>\n"),
        ("A=sk-or-v1-your-key-here\n", "A=<new>\n"),
        ("A=\n", "A=\nA=<new>\n"),
    ],
)
def test_the_variable_holds_the_key(text: str, expected: str) -> None:
    check(text, expected)


@given(LINES)
def test_python_dotenv_agrees(lines: list[Line]) -> None:
    text = "".join(line.text for line in lines)
    after = applied(text, set_variable(text, "AN_UNUSED_NAME", NEW))
    read = dotenv_values(stream=StringIO(after, newline=""), interpolate=False)
    assert read["AN_UNUSED_NAME"] == NEW.reveal()
