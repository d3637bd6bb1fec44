"""Log files that the user named: what they gain is read like a terminal's output."""

import asyncio
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path
from typing import Final

from openrouter_lsp.lsp.log_tail import LogTail
from openrouter_lsp.lsp.run import Run
from openrouter_lsp.lsp.terminals import Terminals

PAUSE: Final = 2.0
"""Seconds between two looks, where the editor does not tell of changes."""

_MOST_FILES: Final = 64
_MOST_LOOKED_THROUGH: Final = 1000
_SHARE: Final = 20
"""Of the time that a look takes: so much longer is the pause before the next at least."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What is to be followed.

    Attributes:
        folders: the workspace folders.
        globs: of files, relative to each of them.
    """

    folders: tuple[Path, ...] = ()
    globs: tuple[str, ...] = ()

    def folder_of(self, path: Path) -> Path | None:
        """Return the folder by which a file is followed; None where it is not."""
        for folder in self.folders:
            if path.is_relative_to(folder):
                names = path.relative_to(folder).parts
                if any(_fits(names, _parts(glob)) for glob in self.globs):
                    return folder
        return None

    def files(self) -> Iterable[tuple[Path, Path]]:
        """Yield the files that are there now, each with its folder.

        Effect: reads folders.
        """
        for folder in self.folders:
            for glob in self.globs:
                # What pathlib does not take for a glob finds nothing.
                with suppress(ValueError, NotImplementedError, OSError):
                    found = folder.glob("/".join(_parts(glob)))
                    yield from ((path, folder) for path in islice(found, _MOST_LOOKED_THROUGH))


class WatchedLogs:
    """Follows log files. At most 64 at a time, those that came first.

    Args:
        terminals: reads what they gain.
        start: lets work run in the background.
    """

    def __init__(self, terminals: Terminals, start: Callable[..., asyncio.Task[None]]) -> None:
        self._terminals = terminals
        self._start = start
        self._watched = Watched()
        self._tails: dict[Path, LogTail] = {}
        self._polling: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        """Held while files are read, so that what one gained is read in order, and once."""

    async def follow(self, watched: Watched) -> None:
        """Follow these files from their ends on, and others that come from their beginnings.

        Somebody has to call `look_at` when one changes, or else `poll`.

        Args:
            watched: what is followed from now on, in the place of what was.
        """
        if self._polling is not None:
            self._polling.cancel()
            self._polling = None
        async with self._turn:
            if watched != self._watched:
                self._watched = watched
                before, self._tails = self._tails, {}
                for path, (folder, tail) in (await asyncio.to_thread(self._find)).items():
                    self._tails[path] = before.get(path, tail)
                    if path not in before:
                        self._begin(path, folder)

    def poll(self) -> None:
        """Look for changes every few seconds, until something else is followed."""
        self._polling = self._start(self._poll())

    async def look_at(self, path: Path) -> bool:
        """Read what a file gained; tell whether it is one of those that are followed."""
        folder = self._watched.folder_of(path)
        if folder is None:
            return False
        async with self._turn:
            await self._read(path, folder)
        return True

    async def _poll(self) -> None:
        while True:
            began = time.monotonic()
            async with self._turn:
                for path, folder in await asyncio.to_thread(list, self._watched.files()):
                    await self._read(path, folder)
            await asyncio.sleep(max(PAUSE, _SHARE * (time.monotonic() - began)))

    async def _read(self, path: Path, folder: Path) -> None:
        tail = self._tails.get(path)
        if tail is None:
            if len(self._tails) >= _MOST_FILES:
                await asyncio.to_thread(self._forget_what_is_gone)
            if len(self._tails) >= _MOST_FILES:
                return
            tail = self._tails[path] = LogTail(path)
            self._begin(path, folder)
        data = await asyncio.to_thread(tail.read)
        if data:
            self._terminals.write(str(path), data)

    def _forget_what_is_gone(self) -> None:
        self._tails = {path: tail for path, tail in self._tails.items() if path.exists()}

    def _begin(self, path: Path, folder: Path) -> None:
        name = path.relative_to(folder).as_posix()
        self._terminals.start(Run(str(path), name, folder=folder, is_terminal=False))

    def _find(self) -> dict[Path, tuple[Path, LogTail]]:
        """Return the files that are there, each with its folder and what follows it from its end.

        Effect: reads folders and files.
        """
        tails: dict[Path, tuple[Path, LogTail]] = {}
        for path, folder in self._watched.files():
            if len(tails) >= _MOST_FILES:
                break
            tails[path] = (folder, LogTail(path))
            tails[path][1].skip()
        return tails


def _parts(glob: str) -> tuple[str, ...]:
    """Return the parts of a glob; one for a folder's whole content is for the files in it."""
    parts = tuple(glob.split("/"))
    return (*parts, "*") if parts[-1] == "**" else parts


def _fits(names: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Tell whether a path, by its names, fits a glob; `**` stands for any folders, also none."""
    if not parts or not names:
        return not parts and not names
    if parts[0] == "**":
        return _fits(names, parts[1:]) or _fits(names[1:], parts)
    return fnmatchcase(names[0], parts[0]) and _fits(names[1:], parts[1:])
