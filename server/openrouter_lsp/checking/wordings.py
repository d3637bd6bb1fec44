"""What OpenRouter's words and numbers mean for a key. Pure.

Nothing here looks at who said it: what comes here had the form of OpenRouter's own errors.
"""

from typing import Final

from openrouter_lsp.checking.reply import Refused, Reply, Unanswered
from openrouter_lsp.keys import Fault

_EXPIRED: Final = frozenset({"api key expired"})
_NO_KEY_CAME: Final = frozenset(
    {
        "missing authentication header",
        "no auth credentials found",
        "no cookie auth credentials found",
    }
)
_LIMIT_REACHED: Final = "key limit exceeded"
_PASSING_SHORTAGE: Final = "openrouter_in_flight_budget"

_OF_THE_KEY: Final = (401, 403)
"""The errors that may speak of the key itself; under others its words are not believed."""


def says_expired(reply: Reply) -> bool:
    """Whether OpenRouter says, in the words it has for that, that the key's time is over."""
    if not isinstance(reply, Refused) or reply.code not in _OF_THE_KEY or knows_the_key(reply):
        return False
    return is_expired_wording(reply.message) or is_expired_wording(reply.description)


def is_expired_wording(message: str | None) -> bool:
    """Whether a message is, in full, what OpenRouter says of an expired key."""
    return message is not None and _plain(message) in _EXPIRED


def knows_the_key(reply: Refused) -> bool:
    """Whether a refusal shows that OpenRouter knows the key: money or a limit is in the way."""
    if reply.code == 403:
        return _plain(reply.message).startswith(_LIMIT_REACHED)
    return reply.code == 402


def fault_of(reply: Reply) -> Fault | None:
    """Return why a reply tells nothing of the key; None where it tells something."""
    if isinstance(reply, Unanswered):
        return reply.fault
    return _fault_of_refusal(reply) if isinstance(reply, Refused) else None


def _fault_of_refusal(reply: Refused) -> Fault | None:
    if says_expired(reply):
        return None
    if reply.code == 401:
        return Fault.NO_CREDENTIALS_SEEN if _plain(reply.message) in _NO_KEY_CAME else None
    if reply.code == 402:
        return Fault.RATE_LIMITED if reply.limit_source == _PASSING_SHORTAGE else None
    if reply.code == 403:
        return None if knows_the_key(reply) else Fault.FORBIDDEN
    if reply.code == 404:
        return Fault.NOT_FOUND
    return Fault.RATE_LIMITED if reply.code == 429 else Fault.SERVER_ERROR


def is_worth_a_second_try(reply: Reply) -> bool:
    """Whether to ask once more at once: OpenRouter has at times overlooked a good key."""
    return fault_of(reply) is Fault.NO_CREDENTIALS_SEEN


def _plain(message: str) -> str:
    return message.strip().rstrip(".!").casefold()
