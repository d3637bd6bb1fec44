"""Keeps true what an editor shows of keys at a glance: hints at lines' ends, the list of keys."""

import asyncio
from typing import TYPE_CHECKING, Final

from pygls.exceptions import JsonRpcException

from openrouter_lsp.lsp.alarm import Alarm
from openrouter_lsp.lsp.line_hints import LineHint, line_hints
from openrouter_lsp.workspace import same_form

if TYPE_CHECKING:
    from datetime import datetime

    from openrouter_lsp.lsp.language_server import OpenRouterServer
    from openrouter_lsp.lsp.listed_keys import Row

_DID_CHANGE: Final = "openrouter/didChangeKeys"
"""Our own notification to the editor, without parameters: the list of keys is to be asked anew."""

_TOGETHER: Final = 0.1
"""Seconds. What changes within them is told as one change."""
_REST: Final = 9
"""How many times as long as a look took there is none, so that thousands of keys cost little."""


class Glances:
    """Tells the editor when what it was given does not hold any more.

    When the clock has changed something, the editor is told once, and not again before it has asked
    anew. So no timer runs for a document or a list that nobody looks at.

    Args:
        ls: the server.
    """

    def __init__(self, ls: "OpenRouterServer") -> None:
        self._ls = ls
        self._hints: dict[str, tuple[LineHint, ...]] = {}
        """What each document was given, since the editor was told of a change."""
        self._rows: list[Row] = []
        self._rows_until: datetime | None = None
        self._is_complete = False
        """Whether the folders had been looked through when the list was made."""
        self._is_list_wanted = False
        self._alarm = Alarm(ls.session.clock, ring=self._renew, doubt=self._renew)
        self._soon: asyncio.TimerHandle | None = None
        self._pause = _TOGETHER

    def hints(self, uri: str) -> tuple[LineHint, ...]:
        """Return the hints of a document as they are now, and keep them true from now on."""
        hints = self._hints_of(uri)
        self._hints[same_form(uri)] = hints
        self._follow_the_clock()
        return hints

    def list_keys(self) -> "list[Row]":
        """Return the list of keys as it is now, and keep it true from now on."""
        self._list()
        self._is_list_wanted = True
        self._follow_the_clock()
        return self._rows

    def look_soon(self) -> None:
        """Look in a moment at what may have changed."""
        abilities = self._ls.session.abilities
        is_watched = self._hints or abilities.keys_notifications
        if is_watched and self._soon is None:
            loop = asyncio.get_running_loop()
            self._soon = loop.call_later(self._pause, self._look)

    def close(self) -> None:
        """Look at nothing any more."""
        self._alarm.set(None)
        self._hints.clear()
        self._is_list_wanted = False
        if self._soon is not None:
            self._soon.cancel()

    def _look(self) -> None:
        """Tell of what has changed since the editor was given it."""
        self._soon = None
        loop = asyncio.get_running_loop()
        began = loop.time()
        self._look_at_hints()
        if self._ls.session.abilities.keys_notifications:
            self._look_at_keys()
        self._follow_the_clock()
        self._pause = max(_TOGETHER, _REST * (loop.time() - began))

    def _renew(self) -> None:
        """Tell of what the clock has changed; of the list only to who looks at it."""
        self._look_at_hints()
        if self._is_list_wanted:
            self._look_at_keys()
        self._follow_the_clock()

    def _list(self) -> None:
        from openrouter_lsp.lsp.listed_keys import listed_keys  # noqa: PLC0415 - see `on_demand`

        self._rows, self._rows_until = listed_keys(self._ls)
        self._is_complete = self._ls.has_looked

    def _look_at_hints(self) -> None:
        opened = self._ls.session.opened
        before = {uri: hints for uri, hints in self._hints.items() if uri in opened}
        self._hints = {uri: self._hints_of(uri) for uri in before}
        if any(_words(self._hints[uri]) != _words(hints) for uri, hints in before.items()):
            self._hints.clear()
            self._ls.session.start(self._refresh_hints())

    def _look_at_keys(self) -> None:
        before = self._rows, self._is_complete
        self._list()
        if (self._rows, self._is_complete) != before:
            self._is_list_wanted = False
            self._ls.protocol.notify(_DID_CHANGE)

    def _follow_the_clock(self) -> None:
        """Wait until the clock alone changes something that is looked at."""
        abilities = self._ls.session.abilities
        moments: list[datetime | None] = []
        if abilities.hint_refreshes:
            moments += [hint.until for hints in self._hints.values() for hint in hints]
        if abilities.keys_notifications and self._is_list_wanted:
            moments.append(self._rows_until)
        self._alarm.set(min((moment for moment in moments if moment), default=None))

    def _hints_of(self, uri: str) -> tuple[LineHint, ...]:
        session = self._ls.session
        source = session.places.get(uri)
        if source is None or not session.settings.inlay_hints_enabled:
            return ()
        return tuple(line_hints(session, source))

    async def _refresh_hints(self) -> None:
        if not self._ls.session.abilities.hint_refreshes:
            return
        try:
            await self._ls.workspace_inlay_hint_refresh_async(None)
        except JsonRpcException:
            self._ls.log("The editor did not renew the hints at lines' ends.")


def _words(hints: tuple[LineHint, ...]) -> tuple[str, ...]:
    return tuple(hint.words for hint in hints)
