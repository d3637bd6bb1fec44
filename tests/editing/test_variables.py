"""A key gets a variable of its own."""

from io import StringIO
from secrets import token_hex

import pytest
from dotenv import dotenv_values
from hypothesis import given

from openrouter_lsp.editing import applied, example_line, free_variable, set_variable
from openrouter_lsp.keys import Key
from tests.scanning.generated import LINES, Line

KEY, OTHER = (Key(f"sk-or-v1-{token_hex(32)}") for _ in range(2))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "A"),
        ("B=<key>\n", "A"),
        ("A=<key>\n", "A, held"),
        ("export A='<key>' # why\r\n", "A, held"),
        ("A=<other>\n", "A_2"),
        ("A=<other>\nA_2=<other>\nA_3=<key>", "A_3, held"),
        ("A=<other>\nA=<key>\n", "A, held"),
        ("A=<key>\nA=<other>\n", "A_2"),
        ("A=<key>\nA=something\n", "A_2"),
        ("A=<key>\nA=\n", "A_2"),
        ("A=sk-or-v1-your-key-here\n", "A"),
        ("A=something\n", "A_2"),
        ("A = 'something'\n", "A_2"),
        ("A=\n", "A"),
        ('A=""\n', "A"),
        ("A= # nothing yet\n", "A"),
        ("# A=<other>\n", "A"),
        ("AA=<other>\nXA=<other>\n", "A"),
    ],
)
def test_nothing_is_overwritten(text: str, expected: str) -> None:
    text = text.replace("<key>", KEY.reveal()).replace("<other>", OTHER.reveal())
    variable, is_held = free_variable(text, "A", KEY)
    assert f"{variable}{', held' if is_held else ''}" == expected


@given(LINES)
def test_every_variable_keeps_its_value(lines: list[Line]) -> None:
    text = "".join(line.text for line in lines)
    before = dotenv_values(stream=StringIO(text, newline=""), interpolate=False)
    variable, is_held = free_variable(text, "A", KEY)
    after = text if is_held else applied(text, set_variable(text, variable, KEY))
    values = dotenv_values(stream=StringIO(after, newline=""), interpolate=False)
    assert values == before | {variable: KEY.reveal()}
    assert variable not in before or not before[variable]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "A=\n"),
        ("B=1", "B=1\nA=\n"),
        ("B=1\r\n", "B=1\r\nA=\r\n"),
        ("A=\n", "A=\n"),
        ("export A = your-key\n", "export A = your-key\n"),
        ("# A=\r\n", "# A=\r\n"),
        ("AA=\n# the A=\n", "AA=\n# the A=\nA=\n"),
    ],
)
def test_the_example_names_a_variable_once(text: str, expected: str) -> None:
    for _ in range(2):
        text = applied(text, example_line(text, "A"))
        assert text == expected
