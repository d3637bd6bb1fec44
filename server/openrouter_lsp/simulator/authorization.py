"""Authorization codes: what an app asked for, and the key that its code buys once."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from openrouter_lsp.simulator import refusals
from openrouter_lsp.simulator.account import Account, SimulatedKey, mint
from openrouter_lsp.simulator.answers import Answer, AnswerInsteadError, error
from openrouter_lsp.simulator.body_fields import LIMIT_RESETS, BodyFields
from openrouter_lsp.simulator.states import State

_LIFETIME = timedelta(minutes=10)
_METHODS = ("S256", "plain")


def _wrong_code() -> Answer:
    """Documented, the same for every way in which code and verifier do not fit."""
    return error(403, "Invalid code or code_verifier")


def _wrong_method() -> Answer:
    return error(400, "Invalid code_challenge_method")


@dataclass(frozen=True, slots=True, kw_only=True)
class AppRequest:
    """What an app asks for.

    Attributes:
        callback_url: where the browser goes afterwards; None where the user pastes the code.
        challenge: PKCE's challenge; None for none.
        method: `S256` or `plain`. None is read as plain, as RFC 7636 has it (a guess here).
        label: the new key's name.
        limit: the new key's limit, US dollars.
        limit_reset: `daily`, `weekly`, `monthly`.
        expires_at: the new key's end, aware, UTC.
        workspace_id: where the new key goes; None for the default.
    """

    callback_url: str | None
    challenge: str | None
    method: str | None
    label: str | None
    limit: float | None
    limit_reset: str | None
    expires_at: datetime | None
    workspace_id: str | None

    @classmethod
    def read(cls, fields: BodyFields) -> "AppRequest":
        """Read it from a JSON body, or from a page's parameters.

        Raises:
            AnswerInsteadError: 400, a field is not what it must be.
        """
        if "code_challenge_method" in fields and fields.text("code_challenge_method") not in (
            *_METHODS,
            None,
        ):
            raise AnswerInsteadError(_wrong_method())
        return cls(
            callback_url=fields.callback_url("callback_url"),
            challenge=fields.text("code_challenge"),
            method=fields.text("code_challenge_method"),
            label=fields.text("key_label", longest=100),
            limit=fields.amount("limit"),
            limit_reset=fields.choice("usage_limit_type", LIMIT_RESETS),
            expires_at=fields.moment("expires_at"),
            workspace_id=fields.text("workspace_id"),
        )

    def accepts(self, verifier: str | None) -> bool:
        """Tell whether a verifier fits the challenge; without a challenge everything does."""
        if self.challenge is None:
            return True
        if verifier is None:
            return False
        answer = verifier.encode("utf-8", "surrogatepass")
        if self.method == "S256":
            answer = base64.urlsafe_b64encode(hashlib.sha256(answer).digest()).rstrip(b"=")
        return hmac.compare_digest(answer, self.challenge.encode("utf-8", "surrogatepass"))


class AuthorizationCodes:
    """The codes that wait to be exchanged. The caller holds the account's lock."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._waiting: dict[str, tuple[AppRequest, datetime]] = {}

    def issue(self, wanted: AppRequest) -> str:
        """Return a new code, good once and for ten minutes.

        Raises:
            AnswerInsteadError: 400, the workspace does not exist.
        """
        workspace_id = wanted.workspace_id
        if workspace_id is not None and not self._account.has_workspace(workspace_id):
            raise AnswerInsteadError(refusals.bad_request("workspace_id names no workspace"))
        code = f"auth_code_{secrets.token_hex(16)}"
        self._waiting[code] = (wanted, self._account.clock())
        return code

    def redeem(self, code: str, verifier: str | None, method: str | None) -> SimulatedKey:
        """Exchange a code for a new key, which the account then has.

        A failure does not use the code up (a guess).

        Raises:
            AnswerInsteadError: 400, another method than the code was asked for with; 403, the
                code is unknown, used or too old, or the verifier does not fit.
        """
        wanted, issued_at = self._waiting.get(code, (None, None))
        if wanted is None or issued_at is None:
            raise AnswerInsteadError(_wrong_code())
        if method is not None and method != (wanted.method or "plain"):
            raise AnswerInsteadError(_wrong_method())
        now = self._account.clock()
        if now >= issued_at + _LIFETIME or not wanted.accepts(verifier):
            raise AnswerInsteadError(_wrong_code())
        del self._waiting[code]
        key = SimulatedKey(
            text=mint(),
            name=wanted.label or "Made in the browser",
            state=State.VALID,
            created_at=now,
            workspace_id=wanted.workspace_id or self._account.default_workspace_id,
            expires_at=wanted.expires_at,
            limit=wanted.limit,
            limit_reset=wanted.limit_reset,
        )
        self._account.add(key)
        return key
