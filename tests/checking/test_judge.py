"""What is said of a key after every reply that OpenRouter, or what stands between, can give."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from openrouter_lsp.checking import Accepted, Refused, Reply, Unanswered, judge, read_reply
from openrouter_lsp.checking.judge import fault_of, is_worth_a_second_try, next_change
from openrouter_lsp.checking.quoting import quotable
from openrouter_lsp.keys import EvidenceSource, Fact, Fault, KeyDetails, KeyStatus, Verdict
from tests.checking.given import NOW, described, error, new_key

Outcome = tuple[KeyStatus, Fault | None]

JSON = {"content-type": "application/json"}
HTML = {"content-type": "text/html; charset=utf-8"}
CHALLENGE = {
    "headers": {
        "WWW-Authenticate": 'Bearer error="invalid_token", error_description="API key expired"'
    }
}

VALID: Outcome = (KeyStatus.VALID, None)
EXPIRING: Outcome = (KeyStatus.EXPIRING, None)
EXHAUSTED: Outcome = (KeyStatus.EXHAUSTED, None)
EXPIRED: Outcome = (KeyStatus.EXPIRED, None)
REJECTED: Outcome = (KeyStatus.REJECTED, None)


def unknown(fault: Fault) -> Outcome:
    return KeyStatus.UNKNOWN, fault


def verdict_on(
    status: int, body: bytes, headers: dict[str, str] | None = None, **later: float
) -> Verdict:
    reply = read_reply(status, JSON if headers is None else headers, body, NOW)
    return judge(reply, NOW + timedelta(**later))


def check(
    status: int, body: bytes, headers: dict[str, str] | None = None, **later: float
) -> Outcome:
    verdict = verdict_on(status, body, headers, **later)
    return verdict.status, verdict.fault


def moment(**parts: float) -> str:
    return (NOW + timedelta(**parts)).isoformat().replace("+00:00", "Z")


# OpenRouter refuses


@pytest.mark.parametrize(
    ("message", "more", "outcome"),
    [
        ("API key expired.", {"metadata": CHALLENGE}, EXPIRED),
        ("API key expired.", {}, EXPIRED),
        ("API key expired", {}, EXPIRED),
        ("api KEY expired!", {}, EXPIRED),
        ("Unauthorized", {"metadata": CHALLENGE}, EXPIRED),
        ("User not found.", {}, REJECTED),
        ("User not found", {}, REJECTED),
        ("Invalid credentials", {}, REJECTED),
        ("Invalid API key", {}, REJECTED),
        ("API key disabled.", {}, REJECTED),
        ("Your API key has not expired.", {}, REJECTED),
        ("API key expired or deleted", {}, REJECTED),
        ("Session expired", {}, REJECTED),
        ("", {}, REJECTED),
        ("Whatever comes next year", {"metadata": {"headers": ["WWW-Authenticate"]}}, REJECTED),
        ("No", {"metadata": {"headers": {"WWW-Authenticate": "Bearer"}}}, REJECTED),
        ("No", {"metadata": "API key expired"}, REJECTED),
        ("Missing Authentication header", {}, unknown(Fault.NO_CREDENTIALS_SEEN)),
        ("No cookie auth credentials found", {}, unknown(Fault.NO_CREDENTIALS_SEEN)),
        ("No auth credentials found", {}, unknown(Fault.NO_CREDENTIALS_SEEN)),
    ],
)
def test_401(message: str, more: dict[str, Any], outcome: Outcome) -> None:
    assert check(401, error(401, message, **more)) == outcome


@pytest.mark.parametrize("message", ["User not found.", "Whatever comes next year", ""])
def test_a_rejection_quotes_what_was_said(message: str) -> None:
    (evidence,) = verdict_on(401, error(401, message)).evidence
    assert evidence.source is EvidenceSource.OPENROUTER
    assert (evidence.at, evidence.fact, evidence.code) == (NOW, Fact.REFUSED, 401)
    assert evidence.quote == message


@pytest.mark.parametrize(
    ("status", "message", "more", "outcome"),
    [
        (402, "Insufficient credits", {}, EXHAUSTED),
        (402, "Insufficient credits", {"limit_source": "openrouter_credits"}, EXHAUSTED),
        (402, "Key limit reached", {"limit_source": "openrouter_key_limit"}, EXHAUSTED),
        (402, "Budget", {"limit_source": "openrouter_in_flight_budget"}, Fault.RATE_LIMITED),
        (402, "Insufficient credits", {"limit_source": 7}, EXHAUSTED),
        (403, "Key limit exceeded (total limit). Manage it using https://x", {}, EXHAUSTED),
        (403, "Key limit exceeded (daily limit)", {}, EXHAUSTED),
        (403, "key limit exceeded (weekly limit)", {}, EXHAUSTED),
        (403, "Key limit exceeded (monthly limit)", {}, EXHAUSTED),
        (403, "Key limit exceeded (total limit)", CHALLENGE, EXHAUSTED),
        (403, "Only management keys can perform this operation", {}, Fault.FORBIDDEN),
        (403, "This IP address is not allowed", {}, Fault.FORBIDDEN),
        (403, "Not about: Key limit exceeded", {}, Fault.FORBIDDEN),
        (403, "API key expired.", {}, Fault.FORBIDDEN),
        (400, "Invalid request parameters", {}, Fault.SERVER_ERROR),
        (404, "Resource not found", {}, Fault.SERVER_ERROR),
        (408, "Request timed out", {}, Fault.SERVER_ERROR),
        (413, "Payload Too Large", {}, Fault.SERVER_ERROR),
        (422, "Unprocessable", {}, Fault.SERVER_ERROR),
        (429, "Rate limit exceeded", {}, Fault.RATE_LIMITED),
        (500, "Internal Server Error", {}, Fault.SERVER_ERROR),
        (500, "API key expired.", {}, Fault.SERVER_ERROR),
        (502, "Bad Gateway", {}, Fault.SERVER_ERROR),
        (503, "Service Unavailable", {}, Fault.SERVER_ERROR),
        (524, "Request timed out", {}, Fault.SERVER_ERROR),
        (529, "Provider overloaded", {}, Fault.SERVER_ERROR),
    ],
)
@pytest.mark.parametrize("under_200", [False, True], ids=["own status", "under HTTP 200"])
def test_other_refusals(
    status: int, message: str, more: dict[str, Any], outcome: Outcome | Fault, under_200: bool
) -> None:
    body = error(status, message, **({"metadata": more} if more else {}))
    wanted = unknown(outcome) if isinstance(outcome, Fault) else outcome
    assert check(200 if under_200 else status, body) == wanted


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (403, error(401, "API key expired."), Fault.NOT_OPENROUTER),
        (401, error(403, "Key limit exceeded (total limit)"), Fault.NOT_OPENROUTER),
        (500, error(401, "User not found."), Fault.SERVER_ERROR),
        (429, error(401, "User not found."), Fault.RATE_LIMITED),
        (404, error(401, "User not found."), Fault.NOT_OPENROUTER),
        (201, error(401, "API key expired."), Fault.NOT_OPENROUTER),
        (200, error(200, "API key expired."), Fault.NOT_OPENROUTER),
        (200, error(0, "API key expired."), Fault.NOT_OPENROUTER),
        (302, error(302, "API key expired."), Fault.REDIRECT),
        (302, error(401, "API key expired."), Fault.REDIRECT),
    ],
)
def test_an_envelope_whose_code_disagrees_is_not_believed(
    status: int, body: bytes, fault: Fault
) -> None:
    assert check(status, body) == unknown(fault)


def test_an_error_under_http_200_is_believed() -> None:
    assert check(200, error(401, "API key expired.")) == EXPIRED
    assert check(200, error(401, "User not found.")) == REJECTED


# OpenRouter accepts


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


# Not OpenRouter

PAGE = b"<!doctype html><title>Guest network</title>"
WHOLE = described(expires_at=moment(days=1))


@pytest.mark.parametrize(
    ("status", "headers", "body", "fault"),
    [
        (200, HTML, PAGE, Fault.NOT_OPENROUTER),
        (401, HTML, PAGE, Fault.NOT_OPENROUTER),
        (403, HTML, b"<title>Attention Required! | Cloudflare</title>", Fault.NOT_OPENROUTER),
        (404, HTML, PAGE, Fault.NOT_OPENROUTER),
        (407, HTML, PAGE, Fault.PROXY),
        (408, HTML, PAGE, Fault.SERVER_ERROR),
        (429, HTML, PAGE, Fault.RATE_LIMITED),
        (503, HTML, PAGE, Fault.SERVER_ERROR),
        (522, HTML, PAGE, Fault.SERVER_ERROR),
        (301, HTML, PAGE, Fault.REDIRECT),
        (302, JSON, WHOLE, Fault.REDIRECT),
        (307, {}, b"", Fault.REDIRECT),
        (200, JSON, WHOLE[:-20], Fault.NOT_OPENROUTER),
        (401, JSON, error(401, "API key expired.")[:-1], Fault.NOT_OPENROUTER),
        (200, JSON, b"", Fault.NOT_OPENROUTER),
        (401, {}, b"", Fault.NOT_OPENROUTER),
        (204, {}, b"", Fault.NOT_OPENROUTER),
        (201, JSON, WHOLE, Fault.NOT_OPENROUTER),
        (200, JSON, b" " * 300_000, Fault.NOT_OPENROUTER),
        (200, JSON, b"[" * 200_000, Fault.NOT_OPENROUTER),
        (200, JSON, b'{"data":' * 100_000 + b"1" + b"}" * 100_000, Fault.NOT_OPENROUTER),
        (401, JSON, b'{"error":' * 100_000, Fault.NOT_OPENROUTER),
        (200, JSON, b'{"data": {"usage": ' + b"9" * 5000 + b"}}", Fault.NOT_OPENROUTER),
        (200, JSON, b"\xff\xfe\x00\xd8", Fault.NOT_OPENROUTER),
        (200, JSON, b"null", Fault.NOT_OPENROUTER),
        (200, JSON, b"[]", Fault.NOT_OPENROUTER),
        (200, JSON, b"{}", Fault.NOT_OPENROUTER),
        (200, JSON, b'{"data": {}}', Fault.NOT_OPENROUTER),
        (200, JSON, b'{"data": null}', Fault.NOT_OPENROUTER),
        (200, JSON, b'{"data": [{"id": "a/model"}]}', Fault.NOT_OPENROUTER),
        (200, JSON, b'{"data": {"ok": true}}', Fault.NOT_OPENROUTER),
        (200, JSON, b'{"status": "ok"}', Fault.NOT_OPENROUTER),
        (401, JSON, b'{"error": "API key expired."}', Fault.NOT_OPENROUTER),
        (401, JSON, b'{"error": {"message": "API key expired."}}', Fault.NOT_OPENROUTER),
        (401, JSON, b'{"error": {"code": 401}}', Fault.NOT_OPENROUTER),
        (401, JSON, b'{"error": {"message": ["x"], "code": 401}}', Fault.NOT_OPENROUTER),
        (401, JSON, b'{"error": {"message": "x", "code": "401"}}', Fault.NOT_OPENROUTER),
        (401, JSON, b'{"error": {"message": "x", "code": 401.0}}', Fault.NOT_OPENROUTER),
        (
            401,
            JSON,
            b'{"type": "error", "error": {"type": "authentication_error", "message": "x"}}',
            Fault.NOT_OPENROUTER,
        ),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_is_not_openrouters_json_says_nothing_of_the_key(
    status: int, headers: dict[str, str], body: bytes, fault: Fault
) -> None:
    assert check(status, body, headers) == unknown(fault)


def test_a_page_is_named_by_its_kind_alone() -> None:
    (evidence,) = verdict_on(200, PAGE, HTML).evidence
    assert (evidence.fact, evidence.quote) == (Fact.NOT_ANSWERED, "HTTP 200, text/html")


# The clock


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


@pytest.mark.parametrize("ahead", [timedelta(), timedelta(days=3), timedelta(days=-3)])
@pytest.mark.parametrize(
    ("expires_in", "later", "changes_in"),
    [
        (None, timedelta(), None),
        (timedelta(days=30), timedelta(), timedelta(days=23)),
        (timedelta(days=30), timedelta(days=23), timedelta(days=30)),
        (timedelta(days=7), timedelta(), timedelta(days=7)),
        (timedelta(seconds=1), timedelta(), timedelta(seconds=1)),
        (timedelta(seconds=1), timedelta(seconds=1), None),
        (timedelta(days=-1), timedelta(), None),
    ],
)
def test_when_the_clock_changes_what_is_said(
    expires_in: timedelta | None, later: timedelta, changes_in: timedelta | None, ahead: timedelta
) -> None:
    expires_at = None if expires_in is None else NOW + ahead + expires_in
    reply = Accepted(NOW, KeyDetails(usage=0, expires_at=expires_at), NOW + ahead)
    wanted = None if changes_in is None else NOW + changes_in
    assert next_change(reply, NOW + later) == wanted


def test_the_first_and_the_last_moment_of_all_do_no_harm() -> None:
    """Programs write the year 1 where they mean none."""
    body = described(expires_at="0001-01-01T00:00:00Z")
    reply = read_reply(200, JSON, body, NOW)
    assert isinstance(reply, Accepted)
    assert next_change(reply, NOW) is None
    assert judge(reply, NOW).status is KeyStatus.EXPIRING
    assert check(200, described(expires_at="9999-12-31T23:59:59Z")) == VALID


# What was heard before


def refusal(**more: Any) -> Refused:
    return Refused(NOW, **{"code": 401, "message": "User not found.", **more})


def test_nobody_asked() -> None:
    assert judge(None, NOW) == Verdict(KeyStatus.UNCHECKED)


def test_a_fault_leaves_what_was_known() -> None:
    earlier = read_reply(200, JSON, described(expires_at=moment(days=1)), NOW)
    at = NOW + timedelta(minutes=5)
    newest = Unanswered(at, Fault.TIMEOUT, "after 10 s", retry_at=at)
    verdict = judge(newest, at, earlier=earlier)
    before = judge(earlier, at)
    assert (verdict.status, verdict.fault) == (KeyStatus.EXPIRING, Fault.TIMEOUT)
    assert (verdict.details, verdict.checked_at) == (before.details, NOW)
    silence, *rest = verdict.evidence
    assert (silence.at, silence.fact, silence.quote) == (at, Fact.NOT_ANSWERED, "after 10 s")
    assert tuple(rest) == before.evidence
    assert verdict.retry_at == at


def test_an_answer_takes_the_place_of_what_was_known() -> None:
    earlier = read_reply(200, JSON, described(), NOW)
    assert judge(refusal(), NOW, earlier=earlier) == judge(refusal(), NOW)


def test_a_fault_before_a_fault_tells_nothing() -> None:
    earlier = Unanswered(NOW, Fault.OFFLINE)
    verdict = judge(Unanswered(NOW, Fault.TIMEOUT), NOW, earlier=earlier)
    assert (verdict.status, verdict.fault) == (KeyStatus.UNKNOWN, Fault.TIMEOUT)
    assert len(verdict.evidence) == 1


# An expiry that was told before


def described_before(expires_in: timedelta | None, ahead: timedelta = timedelta()) -> Accepted:
    """What OpenRouter said an hour before now; its clock may be ahead of this machine's."""
    at = NOW - timedelta(hours=1)
    expires_at = None if expires_in is None else at + ahead + expires_in
    return Accepted(at, KeyDetails(usage=0, expires_at=expires_at), at + ahead)


@pytest.mark.parametrize(
    ("code", "message"), [(401, "User not found."), (401, "Whatever comes next year")]
)
@pytest.mark.parametrize("ahead", [timedelta(), timedelta(days=1), timedelta(days=-1)])
@pytest.mark.parametrize(
    ("expires_in", "status"),
    [
        (None, KeyStatus.REJECTED),
        (timedelta(minutes=1), KeyStatus.EXPIRED),
        (timedelta(minutes=60), KeyStatus.EXPIRED),
        (timedelta(minutes=61), KeyStatus.REJECTED),
        # Accepted after its time was over, so that is not what ended it.
        (timedelta(), KeyStatus.REJECTED),
        (timedelta(days=-30), KeyStatus.REJECTED),
    ],
)
def test_an_expiry_that_was_told_before_explains_a_refusal(
    code: int, message: str, ahead: timedelta, expires_in: timedelta | None, status: KeyStatus
) -> None:
    accepted = described_before(expires_in, ahead)
    verdict = judge(refusal(code=code, message=message), NOW, accepted=accepted)
    assert verdict.status is status
    said, *told = verdict.evidence
    assert (said.fact, said.code, said.quote) == (Fact.REFUSED, code, message)
    if status is KeyStatus.EXPIRED:
        (ends,) = told
        assert (ends.fact, ends.at) == (Fact.EXPIRES_AT, accepted.at)
        assert ends.moment == verdict.details.expires_at == accepted.details.expires_at
    else:
        assert told == []
        assert verdict.details == KeyDetails()


@pytest.mark.parametrize("code", [402, 403])
@pytest.mark.parametrize(
    ("expires_in", "later", "status"),
    [
        # It is told that its limit is reached after its time was over: OpenRouter knows it.
        (timedelta(minutes=59), timedelta(), KeyStatus.EXHAUSTED),
        (timedelta(minutes=60), timedelta(days=1), KeyStatus.EXHAUSTED),
        (timedelta(minutes=61), timedelta(), KeyStatus.EXHAUSTED),
        (timedelta(minutes=61), timedelta(minutes=1), KeyStatus.EXPIRED),
    ],
)
@pytest.mark.parametrize("ahead", [timedelta(), timedelta(days=1), timedelta(days=-1)])
def test_a_key_that_is_known_after_its_time_has_not_expired(
    code: int, expires_in: timedelta, later: timedelta, status: KeyStatus, ahead: timedelta
) -> None:
    accepted = described_before(expires_in, ahead)
    reply = refusal(code=code, message="Key limit exceeded (total limit)")
    assert judge(reply, NOW + later, accepted=accepted).status is status


def test_a_fault_leaves_an_expiry_that_was_told_before() -> None:
    accepted = described_before(timedelta(minutes=30))
    verdict = judge(Unanswered(NOW, Fault.TIMEOUT), NOW, earlier=refusal(), accepted=accepted)
    assert (verdict.status, verdict.fault) == (KeyStatus.EXPIRED, Fault.TIMEOUT)


def test_what_is_worth_asking_again_at_once() -> None:
    assert is_worth_a_second_try(refusal(message="No auth credentials found"))
    assert not is_worth_a_second_try(refusal())
    assert not is_worth_a_second_try(refusal(code=429))
    assert not is_worth_a_second_try(Unanswered(NOW, Fault.TIMEOUT))
    assert not is_worth_a_second_try(Accepted(NOW, KeyDetails()))


# When OpenRouter asks to be left alone


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30),
        (" 30 ", 30),
        ("0", 0),
        ("           30", 30),
        ("86401", 86400),
        ("9" * 4500, 86400),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90),
        (format_datetime(NOW + timedelta(days=400), usegmt=True), 86400),
        (format_datetime(NOW - timedelta(seconds=90), usegmt=True), None),
        ("-5", None),
        ("1.5", None),
        ("٣٠", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
@pytest.mark.parametrize("body", [error(429, "Rate limit exceeded"), PAGE], ids=["json", "html"])
def test_retry_after(header: str | None, seconds: int | None, body: bytes) -> None:
    verdict = verdict_on(429, body, {} if header is None else {"retry-after": header})
    assert verdict.fault is Fault.RATE_LIMITED
    wanted = None if seconds is None else NOW + timedelta(seconds=seconds)
    assert verdict.retry_at == wanted


# Foreign words


def test_keys_and_ids_are_not_quoted() -> None:
    key = new_key().reveal()
    digits = key.removeprefix("sk-or-v1-")
    said = f"Bad {key}, key={key}; x{key}_y and {digits} of user_2dHFtVWx2n56w6HkM or org_abc123"
    body = json.dumps(
        {"error": {"message": said, "code": 401}, "user_id": "user_2dHFtVWx2n56w6HkM"}
    ).encode()
    verdict = verdict_on(401, body)
    assert verdict.status is KeyStatus.REJECTED
    shown = repr(verdict)
    assert digits[:12] not in shown
    assert digits[-12:] not in shown
    assert "2dHFt" not in shown
    assert "abc123" not in shown


def test_keys_are_not_quoted_from_any_field() -> None:
    key = new_key().reveal()
    body = described(label=key, limit_reset=key, expires_at=key)
    assert key not in repr(verdict_on(200, body))
    challenge = {"headers": {"WWW-Authenticate": f'error_description="{key}"'}}
    metadata = {**challenge, "limit_source": key}
    refused = read_reply(402, {}, error(402, "x", metadata=metadata), NOW)
    assert isinstance(refused, Refused)
    assert refused.description == "[key]"
    assert key not in repr(refused)
    kind = {"content-type": key}
    assert key not in repr(read_reply(200, kind, b"", NOW))


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("User not found.", "User not found."),
        ("user_not_found", "user_not_found"),
        ("sk-or-v1-0e6...1c9", "sk-or-v1-0e6...1c9"),
        ("_sk-proj-AbCdEfGhIjKlMnOpQrSt", "_[key]"),
        ("sk-or-AbCdEfGhIjKl", "[key]"),
        ("a risk-assessment-of-the-system", "a risk-assessment-of-the-system"),
        ("  two\r\n\tlines\x00\x1b[31m\u202e ", "two lines [31m"),
        ("x" * 200, "x" * 200),
        ("x" * 201, "x" * 199 + "…"),
    ],
)
def test_what_is_quoted(said: str, quoted: str) -> None:
    assert quotable(said) == quoted


@settings(deadline=None)
@given(st.text())
def test_a_quote_is_one_short_printable_line(said: str) -> None:
    quoted = quotable(said)
    assert quoted.isprintable()
    assert len(quoted) <= 200


# Whatever comes

MESSAGES = st.sampled_from(
    [
        "User not found.",
        "API key expired.",
        "api key expired",
        "Missing Authentication header",
        "No auth credentials found",
        "No cookie auth credentials found",
        "Invalid API key",
        "Key limit exceeded (total limit).",
        "Rate limit exceeded",
        "API key expired yesterday",
    ]
)
MOMENTS = st.datetimes(timezones=st.just(UTC))
NEAR_MOMENTS = st.integers(-400_000, 400_000).map(lambda s: NOW + timedelta(seconds=s))
ANY_MOMENTS = MOMENTS | NEAR_MOMENTS
AMOUNTS = st.none() | st.floats(allow_nan=False, allow_infinity=False)

ACCEPTED = st.builds(
    Accepted,
    at=ANY_MOMENTS,
    details=st.builds(
        KeyDetails,
        expires_at=st.none() | ANY_MOMENTS,
        limit=AMOUNTS,
        limit_remaining=AMOUNTS,
    ),
    server_time=st.none() | ANY_MOMENTS,
    is_expiry_unread=st.booleans(),
)
REFUSALS = st.builds(
    Refused,
    at=ANY_MOMENTS,
    code=st.sampled_from([401, 402, 403, 429, 500]) | st.integers(400, 999),
    message=MESSAGES | st.text(max_size=30),
    description=st.none() | st.sampled_from(["API key expired", "no"]),
    limit_source=st.none() | st.sampled_from(["openrouter_credits", "openrouter_in_flight_budget"]),
    retry_at=st.none() | ANY_MOMENTS,
)
SILENCES = st.builds(Unanswered, at=ANY_MOMENTS, fault=st.sampled_from(Fault))
REPLIES: st.SearchStrategy[Reply] = ACCEPTED | REFUSALS | SILENCES
WARN_BEFORE = st.integers(0, 100).map(lambda days: timedelta(days=days))


def proves_expiry(told: Reply, accepted: Accepted | None, now: datetime) -> bool:
    """The evidence without which nobody may say that a key has expired."""
    last_known = None
    if isinstance(told, Refused):
        said = {told.message, told.description or ""}
        exact = {word.strip().rstrip(".!").casefold() for word in said}
        if told.code == 401 and "api key expired" in exact:
            return True
        last_known = told.at if told.code in (402, 403) else None
    else:
        accepted = told if isinstance(told, Accepted) else None
    if accepted is None or accepted.details.expires_at is None:
        return False
    heard = accepted.server_time or accepted.at
    if cannot_be_corrected(accepted, now):
        heard = accepted.at
    # From the moment of the reply on, both clocks run alike.
    left = accepted.details.expires_at - heard
    if last_known is not None and not cannot_be_corrected(accepted, last_known):
        known_for = last_known - accepted.at
        if left <= known_for:
            return False
    return timedelta() < left <= now - accepted.at


def cannot_be_corrected(accepted: Accepted, now: datetime) -> bool:
    try:
        _ = now + ((accepted.server_time or accepted.at) - accepted.at)
    except OverflowError:
        return True
    return False


@settings(deadline=None)
@given(
    reply=REPLIES,
    earlier=st.none() | REPLIES,
    accepted=st.none() | ACCEPTED,
    now=ANY_MOMENTS,
    warn_before=WARN_BEFORE,
)
def test_expired_is_never_said_without_proof(
    reply: Reply,
    earlier: Reply | None,
    accepted: Accepted | None,
    now: datetime,
    warn_before: timedelta,
) -> None:
    verdict = judge(reply, now, earlier=earlier, accepted=accepted, warn_before=warn_before)
    if verdict.status is KeyStatus.EXPIRED:
        told = reply if fault_of(reply) is None else earlier
        assert told is not None
        assert proves_expiry(told, accepted, now)


@settings(deadline=None)
@given(
    reply=REPLIES,
    earlier=REPLIES,
    accepted=st.none() | ACCEPTED,
    now=ANY_MOMENTS,
    warn_before=WARN_BEFORE,
)
def test_no_fault_changes_a_status(
    reply: Reply,
    earlier: Reply,
    accepted: Accepted | None,
    now: datetime,
    warn_before: timedelta,
) -> None:
    verdict = judge(reply, now, earlier=earlier, accepted=accepted, warn_before=warn_before)
    if verdict.fault is None:
        assert verdict == judge(reply, now, accepted=accepted, warn_before=warn_before)
    elif fault_of(earlier) is None:
        before = judge(earlier, now, accepted=accepted, warn_before=warn_before)
        assert verdict.status is before.status
    else:
        assert verdict.status is KeyStatus.UNKNOWN


@settings(deadline=None)
@given(
    reply=st.none() | REPLIES,
    earlier=st.none() | REPLIES,
    accepted=st.none() | ACCEPTED,
    now=ANY_MOMENTS,
)
def test_whatever_is_said_rests_on_evidence(
    reply: Reply | None, earlier: Reply | None, accepted: Accepted | None, now: datetime
) -> None:
    verdict = judge(reply, now, earlier=earlier, accepted=accepted)
    assert bool(verdict.evidence) == (verdict.status is not KeyStatus.UNCHECKED)
    assert (verdict.checked_at is None) == (
        verdict.status in (KeyStatus.UNKNOWN, KeyStatus.UNCHECKED)
    )


@settings(deadline=None)
@given(
    accepted=ACCEPTED,
    passed=st.integers(0, 10**7),
    ahead=st.integers(1, 10**7),
    warn_before=WARN_BEFORE,
)
def test_nothing_changes_before_the_clock_changes_it(
    accepted: Accepted, passed: int, ahead: int, warn_before: timedelta
) -> None:
    try:
        now = accepted.at + timedelta(seconds=passed)
        then = now + timedelta(seconds=ahead)
    except OverflowError:
        assume(False)
        raise
    # Where a clock cannot be corrected for one of the moments, nothing is promised.
    assume(not cannot_be_corrected(accepted, now) and not cannot_be_corrected(accepted, then))
    change = next_change(accepted, now, warn_before)
    before = judge(accepted, now, warn_before=warn_before).status
    after = judge(accepted, then, warn_before=warn_before).status
    if change is None or then < change:
        assert after is before
    elif judge(accepted, change, warn_before=warn_before).status is before:
        assert before is KeyStatus.EXHAUSTED


TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | MESSAGES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
BODIES = (
    st.binary(max_size=60)
    | TREES.map(lambda tree: json.dumps(tree).encode())
    | TREES.map(lambda tree: json.dumps({"error": tree}).encode())
    | st.fixed_dictionaries(
        {"message": MESSAGES | TREES, "code": st.sampled_from([401, 402, 403, 429]) | TREES},
        optional={"metadata": TREES},
    ).map(lambda tree: json.dumps({"error": tree}).encode())
    | st.fixed_dictionaries(
        {"label": TREES},
        optional={
            "expires_at": TREES | MOMENTS.map(datetime.isoformat),
            "limit_remaining": TREES,
            "usage": TREES,
            "is_management_key": TREES,
        },
    ).map(lambda tree: json.dumps({"data": tree}).encode())
)
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "date": st.text(max_size=40) | MOMENTS.map(lambda m: format_datetime(m, usegmt=True)),
        "retry-after": st.text(max_size=20) | st.from_regex(r"[ 0-9]{1,20}", fullmatch=True),
        "content-type": st.text(max_size=20),
    },
)


@settings(deadline=None)
@given(
    status=st.sampled_from([200, 302, 401, 402, 403, 429, 500]) | st.integers(100, 999),
    headers=HEADERS,
    body=BODIES,
    later=st.integers(-400_000, 400_000),
)
def test_every_answer_is_read_and_judged(
    status: int, headers: dict[str, str], body: bytes, later: int
) -> None:
    reply = read_reply(status, headers, body, NOW)
    now = NOW + timedelta(seconds=later)
    verdict = judge(reply, now)
    assert verdict.evidence
    if verdict.status is KeyStatus.EXPIRED:
        assert proves_expiry(reply, None, now)
