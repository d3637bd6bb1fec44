"""The setting `openrouter.expiring.warnBefore`, read."""

from datetime import timedelta
from typing import Any

import pytest

from openrouter_lsp.checking import WARN_BEFORE
from openrouter_lsp.lsp.settings import read_settings

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def check(value: Any, expected: tuple[timedelta, ...], complaints: list[str]) -> None:
    settings, said = read_settings({"expiring": {"warnBefore": value}})
    assert (settings.warn_before, said) == (expected, complaints)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (["7d", "1d", "1h"], (7 * DAY, DAY, HOUR)),
        (["30m", "2d", "12 h"], (2 * DAY, 12 * HOUR, 30 * MINUTE)),
        (["24h", "1d"], (DAY,)),
        (("365d",), (365 * DAY,)),
        (["1m"], (MINUTE,)),
        ([], ()),
        (None, WARN_BEFORE),
    ],
)
def test_times(value: object, expected: tuple[timedelta, ...]) -> None:
    check(value, expected, [])


@pytest.mark.parametrize(
    "value",
    [
        "7d",
        7,
        True,
        {"7d": 1},
        [7],
        ["7"],
        ["d"],
        ["7 days"],
        ["-1d"],
        ["1.5d"],
        ["0m"],
        ["366d"],
        ["999999d"],
        ["9999999d"],
        ["1d", None],
        ["1d", ["1h"]],
        ["\u0667d"],  # seven, in other digits
        ["1d"] * 21,
    ],
)
def test_what_is_no_list_of_times_falls_back_and_says_so(value: object) -> None:
    said = (
        "The setting openrouter.expiring.warnBefore is not a list of times such as"
        ' "7d", "12h" or "30m", each from a minute to 365 days; its default, 7d, 1d, 1h, holds.'
    )
    check(value, WARN_BEFORE, [said])
