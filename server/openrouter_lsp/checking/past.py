"""What OpenRouter said of a key before, as far as it still tells something. Pure."""

from dataclasses import dataclass, replace
from typing import Final

from openrouter_lsp.checking.reply import Accepted, Refused, Reply
from openrouter_lsp.checking.wordings import knows_the_key, says_expired


@dataclass(frozen=True, slots=True)
class Past:
    """What is kept of the replies of a time.

    Attributes:
        accepted: the last that described the key; None where none did.
        expired: the last that said that its time is over; None where none did, or OpenRouter
            knew the key after it. It counts whatever other words OpenRouter finds for the key
            later: the time of a key does not begin again.
    """

    accepted: Accepted | None = None
    expired: Refused | None = None

    def after(self, reply: Reply) -> "Past":
        """Return what is kept once a newer reply has come."""
        if isinstance(reply, Accepted):
            return Past(reply)
        if isinstance(reply, Refused) and says_expired(reply):
            return replace(self, expired=reply)
        if isinstance(reply, Refused) and knows_the_key(reply):
            return replace(self, expired=None)
        return self


NOTHING: Final = Past()
"""A past of which nothing is known."""
