"""Puts a checker together, as both faces use it."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from openrouter_lsp.checking.checker import MAX_AGE, FindsRecord, KeyChecker, Remembers
from openrouter_lsp.checking.client import Gets
from openrouter_lsp.checking.judge import WARN_BEFORE
from openrouter_lsp.checking.record import NoRecord, Record
from openrouter_lsp.checking.record_search import find_record
from openrouter_lsp.checking.reply import Unanswered
from openrouter_lsp.keys import Fingerprint, Key

MANAGEMENT_KEY: Final = "OPENROUTER_MANAGEMENT_KEY"


def open_checker(
    client: Gets,
    memory: Remembers,
    *,
    clock: Callable[[], datetime],
    max_age: timedelta = MAX_AGE,
    warn_before: timedelta = WARN_BEFORE,
) -> KeyChecker:
    """Return a checker that asks a client, remembers, and looks up records.

    Records are looked up with the management key in OPENROUTER_MANAGEMENT_KEY, if there is one.
    """
    return KeyChecker(
        client,
        memory=memory,
        find_record=_finder(client, os.environ.get(MANAGEMENT_KEY, "")),
        clock=clock,
        max_age=max_age,
        warn_before=warn_before,
    )


def _finder(client: Gets, text: str) -> FindsRecord | None:
    try:
        management_key = Key(text.strip())
    except ValueError:
        return None

    async def find(fingerprint: Fingerprint) -> Record | NoRecord | None:
        if fingerprint == management_key.fingerprint:
            return None  # it was refused itself, and would not be answered
        found = await find_record(client, management_key, fingerprint)
        return None if isinstance(found, Unanswered) else found

    return find
