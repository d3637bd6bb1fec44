"""New keys, from when they are made until they are written; none is lost on the way."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from openrouter_lsp.editing import applied, set_variable
from openrouter_lsp.keys import Fingerprint, Key, Verdict
from openrouter_lsp.lsp.asking import choose
from openrouter_lsp.lsp.changes import Changes, is_applied, workspace_edit
from openrouter_lsp.lsp.replacing import OldKey, Target, changes_for
from openrouter_lsp.lsp.showing import show_file
from openrouter_lsp.lsp.sources import look_at_file
from openrouter_lsp.reporting.actions import (
    Unwritten,
    doubt_words,
    kept_words,
    shown_words,
    unwritten_words,
    written_words,
)
from openrouter_lsp.scanning import Finding
from openrouter_lsp.workspace import Source, is_environment_file, same_form, uri_of

if TYPE_CHECKING:
    from openrouter_lsp.lsp.language_server import OpenRouterServer

LABEL: Final = "New OpenRouter key"
"""What an editor calls the edit, in its undo list too."""
TRY_AGAIN: Final = "Try again"
WRITE_ANYWAY: Final = "Write it all the same"
SHOW: Final = "Show it"

_MOST_ATTEMPTS: Final = 3
"""With nobody asked: each time that the text changed between the look at it and the edit."""
_VARIABLE: Final = "OPENROUTER_API_KEY"


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that is to be written.

    Attributes:
        key: the key.
        target: where to.
        name: what OpenRouter lists it under; None where the user brought it, and so has it.
        then: what follows once it is written.
    """

    key: Key
    target: Target
    name: str | None = None
    then: Callable[[], Awaitable[None]] | None = field(default=None, repr=False)

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

    def kept(self, fingerprint: Fingerprint | None = None) -> NewKey | None:
        """Return a key that was made and is not written yet, by its fingerprint, or the last."""
        if fingerprint is not None:
            return self._kept.get(fingerprint)
        return next(reversed(self._kept.values()), None)

    def kept_for(self, source: Source, finding: Finding) -> NewKey | None:
        """Return the key that was made in a finding's place and is not written yet."""
        return next((new for new in self._kept.values() if new.is_for(source, finding)), None)

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
        """Write a key to its places; where the editor does not take the edit, ask what to do.

        Args:
            new: the key.
            verdict: what is known of it; by default what its last check told.
        """
        verdict = verdict or self._ls.session.verdict_on(new.key)
        while isinstance(done := await self._attempt(new), Unwritten):
            words = unwritten_words(done, new.name)
            titles = (TRY_AGAIN, SHOW) if new.name is not None else (TRY_AGAIN,)
            chosen = await choose(self._ls, words, types.MessageType.Error, *titles)
            if chosen != TRY_AGAIN:
                await self._keep(new, show=chosen == SHOW)
                return
        self._kept.pop(new.key.fingerprint, None)
        self._ls.tell(written_words(done.places, done.files, verdict))
        for path in done.closed_files():
            extra = self._ls.session.settings.environment_files
            is_known = self._ls.session.places.get(uri_of(path)) is not None
            if is_known or is_environment_file(path.name, extra):
                await look_at_file(self._ls.session, path)
        if new.then is not None:
            await new.then()

    async def _attempt(self, new: NewKey) -> Changes | Unwritten:
        """Have the editor write a key; again where the text changed meanwhile."""
        ls, before = self._ls, None
        for _ in range(_MOST_ATTEMPTS):
            if not ls.session.trusted:
                return Unwritten.UNTRUSTED
            changes = await changes_for(ls, new.target, new.key)
            if not changes.places:
                return Unwritten.GONE
            edit = workspace_edit(ls, changes)
            if edit == before:
                break
            if await is_applied(ls, edit, LABEL):
                return changes
            before = edit
        return Unwritten.REFUSED

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
        self._ls.tell(shown_words(new.name, str(path)))
        await show_file(self._ls, path)
