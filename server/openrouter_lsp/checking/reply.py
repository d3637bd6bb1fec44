"""What came back when OpenRouter was asked about a key.

Only OpenRouter's own JSON is believed. A captive portal's page, a firewall's refusal, a redirect
and a truncated body all say nothing about the key.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from openrouter_lsp.checking.fields import (
    read_amount,
    read_http_date,
    read_moment,
    read_object,
    read_retry_at,
    read_text,
    read_truth,
)
from openrouter_lsp.checking.quoting import quotable
from openrouter_lsp.keys import Fault, KeyDetails

_SAYS_SOMETHING_OF_A_KEY: Final = frozenset({"label", "usage", "limit", "limit_remaining"})


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """An HTTP answer that nobody has read yet.

    Attributes:
        at: when it came, by this machine's clock.
        status: the HTTP status.
        headers: the header fields, by their names in lower case.
        body: the whole body, or so much of it as was read. It may hold anything, so it is not
            shown.
    """

    at: datetime
    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


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
        server_time: OpenRouter's clock, from the Date header; None where there was none.
    """

    at: datetime
    code: int
    message: str
    description: str | None = None
    limit_source: str | None = None
    retry_at: datetime | None = None
    server_time: datetime | None = None


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
    if 300 <= status < 400:
        return Unanswered(at, Fault.REDIRECT, f"HTTP {status}")
    content = read_object(body)
    data = content.get("data")
    if status == 200 and isinstance(data, dict) and (details := _details(data)):
        is_unread = details.expires_at is None and data.get("expires_at") is not None
        return Accepted(at, details, read_http_date(headers.get("date")), is_unread)
    if refused := _refused(status, content.get("error"), at, headers):
        return refused
    kind = headers.get("content-type", "no content type").split(";")[0]
    fault, words = _fault_of_status(status), _words_of_an_error(content)
    if fault is Fault.NOT_OPENROUTER and words:
        fault, kind = Fault.UNKNOWN_FORM, f"“{words}”"
    retry_at = read_retry_at(headers.get("retry-after"), at)
    return Unanswered(at, fault, quotable(f"HTTP {status}, {kind}"), retry_at)


def _words_of_an_error(content: Mapping[str, object]) -> str:
    """Return what an error says that is not OpenRouter's in form: a gateway's, say, or Anthropic's.

    Such words are shown, and decide nothing.
    """
    error = content.get("error")
    words = error.get("message") if isinstance(error, dict) else error
    return words.strip() if isinstance(words, str) else ""


def _fault_of_status(status: int) -> Fault:
    if status == 404:
        return Fault.NOT_FOUND
    if status == 429:
        return Fault.RATE_LIMITED
    if status == 407:
        return Fault.PROXY
    if status == 408 or status >= 500:
        return Fault.SERVER_ERROR
    return Fault.NOT_OPENROUTER


def _refused(
    status: int, error: object, at: datetime, headers: Mapping[str, str]
) -> Refused | None:
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
        limit_source=read_text(metadata.get("limit_source")),
        retry_at=read_retry_at(headers.get("retry-after"), at),
        server_time=read_http_date(headers.get("date")),
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
        label=read_text(data.get("label")),
        expires_at=read_moment(data.get("expires_at")),
        limit=read_amount(data.get("limit")),
        limit_remaining=read_amount(data.get("limit_remaining")),
        limit_reset=read_text(data.get("limit_reset")),
        usage=read_amount(data.get("usage")),
        usage_daily=read_amount(data.get("usage_daily")),
        usage_weekly=read_amount(data.get("usage_weekly")),
        usage_monthly=read_amount(data.get("usage_monthly")),
        is_management_key=read_truth(
            data.get("is_management_key", data.get("is_provisioning_key"))
        ),
    )
