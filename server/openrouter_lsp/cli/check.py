"""`openrouter-lsp check`: find, ask, report."""

import asyncio
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from openrouter_lsp.checking import (
    MANAGEMENT_KEY,
    KeyChecker,
    Memory,
    connect,
    memory_path,
    open_checker,
)
from openrouter_lsp.cli.arguments import ATTENTION, OK, UNDONE
from openrouter_lsp.cli.complaints import complain
from openrouter_lsp.cli.gathering import Gathered, gather
from openrouter_lsp.cli.github_report import github_report
from openrouter_lsp.cli.json_report import json_report
from openrouter_lsp.cli.looked_at import LookedAt
from openrouter_lsp.cli.progress import LateProgress
from openrouter_lsp.cli.sarif_report import sarif_report
from openrouter_lsp.cli.text_report import print_report
from openrouter_lsp.keys import Fingerprint, Key, KeyStatus, Verdict
from openrouter_lsp.reporting import Unasked

_TIMEOUT = 15.0
"""Seconds."""

_FOR_PROGRAMS = {"json": json_report, "sarif": sarif_report, "github": github_report}


def check(paths: Sequence[str], *, form: str, offline: bool) -> int:
    """Find the keys below some paths, ask OpenRouter about each, and report.

    Args:
        paths: files and folders.
        form: `text`, `json`, `sarif` or `github`.
        offline: send nothing; tell what is remembered.

    Returns:
        The exit code: 1 if any key needs attention; else 2 if a file could not be read or a key
        could not be checked; else 0.

    Effect: the report on standard output, what could not be read on standard error.
    """
    if "" in paths:
        complain("an empty path names nothing. To check this folder: openrouter-lsp check .")
        return UNDONE
    with LateProgress() as progress:
        gathered = gather([Path(path) for path in paths], progress)
        unasked = Unasked.OFFLINE if offline else None
        keys = _keys_of(gathered)
        verdicts = asyncio.run(_recall(keys) if offline else _ask(keys, progress))
    for complaint in (*gathered.notes, *gathered.complaints):
        complain(complaint)
    unread = len(gathered.complaints)
    looked_at = LookedAt(gathered.sources, gathered.shadows, verdicts, unasked, _now(), unread)
    if form in _FOR_PROGRAMS:
        report = _FOR_PROGRAMS[form](looked_at)
        if sys.stdout is not None:  # None where it was closed
            sys.stdout.write(report)
    else:
        print_report(looked_at, Console(highlight=False))
    return _exit_code(looked_at)


def _now() -> datetime:
    return datetime.now(UTC)


def _keys_of(gathered: Gathered) -> dict[Fingerprint, Key]:
    keys = {key.fingerprint: key for source in gathered.sources for key in source.askable_keys()}
    shadows = (one for one in gathered.shadows.values() if not one.is_ignored)
    used = {shadow.key.fingerprint: shadow.key for shadow in shadows if shadow.key}
    return keys | {key: used[key] for key in used if not gathered.ignoring.has(key)}


async def _recall(keys: Iterable[Fingerprint]) -> dict[Fingerprint, Verdict]:
    """Return what can be said of keys that nobody asks about: what is remembered of them."""
    checker = _open_checker()
    try:
        await checker.recall(keys)
        return {fingerprint: checker.known(fingerprint) for fingerprint in keys}
    finally:
        await checker.aclose()


def _open_checker() -> KeyChecker:
    return open_checker(
        connect("", timeout=_TIMEOUT, clock=_now),
        Memory(memory_path(), clock=_now, log=complain),
        management_key=lambda: os.environ.get(MANAGEMENT_KEY, ""),
        clock=_now,
    )


async def _ask(
    keys: Mapping[Fingerprint, Key], progress: LateProgress
) -> dict[Fingerprint, Verdict]:
    checker = _open_checker()
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
