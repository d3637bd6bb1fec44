"""What holds for every output, however it is cut into chunks."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeVar
from unicodedata import category
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openrouter_lsp.terminal.screen import overwriting, plain_text, screen_line
from openrouter_lsp.terminal.screen.plain_text import PlainText
from openrouter_lsp.terminal.screen.utf8 import Utf8Pieces

# Much of the same is done here, which takes several times as long when it is measured.
pytestmark = pytest.mark.no_cover

ESC = "\x1b"

WORDS = st.sampled_from(
    [
        "401 User not found.",
        "wait",
        "Error",
        "a",
        " ",
        "   ",
        "12",
        "%",
        "⠋",
        "日本",
        "😀",
        "é",
        "\t",
    ]
)
CONTROLS = st.sampled_from(
    [
        "\n",
        "\r\n",
        "\r",
        "\r\r\n",
        "\b",
        "\b\b\b",
        "\a",
        "\0",
        "\v",
        "\f",
        "\x18",
        "\x1a",
        "\x7f",
        ESC,
    ]
)
NUMBERS = st.lists(
    st.sampled_from(["", "0", "1", "2", "3", "7", "19", "47", "999", "1049"]), max_size=3
)
CSI = st.builds(
    "{}{}{}{}".format,
    st.sampled_from([f"{ESC}[", f"{ESC}[", f"{ESC}[?", f"{ESC}[>", "\x9b", f"{ESC}[{'1' * 254}"]),
    NUMBERS.map(";".join),
    st.sampled_from(["", "", "", "", " ", "!", "     "]),
    st.sampled_from([*"@ABCDEFGHIJKLMPSTXZ`abdefhlmrsu", *"GKKKXC", "", "\n"]),
)
STRINGS = st.builds(
    "{}{}{}".format,
    st.sampled_from([f"{ESC}]", f"{ESC}P", f"{ESC}X", f"{ESC}_", "\x9d", "\x90"]),
    st.sampled_from(
        ["", "0;title", "8;;https://x.example/", "é😀", "a\nb", "x" * 4095, "x" * 4097]
    ),
    st.sampled_from(["", "\a", f"{ESC}\\", "\x9c", "\x18", "\n", ESC]),
)
SHORT = st.sampled_from(
    [f"{ESC}{c}" for c in "78DEMc=>HNZ"] + [f"{ESC}(B", f"{ESC}#8", "\x84", "\x85"]
)
RAW = st.text(max_size=4) | st.text(st.characters(max_codepoint=0x9F), max_size=6)
HALVES = st.sampled_from(["\ud83d", "\ude00", "\ud83d\ude00"])
OUTPUT = st.lists(
    st.one_of(WORDS, WORDS, WORDS, CONTROLS, CONTROLS, CSI, CSI, STRINGS, SHORT, RAW, HALVES),
    max_size=30,
).map("".join)
CUTS = st.lists(st.integers(0, 200), max_size=12)
# Here some characters are a long line, and one letter is a message, so that what happens to those
# happens often.
NARROW = patch.multiple(screen_line, LONGEST_LINE=24, _BLANK_WITHIN=6, _RIGHT_EDGE=20)
TALKATIVE = patch.multiple(overwriting, _LETTERS_OF_A_MESSAGE=1, _PAID_BY_ONE=2)


def shown(chunks: Iterable[str]) -> str:
    text = PlainText()
    return "".join(map(text.feed, chunks)) + "|" + text.rest()


Raw = TypeVar("Raw", str, bytes)


def pieces(raw: Raw, cuts: list[int]) -> list[Raw]:
    edges = [0, *sorted(min(cut, len(raw)) for cut in cuts), len(raw)]
    return [raw[start:end] for start, end in pairwise(edges)]


def check_cuts(raw: str, cuts: list[int]) -> None:
    expected = shown([raw])
    assert shown(pieces(raw, cuts)) == expected
    assert shown(raw) == expected
    with patch.object(plain_text, "_PIECE", 7):
        assert shown([raw]) == expected


@settings(max_examples=300)
@given(OUTPUT, CUTS)
def test_cuts_do_not_matter(raw: str, cuts: list[int]) -> None:
    check_cuts(raw, cuts)


@settings(max_examples=300)
@given(OUTPUT, CUTS)
def test_cuts_do_not_matter_where_lines_are_long(raw: str, cuts: list[int]) -> None:
    with NARROW, TALKATIVE, patch.object(plain_text, "_PIECE", 12):
        check_cuts(raw, cuts)


@settings(max_examples=200)
@given(OUTPUT)
def test_nothing_but_text_remains(raw: str) -> None:
    assert {c for c in shown([raw]) if category(c) in ("Cc", "Cs")} <= {"\n", "\t"}


TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\t "))
STILL = st.sampled_from(
    [
        f"{ESC}[31m",
        f"{ESC}[0m",
        f"{ESC}[?25l",
        f"{ESC}]0;title\a",
        f"{ESC}]8;;x{ESC}\\",
        f"{ESC}(B",
        "\0",
    ]
)


@given(TEXT)
def test_plain_text_is_kept(text: str) -> None:
    check_shown(text, text)


@given(st.lists(st.tuples(TEXT, STILL)))
def test_what_moves_nothing_changes_nothing(parts: list[tuple[str, str]]) -> None:
    check_shown("".join(map("".join, parts)), "".join(text for text, _ in parts))


def check_shown(raw: str, expected: str) -> None:
    text = PlainText()
    assert text.feed(raw) + text.rest() == expected


@given(st.binary(max_size=60) | OUTPUT.map(lambda raw: raw.encode("utf-8", "replace")), CUTS)
def test_bytes(raw: bytes, cuts: list[int]) -> None:
    def characters(chunks: Iterable[bytes]) -> Iterator[str]:
        decoder = Utf8Pieces()
        yield from map(decoder.decode, chunks)
        yield decoder.finish()

    assert shown(characters(pieces(raw, cuts))) == shown(characters([raw]))


MOVES = st.lists(
    st.text("abcXYZ019 ", min_size=1, max_size=6)
    | st.sampled_from(["\r", "\b", "\b\b", f"{ESC}[K", f"{ESC}[1K", f"{ESC}[2K"])
    | st.builds("\x1b[{}{}".format, st.integers(0, 12), st.sampled_from("CDGXP@")),
    max_size=12,
)


@settings(max_examples=200)
@given(MOVES)
def test_a_line_looks_as_on_the_simplest_of_screens(moves: list[str]) -> None:
    text = PlainText()
    lines = text.feed("".join(moves)).splitlines()
    cells, column = [" "] * 200, 0
    for move in moves:
        column = draw(cells, column, move)
    expected = "".join(cells).rstrip()
    rest = text.rest().rstrip()
    assert rest == expected or (not rest and expected in (line.rstrip() for line in lines))


def draw(cells: list[str], column: int, move: str) -> int:
    """Draw on a line of cells; return the cursor's column."""
    final = move[-1] if move.startswith(ESC) else ""
    number = int(move[2:-1] or 0) if final else 0
    count = number or 1
    if not final:
        return write(cells, column, move)
    if final == "K":
        start, end = ((column, 200), (0, column + 1), (0, 200))[number]
        cells[start:end] = " " * (end - start)
    elif final == "X":
        cells[column : column + count] = " " * count
    elif final == "P":
        cells[column:] = [*cells[column + count :], *" " * count]
    elif final == "@":
        cells[column:] = [*" " * count, *cells[column:-count]]
    return {"C": column + count, "D": max(column - count, 0), "G": count - 1}.get(final, column)


def write(cells: list[str], column: int, text: str) -> int:
    """Write on a line of cells; return the cursor's column."""
    if text == "\r":
        return 0
    if text.startswith("\b"):
        return max(column - len(text), 0)
    cells[column : column + len(text)] = text
    return column + len(text)
