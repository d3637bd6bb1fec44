"""What collectors of logs put before every line."""

import pytest

from openrouter_lsp.terminal.page.log_prefixes import blanked, without_prefix
from tests.terminal.recognised import check

PRETTY = '{\n  "error": {\n    "message": "User not found.",\n    "code": 401\n  }\n}'
STAMP = "2026-05-06T07:08:09.1234567Z "

PREFIXES = {
    "a container": "web-1  | ",
    "a container of older times": "web_1       | ",
    "a container of one's own name": "gateway  | ",
    "a container in a container": "outer-1  | inner-2  | ",
    "a time": STAMP,
    "a time with a zone": "2026-05-06T07:08:09+02:00 ",
    "a container and a time": f"web-1  | {STAMP}",
    "an indent": "    web-1  | ",
}


@pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)
def test_object_over_lines(prefix: str) -> None:
    check("".join(f"{prefix}{line}\n" for line in PRETTY.split("\n")), "user_not_found likely")


def test_box_behind_a_prefix() -> None:
    lines = (
        "│ 401: No cookie auth credentials found │",
        "│ said the other side                   │",
    )
    check("".join(f"web-1  | {line}\n" for line in lines), "no_credentials likely")


BARE = {
    "a container": ("web-1  | x", "x"),
    "a time": (f"{STAMP}x", "x"),
    "none": ("x | y", "x | y"),
    "a table": ("| web-1 | x |", "| web-1 | x |"),
    "a date alone": ("2026-05-06 x", "2026-05-06 x"),
}


@pytest.mark.parametrize(("line", "expected"), BARE.values(), ids=BARE)
def test_without_prefix(line: str, expected: str) -> None:
    assert without_prefix(line) == expected


BLANKED = {
    "a container": ("web-1 | a\nweb-1 | b", "a\nb"),
    "one's own name twice": ("web | a\nweb | b", "a\nb"),
    "different cells": ("web | a\napp | b", "web | a\napp | b"),
}


@pytest.mark.parametrize(("text", "expected"), BLANKED.values(), ids=BLANKED)
def test_blanked(text: str, expected: str) -> None:
    found = blanked(text)
    assert len(found) == len(text)
    assert found.replace("\u200b", "") == expected
