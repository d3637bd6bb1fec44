"""One question for one key, however many places it stands in."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Protocol

from openrouter_lsp.checking.client import Asks
from openrouter_lsp.checking.expiry import next_change
from openrouter_lsp.checking.hosts import OPENROUTER, origin_of
from openrouter_lsp.checking.judge import WARN_BEFORE, judge
from openrouter_lsp.checking.past import NOTHING, Past
from openrouter_lsp.checking.record import LookedUp
from openrouter_lsp.checking.reply import Accepted, Refused, Reply, Unanswered
from openrouter_lsp.checking.silence import Silence
from openrouter_lsp.checking.wordings import fault_of, is_worth_a_second_try
from openrouter_lsp.keys import Fault, Fingerprint, Key, KeyStatus, Verdict

MAX_AGE: Final = timedelta(minutes=15)
"""How long an answer holds before OpenRouter is asked again, unless a setting says otherwise."""

_FAULT_MAX_AGE: Final = timedelta(seconds=30)
_PARALLEL: Final = 4


@dataclass(frozen=True, slots=True)
class _Heard:
    """What was heard of one key.

    Attributes:
        newest: the newest reply.
        telling: the last that told something of the key.
        past: what is kept of this session's replies.
        memory: what earlier sessions kept of it, as far as this one's replies leave it true.
        record: what came of looking for its record, when it was refused without a reason. It is
            looked for anew whenever the key is asked about anew, so it is as old as that answer.
    """

    newest: Reply
    telling: Reply | None = None
    past: Past = NOTHING
    memory: Past = NOTHING
    record: LookedUp | None = None


class Remembers(Protocol):
    """Whoever keeps what OpenRouter said of keys across sessions. Calls may block."""

    def remember(self, fingerprint: Fingerprint, origin: str, reply: Accepted | Refused) -> None:
        """Keep what a reply tells of a key; `origin` is who gave it."""

    def recall(self, fingerprint: Fingerprint, origin: str) -> Past:
        """Return what was kept; an empty past where nothing was."""


FindsRecord = Callable[[Fingerprint], Awaitable[LookedUp | None]]
"""Finds the record of a key; None where there is no management key to find it with."""


class KeyChecker:
    """Keeps what OpenRouter said of each key, and asks when that is missing or old.

    Holds fingerprints and replies, never keys, beyond a question under way.

    Args:
        client: whom to ask.
        memory: keeps what OpenRouter says, across sessions; None: nothing is kept.
        find_record: asks for a key's record by its fingerprint; None: records are not looked for.
        base_url: where the client asks; empty where it asks nobody. What is remembered of another
            host is no evidence here.
        clock: the time now, aware, UTC.
        max_age: how long an answer holds.
        warn_before: how long before its expiry a key is warned of.
    """

    def __init__(  # noqa: PLR0913 - what it works with, handed in
        self,
        client: Asks,
        *,
        memory: Remembers | None = None,
        find_record: FindsRecord | None = None,
        base_url: str = OPENROUTER,
        clock: Callable[[], datetime],
        max_age: timedelta = MAX_AGE,
        warn_before: tuple[timedelta, ...] = WARN_BEFORE,
    ) -> None:
        self._client = client
        self._memory = memory
        self._find_record = find_record
        self._origin = origin_of(base_url)
        self._address = None if base_url in ("", OPENROUTER) else base_url
        self._clock = clock
        self._max_age = max_age
        self._warn_before = warn_before
        self._heard: dict[Fingerprint, _Heard] = {}
        self._recalled: dict[Fingerprint, Past] = {}
        self._flights: dict[Fingerprint, asyncio.Task[None]] = {}
        self._places = asyncio.Semaphore(_PARALLEL)
        self._silence = Silence()

    def known(self, fingerprint: Fingerprint) -> Verdict:
        """Return what is known of a key at this moment, without asking."""
        heard = self._heard.get(fingerprint)
        if heard is None:
            if fingerprint in self._flights:
                return Verdict(KeyStatus.CHECKING)
            remembered = self._recalled.get(fingerprint, NOTHING)
            return self._at_its_address(judge(None, self._clock(), memory=remembered))
        return self._judge(heard)

    async def recall(self, fingerprints: Iterable[Fingerprint]) -> None:
        """Look up what is remembered of keys that nobody asks about, for `known` to tell.

        Nothing is sent. What a session has looked up, or heard, it does not look up again.
        """
        for fingerprint in fingerprints:
            if fingerprint not in self._heard and fingerprint not in self._recalled:
                self._recalled[fingerprint] = await self._from_memory(fingerprint)

    def forget(self) -> None:
        """Let go of what was remembered from earlier sessions; what was heard in this one stays."""
        self._recalled.clear()
        for fingerprint, heard in self._heard.items():
            self._heard[fingerprint] = replace(heard, memory=NOTHING)

    def is_fresh(self, fingerprint: Fingerprint) -> bool:
        """Whether the last answer still holds, so that a check would not ask."""
        heard = self._heard.get(fingerprint)
        if heard is None:
            return False
        now = self._clock()
        if self.is_held_off(fingerprint):
            return True
        if fault_of(heard.newest) is not None:
            return _is_young(heard.newest, now, min(_FAULT_MAX_AGE, self._max_age))
        if isinstance(heard.newest, Accepted):
            by_the_clock = judge(heard.newest, now, warn_before=self._warn_before)
            if by_the_clock.status is KeyStatus.EXPIRED:
                # The clock says that it expired meanwhile; OpenRouter is asked to confirm.
                return False
        return _is_young(heard.newest, now, self._max_age)

    def next_change(self) -> datetime | None:
        """Return the next moment at which the clock alone changes what is said of some key."""
        now = self._clock()
        moments = [
            next_change(
                None if isinstance(heard.telling, Unanswered) else heard.telling,
                now,
                before=heard.past.accepted or heard.memory.accepted,
                record=heard.record,
                warn_before=self._warn_before,
            )
            for heard in self._heard.values()
        ]
        return min((moment for moment in moments if moment is not None), default=None)

    def is_held_off(self, fingerprint: Fingerprint) -> bool:
        """Whether OpenRouter asked to be left alone about this key, and the time is not over."""
        heard = self._heard.get(fingerprint)
        if heard is None or isinstance(heard.newest, Accepted):
            return False
        retry_at = heard.newest.retry_at
        return retry_at is not None and heard.newest.at <= self._clock() < retry_at

    async def check(self, key: Key, *, anew: bool = False) -> Verdict:
        """Return the verdict on a key, asking OpenRouter if the last answer is missing or old.

        Callers at the same time share one question; one that is cancelled does not end it for
        the others.

        Args:
            key: the key.
            anew: ask even if the last answer still holds. While OpenRouter has asked to be left
                alone (Retry-After) nothing is sent all the same.
        """
        fingerprint = key.fingerprint
        flight = self._flights.get(fingerprint)
        held_off = self.is_held_off(fingerprint)
        if flight is None and not held_off and (anew or not self.is_fresh(fingerprint)):
            if not self._flights:
                self._silence.begin()
            flight = asyncio.create_task(self._fly(key, self._silence.burst))
            self._flights[fingerprint] = flight
        if flight is not None:
            try:
                await asyncio.shield(flight)
            except asyncio.CancelledError:
                caller = asyncio.current_task()
                if not flight.cancelled() or (caller is not None and caller.cancelling()):
                    raise
                # The checker was closed; nobody cancelled the caller.
        return self.known(fingerprint)

    async def aclose(self) -> None:
        """Give up what is under way, and let go of the connections."""
        flights = list(self._flights.values())
        for flight in flights:
            flight.cancel()
        await asyncio.gather(*flights, return_exceptions=True)
        await self._client.aclose()

    async def _fly(self, key: Key, burst: int) -> None:
        try:
            async with self._places:
                reply = await self._ask(key, burst)
            before = self._heard.get(key.fingerprint)
            if not isinstance(reply, Unanswered):
                # First of all: what a user was shown is remembered, though the program be killed.
                await self._remember(key.fingerprint, reply)
            if before is None and not isinstance(reply, Accepted):
                before = _Heard(reply, memory=await self._from_memory(key.fingerprint))
            before = before or _Heard(reply)
            heard = _Heard(
                newest=reply,
                telling=reply if fault_of(reply) is None else before.telling,
                past=before.past.after(reply),
                memory=before.memory.after(reply),
                record=before.record if fault_of(reply) is not None else None,
            )
            if heard.newest is heard.telling and self._judge(heard).status is KeyStatus.REJECTED:
                heard = replace(heard, record=await self._record_of(key.fingerprint))
            self._heard[key.fingerprint] = heard
        finally:
            del self._flights[key.fingerprint]

    def _judge(self, heard: _Heard) -> Verdict:
        verdict = judge(
            heard.newest,
            self._clock(),
            earlier=heard.telling,
            past=heard.past,
            memory=heard.memory,
            record=heard.record,
            warn_before=self._warn_before,
        )
        return self._at_its_address(verdict)

    def _at_its_address(self, verdict: Verdict) -> Verdict:
        """Say of the evidence where it was asked for: all of it at one address."""
        if self._address is None:
            return verdict
        stated = tuple(replace(one, address=self._address) for one in verdict.evidence)
        return replace(verdict, evidence=stated)

    async def _record_of(self, fingerprint: Fingerprint) -> LookedUp | None:
        """Return the record that may tell why a key is refused; None where nobody can look."""
        return await self._find_record(fingerprint) if self._find_record is not None else None

    async def _remember(self, fingerprint: Fingerprint, reply: Accepted | Refused) -> None:
        if self._memory is not None:
            await asyncio.to_thread(self._memory.remember, fingerprint, self._origin, reply)

    async def _from_memory(self, fingerprint: Fingerprint) -> Past:
        if self._memory is None:
            return NOTHING
        return await asyncio.to_thread(self._memory.recall, fingerprint, self._origin)

    async def _ask(self, key: Key, burst: int) -> Reply:
        if self._silence.is_over(burst):
            return Unanswered(self._clock(), Fault.GIVEN_UP, "not asked")
        reply = await self._client.ask(key)
        if is_worth_a_second_try(reply):
            reply = await self._client.ask(key)
        self._silence.note(reply)
        return reply


def _is_young(reply: Reply, now: datetime, max_age: timedelta) -> bool:
    """Whether a reply still holds; one from the future does not: the clock was set back since."""
    return timedelta(0) <= now - reply.at < max_age
