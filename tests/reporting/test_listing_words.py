"""A key in a list of all keys."""

from datetime import timedelta
from typing import Any

import pytest

from openrouter_lsp.keys import Fault, KeyDetails, KeyStatus, Verdict
from openrouter_lsp.reporting import (
    Money,
    listed_expiry,
    listed_money,
    listed_name,
    listed_severity,
    listed_status,
    spoken_words,
)
from tests.reporting.given import NOW, accepted, failed, rejected
from tests.reporting.test_every_state_has_words import verdicts

DAY = timedelta(days=1)
SOON, LATE = NOW + 2 * DAY, NOW - 3 * DAY
MASKED = "sk-or-v1-abc...789"


def labelled(label: str | None) -> Verdict:
    return Verdict(KeyStatus.VALID, KeyDetails(label=label))


@pytest.mark.parametrize(
    ("label", "variable", "expected"),
    [
        ("Production", "OPENROUTER_API_KEY", "Production"),
        (MASKED, "OPENROUTER_API_KEY", "OPENROUTER_API_KEY"),
        (" ", "OPENROUTER_API_KEY", "OPENROUTER_API_KEY"),
        (None, None, MASKED),
        ("two\nlines\x1b[31m", None, "two lines [31m"),
        ("x" * 99, None, "x" * 59 + "…"),
    ],
)
def test_its_name(label: str | None, variable: str | None, expected: str) -> None:
    assert listed_name(labelled(label), variable, MASKED) == expected


@pytest.mark.parametrize(
    ("verdict", "expected", "severity"),
    [
        (accepted(), "Valid", "none"),
        (accepted(is_management_key=True), "Valid management key", "none"),
        (
            accepted(KeyStatus.EXPIRING, expires_at=SOON),
            "Expires 25 Nov 2026, 10:00 UTC",
            "warning",
        ),
        (accepted(KeyStatus.EXPIRED, expires_at=LATE), "Expired 20 Nov 2026, 10:00 UTC", "error"),
        (Verdict(KeyStatus.EXPIRED), "Expired", "error"),
        (accepted(KeyStatus.EXHAUSTED), "Nothing left to spend", "warning"),
        (rejected(), "Not accepted by OpenRouter", "error"),
        (Verdict(KeyStatus.DISABLED), "Switched off", "error"),
        (failed(Fault.OFFLINE), "Could not be checked", "information"),
        (Verdict(KeyStatus.CHECKING), "Being checked", "none"),
        (Verdict(KeyStatus.UNCHECKED), "Not checked", "none"),
    ],
)
def test_its_state(verdict: Verdict, expected: str, severity: str) -> None:
    assert listed_status(verdict) == expected
    assert listed_severity(verdict.status, is_ignored=False) == severity
    assert listed_severity(verdict.status, is_ignored=True) == "none"


def test_a_management_key_where_a_model_key_belongs() -> None:
    key = accepted(is_management_key=True)
    assert listed_status(key, is_misplaced=True) == "Management key where a model key belongs"
    assert listed_severity(key.status, is_misplaced=True, is_ignored=False) == "warning"


def test_every_state_has_words() -> None:
    for verdict in verdicts():
        words = listed_status(verdict)
        assert words[0].isupper()
        assert ("Expired" in words) == (verdict.status is KeyStatus.EXPIRED)


def test_its_time() -> None:
    assert listed_expiry(accepted(), NOW) is None
    assert listed_expiry(accepted(expires_at=SOON), NOW) == "in 2 days, 25 Nov 2026, 10:00 UTC"
    assert listed_expiry(accepted(expires_at=LATE), NOW) == "3 days ago, 20 Nov 2026, 10:00 UTC"


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        (
            {"limit": 10.0, "limit_remaining": 7.34, "limit_reset": "daily"},
            Money("$7.34 of $10.00 left, resets daily", 7.34, 10.0, 1.0, 0.734),
        ),
        (
            {"limit": 10.0, "limit_remaining": -2.0},
            Money("$0.00 of $10.00 left", 0.0, 10.0, 1.0, 0.0),
        ),
        (
            {"limit": 10.0, "limit_remaining": 12.0},
            Money("$12.00 of $10.00 left", 12.0, 10.0, 1.0, 1.0),
        ),
        ({"limit": 0.0, "limit_remaining": 0.0}, Money("$0.00 of $0.00 left", 0.0, 0.0, 1.0, 0.0)),
        ({"limit_remaining": 3.0}, Money("$3.00 left", 3.0, None, 1.0, None)),
        ({"limit": 10.0}, Money("$1.00 spent", None, 10.0, 1.0, None)),
        ({}, Money("$1.00 spent, no limit on the key", None, None, 1.0, None)),
    ],
)
def test_its_money(details: dict[str, Any], expected: Money) -> None:
    assert listed_money(accepted(**details)) == expected


def test_of_money_that_does_not_matter_nothing_is_said() -> None:
    assert listed_money(rejected()) is None
    assert listed_money(accepted(KeyStatus.EXPIRED, expires_at=LATE, limit=1.0)) is None


@pytest.mark.parametrize(
    ("places", "ignored", "expected"),
    [
        ((), None, "OpenRouter key K: valid."),
        ((".env, line 3",), None, "OpenRouter key K: valid; in .env, line 3."),
        ((".env, line 3", "b"), None, "OpenRouter key K: valid; in .env, line 3 and 1 more place."),
        (("a", "b", "c"), "list", "OpenRouter key K: ignored, valid; in a and 2 more places."),
    ],
)
def test_for_a_screen_reader(places: tuple[str, ...], ignored: str | None, expected: str) -> None:
    assert spoken_words("K", "valid", places, ignored) == expected
    assert "ignored, ignored" not in spoken_words("K", "ignored", places, "list")
