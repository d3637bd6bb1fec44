"""Whether git has a key in its history.

The key is in no process's arguments and in no environment: git prints what commits say and changed,
and the key is looked for in here.
"""

import asyncio
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from re import Match
from re import compile as regex
from typing import Final

from openrouter_lsp.keys import Key
from openrouter_lsp.workspace.git import git_command, git_environment

SECONDS: Final = 60.0
MOST_BYTES: Final = 500_000_000

_CHUNK: Final = 1 << 18
_LAST_SECONDS: Final = 0.2
_PREFIX: Final = "sk-or-v1-"
"""What every key begins with: git prints commits that speak of it, or changed a line with it."""
# To git's regular expressions no dot is a NUL, as UTF-16 has it between letters.
_IN_ANY_FORM: Final = "|".join((_PREFIX, "[^!]".join(_PREFIX)))

# A line of a diff begins with no NUL, so that no file can feign a commit.
_COMMIT: Final = regex(rb"\n\0([0-9a-f]{4,64}) ([0-9T:+-]+Z?)\n")
_LONGEST_COMMIT: Final = 200

_SETTINGS: Final = (
    # A commit's first diff is shown though a repository says otherwise.
    "-c", "log.showRoot=true",
    "--no-pager", "--no-replace-objects",
)  # fmt: skip
# What a partial clone has not got is not fetched: a repository may name any program for that. The
# first stops new versions of git, the second old ones.
_OFFLINE: Final = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}
_LOG: Final = (
    "log", "--reverse", "--topo-order", "--no-color", "--no-show-signature", "--no-notes",
    "--decorate=no",
)  # fmt: skip
_CHANGES: Final = (
    f"-G{_IN_ANY_FORM}", "--format=format:%x00%h %cI", "-p", "-m", "--unified=0", "--text",
    "--no-renames",
    # Programs that a repository's settings may name are not run.
    "--no-ext-diff", "--no-textconv", "--submodule=short", "--ignore-submodules=all",
)  # fmt: skip
# In a message there is no NUL, so that none can feign a commit.
_MESSAGES: Final = (
    "--no-patch", "--fixed-strings", f"--grep={_PREFIX}", "--encoding=UTF-8",
    "--format=format:%x00%h %cI%n%B",
)  # fmt: skip
_REFERENCED: Final = ("--all",)
"""What branches, tags, the stash and the like lead to."""
_FORGOTTEN: Final = ("--reflog", "--not", "--all")
"""What they led to once, as long as this clone keeps it."""


class Unsearched(StrEnum):
    """Why it is not known whether a key is in the history."""

    NO_REPOSITORY = "no_repository"
    """The folder lies in none, or there is no git to ask."""
    TOO_LONG = "too_long"
    """The time was over, or the output too much, before the end."""
    BROKEN = "broken"
    """git did not get to the end."""


@dataclass(frozen=True, slots=True)
class InHistory:
    """The first commit that has a key, of those that were looked at, parents first.

    Attributes:
        commit: its short hash.
        at: when it was committed, aware.
        is_forgotten: no branch, tag or the like leads to it any more, only this clone's reflog.
    """

    commit: str
    at: datetime
    is_forgotten: bool = False


@dataclass(frozen=True, slots=True)
class NotInHistory:
    """A key is in no commit that branches, tags, the stash or the reflog of a repository lead to.

    Attributes:
        is_shallow: earlier commits were left out when it was cloned.
    """

    is_shallow: bool


async def search_history(
    folder: Path, key: Key, *, seconds: float = SECONDS, most_bytes: int = MOST_BYTES
) -> InHistory | NotInHistory | Unsearched:
    """Look for a key in the commits of the repository that a folder lies in, and their messages.

    In files it is found as UTF-8 and as UTF-16.

    Args:
        folder: within the repository.
        key: what is looked for.
        seconds: after which the search is given up.
        most_bytes: of git's output, after which it is given up.
    """
    try:
        async with asyncio.timeout(seconds):
            shallow = await _output(folder, "rev-parse", "--is-shallow-repository")
            if shallow is None:
                return Unsearched.NO_REPOSITORY
            search = _Search(folder, key.reveal(), most_bytes)
            found = await search.first(_REFERENCED) or await search.first(_FORGOTTEN)
    except TimeoutError:
        return Unsearched.TOO_LONG
    if isinstance(found, InHistory):
        return found
    return found or NotInHistory(is_shallow=shallow.strip() == b"true")


@dataclass(frozen=True, slots=True)
class _Search:
    """One search for one key."""

    folder: Path
    text: str = field(repr=False)
    most_bytes: int

    async def first(self, which: tuple[str, ...]) -> InHistory | Unsearched | None:
        """Return the first of some commits that has the key; None where none has."""
        forms = tuple(self.text.encode(form) for form in ("utf-8", "utf-16-le", "utf-16-be"))
        told = await self._first_commit(forms[:1], *_MESSAGES, *which)
        changed = await self._first_commit(forms, *_CHANGES, *which)
        found = [one for one in (told, changed) if isinstance(one, InHistory)]
        if not found:
            # What is not known of either is not known.
            return told or changed
        is_forgotten = which is _FORGOTTEN
        return replace(min(found, key=lambda one: one.at), is_forgotten=is_forgotten)

    async def _first_commit(
        self, forms: tuple[bytes, ...], *arguments: str
    ) -> InHistory | Unsearched | None:
        process = await _started(self.folder, *_LOG, *arguments, "--end-of-options")
        if process is None or process.stdout is None:
            return Unsearched.NO_REPOSITORY
        try:
            rest, commit, count = b"\n", None, 0
            while chunk := await process.stdout.read(_CHUNK):
                count += len(chunk)
                text = rest + chunk
                at = _first_of(forms, text)
                for match in _COMMIT.finditer(text, 0, at if at >= 0 else len(text)):
                    commit = match
                if at >= 0:
                    return _found(commit)
                if count > self.most_bytes:
                    return Unsearched.TOO_LONG
                # A key, or the line of a commit, may go on in the next chunk.
                rest = text[-max(*map(len, forms), _LONGEST_COMMIT) :]
            return None if await process.wait() == 0 else Unsearched.BROKEN
        finally:
            await _end(process)


def _first_of(forms: tuple[bytes, ...], text: bytes) -> int:
    """Return where the first of some forms begins; -1 where none is."""
    return min((at for form in forms if (at := text.find(form)) >= 0), default=-1)


def _found(commit: Match[bytes] | None) -> InHistory | Unsearched:
    if commit is None:
        return Unsearched.BROKEN
    return InHistory(commit[1].decode(), datetime.fromisoformat(commit[2].decode()))


async def _output(folder: Path, *arguments: str) -> bytes | None:
    """Return what git prints; None where it fails."""
    process = await _started(folder, *arguments)
    if process is None:
        return None
    try:
        output, _ = await process.communicate()
        return output if process.returncode == 0 else None
    finally:
        await _end(process)


async def _started(folder: Path, *arguments: str) -> Process | None:
    command = git_command(folder)
    if command is None:
        return None
    try:
        return await asyncio.create_subprocess_exec(
            *command, *_SETTINGS, *arguments,
            stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, env=git_environment() | _OFFLINE,
        )  # fmt: skip
    except (OSError, ValueError):
        return None


async def _end(process: Process) -> None:
    """End git, if it still runs, and let go of its pipe."""
    if process.returncode is None:
        # One that has said all ends by itself; asyncio complains where it is killed on its way.
        with suppress(TimeoutError):
            async with asyncio.timeout(_LAST_SECONDS):
                await process.wait()
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
    # The pipe is read to its end, or it would stay open.
    await process.communicate()
