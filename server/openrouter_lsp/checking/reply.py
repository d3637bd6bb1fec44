"""What came back when OpenRouter was asked about a key.

Only OpenRouter's own JSON is believed. A captive portal's page, a firewall's refusal, a redirect
and a truncated body all say nothing about the key.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from openrouter_lsp.checking.quoting import quotable
from openrouter_lsp.keys import Fault, KeyDetails

_LONGEST_WAIT: Final = timedelta(days=1)
_SAYS_SOMETHING_OF_A_KEY: Final = frozenset({"label", "usage", "limit", "limit_remaining"})


@dataclass(frozen=True, slots=True)
class Accepted:
    """200 and the key's own description.

    Attributes:
        at: when it came, by this machine's clock.
        details: what OpenRouter said of the key.
        server_time: OpenRouter's clock, from the Date header; None where there was none.
        is_expiry_unread: it has an expiry, in a form that cannot be read.
    """

    at: datetime
    details: KeyDetails
    server_time: datetime | None = None
    is_expiry_unread: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """An error in OpenRouter's envelope, `{"error": {"message", "code"}}`.

    Attributes:
        at: when it came, by this machine's clock.
        code: the envelope's code, which agrees with the HTTP status (or came under 200).
        message: OpenRouter's words, fit to be shown.
        description: `error_description` of the WWW-Authenticate header that newer replies carry.
        limit_source: which limit a 402 speaks of.
        retry_at: before this moment OpenRouter asked not to be asked again.
    """

    at: datetime
    code: int
    message: str
    description: str | None = None
    limit_source: str | None = None
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """No believable answer.

    Attributes:
        at: when that was known, by this machine's clock.
        fault: why.
        quote: what came instead, fit to be shown.
        retry_at: before this moment the other side asked not to be asked again.
    """

    at: datetime
    fault: Fault
    quote: str | None = None
    retry_at: datetime | None = None


Reply = Accepted | Refused | Unanswered


def read_reply(status: int, headers: Mapping[str, str], body: bytes, at: datetime) -> Reply:
    """Parse an HTTP answer to `GET /api/v1/key`; never raises.

    Args:
        status: the HTTP status.
        headers: the header fields, looked up in lower case.
        body: the whole body, or so much of it as was read.
        at: now.
    """
    retry_at = _retry_at(headers.get("retry-after"), at)
    if 300 <= status < 400:
        return Unanswered(at, Fault.REDIRECT, f"HTTP {status}")
    content = _json_object(body)
    data = content.get("data")
    if status == 200 and isinstance(data, dict) and (details := _details(data)):
        is_unread = details.expires_at is None and data.get("expires_at") is not None
        return Accepted(at, details, _http_date(headers.get("date")), is_unread)
    if refused := _refused(status, content.get("error"), at, retry_at):
        return refused
    kind = headers.get("content-type", "no content type").split(";")[0]
    quote = quotable(f"HTTP {status}, {kind}")
    return Unanswered(at, _fault_of_status(status), quote, retry_at)


def _fault_of_status(status: int) -> Fault:
    if status == 429:
        return Fault.RATE_LIMITED
    if status == 407:
        return Fault.PROXY
    if status == 408 or status >= 500:
        return Fault.SERVER_ERROR
    return Fault.NOT_OPENROUTER


def _json_object(body: bytes) -> Mapping[str, object]:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _refused(status: int, error: object, at: datetime, retry_at: datetime | None) -> Refused | None:
    if not isinstance(error, dict):
        return None
    code, message = error.get("code"), error.get("message")
    if type(code) is not int or not isinstance(message, str):
        return None
    # An error object can come under HTTP 200; under any other status the two must agree.
    if status not in (code, 200) or code < 400:
        return None
    metadata = error.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    return Refused(
        at,
        code,
        quotable(message),
        description=_error_description(metadata.get("headers")),
        limit_source=_text(metadata.get("limit_source")),
        retry_at=retry_at,
    )


def _error_description(headers: object) -> str | None:
    challenge = headers.get("WWW-Authenticate") if isinstance(headers, dict) else None
    if not isinstance(challenge, str):
        return None
    _, found, rest = challenge.partition('error_description="')
    return quotable(rest.partition('"')[0]) if found else None


def _details(data: Mapping[str, object]) -> KeyDetails | None:
    if _SAYS_SOMETHING_OF_A_KEY.isdisjoint(data):
        return None
    return KeyDetails(
        label=_text(data.get("label")),
        expires_at=_moment(data.get("expires_at")),
        limit=_amount(data.get("limit")),
        limit_remaining=_amount(data.get("limit_remaining")),
        limit_reset=_text(data.get("limit_reset")),
        usage=_amount(data.get("usage")),
        usage_daily=_amount(data.get("usage_daily")),
        usage_weekly=_amount(data.get("usage_weekly")),
        usage_monthly=_amount(data.get("usage_monthly")),
        is_management_key=_truth(data.get("is_management_key", data.get("is_provisioning_key"))),
    )


def _text(value: object) -> str | None:
    return quotable(value) if isinstance(value, str) else None


def _truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _amount(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        amount = float(value)
    except OverflowError:
        return None
    return amount if math.isfinite(amount) else None


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _http_date(value: str | None) -> datetime | None:
    if value is None:
        return None
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - not before a reply comes

    try:
        moment = parsedate_to_datetime(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _retry_at(value: str | None, at: datetime) -> datetime | None:
    """Return the moment that a Retry-After header names, in seconds or as a date.

    A day at the most: beyond that it is nonsense, and would silence the checks for good.
    """
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        seconds = int(value[:9])
        return at + min(timedelta(seconds=seconds), _LONGEST_WAIT)
    moment = _http_date(value)
    return min(moment, at + _LONGEST_WAIT) if moment and moment > at else None
