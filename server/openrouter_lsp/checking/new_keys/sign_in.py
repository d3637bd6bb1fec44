"""A new key through the browser: OAuth with PKCE (RFC 7636), as OpenRouter offers it.

The browser is sent to `SignIn.url`; what comes back is a code, which `SignIn.exchange` turns into
a key. Who cannot be called back on loopback (over SSH, in a container) leaves `callback_url` out,
and OpenRouter shows the code for the user to paste.
"""

import asyncio
import base64
import hashlib
import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urlencode, urlsplit

from openrouter_lsp.checking.client import Sends
from openrouter_lsp.checking.fields import read_object
from openrouter_lsp.checking.quoting import quotable
from openrouter_lsp.checking.reply import RawAnswer, Refused, Unanswered, read_reply
from openrouter_lsp.keys import Fault, Key

_METHOD: Final = "S256"


class Refusal(StrEnum):
    """Why a code did not become a key. `reporting` has the sentence for each."""

    CODE = "code"
    """OpenRouter does not take the code: it was used, is older than ten minutes, or is wrong."""
    ALREADY_USED = "already_used"
    """This sign-in has exchanged a code before; another has to be begun."""
    NO_KEY = "no_key"
    """OpenRouter answered, and no key was in the answer."""
    NO_ANSWER = "no_answer"
    """No believable answer came; `fault` tells why."""


@dataclass(frozen=True, slots=True)
class NotSignedIn:
    """Why there is no key.

    Attributes:
        refusal: the reason.
        quote: OpenRouter's words, fit to be shown; None where there are none.
        fault: what went wrong on the way; None where OpenRouter answered.
    """

    refusal: Refusal
    quote: str | None = None
    fault: Fault | None = None


class SignIn:
    """One attempt, for one code.

    Args:
        base_url: the API's address, as `hosts.choose_base_url` gave it.
        callback_url: where the browser brings the code; None where the user is to paste it.
        label: the new key's name, shown on OpenRouter's page.
        state: what has to come back with the code. Not used where the user pastes it.
    """

    def __init__(
        self, base_url: str, *, callback_url: str | None, label: str, state: str | None = None
    ) -> None:
        # 64 bytes are 86 characters; RFC 7636 wants 43 to 128.
        self._verifier = secrets.token_urlsafe(64)
        self._taken: str | None = None
        self._exchanging = asyncio.Lock()
        asked = {
            "code_challenge": challenge_of(self._verifier),
            "code_challenge_method": _METHOD,
            "key_label": label,
        }
        if callback_url is not None:
            asked["callback_url"] = callback_url
        if state is not None:
            asked["state"] = state
        self.url = f"{_site(base_url)}/auth?{urlencode(asked)}"
        """The page to open in the browser. It holds the challenge, not the verifier."""

    def __repr__(self) -> str:
        return "SignIn()"

    async def exchange(self, code: str, client: Sends) -> Key | NotSignedIn:
        """Turn a code into a key.

        Effect: one request, which carries the code and the verifier. Once a key has come, no
        other is asked for. A code waits until it is known what became of the one before.
        """
        async with self._exchanging:
            if self._taken is not None:
                return NotSignedIn(Refusal.ALREADY_USED)
            result = await self._exchange(code.strip(), client)
            if isinstance(result, Key):
                self._taken = code.strip()
            return result

    def took(self, code: str) -> bool:
        """Whether a code is the one that brought the key, so that nothing failed for it."""
        return self._taken is not None and code.strip() == self._taken

    async def _exchange(self, code: str, client: Sends) -> Key | NotSignedIn:
        content = {
            "code": code,
            "code_verifier": self._verifier,
            "code_challenge_method": _METHOD,
        }
        answer = await client.send("POST", "/auth/keys", None, content)
        if isinstance(answer, Unanswered):
            return NotSignedIn(Refusal.NO_ANSWER, fault=answer.fault)
        return _read(answer)


def challenge_of(verifier: str) -> str:
    """Return PKCE's challenge for a verifier, by the method S256."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def _site(base_url: str) -> str:
    """Return the address of the site that an API's address belongs to."""
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc}"


def _read(answer: RawAnswer) -> Key | NotSignedIn:
    if answer.status == 200:
        text = read_object(answer.body).get("key")
        try:
            return Key(text) if isinstance(text, str) else NotSignedIn(Refusal.NO_KEY)
        except ValueError:
            return NotSignedIn(Refusal.NO_KEY)
    reply = read_reply(answer.status, answer.headers, answer.body, answer.at)
    if isinstance(reply, Refused):
        taken = Refusal.CODE if reply.code in (400, 403) else Refusal.NO_KEY
        return NotSignedIn(taken, quote=quotable(reply.message))
    fault = reply.fault if isinstance(reply, Unanswered) else None
    return NotSignedIn(Refusal.NO_ANSWER, fault=fault)
