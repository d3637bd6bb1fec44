"""What is said when: a table, made by asking `judge` itself."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from openrouter_lsp.checking import (
    Accepted,
    NoRecord,
    Past,
    Record,
    Refused,
    Reply,
    Unanswered,
    judge,
)
from openrouter_lsp.keys import Fault, KeyDetails, KeyStatus, Verdict
from openrouter_lsp.reporting import explain_status, next_step

PAGE: Final = Path(__file__).with_name("verdicts.md")

_NOW: Final = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
_LATER: Final = timedelta(days=30)
_EARLIER: Final = timedelta(days=-3)


def _accepted(at: datetime = _NOW, **details: Any) -> Accepted:  # noqa: ANN401 - KeyDetails' own
    return Accepted(at, KeyDetails(usage=0.0, **details))


_REPLIES: Final[dict[str, Reply | None]] = {
    "200": _accepted(),
    "200, expires in 30 days": _accepted(expires_at=_NOW + _LATER),
    "200, expires in 3 days": _accepted(expires_at=_NOW - _EARLIER),
    "200, expired 3 days ago": _accepted(expires_at=_NOW + _EARLIER),
    "200, an hour ago, expired since": _accepted(
        _NOW - timedelta(hours=1), expires_at=_NOW - timedelta(minutes=1)
    ),
    "200, nothing left of its limit": _accepted(limit=10.0, limit_remaining=0.0),
    "401 API key expired.": Refused(_NOW, 401, "API key expired."),
    "401 User not found., challenge: API key expired": Refused(
        _NOW, 401, "User not found.", "API key expired"
    ),
    "401 User not found.": Refused(_NOW, 401, "User not found."),
    "401, words never heard before": Refused(_NOW, 401, "Go away."),
    "401 No auth credentials found, twice": Refused(_NOW, 401, "No auth credentials found"),
    "402 Insufficient credits": Refused(_NOW, 402, "Insufficient credits"),
    "403 Key limit exceeded": Refused(_NOW, 403, "Key limit exceeded (total limit)."),
    "403 API key expired.": Refused(_NOW, 403, "API key expired."),
    "403, anything else": Refused(_NOW, 403, "Not from this address."),
    "429": Refused(_NOW, 429, "Rate limit exceeded"),
    "429, asked to wait": Refused(
        _NOW, 429, "Rate limit exceeded", retry_at=_NOW + timedelta(minutes=10)
    ),
    "404": Refused(_NOW, 404, "Not Found"),
    "5xx": Refused(_NOW, 500, "Internal Server Error"),
    "5xx API key expired.": Refused(_NOW, 500, "API key expired."),
    "a page of HTML": Unanswered(_NOW, Fault.NOT_OPENROUTER),
    "an error that is not in OpenRouter's form": Unanswered(
        _NOW, Fault.UNKNOWN_FORM, "HTTP 401, “Unauthorized”"
    ),
    "a redirect": Unanswered(_NOW, Fault.REDIRECT),
    "no connection, no time, no TLS, no proxy": Unanswered(_NOW, Fault.OFFLINE),
    "(given up, after others got no answer)": Unanswered(_NOW, Fault.GIVEN_UP),
    "(not asked: switched off, offline, not trusted)": None,
}
_SEEN: Final = _NOW - timedelta(days=10)
_CIRCUMSTANCES: Final[dict[str, dict[str, Any]]] = {
    "nothing else known": {},
    "seen before, no expiry": {"memory": Past(_accepted(_SEEN))},
    "seen before, expiry to come": {"memory": Past(_accepted(_SEEN, expires_at=_NOW + _LATER))},
    "seen before, expiry passed": {"memory": Past(_accepted(_SEEN, expires_at=_NOW + _EARLIER))},
    "seen seconds after its expiry": {
        "memory": Past(_accepted(_SEEN, expires_at=_SEEN - timedelta(seconds=2)))
    },
    "said before: expired": {"memory": Past(expired=Refused(_SEEN, 401, "API key expired."))},
    "record: disabled": {"record": Record(_NOW, disabled=True)},
    "record: expired": {"record": Record(_NOW, disabled=False, expires_at=_NOW + _EARLIER)},
    "record: in order": {"record": Record(_NOW, disabled=False)},
    "record: none here": {"record": NoRecord(_NOW)},
    "record: not shown": {"record": Unanswered(_NOW, Fault.MANAGEMENT_KEY, "User not found.")},
}


def page() -> str:
    """Return the page in Markdown."""
    header = ["OpenRouter answers", *_CIRCUMSTANCES]
    rows = [
        [reply, *(_cell(_REPLIES[reply], given) for given in _CIRCUMSTANCES.values())]
        for reply in _REPLIES
    ]
    lines = [header, ["---"] * len(header), *rows]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return "\n".join([_INTRODUCTION, table, _MIDDLE, *_sentences(), ""])


def _verdict(reply: Reply | None, given: dict[str, Any]) -> Verdict:
    return judge(reply, _NOW, **given)


def _cell(reply: Reply | None, given: dict[str, Any]) -> str:
    verdict = _verdict(reply, given)
    is_unconfirmed = verdict.status is KeyStatus.EXPIRED and verdict.checked_at is None
    return f"{verdict.status} (unconfirmed)" if is_unconfirmed else str(verdict.status)


def _sentences() -> list[str]:
    """Return what is said of each status, with what to do next, each wording once."""
    said: dict[str, KeyStatus] = {}
    for reply in _REPLIES.values():
        for given in _CIRCUMSTANCES.values():
            verdict = _verdict(reply, given)
            step = next_step(verdict)
            words = f"{explain_status(verdict, _NOW)} {step or ''}".strip()
            said.setdefault(words, verdict.status)
    order = list(KeyStatus)
    ordered = sorted(said.items(), key=lambda item: order.index(item[1]))
    return [f"- **{status}**: {words}" for words, status in ordered]


_INTRODUCTION: Final = """\
# What is said when

Made by asking `judge` itself (`make docs`); a test keeps it so. Each row is what came back when
OpenRouter was asked about a key, each column what else was known: from the memory of earlier
answers, or from the key's record, which only a management key can show. "Unconfirmed": nobody
answered, and what is remembered says it all the same. Where nobody asked, what is remembered is
told as evidence, and decides nothing.
"""
_MIDDLE: Final = """
## In these words

As of 23 November 2026, 10:00 UTC, for keys that were last seen ten days before.
"""
