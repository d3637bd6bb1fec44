"""What is known of a key after it was judged."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from openrouter_lsp.keys.evidence import Evidence
from openrouter_lsp.keys.status import KeyStatus


class Fault(StrEnum):
    """Why a check gave no answer about the key. `reporting` has the sentence for each."""

    OFFLINE = "offline"
    """No connection: name not resolved, refused, unreachable."""
    TIMEOUT = "timeout"
    PROXY = "proxy"
    """The proxy refused, could not be reached, or its setting cannot be read."""
    TLS = "tls"
    """The certificate was not accepted."""
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    """5xx, 408, and whatever else OpenRouter calls its own trouble."""
    BROKEN_OFF = "broken_off"
    """The connection ended before an answer was whole."""
    NOT_OPENROUTER = "not_openrouter"
    """An answer, but not OpenRouter's JSON: a captive portal, a firewall."""
    UNKNOWN_FORM = "unknown_form"
    """An error in JSON, with words, but not in the form that OpenRouter gives its errors."""
    NOT_FOUND = "not_found"
    """404: at the address that was asked there is nothing that tells of keys."""
    GIVEN_UP = "given_up"
    """Not asked: the questions before it got no answer, one after the other."""
    REDIRECT = "redirect"
    """Something wanted to send the key elsewhere."""
    NO_CREDENTIALS_SEEN = "no_credentials_seen"
    """OpenRouter says that no key reached it, though one was sent."""
    FORBIDDEN = "forbidden"
    """403 that does not speak of the key's limit: an IP allow-list, for example."""
    MANAGEMENT_KEY = "management_key"
    """OpenRouter refused the management key that was to show the key's record."""
    MANAGEMENT_KEY_MALFORMED = "management_key_malformed"
    """What is set as the management key is no whole key."""
    BASE_URL = "base_url"
    """OPENROUTER_BASE_URL names a host that no key is sent to."""


@dataclass(frozen=True, slots=True)
class KeyDetails:
    """What OpenRouter said of a key that it knows. Amounts in US dollars, times aware, UTC.

    Source: `GET /api/v1/key`. None: not said, or none.
    """

    label: str | None = None
    expires_at: datetime | None = None
    limit: float | None = None
    limit_remaining: float | None = None
    limit_reset: str | None = None
    """`daily`, `weekly`, `monthly`; days and weeks are UTC."""
    usage: float | None = None
    usage_daily: float | None = None
    usage_weekly: float | None = None
    usage_monthly: float | None = None
    is_management_key: bool | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, its details, and the evidence for it, newest first.

    Attributes:
        status: what is said of the key.
        details: what OpenRouter told of it; empty where it told nothing.
        evidence: the facts that the status rests on.
        checked_at: when OpenRouter last answered; None where it never did.
        fault: why the newest check gave no answer; None where it gave one. A fault never
            changes a status that an earlier answer gave.
        retry_at: before this moment OpenRouter asked not to be asked again.
        ends_within: of an expiring key, the shortest of the warning times that it has reached;
            zero where its time was over when OpenRouter accepted it. None for any other.
    """

    status: KeyStatus
    details: KeyDetails = KeyDetails()
    evidence: tuple[Evidence, ...] = ()
    checked_at: datetime | None = None
    fault: Fault | None = None
    retry_at: datetime | None = None
    ends_within: timedelta | None = None
