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
        (118.5, "in 119 s"),
        (119.5, "in 2 min"),
        (7140, "in 119 min"),
        (7141, "in 2 hours"),
        (-7199, "119 min ago"),
        (7200, "in 2 hours"),
        (47 * 3600, "in 47 hours"),
        (48 * 3600 - 1, "in 2 days"),
        (-48 * 3600 + 1, "47 hours ago"),
        # Said a while before the same time of day.
        (3 * 86400 - 0.2, "in 3 days"),
        (3 * 86400 - 3599, "in 3 days"),
        (3 * 86400 - 3600, "in 2 days"),
        (48 * 3600, "in 2 days"),
        (-12.9 * 86400, "12 days ago"),
        (729 * 86400, "in 729 days"),
        (730 * 86400, "in 2 years"),
        (-1000 * 86400, "2 years ago"),
        (99.5 * 365 * 86400, "in 99 years"),
        (2912116 * 86400, "in more than 100 years"),
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
