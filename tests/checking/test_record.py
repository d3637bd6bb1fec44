"""What is read out of the management API's answers, and what is not believed."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openrouter_lsp.checking.record import NoRecord, Record, Rows, read_record, read_rows
from openrouter_lsp.checking.reply import RawAnswer, Refused, Unanswered
from openrouter_lsp.keys import Fault, Fingerprint
from tests.checking.given import NOW, described, error, new_key

ASKED = new_key().fingerprint
OTHER = new_key().fingerprint
WORKSPACE = "0df9e665-d932-5740-b2c7-b52af166bc11"
PAGE = b"<!doctype html><title>Welcome</title>"


def row(**fields: Any) -> dict[str, Any]:
    """A record, as the specification shows it; `fields` replace its own."""
    return {
        "created_at": "2025-08-24T10:30:00Z",
        "creator_user_id": "user_2dHFtVWx2n56w6HkM0000000000",
        "disabled": False,
        "expires_at": "2027-12-31T23:59:59Z",
        "hash": ASKED,
        "label": "sk-or-v1-0e6...1c96",
        "limit": 100,
        "limit_remaining": 74.5,
        "limit_reset": "monthly",
        "name": "My Production Key",
        "updated_at": "2025-08-24T15:45:00Z",
        "usage": 25.5,
        "workspace_id": WORKSPACE,
        **fields,
    }


def raw(status: int, body: object, **headers: str) -> RawAnswer:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return RawAnswer(NOW, status, {"content-type": "application/json", **headers}, content)


def read(**fields: Any) -> Record:
    record = read_record(raw(200, {"data": row(**fields)}), ASKED)
    assert isinstance(record, Record)
    return record


def test_all_that_a_record_tells() -> None:
    date = format_datetime(NOW + timedelta(hours=1), usegmt=True)
    assert read_record(raw(200, {"data": row()}, date=date), ASKED) == Record(
        at=NOW,
        disabled=False,
        name="My Production Key",
        label="sk-or-v1-0e6...1c96",
        limit=100,
        limit_remaining=74.5,
        limit_reset="monthly",
        usage=25.5,
        created_at=datetime(2025, 8, 24, 10, 30, tzinfo=UTC),
        updated_at=datetime(2025, 8, 24, 15, 45, tzinfo=UTC),
        expires_at=datetime(2027, 12, 31, 23, 59, 59, tzinfo=UTC),
        workspace_id=WORKSPACE,
        server_time=NOW + timedelta(hours=1),
    )


def test_a_record_may_hold_the_hash_alone() -> None:
    answer = raw(200, {"data": {"hash": ASKED, "colour": "green"}})
    assert read_record(answer, ASKED) == Record(at=NOW, disabled=False)


@pytest.mark.parametrize(
    ("said", "disabled"), [(True, True), (False, False), (None, False), ("true", False), (1, False)]
)
def test_disabled_is_what_the_record_says(said: object, disabled: bool) -> None:
    assert read(disabled=said).disabled is disabled


@pytest.mark.parametrize("said", ["soon", 1764547200, "", True])
def test_an_expiry_that_cannot_be_read_is_not_none(said: object) -> None:
    record = read(expires_at=said)
    assert (record.expires_at, record.is_expiry_unread) == (None, True)
    assert not read(expires_at=None).is_expiry_unread
    assert not read().is_expiry_unread


def test_an_expiry_in_another_zone_is_told_in_utc() -> None:
    assert str(read(expires_at="2026-11-23T12:00:00+02:00").expires_at) == str(NOW)


def test_keys_and_ids_are_not_shown() -> None:
    key = new_key().reveal()
    record = read(name=f"{key} of user_2dHFtVWx2n56w6HkM", label=key, workspace_id=key)
    assert record.name == "[key] of [id]"
    assert key not in repr(record)
    assert key not in repr(raw(200, {"data": row(name=key)}))


@pytest.mark.parametrize("wrong", [OTHER, ASKED.upper(), ASKED[:12], "", None, [ASKED]])
def test_the_record_of_another_key_is_not_believed(wrong: object) -> None:
    answer = read_record(raw(200, {"data": row(hash=wrong)}), ASKED)
    assert answer == Unanswered(
        NOW, Fault.NOT_OPENROUTER, "HTTP 200, not the record that was asked for"
    )


def test_no_such_record() -> None:
    assert read_record(raw(404, error(404, "Resource not found")), ASKED) == NoRecord(NOW)


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (200, PAGE, Fault.NOT_OPENROUTER),
        (200, {}, Fault.NOT_OPENROUTER),
        (200, {"data": [row()]}, Fault.NOT_OPENROUTER),
        (200, described(), Fault.NOT_OPENROUTER),
        (200, b'{"data": {"hash": "', Fault.NOT_OPENROUTER),
        (201, {"data": row()}, Fault.NOT_OPENROUTER),
        (302, {"data": row()}, Fault.REDIRECT),
        (404, PAGE, Fault.NOT_FOUND),
        (404, {"error": "Not Found"}, Fault.NOT_FOUND),
        (404, error(500, "Internal Server Error"), Fault.NOT_FOUND),
        (407, PAGE, Fault.PROXY),
        (429, PAGE, Fault.RATE_LIMITED),
        (401, error(401, "User not found."), Fault.MANAGEMENT_KEY),
        (403, error(403, "Only management keys can perform this operation"), Fault.MANAGEMENT_KEY),
        (429, error(429, "Rate limit exceeded"), Fault.RATE_LIMITED),
        (400, error(400, "Invalid request parameters"), Fault.SERVER_ERROR),
        (500, error(500, "Internal Server Error"), Fault.SERVER_ERROR),
    ],
)
def test_what_tells_nothing_of_the_key(status: int, body: object, fault: Fault) -> None:
    answer = read_record(raw(status, body), ASKED)
    assert isinstance(answer, Unanswered)
    assert answer.fault is fault


def test_a_refusal_keeps_its_words_and_its_wait() -> None:
    answer = raw(429, error(429, "Rate limit exceeded"), **{"retry-after": "90"})
    assert read_record(answer, ASKED) == Unanswered(
        NOW, Fault.RATE_LIMITED, "Rate limit exceeded", NOW + timedelta(seconds=90)
    )


def test_a_page_of_a_list() -> None:
    page = read_rows(raw(200, {"data": [row(hash=OTHER), "x", row(disabled=True)]}))
    assert isinstance(page, Rows)
    assert (len(page.rows), page.total) == (2, None)
    record = page.record(ASKED)
    assert record is not None
    assert (record.at, record.disabled) == (NOW, True)
    assert page.record(Fingerprint("")) is None


@pytest.mark.parametrize(("said", "total"), [(5, 5), (True, None), ("5", None), (None, None)])
def test_the_length_of_a_whole_list(said: object, total: int | None) -> None:
    page = read_rows(raw(200, {"data": [], "total_count": said}))
    assert page == Rows((), total, NOW, None)


def test_what_is_no_list() -> None:
    refused = read_rows(raw(404, error(404, "Resource not found")))
    assert isinstance(refused, Refused)
    assert refused.code == 404
    bodies: list[object] = [PAGE, {"data": row()}, {"data": None}, [], described()]
    for body in bodies:
        unanswered = read_rows(raw(200, body))
        assert isinstance(unanswered, Unanswered)
        assert unanswered.fault is Fault.NOT_OPENROUTER


PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
TREES = PLAIN | st.lists(PLAIN, max_size=3) | st.dictionaries(st.text(max_size=9), PLAIN)
ROWS = st.fixed_dictionaries(
    {"hash": st.sampled_from([ASKED, OTHER]) | TREES},
    optional={name: TREES for name in row() if name != "hash"},
)


@settings(deadline=None)
@given(
    status=st.sampled_from([200, 302, 401, 403, 404, 429]) | st.integers(100, 999),
    data=ROWS | st.lists(ROWS, max_size=3) | TREES,
)
def test_whatever_comes_is_read(status: int, data: Any) -> None:
    answer = raw(status, {"data": data})
    record = read_record(answer, ASKED)
    asked = status == 200 and isinstance(data, dict) and data.get("hash") == ASKED
    assert isinstance(record, Record) is asked
    assert isinstance(read_rows(answer), Rows) is (status == 200 and isinstance(data, list))
