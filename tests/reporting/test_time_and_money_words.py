"""Times and money in words."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from openrouter_lsp.reporting.money_words import dollars
from openrouter_lsp.reporting.time_words import date_words, relative_words
from tests.reporting.given import NOW


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "just now"),
        (0.9, "just now"),
        (-0.9, "just now"),
        (1, "in 1 s"),
        (-1.9, "1 s ago"),
        (60, "in 60 s"),
        (119, "in 119 s"),
        (120, "in 2 min"),
        (-179, "2 min ago"),
        (7199, "in 119 min"),
        (7200, "in 2 hours"),
        (47 * 3600, "in 47 hours"),
        (48 * 3600 - 1, "in 47 hours"),
        (48 * 3600, "in 2 days"),
        (-12.9 * 86400, "12 days ago"),
        (1000 * 86400, "in 1000 days"),
    ],
)
def test_stretches_of_time(seconds: float, words: str) -> None:
    assert relative_words(NOW + timedelta(seconds=seconds), NOW) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "23 Nov 2026, 10:00 UTC"),
        (datetime(2027, 1, 1, 0, 0, 59, tzinfo=UTC), "1 Jan 2027, 00:00 UTC"),
        (datetime(2027, 5, 31, 23, 59, tzinfo=UTC), "31 May 2027, 23:59 UTC"),
        (datetime(2026, 12, 31, 20, tzinfo=timezone(timedelta(hours=-5))), "1 Jan 2027, 01:00 UTC"),
    ],
)
def test_dates(moment: datetime, words: str) -> None:
    assert date_words(moment) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "$0.00"),
        (-0.0, "$0.00"),
        (0.0001, "less than $0.01"),
        (-0.0001, "less than $0.01"),
        (0.01, "$0.01"),
        (1, "$1.00"),
        (74.5, "$74.50"),
        (1234567.891, "$1,234,567.89"),
        (-2.5, "-$2.50"),
    ],
)
def test_money(amount: float, words: str) -> None:
    assert dollars(amount) == words
