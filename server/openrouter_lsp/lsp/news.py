"""Tells those who wait that something of the texts, or of what is known, has changed."""

import asyncio


class News:
    """One moment after the other at which something changed."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def tell(self) -> None:
        """Let those who wait look again."""
        told, self._next = self._next, asyncio.Event()
        told.set()

    def coming(self) -> asyncio.Event:
        """Return what is set at the next change. Ask before looking, so that none is missed."""
        return self._next
