"""Who may come in: from the Authorization header to a key, or to a refusal."""

import re

from openrouter_lsp.simulator import refusals
from openrouter_lsp.simulator.account import Account, SimulatedKey
from openrouter_lsp.simulator.answers import Answer, AnswerInsteadError
from openrouter_lsp.simulator.request import Request
from openrouter_lsp.simulator.states import Wording

_TAKEN_FOR_A_KEY = re.compile(r"sk-or-v1-[0-9a-f]{64}")


class Admission:
    """Lets keys in, or says why not. The caller holds the account's lock."""

    def __init__(self, account: Account) -> None:
        self._account = account

    def key(self, request: Request) -> SimulatedKey:
        """Return the key that a request came with.

        Effects: uses up a scripted answer; counts a refusal of an expired key.

        Raises:
            AnswerInsteadError: the key is refused, or an answer was scripted for it.
        """
        if request.bearer is None:
            nothing_came = not (request.authorization or "").removeprefix("Bearer").strip()
            # Which of its two wordings OpenRouter picks is a guess: the older one was seen where
            # models are run, the other stands in the specification for everything else.
            runs_models = request.path.endswith("/chat/completions")
            raise AnswerInsteadError(
                refusals.no_cookie() if nothing_came and runs_models else refusals.missing_header()
            )
        if not _TAKEN_FOR_A_KEY.fullmatch(request.bearer):
            raise AnswerInsteadError(refusals.missing_header())
        key = self._account.find(request.fingerprint)
        if key is None:
            raise AnswerInsteadError(refusals.user_not_found())
        refusal = self._refusal(key)
        if refusal is not None:
            raise AnswerInsteadError(refusal)
        return key

    def management_key(self, request: Request) -> SimulatedKey:
        """Return the management key that a request came with.

        Raises:
            AnswerInsteadError: the key is refused, or is an ordinary one (403).
        """
        key = self.key(request)
        if not key.management:
            raise AnswerInsteadError(refusals.management_only())
        return key

    def _refusal(self, key: SimulatedKey) -> Answer | None:
        """Return what is said instead of an answer to a key that is held; None for nothing."""
        if key.scripted:
            scripted = key.scripted[0]
            if scripted.remaining is not None:
                scripted.remaining -= 1
                if scripted.remaining <= 0:
                    key.scripted.pop(0)
            return scripted.answer
        if self._account.outage:
            return refusals.user_not_found()
        if key.disabled:
            return refusals.key_disabled()
        if key.has_expired(self._account.clock()):
            return self._expired(key)
        return None

    def _expired(self, key: SimulatedKey) -> Answer:
        wording = key.wording or self._account.wording
        turn = key.refused_as_expired % 2
        key.refused_as_expired += 1
        new = wording is Wording.NEW or (wording is Wording.MIXED and turn == 1)
        return refusals.key_expired() if new else refusals.user_not_found()
