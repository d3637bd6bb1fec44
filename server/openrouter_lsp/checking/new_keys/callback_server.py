"""Where the browser brings the code of a sign-in: a page on loopback that is served once.

RFC 8252, section 7.3: a port that the system picks, on the loopback address itself. What comes is
foreign; any page in the browser can call it. So only one path is answered, whose last part nobody
can guess, only under its own host name (a name that was rebound to 127.0.0.1 is another), and only
with the state that went out.

Where the browser runs on another machine, an editor may forward the port: the browser then comes by
an address of the editor's, on the browser's own loopback (`come_by`). That gives nobody more than
before. The code goes to the user's own machine, and from there through the editor's connection; a
program that sits on that port in the editor's place gets a code that is worth nothing without the
verifier, which never leaves this process (RFC 7636). Path, state, single use and time-out stay, and
of host names only that address's is taken beside our own. Any other host (a name, a machine in the
network, https of somebody's cloud) is refused: there the user pastes the code.
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

from openrouter_lsp.checking.new_keys.callback_page import page
from openrouter_lsp.checking.quoting import quotable

_LONGEST_REQUEST: Final = 16 * 1024
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost"})
"""The hosts that OpenRouter takes in a callback's address without https."""
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
        self._forwarded: tuple[str, str] | None = None

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
        host, prefix = self._forwarded or (self._host, "")
        return f"http://{host}{prefix}{self._path}"

    @property
    def origin(self) -> str:
        """Where this listens, on its own machine: nothing that would have to be kept secret."""
        return f"http://{self._host}/"

    def come_by(self, address: str) -> bool:
        """Have the browser come by an address that leads to `origin`, as an editor forwards it.

        Returns:
            False, and nothing is changed, where that is not a loopback address over http.
        """
        try:
            parts = urlsplit(address)
            is_local = parts.hostname in _LOOPBACK and parts.port != 0
        except ValueError:
            return False
        is_plain = address.isascii() and address.isprintable() and " " not in address
        rest = parts.username or parts.query or parts.fragment
        if not is_plain or parts.scheme != "http" or not is_local or rest:
            return False
        self._forwarded = parts.netloc.lower(), parts.path.rstrip("/")
        return True

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
        try:
            target = urlsplit(rest.partition(" ")[0])
        except ValueError:
            return page(HTTPStatus.BAD_REQUEST, "Nothing is here.")
        headers = {
            name.strip().lower(): value.strip()
            for name, colon, value in (line.partition(":") for line in lines)
            if colon
        }
        if not self._is_here(headers.get("host", ""), target.path):
            return page(HTTPStatus.NOT_FOUND, "Nothing is here.")
        if method != "GET":
            return page(HTTPStatus.METHOD_NOT_ALLOWED, "Nothing is here for this method.")
        return self._take(dict(parse_qsl(target.query, keep_blank_values=True)))

    def _is_here(self, host: str, path: str) -> bool:
        """Whether this is our page; a proxy passes on its own host name, and may cut its path."""
        forwarded, prefix = self._forwarded or (self._host, "")
        return host in (self._host, forwarded) and path in (self._path, prefix + self._path)

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
