"""Output without measure: long lines, endless sequences, progress bars without end."""

import tracemalloc
from collections.abc import Callable

import pytest

from openrouter_lsp.terminal.screen.plain_text import PlainText

# Much of the same is done here, which takes several times as long when it is measured.
pytestmark = pytest.mark.no_cover

ESC = "\x1b"
LONGEST = 65_536


def check(raw: str, expected: list[str], rest: str, size: int) -> None:
    """Compare the lines, and the unfinished one, of output in chunks of a size."""
    text = PlainText()
    lines = "".join(text.feed(raw[at : at + size]) for at in range(0, len(raw), size))
    assert [len(line) for line in lines.split("\n")[:-1]] == [len(line) for line in expected]
    assert lines.split("\n")[:-1] == expected
    assert text.rest() == rest


WORDS = "word " * (LONGEST // 5)  # 65,535 characters
LINES = {
    "as long as may be": ("x" * LONGEST + "\n", ["x" * LONGEST], ""),
    "not finished": ("x" * LONGEST, [], "x" * LONGEST),
    "one character more": ("x" * LONGEST + "y\n", ["x" * LONGEST, "y"], ""),
    "many times as long": ("x" * LONGEST * 3 + "y", ["x" * LONGEST] * 3, "y"),
    "words stay whole": (f"{WORDS}User not found.\n", [WORDS, "User not found."], ""),
    "a blank that is too far away": (
        f"a {'x' * LONGEST}y",
        [f"a {'x' * (LONGEST - 2)}"],
        "xxy",
    ),
    "behind a line, and before one": (
        f"a\n{'x' * LONGEST}y\nb\n",
        ["a", "x" * LONGEST, "y", "b"],
        "",
    ),
    "laid out": (f"12\r{'x' * LONGEST}y\n", ["x" * LONGEST, "y"], ""),
    "laid out, words stay whole": (f"12\r{WORDS}User not found.", [WORDS], "User not found."),
    "written over behind its beginning": (f"{'1' * LONGEST}23\r4\n", ["1" * LONGEST, "43"], ""),
    "a tab behind a piece": (
        f"12\r{'x' * 65_532} yyyyy\tz{ESC}[9GX",
        [f"{'x' * 65_532} "],
        "yyyyy\tX",
    ),
    "an end that is written over": (
        f"12\r{'x' * LONGEST}User not found.\rwait",
        ["x" * LONGEST, "User not found."],
        "wait not found.",
    ),
    "an end that was shown before": (
        f"abcd\r{ESC}[K{'x' * LONGEST}abcd",
        ["abcd", "x" * LONGEST],
        "abcd",
    ),
    "tabs": ("\t" * LONGEST + "a\n", ["\t" * LONGEST, "a"], ""),
}


@pytest.mark.parametrize("size", [999, 4_096, 65_536, 1_000_000])
@pytest.mark.parametrize("row", LINES.values(), ids=LINES)
def test_long_lines(row: tuple[str, list[str], str], size: int) -> None:
    check(*row, size)


def test_many_lines_at_once() -> None:
    raw = "".join(f"{ESC}[32mline {number}{ESC}[0m ✓\r\n" for number in range(20_000))
    check(raw, [f"line {number} ✓" for number in range(20_000)], "", len(raw))


ENDLESS = {
    "a line": lambda _: "x" * 4_096,
    "a line, laid out": lambda i: "x" * 4_096 if i else "12\r",
    "tabs": lambda i: "\t" * 4_096 if i else "12\r",
    "a progress bar": lambda i: f"\rDownloading {i}% {'#' * (i % 80)}" * 50,
    "a progress bar that erases": lambda i: f"\r{ESC}[K⠋ {i}" * 50,
    "a spinner": lambda _: "|\b/\b" * 500,
    "a title": lambda i: "x" * 4_096 if i else f"{ESC}]0;",
    "a picture": lambda i: "x" * 4_096 if i else f"{ESC}P",
    "parameters": lambda i: "1" * 4_096 if i else f"{ESC}[",
    "insertions": lambda i: f"{ESC}[999@" * 100 if i else "123\r",
    "returns": lambda _: "\r" * 4_096,
    "escapes": lambda _: ESC * 4_096,
    "cursor moves": lambda i: f"{ESC}[{i % 40}C{ESC}[{i % 30}D" * 50,
    "rows": lambda i: f"{ESC}[{i % 40};{i % 99}Hx{ESC}7" * 50,
}


@pytest.mark.parametrize("chunk", ENDLESS.values(), ids=ENDLESS)
def test_memory_is_bounded(chunk: Callable[[int], str]) -> None:
    text = PlainText()
    tracemalloc.start()
    try:
        for number in range(60):
            text.feed(chunk(number))
        before, _ = tracemalloc.get_traced_memory()
        for number in range(60, 120):
            text.feed(chunk(number))
        after, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 200_000
    assert peak < 5_000_000


def test_few_characters_make_no_long_lines() -> None:
    raw = f"\r{ESC}[999Cx\n{ESC}[99;999Hx{ESC}[999@{ESC}[999999999999b" * 100
    text = PlainText()
    lines = text.feed(raw) + text.rest()
    assert max(map(len, lines.splitlines())) < 600
