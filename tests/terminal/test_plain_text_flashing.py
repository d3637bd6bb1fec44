"""Text that vanishes from its line again: messages are told, progress bars are not."""

from itertools import cycle, islice

import pytest

from openrouter_lsp.terminal.screen.plain_text import PlainText

ERASE = "\x1b[K"
FAILED = "401 User not found."


def check(raw: str, *expected: str) -> None:
    """Compare the lines, and at the end the unfinished one, with what is expected."""
    whole = PlainText()
    assert [*whole.feed(raw).splitlines(), whole.rest()] == [*expected]
    single = PlainText()
    assert [*"".join(map(single.feed, raw)).splitlines(), single.rest()] == [*expected]


TOLD = {
    "written over": (f"{FAILED}\r⠋ wait", FAILED, "⠋ waiter not found."),
    "written over wholly": (
        f"\r{FAILED}\r⠋ retrying in a minute",
        FAILED,
        "⠋ retrying in a minute",
    ),
    "written over by blanks": (f"{FAILED}\r{' ' * 19}\rx", FAILED, f"x{' ' * 18}"),
    "erased, then written": (f"{FAILED}\r{ERASE}⠋ wait", FAILED, "⠋ wait"),
    "erased whole": (f"{FAILED}\x1b[2K\r⠋ wait\r\n", FAILED, "⠋ wait", ""),
    "erased to the start": (f"{FAILED}\x1b[1K\rx", FAILED, "x"),
    "erased by backspaces": (FAILED + "\b" * 19 + " " * 19, FAILED, " " * 19),
    "erased in the middle": (f"key: {FAILED}\x1b[6G{ERASE}ok", f"key: {FAILED}", "key: ok"),
    "some columns erased": (f"{FAILED}\r\x1b[19X", FAILED, ""),
    "deleted": (f"{FAILED}\r\x1b[19P", FAILED, ""),
    "cleared screen": (f"{FAILED}\x1b[2J", FAILED, ""),
    "told before and after another": (
        f"wait\r{ERASE}{FAILED}\r{ERASE}wait\r{ERASE}{FAILED}\n",
        "wait",
        FAILED,
        "wait",
        FAILED,
        "",
    ),
    "two of a kind": (
        f"{FAILED}\r{ERASE}402 Insufficient credits\n",
        FAILED,
        "402 Insufficient credits",
        "",
    ),
    "between line ends": (
        f"a\n{FAILED}\rThen another long line.\nb",
        "a",
        FAILED,
        "Then another long line.",
        "b",
    ),
}
NOT_TOLD = {
    "numbers alone": ("10%\r20%\r30%", "30%"),
    "a spinner": ("|\b/\b-\b\\\b|", "|"),
    "units": ("10 kB\r20 MB\n", "20 MB", ""),
    "added to": (f"{FAILED} Retrying", f"{FAILED} Retrying"),
    "nothing written over": (f"{FAILED}\r", FAILED),
    "nothing erased": (f"{FAILED}{ERASE}\r\n", FAILED, ""),
}
TOLD_ONCE = {
    "the same again": (f"{FAILED}\r{FAILED}\r{FAILED}\n", FAILED, ""),
    "the same, erased each time": (f"{FAILED}\r{ERASE}{FAILED}\r{ERASE}{FAILED}", FAILED, ""),
    "the same, unfinished": (f"{FAILED}\r401 User", FAILED, ""),
    "erased, and no more": (f"{FAILED}\r{ERASE}\nnext", FAILED, "next"),
}


@pytest.mark.parametrize("row", (table := TOLD | NOT_TOLD | TOLD_ONCE).values(), ids=table)
def test_told(row: tuple[str, ...]) -> None:
    raw, *expected = row
    check(raw, *expected)


def frames(count: int, glyphs: str, text: str) -> str:
    """Return what a progress bar writes, count times."""
    return "".join(f"\r{glyph} {text} {i}" for i, glyph in enumerate(islice(cycle(glyphs), count)))


@pytest.mark.parametrize("end", ["", ERASE])
def test_a_progress_bar_is_told_in_the_beginning_and_in_the_end(end: str) -> None:
    raw = frames(500, "⠋⠙⠹", f"{FAILED} Retrying{end}")
    check(f"{raw}\n", f"⠋ {FAILED} Retrying 0", f"⠙ {FAILED} Retrying 499", "")


def test_a_message_between_the_frames_of_a_progress_bar_is_told() -> None:
    bar = frames(100, "⠋⠙⠹", "downloading")
    raw = f"{bar}\r{ERASE}{FAILED}\r{ERASE}{bar}"
    check(raw, "⠋ downloading 0", FAILED, "⠋ downloading 0", "⠋ downloading 99")


def test_a_message_in_a_long_line_is_told() -> None:
    before = "x" * 300
    check(
        f"{before}wait\x1b[301G{FAILED}\x1b[301G{ERASE}ok",
        f"{before}wait",
        f"{before}{FAILED}",
        f"{before}ok",
    )


def test_too_little_is_decided_where_writing_over_begins() -> None:
    raw = f"{'a' * 400}\rb\x1b[390Gwxyz\r{'c' * 30}"
    check(raw, "a" * 400, f"{'c' * 30}{'a' * 359}wxyz{'a' * 7}")


@pytest.mark.parametrize(
    "raw",
    [
        "x" * 60_000 + "\rabcd\rfghi" * 10_000,
        "x" * 60_000 + "abcd" + "\b\b\b\bfghi\b\b\b\babcd" * 5_000,
    ],
    ids=["in the beginning", "in the end"],
)
def test_little_that_changes_in_a_long_line_makes_little_output(raw: str) -> None:
    assert len(PlainText().feed(raw)) < 40 * len(raw)
