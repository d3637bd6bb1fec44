"""Checks the keys that a failing command may have used."""

import asyncio
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from openrouter_lsp.checking import MANAGEMENT_KEY, KeyChecker, Memory, memory_path, open_checker
from openrouter_lsp.cli.ignoring import IgnoreLists
from openrouter_lsp.keys import Failure, Key, KeyStatus, Verdict
from openrouter_lsp.reporting.failures import CheckedKey, KeyPlace
from openrouter_lsp.workspace.suspects import Suspect, suspects

_TIMEOUT: Final = 10.0
"""Seconds."""


class KeyChecks:
    """Finds the keys that may have failed, and asks OpenRouter about each once.

    To be used in one thread, as a context.

    Args:
        command_line: what was run.
        folder: where.

    Attributes:
        complaints: what went wrong beside the checks, in sentences.
    """

    def __init__(self, command_line: str, folder: Path) -> None:
        self.complaints: list[str] = []
        self._command_line = command_line
        self._folder = folder
        self._runner = asyncio.Runner()
        self._checker: KeyChecker | None = None
        self._ignoring = IgnoreLists([folder])
        self.complaints += self._ignoring.complaints

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._checker is not None:
            self._runner.run(self._checker.aclose())
        self._runner.close()

    def check(self, failure: Failure) -> list[CheckedKey]:
        """Return the keys that may have failed, likeliest first, with what is known of each.

        Effect: reads files; asks OpenRouter, unless it was asked about a key already.
        """
        found = suspects(
            failure,
            folder=self._folder,
            command_line=self._command_line,
            environment=os.environ,
            is_ignored=self._ignoring.covers,
        )
        self._runner.run(self._ask(suspect.key for suspect in found if suspect.is_askable))
        return [self._checked(suspect) for suspect in found]

    async def _ask(self, keys: Iterable[Key]) -> None:
        checker = self._checker = self._checker or self._open()
        await asyncio.gather(*(checker.check(key) for key in keys))

    def _open(self) -> KeyChecker:
        from openrouter_lsp.checking import connect  # noqa: PLC0415

        return open_checker(
            connect("", timeout=_TIMEOUT, clock=_now),
            Memory(memory_path(), clock=_now, log=self.complaints.append),
            management_key=lambda: os.environ.get(MANAGEMENT_KEY, ""),
            clock=_now,
        )

    def _checked(self, suspect: Suspect) -> CheckedKey:
        assert self._checker is not None  # noqa: S101 - for the type checker
        return CheckedKey(
            suspect.masked,
            KeyPlace(suspect.whereabouts),
            self._checker.known(suspect.key.fingerprint)
            if suspect.is_askable
            else Verdict(KeyStatus.UNCHECKED),
            suspect.variable,
            shown_path(suspect.path, self._folder) if suspect.path else None,
            suspect.line,
            suspect.key.fingerprint,
            suspect.is_ignored,
            suspect.flaw,
        )


def shown_path(path: Path, folder: Path) -> str:
    """Return a path as its user would write it: relative where it lies below, with `~` for home."""
    if path.is_relative_to(folder):
        return path.relative_to(folder).as_posix()
    home = Path.home()
    if path.is_relative_to(home):
        return (Path("~") / path.relative_to(home)).as_posix()
    return path.as_posix()


def _now() -> datetime:
    return datetime.now(UTC)
