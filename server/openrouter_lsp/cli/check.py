"""`openrouter-lsp check`: find, ask, report."""

import asyncio
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from openrouter_lsp.checking import MANAGEMENT_KEY, Memory, connect, memory_path, open_checker
from openrouter_lsp.cli.arguments import ATTENTION, OK, UNDONE
from openrouter_lsp.cli.complaints import complain
from openrouter_lsp.cli.gathering import Gathered, gather
from openrouter_lsp.cli.json_report import json_report
from openrouter_lsp.cli.looked_at import LookedAt
from openrouter_lsp.cli.progress import LateProgress
from openrouter_lsp.cli.text_report import print_report
from openrouter_lsp.keys import Fingerprint, KeyStatus, Verdict
from openrouter_lsp.reporting import Unasked

_TIMEOUT = 15.0
"""Seconds."""


def check(paths: Sequence[str], *, form: str, offline: bool) -> int:
    """Find the keys below some paths, ask OpenRouter about each, and report.

    Args:
        paths: files and folders.
        form: `text` or `json`.
        offline: send nothing.

    Returns:
        The exit code: 1 if any key needs attention; else 2 if a file could not be read or a key
        could not be checked; else 0.

    Effect: the report on standard output, what could not be read on standard error.
    """
    with LateProgress() as progress:
        gathered = gather([Path(path) for path in paths], progress)
        unasked = Unasked.OFFLINE if offline else None
        verdicts = {} if offline else asyncio.run(_ask(gathered, progress))
    for complaint in gathered.complaints:
        complain(complaint)
    unread = len(gathered.complaints)
    looked_at = LookedAt(
        gathered.sources, gathered.shadows, verdicts, unasked, datetime.now(UTC), unread
    )
    if form == "json":
        sys.stdout.write(json_report(looked_at))
    else:
        print_report(looked_at, Console(highlight=False))
    return _exit_code(looked_at)


async def _ask(gathered: Gathered, progress: LateProgress) -> dict[Fingerprint, Verdict]:
    def clock() -> datetime:
        return datetime.now(UTC)

    keys = {key.fingerprint: key for source in gathered.sources for key in source.askable_keys()}
    keys |= {shadow.key.fingerprint: shadow.key for shadow in gathered.shadows.values()}
    memory = Memory(memory_path(), clock=clock, log=complain)
    client = connect("", timeout=_TIMEOUT, clock=clock)
    checker = open_checker(
        client,
        memory,
        management_key=lambda: os.environ.get(MANAGEMENT_KEY, ""),
        clock=clock,
    )
    progress.begin("Asking OpenRouter", len(keys))

    async def ask(fingerprint: Fingerprint) -> None:
        await checker.check(keys[fingerprint])
        progress.step()

    try:
        await asyncio.gather(*(ask(fingerprint) for fingerprint in keys))
        return {fingerprint: checker.known(fingerprint) for fingerprint in keys}
    finally:
        await checker.aclose()


def _exit_code(looked_at: LookedAt) -> int:
    if any(p.severity.needs_attention for item in looked_at.items for p in item.problems):
        return ATTENTION
    unknown = any(item.status is KeyStatus.UNKNOWN for item in looked_at.items)
    return UNDONE if looked_at.unread or unknown else OK
