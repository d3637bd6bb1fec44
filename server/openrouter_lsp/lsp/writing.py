"""One new key on its way into the texts, until it is seen to stand there."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

from openrouter_lsp.editing import replace_key
from openrouter_lsp.keys import Key
from openrouter_lsp.lsp.changes import Changes, is_applied, workspace_edit
from openrouter_lsp.lsp.replacing import (
    Found,
    OldKey,
    Target,
    newest_source,
    places_for,
    shown_name,
)
from openrouter_lsp.reporting.actions import Unwritten, left_words
from openrouter_lsp.workspace import Source, UnreadableFileError, is_committable, path_of, same_form

if TYPE_CHECKING:
    from openrouter_lsp.lsp.language_server import OpenRouterServer

LABEL: Final = "New OpenRouter key"
"""What an editor calls the edit, in its undo list too."""

_MOST_ATTEMPTS: Final = 3
"""With nobody asked: each time that the text changed between the look at it and the edit."""
_PATIENCE: Final = 3.0
"""Seconds for an editor to tell what a document is after an edit that it says it made."""
_MOST_ASKED_ABOUT: Final = 20
"""Files that git is asked about."""


class Writing:
    """What the editor was asked to write, over as many attempts as that takes.

    Args:
        ls: the server.
        key: the new key.
        target: what it replaces.

    Attributes:
        missing: the files in which it does not stand though the editor says so, as shown.
    """

    def __init__(self, ls: "OpenRouterServer", key: Key, target: Target) -> None:
        self._ls = ls
        self._key = key
        self._target = target
        self._taken: dict[str, tuple[str, int]] = {}
        """The places that the editor took: of a file, its address and how many."""
        self._left = ""
        self.missing: tuple[str, ...] = ()

    @property
    def places(self) -> int:
        """How many places have the new key."""
        return sum(count for _, count in self._taken.values())

    @property
    def files(self) -> tuple[str, ...]:
        """The addresses of the texts that have it."""
        return tuple(uri for uri, _ in self._taken.values())

    @property
    def left(self) -> str:
        """The sentences on where the old key still stands; empty where it stands nowhere."""
        return self._left

    async def attempt(self) -> Unwritten | None:
        """Have the editor write the key, again where a text changed meanwhile; None: it is there.

        Effect: an edit to the editor.
        """
        ls = self._ls
        changes, before = Changes(()), None
        for _ in range(_MOST_ATTEMPTS):
            if not ls.session.trusted:
                return Unwritten.UNTRUSTED
            found = await places_for(ls, self._target, self._key)
            changes, self._left = found.changes, _words_on(found)
            if not changes.places:
                return await self._look_again() if self._taken else _nothing_to_write(found)
            edit = workspace_edit(ls, changes)
            if edit == before:
                break
            if await is_applied(ls, edit, LABEL):
                self._take(changes)
                return await self._look_again()
            before = edit
        if not self._taken:
            return Unwritten.REFUSED
        # An earlier attempt wrote some of it.
        self._take(changes)
        return await self._look_again()

    async def committed(self) -> tuple[str, ...]:
        """Return the files among those with the key that git would commit, as shown."""
        paths = {uri: path for uri in self.files if (path := path_of(uri)) is not None}
        asked = dict(list(paths.items())[:_MOST_ASKED_ABOUT])
        committed = await asyncio.to_thread(_committable, asked)
        return tuple(shown_name(self._ls, uri) for uri in committed)

    def _take(self, changes: Changes) -> None:
        for source, replacements in changes.of_sources:
            self._taken[same_form(source.uri)] = (source.uri, len(replacements))

    async def _look_again(self) -> Unwritten | None:
        """Look whether the key stands where the editor says that it put it.

        What an editor opened for the edit it may tell of only afterwards.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + _PATIENCE
        while True:
            coming = self._ls.news.coming()
            self.missing = await self._without_key()
            if not self.missing:
                return None
            if loop.time() >= end:
                return Unwritten.MISSING
            try:
                async with asyncio.timeout_at(end):
                    await coming.wait()
            except TimeoutError:
                # What no editor has open is told of by nobody.
                self.missing = await self._without_key()
                return Unwritten.MISSING if self.missing else None

    async def _without_key(self) -> tuple[str, ...]:
        missing = []
        for uri, count in self._taken.values():
            try:
                source = await newest_source(self._ls, uri)
            except UnreadableFileError:
                source = None
            if source is None or not self._stands_in(source, count):
                missing.append(shown_name(self._ls, uri))
        return tuple(missing)

    def _stands_in(self, source: Source, count: int) -> bool:
        is_old_there = isinstance(self._target, OldKey) and bool(
            replace_key(source.findings, self._target.fingerprint, self._key)
        )
        there = replace_key(source.findings, self._key.fingerprint, self._key)
        return len(there) >= count and not is_old_there


def _words_on(found: Found) -> str:
    return left_words([(one.why, one.name) for one in found.left], is_complete=found.is_complete)


def _nothing_to_write(found: Found) -> Unwritten:
    return Unwritten.OUT_OF_REACH if found.is_out_of_reach else Unwritten.GONE


def _committable(paths: dict[str, Path]) -> tuple[str, ...]:
    return tuple(uri for uri, path in paths.items() if is_committable(path))
