"""Asks OpenRouter: the only file that imports httpx, and the only one that sends."""

import asyncio
import os
import ssl
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import urlsplit

from openrouter_lsp import __version__
from openrouter_lsp.checking.hosts import BaseUrlError, choose_base_url, is_loopback
from openrouter_lsp.checking.reply import RawAnswer, Reply, Unanswered, read_reply
from openrouter_lsp.keys import Fault, Key

if TYPE_CHECKING:
    import httpx

# Bytes. A key's description has about one thousand, a list a hundred times as many.
_LONGEST_DESCRIPTION: Final = 256 * 1024
_LONGEST_LIST: Final = 2 * 1024 * 1024


class Asks(Protocol):
    """Whoever can ask OpenRouter about a key."""

    async def ask(self, key: Key) -> Reply:
        """Ask; every failure is a reply too."""

    async def aclose(self) -> None:
        """Let go of the connections."""


class Gets(Asks, Protocol):
    """Whoever can also read from the rest of OpenRouter's API."""

    base_url: str
    """The API's address, without a slash at its end; empty where nothing is sent."""

    async def get(
        self, path: str, bearer: Key, query: Mapping[str, str] | None = None
    ) -> RawAnswer | Unanswered:
        """Read what is at a path below the base URL; every failure is an answer too."""


class Sends(Gets, Protocol):
    """Whoever can also change something at OpenRouter."""

    async def send(
        self, method: str, path: str, bearer: Key | None, content: Mapping[str, object] | None
    ) -> RawAnswer | Unanswered:
        """Send a JSON object to a path below the base URL; every failure is an answer too."""


def connect(base_url: str, *, timeout: float, clock: Callable[[], datetime]) -> Sends:
    """Return a client for the address that is set, or one that sends nothing and says why.

    Args:
        base_url: the machine-level setting; empty: not set.
        timeout: seconds for a whole exchange.
        clock: the time now, aware, UTC.
    """
    try:
        address = choose_base_url(base_url, os.environ.get("OPENROUTER_BASE_URL", ""))
    except BaseUrlError as error:
        return _RefusesToAsk(str(error), clock)
    return OpenRouterClient(address, timeout=timeout, clock=clock)


class _RefusesToAsk:
    """Stands in for a client where the address to ask is not one that keys are sent to.

    Args:
        reason: why, in a sentence.
        clock: the time now, aware, UTC.
    """

    def __init__(self, reason: str, clock: Callable[[], datetime]) -> None:
        self.base_url = ""
        self._reason = reason
        self._clock = clock

    async def ask(self, key: Key) -> Reply:
        """Give the reason, and send nothing."""
        return await self.get("", key)

    async def get(
        self, path: str, bearer: Key, query: Mapping[str, str] | None = None
    ) -> Unanswered:
        """Give the reason, and send nothing."""
        del path, bearer, query
        return Unanswered(self._clock(), Fault.BASE_URL, self._reason)

    async def send(
        self, method: str, path: str, bearer: Key | None, content: Mapping[str, object] | None
    ) -> Unanswered:
        """Give the reason, and send nothing."""
        del method, path, bearer, content
        return Unanswered(self._clock(), Fault.BASE_URL, self._reason)

    async def aclose(self) -> None:
        """Do nothing."""


class OpenRouterClient:
    """Asks over HTTP.

    Redirects are never followed. Proxies and certificates are the system's; for a loopback
    address no proxy is used, since the key would go there.

    Args:
        base_url: an address that `hosts.choose_base_url` gave.
        timeout: seconds for a whole exchange. OpenRouter has taken 1.6 s when healthy.
        clock: the time now, aware, UTC.
    """

    def __init__(self, base_url: str, *, timeout: float, clock: Callable[[], datetime]) -> None:
        self.base_url = base_url
        self._timeout = timeout
        self._clock = clock
        self._opening = asyncio.Lock()
        self._client: httpx.AsyncClient | None = None

    async def ask(self, key: Key) -> Reply:
        """Ask OpenRouter about a key; effect and errors are those of `get`."""
        answer = await self._exchange("GET", "/key", key, longest=_LONGEST_DESCRIPTION)
        if isinstance(answer, Unanswered):
            return answer
        return read_reply(answer.status, answer.headers, answer.body, answer.at)

    async def get(
        self, path: str, bearer: Key, query: Mapping[str, str] | None = None
    ) -> RawAnswer | Unanswered:
        """Read what is at a path below the base URL; of a body, 2 MB at the most.

        Effect: one request that carries the bearer, to the base URL alone. Nothing of httpx is
        raised: what goes wrong is an `Unanswered`, without the bearer.
        """
        return await self._exchange("GET", path, bearer, query=query)

    async def send(
        self, method: str, path: str, bearer: Key | None, content: Mapping[str, object] | None
    ) -> RawAnswer | Unanswered:
        """Send a JSON object, or nothing, to a path below the base URL; errors are those of `get`.

        Effect: one request, which is never sent twice: it may have done its work though no
        answer came.

        Args:
            method: POST, PATCH or DELETE.
            path: below the base URL.
            bearer: None where the request is to carry no key.
            content: the body; None for none.
        """
        return await self._exchange(method, path, bearer, content=content)

    async def aclose(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _exchange(  # noqa: PLR0913 - the parts of a request
        self,
        method: str,
        path: str,
        bearer: Key | None,
        *,
        query: Mapping[str, str] | None = None,
        content: Mapping[str, object] | None = None,
        longest: int = _LONGEST_LIST,
    ) -> RawAnswer | Unanswered:
        try:
            async with self._opening:
                if self._client is None:
                    # In a thread: the import of httpx and the reading of the system's
                    # certificates take longer than an editor may be kept waiting.
                    self._client = await asyncio.to_thread(self._open)
        except Exception as error:  # noqa: BLE001 - a proxy variable that nobody can parse, say
            return Unanswered(self._clock(), Fault.PROXY, type(error).__name__)
        try:
            async with asyncio.timeout(self._timeout):
                url = f"{self.base_url}{path}"
                headers = {"Authorization": f"Bearer {bearer.reveal()}"} if bearer else {}
                async with self._client.stream(
                    method, url, headers=headers, params=query, json=content
                ) as reply:
                    lower = {name.lower(): value for name, value in reply.headers.items()}
                    body = bytearray()
                    async for chunk in reply.aiter_bytes():
                        body += chunk
                        if len(body) > longest:
                            break
                    status = reply.status_code
                    return RawAnswer(self._clock(), status, lower, bytes(body[:longest]))
        except TimeoutError:
            return Unanswered(self._clock(), Fault.TIMEOUT, f"after {self._timeout:g} s")
        except Exception as error:  # noqa: BLE001 - whatever httpx raises may carry the header
            fault = _fault_of(error)
            if fault is Fault.OFFLINE and self._goes_through_a_proxy():
                fault = Fault.PROXY
            return Unanswered(self._clock(), fault, type(error).__name__)

    def _goes_through_a_proxy(self) -> bool:
        """Whether the one that a connection is opened to is a proxy, not OpenRouter."""
        if is_loopback(self.base_url):
            return False
        from urllib.request import getproxies, proxy_bypass  # noqa: PLC0415 - see `_open`

        parts = urlsplit(self.base_url)
        proxies = getproxies()
        is_set = bool(proxies.get(parts.scheme) or proxies.get("all"))
        return is_set and not proxy_bypass(parts.hostname or "")

    def _open(self) -> "httpx.AsyncClient":
        import httpx  # noqa: PLC0415 - 50 ms that a start of the server need not pay
        import truststore  # noqa: PLC0415

        return httpx.AsyncClient(
            verify=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            trust_env=not is_loopback(self.base_url),
            follow_redirects=False,
            timeout=self._timeout,
            headers={"User-Agent": f"openrouter-lsp/{__version__}", "Accept": "application/json"},
        )


def _fault_of(error: Exception) -> Fault:
    import httpx  # noqa: PLC0415 - see `_open`

    if isinstance(error, httpx.TimeoutException):
        return Fault.TIMEOUT
    if isinstance(error, httpx.ProxyError):
        return Fault.PROXY
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return Fault.TLS
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.ConnectError):
        return Fault.OFFLINE
    if isinstance(error, httpx.NetworkError | httpx.RemoteProtocolError):
        return Fault.BROKEN_OFF
    return Fault.NOT_OPENROUTER
