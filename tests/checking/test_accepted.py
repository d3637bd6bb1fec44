"""What is said of a key that OpenRouter accepts, and what it tells of it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from openrouter_lsp.checking import WARN_BEFORE, Accepted, judge
from openrouter_lsp.keys import Fact, KeyDetails, KeyStatus
from tests.checking.given import NOW, described
from tests.checking.judging import EXHAUSTED, EXPIRING, VALID, Outcome, check, moment, verdict_on


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({}, VALID),
        ({"expires_at": moment(days=200)}, VALID),
        ({"expires_at": moment(days=7, seconds=1)}, VALID),
        ({"expires_at": moment(days=7)}, EXPIRING),
        ({"expires_at": moment(seconds=1)}, EXPIRING),
        ({"expires_at": "2026-11-24T12:00:00.123456+02:00"}, EXPIRING),
        ({"expires_at": "2026-11-24T12:00:00"}, EXPIRING),
        # Past, and accepted all the same: that it still works is what OpenRouter says.
        ({"expires_at": moment()}, EXPIRING),
        ({"expires_at": moment(days=-30)}, EXPIRING),
        ({"expires_at": "soon"}, VALID),
        ({"expires_at": ""}, VALID),
        ({"expires_at": 1795428000}, VALID),
        ({"expires_at": "9999-12-31T23:59:59-14:00"}, VALID),
        ({"expires_at": ["2026-11-24"]}, VALID),
        ({"limit_remaining": 0}, EXHAUSTED),
        ({"limit_remaining": -0.25}, EXHAUSTED),
        ({"limit_remaining": 0.0001}, VALID),
        ({"limit_remaining": None}, VALID),
        ({"limit_remaining": None, "limit": None}, VALID),
        ({"limit_remaining": 0, "limit": None}, EXHAUSTED),
        ({"limit_remaining": "0"}, VALID),
        ({"limit_remaining": False}, VALID),
        ({"limit_remaining": 0, "expires_at": moment(days=1)}, EXHAUSTED),
        ({"limit_remaining": -1, "expires_at": moment(days=-1)}, EXHAUSTED),
        ({"limit_remaining": None, "expires_at": moment(days=-1)}, EXPIRING),
        ({"is_management_key": True}, VALID),
    ],
)
def test_200(fields: dict[str, Any], outcome: Outcome) -> None:
    assert check(200, described(**fields)) == outcome


@pytest.mark.parametrize(
    ("left", "status", "within"),
    [
        (timedelta(days=7, seconds=1), KeyStatus.VALID, None),
        (timedelta(days=7), KeyStatus.EXPIRING, timedelta(days=7)),
        (timedelta(days=1, seconds=1), KeyStatus.EXPIRING, timedelta(days=7)),
        (timedelta(days=1), KeyStatus.EXPIRING, timedelta(days=1)),
        (timedelta(hours=1), KeyStatus.EXPIRING, timedelta(hours=1)),
        (timedelta(seconds=1), KeyStatus.EXPIRING, timedelta(hours=1)),
        (timedelta(0), KeyStatus.EXPIRING, timedelta(0)),
        (timedelta(days=-9), KeyStatus.EXPIRING, timedelta(0)),
    ],
)
def test_which_warning_time_is_reached(
    left: timedelta, status: KeyStatus, within: timedelta | None
) -> None:
    reply = Accepted(NOW, KeyDetails(expires_at=NOW + left))
    for warn_before in (WARN_BEFORE, WARN_BEFORE[::-1]):
        verdict = judge(reply, NOW, warn_before=warn_before)
        assert (verdict.status, verdict.ends_within) == (status, within)
    exhausted = Accepted(NOW, KeyDetails(expires_at=NOW + left, limit_remaining=0.0))
    assert judge(exhausted, NOW).ends_within is None


def test_without_warning_times_a_key_is_valid_to_its_end() -> None:
    reply = Accepted(NOW, KeyDetails(expires_at=NOW + timedelta(seconds=1)))
    assert judge(reply, NOW, warn_before=()).status is KeyStatus.VALID
    assert judge(reply, NOW + timedelta(seconds=1), warn_before=()).status is KeyStatus.EXPIRED


def test_the_details_are_what_openrouter_said() -> None:
    body = described(expires_at="2026-12-24T00:00:00Z")
    assert verdict_on(200, body).details == KeyDetails(
        label="sk-or-v1-0e6...1c9",
        expires_at=datetime(2026, 12, 24, tzinfo=UTC),
        limit=100,
        limit_remaining=74.5,
        limit_reset="monthly",
        usage=25.5,
        usage_daily=0,
        usage_weekly=1.5,
        usage_monthly=25.5,
        is_management_key=False,
    )


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("2026-11-24T12:00:00+02:00", datetime(2026, 11, 24, 10, tzinfo=UTC)),
        ("2026-11-24T12:00:00.5Z", datetime(2026, 11, 24, 12, 0, 0, 500_000, tzinfo=UTC)),
        ("2026-11-24T12:00:00", datetime(2026, 11, 24, 12, tzinfo=UTC)),
        ("2026-11-24", datetime(2026, 11, 24, tzinfo=UTC)),
        (None, None),
        ("next week", None),
    ],
)
def test_when_a_key_expires(told: str | None, read: datetime | None) -> None:
    assert verdict_on(200, described(expires_at=told)).details.expires_at == read


@pytest.mark.parametrize(
    ("told", "is_unread"), [("next week", True), (1795428000, True), ("", True), (None, False)]
)
def test_an_expiry_that_cannot_be_read_is_no_secret(told: object, is_unread: bool) -> None:
    evidence = verdict_on(200, described(expires_at=told)).evidence
    unread = [one for one in evidence if one.fact is Fact.EXPIRES_AT]
    assert [one.moment for one in unread] == ([None] if is_unread else [])


def test_missing_and_unknown_fields_do_no_harm() -> None:
    body = json.dumps({"data": {"usage": 0, "brand_new": {"a": [1]}}, "more": 1}).encode()
    verdict = verdict_on(200, body)
    assert verdict.status is KeyStatus.VALID
    assert verdict.details == KeyDetails(usage=0)


@pytest.mark.parametrize("wrong", [True, [], {}, "one", 10**400, None])
def test_fields_of_another_type_are_left_out(wrong: object) -> None:
    amounts = ("limit", "limit_remaining", "usage", "usage_daily", "usage_weekly", "usage_monthly")
    body = described(**dict.fromkeys(amounts, wrong))
    verdict = verdict_on(200, body)
    assert verdict.status is KeyStatus.VALID
    assert [getattr(verdict.details, name) for name in amounts] == [None] * 6


@pytest.mark.parametrize("wrong", [1, [], {}, None])
def test_texts_of_another_type_are_left_out(wrong: object) -> None:
    fields = {"label": wrong, "limit_reset": wrong, "is_management_key": wrong}
    details = verdict_on(200, described(**fields)).details
    assert (details.label, details.limit_reset, details.is_management_key) == (None, None, None)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999"])
def test_numbers_that_are_none(number: str) -> None:
    body = b'{"data": {"label": "x", "limit_remaining": %s}}' % number.encode()
    assert check(200, body) == VALID
    assert verdict_on(200, body).details.limit_remaining is None


def test_the_older_name_of_a_management_key() -> None:
    body = json.dumps({"data": {"label": "x", "is_provisioning_key": True}}).encode()
    assert verdict_on(200, body).details.is_management_key is True
