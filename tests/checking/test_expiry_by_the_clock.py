"""A key that was accepted expires by OpenRouter's clock, without a question."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

from openrouter_lsp.checking import WARN_BEFORE, Accepted, judge, read_reply
from openrouter_lsp.checking.expiry import next_change
from openrouter_lsp.keys import Fact, KeyStatus
from tests.checking.given import NOW, described
from tests.checking.judging import (
    EXPIRED,
    EXPIRING,
    JSON,
    VALID,
    Outcome,
    check,
    moment,
    verdict_on,
)


def test_a_key_that_was_accepted_expires_by_the_clock() -> None:
    body = described(expires_at=moment(minutes=5))
    assert check(200, body, minutes=4, seconds=59) == EXPIRING
    assert check(200, body, minutes=5) == EXPIRED
    ends, accepted = verdict_on(200, body, minutes=5).evidence
    assert (ends.fact, ends.moment) == (Fact.EXPIRES_AT, NOW + timedelta(minutes=5))
    assert accepted.fact is Fact.ACCEPTED


def test_nothing_left_is_not_said_of_a_key_that_has_expired() -> None:
    body = described(expires_at=moment(minutes=5), limit_remaining=0)
    assert check(200, body, minutes=5) == EXPIRED


@pytest.mark.parametrize(
    ("server_is_ahead", "later", "outcome"),
    [
        (timedelta(hours=1), timedelta(hours=0), EXPIRING),
        (timedelta(hours=1), timedelta(hours=1), EXPIRED),
        (timedelta(hours=1), timedelta(minutes=59), EXPIRING),
        (timedelta(hours=-1), timedelta(hours=2), EXPIRING),
        (timedelta(hours=-1), timedelta(hours=3), EXPIRED),
        # By OpenRouter's clock the time was over when it accepted the key.
        (timedelta(hours=3), timedelta(days=1), EXPIRING),
    ],
)
def test_expiry_goes_by_openrouters_clock(
    server_is_ahead: timedelta, later: timedelta, outcome: Outcome
) -> None:
    headers = {"date": format_datetime(NOW + server_is_ahead, usegmt=True)}
    body = described(expires_at=moment(hours=2))
    assert check(200, body, headers, seconds=later.total_seconds()) == outcome


@pytest.mark.parametrize(
    "date",
    [
        "",
        " ",
        "\x00",
        "1 2 3",
        "yesterday",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Mon, 01 Jan 0001 00:00:00 GMT",
        "Mon, 23 Nov 2026 10:00:00 +9999",
        "Mon, 23 Nov 99999999999 10:00:00 GMT",
    ],
)
@pytest.mark.parametrize("later", [-1, 0, 1])
def test_a_date_that_makes_no_sense_does_no_harm(date: str, later: float) -> None:
    assert check(200, described(), {"date": date}, days=later) == VALID


def test_the_first_and_the_last_moment_of_all_do_no_harm() -> None:
    """Programs write the year 1 where they mean none."""
    body = described(expires_at="0001-01-01T00:00:00Z")
    reply = read_reply(200, JSON, body, NOW)
    assert isinstance(reply, Accepted)
    assert next_change(reply, NOW, before=reply, record=None, warn_before=WARN_BEFORE) is None
    assert judge(reply, NOW).status is KeyStatus.EXPIRING
    assert check(200, described(expires_at="9999-12-31T23:59:59Z")) == VALID
