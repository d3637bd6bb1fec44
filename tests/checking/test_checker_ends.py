"""What ends under way leaves nothing behind, and no key is kept."""

import asyncio

import pytest

from openrouter_lsp.checking import (
    KeyChecker,
    Reply,
)
from openrouter_lsp.keys import KeyStatus
from tests.checking.given import new_key
from tests.checking.oracle import VALID, Oracle


async def test_closing_gives_up_what_is_under_way(checker: KeyChecker, oracle: Oracle) -> None:
    key = new_key()
    oracle.gate.clear()
    caller = asyncio.create_task(checker.check(key))
    await oracle.arrivals.get()
    await checker.aclose()
    # Nobody cancelled the caller, who learns that nothing is known.
    assert (await caller).status is KeyStatus.UNCHECKED
    assert oracle.under_way == 0
    assert oracle.closed
    assert checker.known(key.fingerprint).status is KeyStatus.UNCHECKED


async def test_a_client_that_breaks_does_not_break_the_next_check(
    checker: KeyChecker, oracle: Oracle
) -> None:
    def breaks() -> Reply:
        raise RuntimeError("broken")

    key = new_key()
    oracle.answers = [breaks, oracle.accepts]
    with pytest.raises(RuntimeError, match="broken"):
        await checker.check(key)
    assert checker.known(key.fingerprint).status is KeyStatus.UNCHECKED
    assert (await checker.check(key)).status is VALID


async def test_no_key_is_kept(checker: KeyChecker) -> None:
    key = new_key()
    await checker.check(key)
    kept = repr({name: vars(checker)[name] for name in ("_heard", "_flights")})
    assert "Key(" not in kept
    assert key.reveal() not in kept
