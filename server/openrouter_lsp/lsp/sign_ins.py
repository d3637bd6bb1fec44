"""Sign-ins that are under way."""

import asyncio
from dataclasses import dataclass
from typing import Final

from openrouter_lsp.checking.new_keys import CallbackServer, Outcome, SignIn
from openrouter_lsp.lsp.replacing import Target

PATIENCE: Final = 300.0
"""Seconds until nobody comes back from the browser any more."""


@dataclass(frozen=True, slots=True)
class AwaitsCode:
    """A sign-in whose code is still to come, what its key is called, and where that goes."""

    sign_in: SignIn
    name: str
    target: Target


class SignIns:
    """At most one waits for the browser, and one for a code: the last that was begun."""

    def __init__(self) -> None:
        self.patience = PATIENCE
        self.awaits_code: AwaitsCode | None = None
        self.forwarding_failed = False
        """Whether nobody came back by an address that the editor forwards: it may not do so."""
        self._waiting: asyncio.Task[Outcome] | None = None
        self._begun = 0

    def begin(self) -> int:
        """Begin a sign-in; return its ticket, by which it is known to be the last."""
        self._begun += 1
        return self._begun

    async def come_back(self, server: CallbackServer, ticket: int) -> Outcome | None:
        """Wait for the browser; None where the user, or another sign-in, ended the wait.

        Args:
            server: where the browser comes back to.
            ticket: the sign-in's. Its page may open only after another has begun.
        """
        if ticket != self._begun:
            return None
        self.cancel()
        waiting = self._waiting = asyncio.ensure_future(server.wait(self.patience))
        try:
            await asyncio.wait([waiting])
        finally:
            waiting.cancel()
        return None if waiting.cancelled() else waiting.result()

    def cancel(self) -> None:
        """Wait for the browser no longer."""
        if self._waiting is not None:
            self._waiting.cancel()
