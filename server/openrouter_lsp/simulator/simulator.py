"""The simulator's face for Python."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from types import TracebackType
from typing import Self, Unpack

from openrouter_lsp.simulator.account import Account, ScriptedAnswer, SimulatedKey, fingerprint_of
from openrouter_lsp.simulator.answers import Answer
from openrouter_lsp.simulator.key_in_state import key_in_state
from openrouter_lsp.simulator.loopback_server import LOOPBACK, LoopbackServer
from openrouter_lsp.simulator.request import Request
from openrouter_lsp.simulator.request_log import RequestLog, RequestRecord
from openrouter_lsp.simulator.routes import API, SIGN_IN, Routes
from openrouter_lsp.simulator.states import KeyOptions, State, Wording
from openrouter_lsp.simulator.timestamps import utc_now


class Simulator:
    """An OpenRouter on 127.0.0.1, from `start()` to `close()`, or as a context manager.

    Args:
        wording: how expired keys are refused; `wording` can be set at any time.
        clock: tells the time, aware. Expiry, Date headers and records go by it.
        host: 127.0.0.1; anything else is refused.
        port: 0 for any that is free.

    Raises:
        ValueError: a host that is not loopback.
    """

    def __init__(
        self,
        *,
        wording: Wording = Wording.OLD,
        clock: Callable[[], datetime] = utc_now,
        host: str = LOOPBACK,
        port: int = 0,
    ) -> None:
        if host != LOOPBACK:
            raise ValueError(f"the simulator listens on {LOOPBACK} only, not on {host!r}")
        self._wanted_port = port
        self._account = Account(clock, wording)
        self._routes = Routes(self._account)
        self._log = RequestLog()
        self._server: LoopbackServer | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Listen, in a thread of its own.

        Raises:
            OSError: the port is in use, or not allowed.
        """
        self._server = LoopbackServer(self._wanted_port, self._answer, self._account.clock)
        self._thread = threading.Thread(target=self._server.serve, name="simulator", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Let go of what is held, close every socket and end every thread.

        Raises:
            RuntimeError: the simulator itself broke while it answered. The cause tells how.
        """
        server, self._server = self._server, None
        if server is None or self._thread is None:
            return
        self._log.close()
        self.release()
        server.end(self._thread)
        if server.faults:
            raise RuntimeError("the simulator broke") from server.faults[0]

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def port(self) -> int:
        """The port it listens on.

        Raises:
            RuntimeError: it does not listen.
        """
        if self._server is None:
            raise RuntimeError("the simulator is not running")
        return self._server.server_port

    @property
    def origin(self) -> str:
        """What stands for https://openrouter.ai."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def base_url(self) -> str:
        """What stands for https://openrouter.ai/api/v1."""
        return self.origin + API

    @property
    def sign_in_url(self) -> str:
        """What stands for https://openrouter.ai/auth."""
        return self.origin + SIGN_IN

    @property
    def wording(self) -> Wording:
        """How expired keys are refused that do not say otherwise."""
        return self._account.wording

    @wording.setter
    def wording(self, wording: Wording) -> None:
        self._account.wording = wording

    @property
    def outage(self) -> bool:
        """While True, good keys too are told that their user was not found."""
        return self._account.outage

    @outage.setter
    def outage(self, outage: bool) -> None:
        self._account.outage = outage

    @property
    def expired_stay_listed(self) -> bool:
        """Whether the management API still shows expired keys. Nobody knows; True here."""
        return self._account.expired_stay_listed

    @expired_stay_listed.setter
    def expired_stay_listed(self, stay: bool) -> None:
        self._account.expired_stay_listed = stay

    @property
    def default_workspace_id(self) -> str:
        """The id of the workspace that keys live in."""
        return self._account.default_workspace_id

    @property
    def keys(self) -> tuple[SimulatedKey, ...]:
        """Every key made so far, oldest first; those made over HTTP, and the deleted, too."""
        return self._account.keys

    def add(self, state: State = State.VALID, **options: Unpack[KeyOptions]) -> str:
        """Make a key in a state and return its text.

        Raises:
            ValueError: the workspace does not exist.
        """
        with self._account.lock:
            key = key_in_state(self._account, state, options)
            self._account.add(key)
        return key.text

    def disable(self, key: str) -> None:
        """Switch a key off, as its owner would."""
        self._change(key).disabled = True

    def enable(self, key: str) -> None:
        """Switch a key on again."""
        self._change(key).disabled = False

    def delete(self, key: str) -> None:
        """Delete a key, as its owner would."""
        self._change(key).deleted = True

    def script(self, key: str, *answers: Answer, times: int | None = 1) -> None:
        """Give these answers to a key before all else, in this order, each `times` times.

        Args:
            key: a key's text.
            answers: what is given, whichever endpoint asks for the key.
            times: None for always.
        """
        with self._account.lock:
            self._change(key).scripted.extend(ScriptedAnswer(one, times) for one in answers)

    def release(self, key: str | None = None) -> None:
        """Let a slow key be answered, now and from now on; None for all."""
        for one in self.keys if key is None else (self._change(key),):
            if one.released is not None:
                one.released.set()

    @property
    def requests(self) -> tuple[RequestRecord, ...]:
        """Every request since the start, or since they were forgotten, in the order they came."""
        return self._log.records

    @property
    def peak_parallel(self) -> int:
        """The most requests that were under way at once."""
        return self._log.peak

    def wait_for_requests(self, count: int, timeout: float = 5.0) -> tuple[RequestRecord, ...]:
        """Wait until `count` requests are on record; `timeout` in seconds.

        Raises:
            TimeoutError: fewer came.
        """
        return self._log.wait_for(count, timeout)

    def forget_requests(self) -> None:
        """Start the record of requests and the peak anew."""
        self._log.forget()

    def hold(self) -> AbstractContextManager[None]:
        """Hold every answer until the block ends; requests are recorded all the same."""
        return self._log.hold()

    def _change(self, key: str) -> SimulatedKey:
        found = self._account.find(fingerprint_of(key))
        if found is None:
            raise KeyError("the simulator has no such key")
        return found

    def _answer(self, request: Request, query: str) -> Answer:
        """Answer one request; runs in the connection's thread."""
        record = RequestRecord(
            method=request.method,
            path=request.path,
            query=query,
            fingerprint=request.fingerprint,
            at=self._account.clock(),
        )
        with self._log.under_way(record):
            key = self._account.find(request.fingerprint)
            if key is not None and key.released is not None:
                key.released.wait(key.delay)
            return self._routes.answer(request)
