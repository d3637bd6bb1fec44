"""A key at a glance: true, short, and how long it holds."""

import itertools
import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from openrouter_lsp.keys import Evidence, EvidenceSource, Fact, Fault, KeyStatus, Verdict
from openrouter_lsp.reporting import Unasked, glance_at
from openrouter_lsp.reporting.glance_time import age_words, ahead_words, next_wording
from tests.reporting.given import NOW, accepted, failed, refused, rejected, silent
from tests.reporting.test_every_state_has_words import verdicts

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def check(verdict: Verdict, expected: str, *, is_misplaced: bool = False) -> None:
    assert glance_at(verdict, NOW, is_misplaced=is_misplaced).words == expected


def test_a_valid_key() -> None:
    check(accepted(), "valid, checked 2 min ago")
    check(
        accepted(limit=10.0, limit_remaining=7.34, expires_at=NOW + 12.5 * DAY),
        "valid, $7.34 left, expires in 12 days, checked 2 min ago",
    )
    check(accepted(limit_remaining=0.004), "valid, less than $0.01 left, checked 2 min ago")


def test_a_management_key() -> None:
    key = accepted(is_management_key=True)
    check(key, "valid management key, checked 2 min ago")
    check(key, "management key where a model key belongs, checked 2 min ago", is_misplaced=True)


def test_an_expiring_key() -> None:
    soon = accepted(KeyStatus.EXPIRING, expires_at=NOW + 2.5 * DAY, limit_remaining=3.0)
    check(soon, "expires in 2 days, $3.00 left, checked 2 min ago")
    past = accepted(KeyStatus.EXPIRING, expires_at=NOW - 2 * DAY)
    check(
        replace(past, ends_within=timedelta(0)),
        "was to expire 2 days ago, still accepted, checked 2 min ago",
    )
    # This machine's clock is ahead of OpenRouter's.
    check(replace(past, ends_within=HOUR), "was to expire 2 days ago, checked 2 min ago")


def test_a_key_with_nothing_left() -> None:
    told = {"limit": 10.0, "limit_remaining": -0.5, "limit_reset": "monthly"}
    check(
        accepted(KeyStatus.EXHAUSTED, **told),
        "nothing left of $10.00, resets monthly, checked 2 min ago",
    )
    refusal = Verdict(KeyStatus.EXHAUSTED, evidence=(refused(402, "x"),), checked_at=NOW)
    check(refusal, "nothing left to spend, checked just now")


def test_a_key_that_is_dead() -> None:
    check(accepted(KeyStatus.EXPIRED, expires_at=NOW - 3 * DAY), "expired 3 days ago")
    # This machine's clock is behind OpenRouter's.
    check(accepted(KeyStatus.EXPIRED, expires_at=NOW + MINUTE), "expired")
    check(Verdict(KeyStatus.EXPIRED), "expired")
    check(rejected(), "not accepted by OpenRouter, checked 2 min ago")
    check(
        Verdict(KeyStatus.DISABLED, checked_at=NOW - 2 * HOUR), "switched off, checked 2 hours ago"
    )


def test_a_key_that_could_not_be_checked() -> None:
    check(failed(Fault.OFFLINE), "could not be checked: there is no connection to OpenRouter")
    check(replace(accepted(), fault=Fault.TIMEOUT), "valid, checked 2 min ago, no answer since")
    check(Verdict(KeyStatus.CHECKING), "being checked")


@pytest.mark.parametrize(
    ("unasked", "expected"),
    [
        (None, "not checked yet"),
        (Unasked.NOT_YET, "not checked yet"),
        (Unasked.SWITCHED_OFF, "not checked: checking is switched off"),
        (Unasked.UNTRUSTED, "not checked: this workspace is not trusted"),
        (Unasked.OFFLINE, "not checked"),
        (Unasked.MENTION, "not checked: it stands in a comment"),
    ],
)
def test_a_key_that_nobody_asked_about(unasked: Unasked | None, expected: str) -> None:
    assert glance_at(Verdict(KeyStatus.UNCHECKED), NOW, unasked).words == expected
    ended = remembered(NOW - 3 * DAY)
    words = f"{expected}, remembered expiry passed 3 days ago"
    assert glance_at(ended, NOW, unasked).words == words
    assert glance_at(remembered(NOW + DAY), NOW, unasked).words == expected


def remembered(moment: datetime) -> Verdict:
    told = Evidence(EvidenceSource.MEMORY, NOW - 9 * DAY, Fact.EXPIRES_AT, moment=moment)
    return Verdict(KeyStatus.UNCHECKED, evidence=(told,))


@pytest.mark.parametrize(("verdict", "fault"), list(itertools.product(verdicts(), [None, *Fault])))
def test_no_word_says_more_than_the_status(verdict: Verdict, fault: Fault | None) -> None:
    if fault is not None:
        verdict = replace(verdict, fault=fault, evidence=(silent(), *verdict.evidence))
    told = glance_at(verdict, NOW).words
    assert "None" not in told
    assert not told.endswith((".", ","))
    assert bool(re.search(r"\bexpired\b", told)) == (verdict.status is KeyStatus.EXPIRED)
    assert bool(re.match(r"valid\b", told)) == (verdict.status is KeyStatus.VALID)
    is_answered = verdict.checked_at is not None and verdict.status is not KeyStatus.EXPIRED
    assert (
        "checked" in told.replace("not checked", "").replace("being checked", "")
    ) == is_answered


@pytest.mark.parametrize(
    ("seconds", "past", "to_come"),
    [
        (0, "just now", "in less than a minute"),
        (59, "just now", "in less than a minute"),
        (59.9, "just now", "in 1 min"),
        (60, "1 min ago", "in 1 min"),
        (119, "1 min ago", "in 1 min"),
        (7140, "119 min ago", "in 119 min"),
        (7199, "119 min ago", "in 2 hours"),
        (7200, "2 hours ago", "in 2 hours"),
        (169200, "47 hours ago", "in 47 hours"),
        (172799, "47 hours ago", "in 2 days"),
        (172800, "2 days ago", "in 2 days"),
        (3 * 86400 - 60, "2 days ago", "in 3 days"),
        (3 * 365 * 86400, "3 years ago", "in 3 years"),
        (200 * 365 * 86400, "200 years ago", "in more than 100 years"),
    ],
)
def test_stretches_of_time(seconds: float, past: str, to_come: str) -> None:
    off = timedelta(seconds=seconds)
    assert age_words(NOW - off, NOW) == past
    assert ahead_words(NOW + off, NOW) == to_come


def said(moment: datetime, now: datetime) -> str:
    return ahead_words(moment, now) if moment > now else age_words(moment, now)


def test_words_hold_until_they_change_and_no_longer() -> None:
    """From years before a moment to years after it, in steps as they are told."""
    moment, now = NOW, NOW - 1200 * DAY - timedelta(seconds=17.3)
    steps = 0
    while now < NOW + 1200 * DAY:
        following = next_wording(moment, now)
        assert following is not None
        assert following > now
        assert said(moment, following) != said(moment, now)
        # A moment before it they still hold.
        assert said(moment, following - timedelta(seconds=0.001)) == said(moment, now)
        now = following
        steps += 1
    assert 1700 < steps < 2000


def test_the_end_of_time_never_comes() -> None:
    last = datetime.max.replace(tzinfo=NOW.tzinfo)
    assert next_wording(last - DAY, last) is None


def test_a_glance_holds_until_the_first_of_its_words_changes() -> None:
    both = glance_at(accepted(expires_at=NOW + 12.5 * DAY), NOW)
    assert both.until == NOW + MINUTE
    far = accepted(KeyStatus.EXPIRED, expires_at=NOW - 3.5 * DAY)
    assert glance_at(far, NOW).until == NOW + 0.5 * DAY
    assert glance_at(Verdict(KeyStatus.CHECKING), NOW).until is None
    assert glance_at(failed(Fault.OFFLINE), NOW).until is None
