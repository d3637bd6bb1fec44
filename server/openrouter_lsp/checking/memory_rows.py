"""The rows that memory keeps, and what they mean. The tables are in `memory_schema`."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from openrouter_lsp.checking.past import Past
from openrouter_lsp.checking.quoting import quotable
from openrouter_lsp.checking.reply import Accepted, Refused
from openrouter_lsp.keys import Fingerprint, KeyDetails

Row = dict[str, str | float | None]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)

# A row from the future was written while a clock was wrong. It gives way: nothing would ever be
# newer, and what is true today could not be remembered.
REMEMBER: Final = """
INSERT INTO remembered VALUES (
  :fingerprint, :origin, :seen_at, :server_time, :label, :expires_at, :is_expiry_unread,
  :credit_limit, :limit_remaining, :limit_reset, :is_management_key
) ON CONFLICT (fingerprint, origin) DO UPDATE SET
  seen_at = excluded.seen_at,
  server_time = excluded.server_time,
  label = excluded.label,
  expires_at = excluded.expires_at,
  is_expiry_unread = excluded.is_expiry_unread,
  credit_limit = excluded.credit_limit,
  limit_remaining = excluded.limit_remaining,
  limit_reset = excluded.limit_reset,
  is_management_key = excluded.is_management_key
WHERE excluded.seen_at >= remembered.seen_at OR remembered.seen_at > :future
"""
# Whoever heard of the key's end first may write last, so both look at what the other wrote. Which
# came first, OpenRouter's clock tells best, where it was told both times.
REMEMBER_EXPIRED: Final = """
INSERT INTO said_expired
SELECT :fingerprint, :origin, :said_at, :server_time, :code, :message, :description
WHERE NOT EXISTS (
  SELECT 1 FROM remembered
  WHERE fingerprint = :fingerprint AND origin = :origin AND seen_at <= :future
    AND coalesce(server_time > :server_time, seen_at > :said_at)
) ON CONFLICT (fingerprint, origin) DO UPDATE SET
  said_at = excluded.said_at,
  server_time = excluded.server_time,
  code = excluded.code,
  message = excluded.message,
  description = excluded.description
WHERE excluded.said_at >= said_expired.said_at OR said_expired.said_at > :future
"""
KNOWN_AGAIN: Final = """
DELETE FROM said_expired
WHERE fingerprint = :fingerprint AND origin = :origin
  AND (coalesce(server_time <= :server_time, said_at <= :said_at) OR said_at > :future)
"""
RECALL: Final = """
SELECT seen_at, server_time, label, expires_at, is_expiry_unread, credit_limit, limit_remaining,
  limit_reset, is_management_key
FROM remembered WHERE fingerprint = ? AND origin = ?
"""
RECALL_EXPIRED: Final = """
SELECT said_at, server_time, code, message, description
FROM said_expired WHERE fingerprint = ? AND origin = ?
"""
FORGET_OLDER: Final = (
    "DELETE FROM remembered WHERE seen_at < ?",
    "DELETE FROM said_expired WHERE said_at < ?",
)
COUNT: Final = """
SELECT count(*) FROM (SELECT fingerprint FROM remembered UNION SELECT fingerprint FROM said_expired)
"""
FORGET: Final = ("DELETE FROM remembered", "DELETE FROM said_expired")


def row_of(fingerprint: Fingerprint, origin: str, reply: Accepted | Refused) -> Row:
    """Return the row for a reply, but for `future`: the first three statements take it."""
    dated: Row = {
        "fingerprint": fingerprint,
        "origin": origin,
        "seen_at": number_of(reply.at),
        "said_at": number_of(reply.at),
        "server_time": _number_of(reply.server_time),
    }
    # Texts are fit to be shown already; once more, so that nothing like a key reaches the disk.
    if isinstance(reply, Refused):
        words = {"message": quotable(reply.message), "description": _quotable(reply.description)}
        return {**dated, "code": reply.code, **words}
    details = reply.details
    return {
        **dated,
        "label": _quotable(details.label),
        "expires_at": _number_of(details.expires_at),
        "is_expiry_unread": reply.is_expiry_unread,
        "credit_limit": details.limit,
        "limit_remaining": details.limit_remaining,
        "limit_reset": _quotable(details.limit_reset),
        "is_management_key": details.is_management_key,
    }


def past_of(accepted: tuple[Any, ...] | None, expired: tuple[Any, ...] | None) -> Past:
    """Return what the rows of `RECALL` and `RECALL_EXPIRED` tell; None: there is no such row."""
    return Past(
        None if accepted is None else _accepted_of(*accepted),
        None if expired is None else _expired_of(*expired),
    )


def _accepted_of(  # noqa: PLR0913, PLR0917 - the columns of a row
    seen_at: int,
    server_time: int | None,
    label: str | None,
    expires_at: int | None,
    is_expiry_unread: int,
    limit: float | None,
    limit_remaining: float | None,
    limit_reset: str | None,
    is_management_key: int | None,
) -> Accepted:
    details = KeyDetails(
        label=label,
        expires_at=_moment_of(expires_at),
        limit=limit,
        limit_remaining=limit_remaining,
        limit_reset=limit_reset,
        is_management_key=None if is_management_key is None else bool(is_management_key),
    )
    return Accepted(
        _moment(seen_at),
        details,
        _moment_of(server_time),
        is_expiry_unread=bool(is_expiry_unread),
    )


def _expired_of(
    said_at: int, server_time: int | None, code: int, message: str, description: str | None
) -> Refused:
    server = _moment_of(server_time)
    return Refused(_moment(said_at), code, message, description, server_time=server)


def number_of(moment: datetime) -> int:
    """Return a moment as the file holds it: microseconds since 1970 began in UTC."""
    return (moment - _EPOCH) // _MICROSECOND


def _number_of(moment: datetime | None) -> int | None:
    return None if moment is None else number_of(moment)


def _moment(number: int) -> datetime:
    return _EPOCH + number * _MICROSECOND


def _moment_of(number: int | None) -> datetime | None:
    return None if number is None else _moment(number)


def _quotable(text: str | None) -> str | None:
    return None if text is None else quotable(text)
