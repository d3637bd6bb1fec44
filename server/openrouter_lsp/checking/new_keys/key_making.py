"""A new key in the place of an old one, with a management key: one step at a time.

Whoever asks for the steps can tell which one failed; none undoes another. The key itself that is
to be replaced is not sent, only its fingerprint.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from openrouter_lsp.checking.client import Sends
from openrouter_lsp.checking.fields import read_object
from openrouter_lsp.checking.record import Record, read_refusal
from openrouter_lsp.checking.reply import RawAnswer, Refused, Unanswered
from openrouter_lsp.keys import Fault, Fingerprint, Key

_NAMELESS: Final = "Made by openrouter-lsp"


class Step(StrEnum):
    """What was to be done at OpenRouter. `reporting` has the words for each."""

    MAKE = "make"
    DISABLE = "disable"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key that did not exist before. Its text is shown nowhere again.

    Attributes:
        key: the key.
        name: what its owner calls it.
        expires_at: when its time ends, aware, UTC; None where it never does.
    """

    key: Key
    name: str
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class NotDone:
    """A step that failed.

    Attributes:
        step: which.
        quote: OpenRouter's words, fit to be shown; None where there are none.
        fault: what went wrong; None where OpenRouter refused in words.
        is_settled: it is known that nothing was changed. Without an answer it is not.
    """

    step: Step
    quote: str | None = None
    fault: Fault | None = None
    is_settled: bool = True


async def make_like(
    client: Sends, management_key: Key, old: Record, now: datetime
) -> MadeKey | NotDone:
    """Make a key with the name, limit, reset and workspace of another, and as long a life.

    Effect: one request, which makes a key.

    Args:
        client: whom to ask.
        management_key: of the account that is to have the key.
        old: the record of the key that it is like.
        now: when its life begins, aware, UTC.
    """
    name = old.name or _NAMELESS
    expires_at = fresh_expiry(old, now)
    wanted: dict[str, object] = {"name": name, "limit": old.limit, "limit_reset": old.limit_reset}
    if expires_at is not None:
        wanted["expires_at"] = expires_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    if old.include_byok_in_limit is not None:
        wanted["include_byok_in_limit"] = old.include_byok_in_limit
    if old.workspace_id is not None:
        wanted["workspace_id"] = old.workspace_id
    answer = await client.send("POST", "/keys", management_key, wanted)
    if isinstance(answer, RawAnswer) and answer.status in (200, 201):
        text = read_object(answer.body).get("key")
        try:
            if isinstance(text, str):
                return MadeKey(Key(text), name, expires_at)
        except ValueError:
            pass  # not a key; said below
        return NotDone(Step.MAKE, fault=Fault.NOT_OPENROUTER, is_settled=False)
    return _not_done(Step.MAKE, answer)


async def disable(client: Sends, management_key: Key, fingerprint: Fingerprint) -> NotDone | None:
    """Switch a key off, so that it can be switched on again; None: done."""
    answer = await client.send("PATCH", f"/keys/{fingerprint}", management_key, {"disabled": True})
    done = _data(answer).get("disabled") is True
    return None if done else _not_done(Step.DISABLE, answer)


async def delete(client: Sends, management_key: Key, fingerprint: Fingerprint) -> NotDone | None:
    """Delete a key for good; None: done."""
    answer = await client.send("DELETE", f"/keys/{fingerprint}", management_key, None)
    if isinstance(answer, RawAnswer) and answer.status == 200:
        done = read_object(answer.body).get("deleted") is True
        return None if done else _not_done(Step.DELETE, answer)
    return _not_done(Step.DELETE, answer)


def fresh_expiry(old: Record, now: datetime) -> datetime | None:
    """Return when a key ends that begins now and lives as long as another; None: never.

    Never also where the other's life cannot be told.
    """
    if old.expires_at is None or old.created_at is None or old.expires_at <= old.created_at:
        return None
    return now + (old.expires_at - old.created_at)


def _data(answer: RawAnswer | Unanswered) -> Mapping[str, object]:
    if isinstance(answer, Unanswered) or answer.status != 200:
        return {}
    data = read_object(answer.body).get("data")
    return data if isinstance(data, dict) else {}


def _not_done(step: Step, answer: RawAnswer | Unanswered) -> NotDone:
    refusal = read_refusal(answer) if isinstance(answer, RawAnswer) else answer
    if isinstance(refusal, Refused):
        # 5xx may have done the work before it failed.
        return NotDone(step, refusal.message, is_settled=refusal.code < 500)
    never_left = refusal.fault in (Fault.OFFLINE, Fault.PROXY, Fault.TLS, Fault.BASE_URL)
    return NotDone(step, refusal.quote, refusal.fault, is_settled=never_left)
