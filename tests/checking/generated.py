"""Replies and answers, whatever they may hold, for property tests."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from hypothesis import strategies as st

from openrouter_lsp.checking import Accepted, NoRecord, Past, Record, Refused, Reply, Unanswered
from openrouter_lsp.checking.record import LookedUp
from openrouter_lsp.keys import Fault, KeyDetails
from tests.checking.given import NOW

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
    server_time=st.none() | ANY_MOMENTS,
)
SAID_EXPIRED = st.builds(
    Refused,
    at=ANY_MOMENTS,
    code=st.sampled_from([401, 403]),
    message=st.sampled_from(["API key expired.", "api key expired"]),
    server_time=st.none() | ANY_MOMENTS,
)
PASTS = st.builds(Past, accepted=st.none() | ACCEPTED, expired=st.none() | SAID_EXPIRED)
"""What is kept of earlier replies, whatever came first."""

SILENCES = st.builds(Unanswered, at=ANY_MOMENTS, fault=st.sampled_from(Fault))
REPLIES: st.SearchStrategy[Reply] = ACCEPTED | REFUSALS | SILENCES
WARN_BEFORE = st.lists(
    st.integers(1, 100).map(lambda days: timedelta(days=days))
    | st.integers(1, 400_000).map(lambda seconds: timedelta(seconds=seconds)),
    max_size=4,
).map(tuple)
"""Warning times, in any order."""

RECORDS = st.builds(
    Record,
    at=ANY_MOMENTS,
    disabled=st.booleans(),
    expires_at=st.none() | ANY_MOMENTS,
    limit_remaining=AMOUNTS,
    server_time=st.none() | ANY_MOMENTS,
    is_expiry_unread=st.booleans(),
)
LOOKED_UP: st.SearchStrategy[LookedUp] = (
    RECORDS | st.builds(NoRecord, at=ANY_MOMENTS, complete=st.booleans()) | SILENCES
)
"""What came of looking for a key's record."""

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
