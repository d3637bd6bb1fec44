"""What is said of a key in each state, and why nobody asked about it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from openrouter_lsp.keys import Evidence, EvidenceSource, Fact, Fault, KeyStatus, Verdict
from openrouter_lsp.reporting import (
    expiry_warning,
    explain_status,
    next_step,
    steps_to_settle,
)
from tests.reporting.given import (
    ASKED,
    NOW,
    accepted,
    failed,
    new_key,
    refused,
    rejected,
    words,
)


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (accepted(), "OpenRouter accepts this key."),
        (
            replace(accepted(), fault=Fault.OFFLINE),
            "OpenRouter accepted this key when it last answered.",
        ),
        (Verdict(KeyStatus.UNCHECKED), "OpenRouter has not been asked about this key yet."),
        (Verdict(KeyStatus.CHECKING), "OpenRouter is being asked about this key."),
        (Verdict(KeyStatus.DISABLED), "This key is switched off, says its record at OpenRouter."),
        (
            failed(Fault.TIMEOUT),
            (
                "This key could not be checked. OpenRouter did not answer in time. Check the key"
                " again in a moment."
            ),
        ),
    ],
)
def test_plain_states(verdict: Verdict, expected: str) -> None:
    assert words(verdict) == expected


def test_expired_with_the_day() -> None:
    assert words(accepted(KeyStatus.EXPIRED, expires_at=NOW - timedelta(days=3))) == (
        "This key expired on 20 Nov 2026, 10:00 UTC (3 days ago). Programs that use it get a 401,"
        " often with the misleading message “User not found.”; no account is missing."
    )


def test_expired_without_a_day() -> None:
    verdict = Verdict(
        KeyStatus.EXPIRED, evidence=(refused(401, "API key expired."),), checked_at=ASKED
    )
    assert words(verdict).startswith("This key has expired. Programs that use it get a 401,")


def test_expired_by_openrouters_clock_while_this_one_is_behind() -> None:
    verdict = accepted(KeyStatus.EXPIRED, expires_at=NOW + timedelta(hours=1))
    assert words(verdict).startswith("This key expired on 23 Nov 2026, 11:00 UTC. Programs")


def test_expiring() -> None:
    assert words(accepted(KeyStatus.EXPIRING, expires_at=NOW + timedelta(hours=47))) == (
        "This key expires in 47 hours, on 25 Nov 2026, 09:00 UTC. From then on programs get a 401,"
        " often misleadingly worded “User not found.”, with no account missing."
    )


def expiring(expires_in: timedelta, within: timedelta) -> Verdict:
    verdict = accepted(KeyStatus.EXPIRING, expires_at=NOW + expires_in)
    return replace(verdict, ends_within=within)


@pytest.mark.parametrize(
    ("within", "told"),
    [
        (timedelta(days=7), "7 days"),
        (timedelta(days=1), "a day"),
        (timedelta(hours=1), "an hour"),
        (timedelta(hours=36), "36 hours"),
        (timedelta(minutes=90), "90 min"),
    ],
)
def test_what_stays_on_the_screen_grows_no_older_than_it_is(within: timedelta, told: str) -> None:
    early, late = (expiring(left, within) for left in (within, timedelta(seconds=1)))
    assert explain_status(early, None).startswith(f"This key expires within {told}, on ")
    assert explain_status(late, None).startswith(f"This key expires within {told}, on ")
    ended = accepted(KeyStatus.EXPIRED, expires_at=NOW - timedelta(days=3))
    assert "expired on 20 Nov 2026, 10:00 UTC. Programs" in explain_status(ended, None)


def test_expiring_by_openrouters_clock_while_this_one_is_ahead() -> None:
    verdict = expiring(-timedelta(hours=2), within=timedelta(hours=1))
    assert words(verdict).startswith("This key expires within an hour, on 23 Nov 2026, 08:00 UTC.")


def test_what_pops_up_when_little_time_is_left() -> None:
    verdict = expiring(timedelta(minutes=59), within=timedelta(hours=1))
    assert expiry_warning("sk-or-v1-abc...789", ".env", verdict) == (
        "The OpenRouter key sk-or-v1-abc...789 in .env expires within an hour, on 23 Nov 2026,"
        " 10:59 UTC. Make a new key at https://openrouter.ai/settings/keys, and put it there."
    )


def test_past_its_time_and_accepted_all_the_same() -> None:
    verdict = expiring(-timedelta(days=1), within=timedelta(0))
    assert words(verdict) == explain_status(verdict, None)
    assert words(verdict) == (
        "The expiry of this key, 22 Nov 2026, 10:00 UTC, has passed, though OpenRouter still"
        " accepted it when last asked."
    )
    assert next_step(verdict) == (
        "Make a new key at https://openrouter.ai/settings/keys and put it here: this one may be"
        " refused at any moment."
    )
    assert "in good time" in (next_step(replace(verdict, ends_within=timedelta(hours=1))) or "")


@pytest.mark.parametrize(
    ("quote", "code", "expected"),
    [
        ("User not found.", 401, "it answers 401 “User not found.” The key"),
        ("Invalid API key", 401, "it answers 401 “Invalid API key”. The key"),
        ("Who are you?", 401, "it answers 401 “Who are you?” The key"),
        ("", 401, "it answers 401 without a message. The key"),
    ],
)
def test_rejected_quotes_openrouter(quote: str, code: int, expected: str) -> None:
    told = words(rejected(quote, code))
    assert told == (
        f"OpenRouter does not accept this key: {expected} may have expired, have been deleted or"
        " disabled, or be mistyped; the reply does not tell which."
    )
    assert "expired," in told
    assert "has expired" not in told


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (Fact.IN_ORDER, "OpenRouter may have trouble of its own"),
        (Fact.NOTHING_LEFT, "nothing is left of its limit"),
    ],
)
def test_a_record_that_is_in_order_is_not_contradicted(fact: Fact, told: str) -> None:
    before = Evidence(EvidenceSource.MEMORY, ASKED, Fact.ACCEPTED, code=200)
    record = Evidence(EvidenceSource.RECORD, ASKED, fact)
    verdict = replace(rejected(), evidence=(*rejected().evidence, before, record))
    assert told in words(verdict)
    assert "probably" not in words(verdict)


@pytest.mark.parametrize(
    ("expires_in", "told"),
    [
        (timedelta(days=1), "does not explain this, so it was probably deleted or disabled"),
        (timedelta(minutes=-30), "does not explain this by itself: that may have ended it late"),
    ],
)
def test_an_expiry_that_does_not_explain_a_refusal(expires_in: timedelta, told: str) -> None:
    ends = Evidence(EvidenceSource.MEMORY, ASKED, Fact.EXPIRES_AT, moment=ASKED + expires_in)
    verdict = replace(rejected(), evidence=(*rejected().evidence, ends))
    assert told in words(verdict)
    assert ("probably" in words(verdict)) == (expires_in > timedelta(0))


def test_what_would_settle_why_a_key_is_rejected() -> None:
    fingerprint = new_key().fingerprint
    page, management_key = steps_to_settle(rejected(), fingerprint)
    assert f"https://openrouter.ai/keys/{fingerprint}" in page
    assert "OPENROUTER_MANAGEMENT_KEY" in management_key
    for fact in (Fact.NO_RECORD, Fact.MANAGEMENT_KEY_REFUSED):
        record = Evidence(EvidenceSource.RECORD, ASKED, fact)
        asked = replace(rejected(), evidence=(*rejected().evidence, record))
        assert steps_to_settle(asked, fingerprint) == (page,)
    for status in set(KeyStatus) - {KeyStatus.REJECTED}:
        assert steps_to_settle(Verdict(status), fingerprint) == ()


def test_a_later_refusal_that_tells_nothing_is_not_quoted_as_the_reason() -> None:
    earlier = rejected()
    busy = refused(429, "Rate limit exceeded", at=ASKED)
    verdict = replace(earlier, evidence=(busy, *earlier.evidence), fault=Fault.RATE_LIMITED)
    assert "401 “User not found.”" in words(verdict)
    assert "429" not in words(verdict)


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (
            accepted(KeyStatus.EXHAUSTED, limit=10.0, limit_remaining=0.0, limit_reset="daily"),
            "Nothing is left of this key's limit of $10.00; it resets daily.",
        ),
        (
            accepted(KeyStatus.EXHAUSTED, limit=1000.0, limit_remaining=-1.0),
            "Nothing is left of this key's limit of $1,000.00.",
        ),
        (
            accepted(KeyStatus.EXHAUSTED, limit_remaining=0.0),
            "Nothing is left of this key's limit.",
        ),
        (
            Verdict(
                KeyStatus.EXHAUSTED,
                evidence=(refused(402, "Insufficient credits."),),
                checked_at=ASKED,
            ),
            "OpenRouter knows this key, but answers 402 “Insufficient credits.”",
        ),
    ],
)
def test_exhausted(verdict: Verdict, expected: str) -> None:
    assert words(verdict) == expected
    silenced = (refused(429, "Rate limit exceeded", at=NOW), *verdict.evidence)
    assert words(replace(verdict, evidence=silenced, fault=Fault.RATE_LIMITED)) == expected


def test_a_record_as_evidence_has_words_too() -> None:
    ends = Evidence(EvidenceSource.RECORD, ASKED, Fact.EXPIRES_AT, moment=ASKED)
    verdict = Verdict(KeyStatus.EXPIRED, evidence=(ends, refused(401, "User not found.")))
    assert words(verdict).startswith("This key has expired. ")
