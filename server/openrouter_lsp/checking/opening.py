"""Puts a checker together, as both faces use it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from openrouter_lsp.checking.checker import MAX_AGE, FindsRecord, KeyChecker, Remembers
from openrouter_lsp.checking.client import Gets
from openrouter_lsp.checking.judge import WARN_BEFORE
from openrouter_lsp.checking.record import LookedUp
from openrouter_lsp.checking.record_search import find_record
from openrouter_lsp.checking.reply import Unanswered
from openrouter_lsp.keys import Fault, Fingerprint, Key

MANAGEMENT_KEY: Final = "OPENROUTER_MANAGEMENT_KEY"
"""The variable that holds a management key."""


def open_checker(  # noqa: PLR0913 - what a checker works with, handed in
    client: Gets,
    memory: Remembers,
    *,
    management_key: Callable[[], str],
    clock: Callable[[], datetime],
    max_age: timedelta = MAX_AGE,
    warn_before: tuple[timedelta, ...] = WARN_BEFORE,
) -> KeyChecker:
    """Return a checker that asks a client, remembers, and looks up records.

    Args:
        client: whom to ask.
        memory: keeps what OpenRouter says, across sessions.
        management_key: gives the management key that records are looked up with, as it is at that
            moment; empty where there is none.
        clock: the time now, aware, UTC.
        max_age: how long an answer holds.
        warn_before: how long before its expiry a key is warned of.
    """
    return KeyChecker(
        client,
        memory=memory,
        find_record=_finder(client, management_key, clock),
        base_url=client.base_url,
        clock=clock,
        max_age=max_age,
        warn_before=warn_before,
    )


def _finder(
    client: Gets, management_key: Callable[[], str], clock: Callable[[], datetime]
) -> FindsRecord:
    async def find(fingerprint: Fingerprint) -> LookedUp | None:
        text = management_key().strip()
        if not text:
            return None
        try:
            key = Key(text)
        except ValueError:
            return Unanswered(clock(), Fault.MANAGEMENT_KEY_MALFORMED)
        if fingerprint == key.fingerprint:
            return None  # it was refused itself, and would not be answered
        return await find_record(client, key, fingerprint)

    return find
