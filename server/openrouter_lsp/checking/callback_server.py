"""Where the browser brings the code of a sign-in: a page on loopback that is served once.

RFC 8252, section 7.3: a port that the system picks, on the loopback address itself. What comes is
foreign; any page in the browser can call it. So only one path is answered, whose last part nobody
can guess, only under its own host name (a name that was rebound to 127.0.0.1 is another), and only
with the state that went out.
"""

import asyncio
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from types import TracebackType
from typing import Final, Self
from urllib.parse import parse_qsl, urlsplit

from openrouter_lsp.checking.callback_page import page
from openrouter_lsp.checking.quoting import quotable

_LONGEST_REQUEST: Final = 16 * 1024
_PATIENCE: Final = 10.0
"""Seconds in which a caller has to have said what it wants."""


@dataclass(frozen=True, slots=True)
class Code:
    """OpenRouter's code for a key; good once, for ten minutes."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Denied:
    """The user, or OpenRouter, said no.

    Attributes:
        quote: what was said, fit to be shown; None where nothing was.
    """

    quote: str | None


@dataclass(frozen=True, slots=True)
class TimedOut:
    """Nobody came back from the browser in time."""


Outcome = Code | Denied | TimedOut


class CallbackServer:
    """Listens for one sign-in, from `async with` to its end.

    Effect: a port on 127.0.0.1, closed again at the end.
    """

    def __init__(self) -> None:
        self.state = secrets.token_urlsafe(32)
        """What has to come back with the code."""
        self._path = f"/{secrets.token_urlsafe(16)}"
        self._outcome: asyncio.Future[Code | Denied] = asyncio.get_running_loop().create_future()
        self._server: asyncio.Server | None = None
        self._callers: set[asyncio.StreamWriter] = set()
        self._host = ""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(
            self._serve, "127.0.0.1", 0, limit=_LONGEST_REQUEST
        )
        port = self._server.sockets[0].getsockname()[1]
        self._host = f"127.0.0.1:{port}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None:
            self._server.close()
            for caller in tuple(self._callers):
                caller.close()
            await self._server.wait_closed()
        self._outcome.cancel()

    @property
    def url(self) -> str:
        """The address that the browser is to come back to."""
        return f"http://{self._host}{self._path}"

    async def wait(self, seconds: float) -> Outcome:
        """Wait for the browser, for so many seconds at the most."""
        try:
            async with asyncio.timeout(seconds):
                return await asyncio.shield(self._outcome)
        except TimeoutError:
            return TimedOut()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._callers.add(writer)
        try:
            async with asyncio.timeout(_PATIENCE):
                head = await reader.readuntil(b"\r\n\r\n")
                writer.write(self._answer(head))
                await writer.drain()
        except (TimeoutError, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # whoever it was did not speak HTTP, or left
        finally:
            self._callers.discard(writer)
            writer.close()

    def _answer(self, head: bytes) -> bytes:
        """Return the whole answer to a request; take note of the outcome, if it brings one."""
        request, *lines = head.decode("latin-1").split("\r\n")
        method, _, rest = request.partition(" ")
        target = urlsplit(rest.partition(" ")[0])
        headers = {
            name.strip().lower(): value.strip()
            for name, colon, value in (line.partition(":") for line in lines)
            if colon
        }
        if headers.get("host") != self._host or target.path != self._path:
            return page(HTTPStatus.NOT_FOUND, "Nothing is here.")
        if method != "GET":
            return page(HTTPStatus.METHOD_NOT_ALLOWED, "Nothing is here for this method.")
        return self._take(dict(parse_qsl(target.query, keep_blank_values=True)))

    def _take(self, said: Mapping[str, str]) -> bytes:
        if not hmac.compare_digest(said.get("state", "").encode(), self.state.encode()):
            return page(
                HTTPStatus.BAD_REQUEST,
                "This sign-in was not begun here. Begin it again in your editor.",
            )
        if self._outcome.done():
            return page(HTTPStatus.GONE, "This sign-in is over. You can close this page.")
        if code := said.get("code"):
            self._outcome.set_result(Code(code))
            return page(
                HTTPStatus.OK, "You can go back to your editor: it fetches the new key now."
            )
        words = said.get("error_description") or said.get("error")
        self._outcome.set_result(Denied(quotable(words) if words else None))
        return page(
            HTTPStatus.OK, "No key was made. You can go back to your editor, and close this page."
        )
