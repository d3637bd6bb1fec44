"""New keys, from when they are made until they are written; none is lost on the way."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from openrouter_lsp.editing import applied, set_variable
from openrouter_lsp.keys import Fingerprint, Key, Verdict
from openrouter_lsp.lsp.asking import choose
from openrouter_lsp.lsp.replacing import OldKey, Target
from openrouter_lsp.lsp.showing import show_file
from openrouter_lsp.lsp.sources import look_at_file
from openrouter_lsp.lsp.writing import Writing
from openrouter_lsp.reporting.actions import (
    doubt_words,
    kept_words,
    shown_words,
    unwritten_words,
    written_words,
)
from openrouter_lsp.scanning import Finding
from openrouter_lsp.workspace import Source, is_environment_file, path_of, same_form

if TYPE_CHECKING:
    from pathlib import Path

    from openrouter_lsp.lsp.language_server import OpenRouterServer

TRY_AGAIN: Final = "Try again"
WRITE_ANYWAY: Final = "Write it all the same"
SHOW: Final = "Show it"

_VARIABLE: Final = "OPENROUTER_API_KEY"


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that is to be written.

    Attributes:
        key: the key.
        target: where to.
        name: what OpenRouter lists it under; None where the user brought it, and so has it.
        then: what follows once it stands everywhere; given the sentences on where the old one
            still does.
    """

    key: Key
    target: Target
    name: str | None = None
    then: Callable[[str], Awaitable[None]] | None = field(default=None, repr=False)

    def is_for(self, source: Source, finding: Finding) -> bool:
        """Whether it is to replace a finding of a source."""
        if isinstance(self.target, OldKey):
            key = finding.key
            return key is not None and key.fingerprint == self.target.fingerprint
        is_there = same_form(source.uri) == same_form(self.target.uri)
        return is_there and self.target.is_again(finding)


class NewKeys:
    """Checks keys, writes them, and keeps those that could not be until the session ends.

    Args:
        ls: the server.
    """

    def __init__(self, ls: "OpenRouterServer") -> None:
        self._ls = ls
        self._kept: dict[Fingerprint, NewKey] = {}
        self._shown: dict[Fingerprint, Path] = {}
        """The files in which keys are shown that could not be written."""
        self.rotating: dict[Fingerprint, object] = {}
        """The old keys whose successor is being made, or written, and what does so."""

    def kept(self, fingerprint: Fingerprint | None = None) -> NewKey | None:
        """Return a key that was made and is not written yet, by its fingerprint, or the last."""
        if fingerprint is not None:
            return self._kept.get(fingerprint)
        return next(reversed(self._kept.values()), None)

    def kept_for(self, source: Source, finding: Finding) -> NewKey | None:
        """Return the key that was made last in a finding's place and is not written yet."""
        kept = reversed(self._kept.values())
        return next((new for new in kept if new.is_for(source, finding)), None)

    async def deliver(self, new: NewKey) -> None:
        """Check a new key, then write it; where something is in the way, ask what to do.

        Effect: the key is sent to OpenRouter, and then an edit to the editor.
        """
        session = self._ls.session
        if new.name is not None:
            self._kept[new.key.fingerprint] = new
        verdict = await session.check(new.key, anew=True)
        doubt = doubt_words(verdict, session.clock(), session.unasked)
        if doubt is None:
            await self.write(new, verdict)
            return
        made = new.name is not None
        titles = (WRITE_ANYWAY, SHOW) if made else (WRITE_ANYWAY,)
        chosen = await choose(self._ls, doubt, types.MessageType.Warning, *titles)
        if chosen == WRITE_ANYWAY:
            await self.write(new, verdict)
        else:
            await self._keep(new, show=chosen == SHOW)

    async def write(self, new: NewKey, verdict: Verdict | None = None) -> None:
        """Write a key to its places; where it does not come to stand there, ask what to do.

        Args:
            new: the key.
            verdict: what is known of it; by default what its last check told.
        """
        ls, writing = self._ls, Writing(self._ls, new.key, new.target)
        verdict = verdict or ls.session.verdict_on(new.key)
        while (failed := await writing.attempt()) is not None:
            words = unwritten_words(failed, new.name, writing.missing, writing.left)
            titles = (TRY_AGAIN, SHOW) if new.name is not None else (TRY_AGAIN,)
            chosen = await choose(ls, words, types.MessageType.Error, *titles)
            if chosen != TRY_AGAIN:
                await self._keep(new, show=chosen == SHOW)
                return
        await self._let_go(new.key.fingerprint)
        places, files = writing.places, len(writing.files)
        committed = await writing.committed()
        ls.tell(written_words(places, files, verdict, committed, writing.left))
        await self._look_at_closed(writing.files)
        if new.then is not None:
            await new.then(writing.left)

    async def _look_at_closed(self, uris: Iterable[str]) -> None:
        """Look at files that no editor has open: it may tell of none of them."""
        session = self._ls.session
        extra = session.settings.environment_files
        for uri in uris:
            path = path_of(uri)
            if path is None or same_form(uri) in session.opened:
                continue
            if session.places.get(uri) is not None or is_environment_file(path.name, extra):
                await look_at_file(session, path)

    async def _let_go(self, fingerprint: Fingerprint) -> None:
        """Keep a key no longer, nor show it: it stands where it belongs."""
        self._kept.pop(fingerprint, None)
        shown = self._shown.pop(fingerprint, None)
        if shown is not None:
            await asyncio.to_thread(self._ls.shown_files.delete, shown)

    async def _keep(self, new: NewKey, *, show: bool) -> None:
        """Tell how a key that was not written is reached. What the user brought is let go."""
        if new.name is None:
            return
        if not show:
            self._ls.tell(kept_words(new.name), types.MessageType.Warning)
            return
        text = applied("", set_variable("", _VARIABLE, new.key))
        try:
            path = await asyncio.to_thread(self._ls.shown_files.write, "new-key.env", text)
        except OSError:
            self._ls.tell(kept_words(new.name), types.MessageType.Warning)
            return
        self._shown[new.key.fingerprint] = path
        self._ls.tell(shown_words(new.name, str(path)))
        await show_file(self._ls, path)
