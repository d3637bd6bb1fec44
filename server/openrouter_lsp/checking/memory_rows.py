"""The table that memory keeps, and what its rows mean."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from openrouter_lsp.checking.quoting import quotable
from openrouter_lsp.checking.reply import Accepted
from openrouter_lsp.keys import Fingerprint, KeyDetails

VERSION: Final = 1
"""Of the table; the file holds it as `PRAGMA user_version`."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)

# Moments are microseconds since 1970 began in UTC, amounts US dollars, truths 0 and 1.
SCHEMA: Final = """
CREATE TABLE remembered (
  fingerprint TEXT NOT NULL PRIMARY KEY
    CHECK (length(fingerprint) = 64 AND fingerprint NOT GLOB '*[^0-9a-f]*'),
  seen_at INTEGER NOT NULL CHECK (typeof(seen_at) = 'integer'),
  label TEXT,
  expires_at INTEGER CHECK (typeof(expires_at) IN ('integer', 'null')),
  is_expiry_unread INTEGER NOT NULL CHECK (is_expiry_unread IN (0, 1)),
  credit_limit REAL CHECK (typeof(credit_limit) IN ('real', 'null')),
  limit_remaining REAL CHECK (typeof(limit_remaining) IN ('real', 'null')),
  limit_reset TEXT,
  is_management_key INTEGER CHECK (is_management_key IN (0, 1))
) WITHOUT ROWID
"""
COLUMNS: Final = (
    "fingerprint",
    "seen_at",
    "label",
    "expires_at",
    "is_expiry_unread",
    "credit_limit",
    "limit_remaining",
    "limit_reset",
    "is_management_key",
)

# A row from the future was written while a clock was wrong. It gives way: nothing would ever be
# newer, and what is true today could not be remembered.
REMEMBER: Final = """
INSERT INTO remembered VALUES (
  :fingerprint, :seen_at, :label, :expires_at, :is_expiry_unread, :credit_limit, :limit_remaining,
  :limit_reset, :is_management_key
) ON CONFLICT (fingerprint) DO UPDATE SET
  seen_at = excluded.seen_at,
  label = excluded.label,
  expires_at = excluded.expires_at,
  is_expiry_unread = excluded.is_expiry_unread,
  credit_limit = excluded.credit_limit,
  limit_remaining = excluded.limit_remaining,
  limit_reset = excluded.limit_reset,
  is_management_key = excluded.is_management_key
WHERE excluded.seen_at >= remembered.seen_at OR remembered.seen_at > :future
"""
RECALL: Final = """
SELECT seen_at, label, expires_at, is_expiry_unread, credit_limit, limit_remaining, limit_reset,
  is_management_key
FROM remembered WHERE fingerprint = ?
"""


def row_of(fingerprint: Fingerprint, accepted: Accepted) -> dict[str, str | float | None]:
    """Return the row for `REMEMBER`, but for `future`."""
    details = accepted.details
    return {
        "fingerprint": fingerprint,
        "seen_at": number_of(accepted.at),
        # Fit to be shown already; once more, so that nothing like a key ever reaches the disk.
        "label": None if details.label is None else quotable(details.label),
        "expires_at": None if details.expires_at is None else number_of(details.expires_at),
        "is_expiry_unread": accepted.is_expiry_unread,
        "credit_limit": details.limit,
        "limit_remaining": details.limit_remaining,
        "limit_reset": None if details.limit_reset is None else quotable(details.limit_reset),
        "is_management_key": details.is_management_key,
    }


def accepted_of(row: tuple[Any, ...]) -> Accepted:
    """Return what a row of `RECALL` tells."""
    (
        seen_at,
        label,
        expires_at,
        is_expiry_unread,
        limit,
        limit_remaining,
        limit_reset,
        is_management_key,
    ) = row
    details = KeyDetails(
        label=label,
        expires_at=None if expires_at is None else _moment(expires_at),
        limit=limit,
        limit_remaining=limit_remaining,
        limit_reset=limit_reset,
        is_management_key=None if is_management_key is None else bool(is_management_key),
    )
    return Accepted(_moment(seen_at), details, is_expiry_unread=bool(is_expiry_unread))


def number_of(moment: datetime) -> int:
    """Return a moment as the file holds it: microseconds since 1970 began in UTC."""
    return (moment - _EPOCH) // _MICROSECOND


def _moment(number: int) -> datetime:
    return _EPOCH + number * _MICROSECOND
