"""Another side that answers at a word, without HTTP."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from openrouter_lsp.checking import (
    Accepted,
    Refused,
    Reply,
    Unanswered,
)
from openrouter_lsp.keys import Fault, Key, KeyDetails, KeyStatus
from tests.checking.given import ManualClock

Answers = list[Callable[[], Reply]]

VALID = KeyStatus.VALID
UNKNOWN = KeyStatus.UNKNOWN


class Oracle:
    """Stands for OpenRouter: gives its answers in turn, the last one for ever."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.answers: Answers = [self.accepts]
        self.asked: list[Key] = []
        self.arrivals: asyncio.Queue[Key] = asyncio.Queue()
        self.gate = asyncio.Event()
        self.gate.set()
        self.under_way = 0
        self.peak = 0
        self.closed = False

    async def ask(self, key: Key) -> Reply:
        self.asked.append(key)
        self.under_way += 1
        self.peak = max(self.peak, self.under_way)
        self.arrivals.put_nowait(key)
        try:
            await self.gate.wait()
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            return answer()
        finally:
            self.under_way -= 1

    async def aclose(self) -> None:
        self.closed = True

    def accepts(self, expires_in: timedelta | None = None, ahead: timedelta | None = None) -> Reply:
        now = self.clock()
        return Accepted(
            now,
            KeyDetails(usage=0, expires_at=now + expires_in if expires_in else None),
            now + ahead if ahead else None,
        )

    def refuses(self, code: int = 401, message: str = "User not found.", wait: int = 0) -> Reply:
        now = self.clock()
        retry_at = now + timedelta(seconds=wait) if wait else None
        return Refused(now, code, message, retry_at=retry_at)

    def fails(self) -> Reply:
        return Unanswered(self.clock(), Fault.OFFLINE)

    def overlooks(self) -> Reply:
        return self.refuses(message="No auth credentials found")

    def is_busy(self) -> Reply:
        return self.refuses(429, "Rate limit exceeded", wait=120)

    def count(self) -> int:
        return len(self.asked)
