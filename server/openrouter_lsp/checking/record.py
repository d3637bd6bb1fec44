"""What the management API says of a key: its record.

A record is found by the key's fingerprint, so the key itself is not sent. Only OpenRouter's own
JSON is believed, and of a record only the one that was asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from openrouter_lsp.checking.fields import (
    read_amount,
    read_http_date,
    read_moment,
    read_object,
    read_text,
    read_truth,
)
from openrouter_lsp.checking.reply import RawAnswer, Refused, Unanswered, read_reply
from openrouter_lsp.keys import Fault, Fingerprint


@dataclass(frozen=True, slots=True)
class Record:
    """What OpenRouter keeps of a key. Amounts in US dollars, times aware, UTC; None: not said.

    Attributes:
        at: when it was read, by this machine's clock.
        disabled: it says that its owner switched the key off.
        name: the owner's name for the key.
        label: the key, masked.
        limit: what the key may spend; None also where it has no limit.
        limit_remaining: what is left of that.
        limit_reset: `daily`, `weekly`, `monthly`; None also where the limit is for good.
        usage: what the key has spent.
        created_at: when it was made.
        updated_at: when it was last changed.
        expires_at: when its time ends, or ended; None also where it never expires.
        workspace_id: the workspace that it belongs to.
        server_time: OpenRouter's clock, from the Date header; None where there was none.
        is_expiry_unread: it has an expiry, in a form that cannot be read.
        include_byok_in_limit: what the user's own keys at providers spend counts too.
    """

    at: datetime
    disabled: bool
    name: str | None = None
    label: str | None = None
    limit: float | None = None
    limit_remaining: float | None = None
    limit_reset: str | None = None
    usage: float | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    expires_at: datetime | None = None
    workspace_id: str | None = None
    server_time: datetime | None = None
    is_expiry_unread: bool = False
    include_byok_in_limit: bool | None = None


@dataclass(frozen=True, slots=True)
class NoRecord:
    """The account of the management key has no such record.

    That proves nothing: the key was deleted, or is another account's, or was never made.

    Attributes:
        at: when OpenRouter said so, by this machine's clock.
        complete: every workspace was searched to its end, as far as the answers tell.
    """

    at: datetime
    complete: bool = True


LookedUp = Record | NoRecord | Unanswered
"""What came of looking for a key's record."""


@dataclass(frozen=True, slots=True)
class Rows:
    """One page of a list.

    Attributes:
        rows: what has the form of a row; its content is still foreign.
        total: how many rows the whole list has; None where that was not said.
        at: when it came, by this machine's clock.
        server_time: OpenRouter's clock; None where it was not told.
    """

    rows: tuple[Mapping[str, object], ...]
    total: int | None
    at: datetime
    server_time: datetime | None

    def record(self, fingerprint: Fingerprint) -> Record | None:
        """Return the record of a key, where it is on this page."""
        for row in self.rows:
            if row.get("hash") == fingerprint:
                return _record(row, self.at, self.server_time)
        return None


def read_record(answer: RawAnswer, fingerprint: Fingerprint) -> LookedUp:
    """Parse the answer to `GET /keys/{hash}`; never raises.

    Args:
        answer: what came.
        fingerprint: the key that was asked for; the record of any other is not believed.
    """
    row = _data(answer)
    if isinstance(row, dict):
        if row.get("hash") == fingerprint:
            return _record(row, answer.at, read_http_date(answer.headers.get("date")))
        return _not_believed(answer, "not the record that was asked for")
    refusal = read_refusal(answer)
    if isinstance(refusal, Refused):
        return NoRecord(answer.at) if refusal.code == 404 else unanswered(refusal)
    return refusal


def read_rows(answer: RawAnswer) -> Rows | Refused | Unanswered:
    """Parse the answer to `GET /keys` or `GET /workspaces`; never raises."""
    data = _data(answer)
    if not isinstance(data, list):
        return read_refusal(answer)
    total = read_object(answer.body).get("total_count")
    return Rows(
        rows=tuple(row for row in data if isinstance(row, dict)),
        total=total if type(total) is int else None,
        at=answer.at,
        server_time=read_http_date(answer.headers.get("date")),
    )


def read_refusal(answer: RawAnswer) -> Refused | Unanswered:
    """Say why an answer does not hold what was asked for; never raises."""
    reply = read_reply(answer.status, answer.headers, answer.body, answer.at)
    if isinstance(reply, Refused | Unanswered):
        return reply
    return _not_believed(answer, "not what was asked for")


def unanswered(refusal: Refused) -> Unanswered:
    """Turn OpenRouter's refusal of the request into "no answer".

    It is the management key that was refused, or the request; of the key that was asked about
    nothing was said.
    """
    if refusal.code in (401, 403):
        fault = Fault.MANAGEMENT_KEY
    else:
        fault = Fault.RATE_LIMITED if refusal.code == 429 else Fault.SERVER_ERROR
    return Unanswered(refusal.at, fault, refusal.message, refusal.retry_at)


def _data(answer: RawAnswer) -> object:
    return read_object(answer.body).get("data") if answer.status == 200 else None


def _not_believed(answer: RawAnswer, what: str) -> Unanswered:
    return Unanswered(answer.at, Fault.NOT_OPENROUTER, f"HTTP {answer.status}, {what}")


def _record(row: Mapping[str, object], at: datetime, server_time: datetime | None) -> Record:
    expires_at = read_moment(row.get("expires_at"))
    return Record(
        at=at,
        # Where nothing is said of it, that it is disabled is not claimed.
        disabled=row.get("disabled") is True,
        name=read_text(row.get("name")),
        label=read_text(row.get("label")),
        limit=read_amount(row.get("limit")),
        limit_remaining=read_amount(row.get("limit_remaining")),
        limit_reset=read_text(row.get("limit_reset")),
        usage=read_amount(row.get("usage")),
        created_at=read_moment(row.get("created_at")),
        updated_at=read_moment(row.get("updated_at")),
        expires_at=expires_at,
        workspace_id=read_text(row.get("workspace_id")),
        server_time=server_time,
        is_expiry_unread=expires_at is None and row.get("expires_at") is not None,
        include_byok_in_limit=read_truth(row.get("include_byok_in_limit")),
    )
