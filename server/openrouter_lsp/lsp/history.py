"""Whether git keeps a key, and what can be done then."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from lsprotocol import types

from openrouter_lsp.keys import Key
from openrouter_lsp.lsp.asking import choose, shown_waiting
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.messages import NewKeyArgument
from openrouter_lsp.reporting.actions import (
    SEARCHING,
    in_history_words,
    not_in_history_words,
    unsearched_words,
)
from openrouter_lsp.workspace.sharing import InHistory, NotInHistory, Unsearched, search_history

Answer = InHistory | NotInHistory | Unsearched

ROTATE: Final = "Rotate this key"
NEW_KEY: Final = "Get a new key through the browser"
_COMMANDS: Final = {ROTATE: "openrouter.rotate", NEW_KEY: "openrouter.signIn"}


async def tell_of_history(
    ls: OpenRouterServer, key: Key, folders: Iterable[Path], *, asked_for: bool
) -> None:
    """Search git's history for a key, and tell of it; where it is found, offer a new key.

    Only what is found is told where nobody asked; the rest goes to the log. No git is run in a
    workspace that is not trusted.

    Args:
        ls: the server.
        key: what is looked for.
        folders: those that its files lie in.
        asked_for: whether the user asked.
    """
    if not ls.session.trusted:
        return
    search = ls.session.start(_search(key, tuple(dict.fromkeys(folders))))
    if asked_for:
        async with shown_waiting(ls, SEARCHING, search.cancel):
            await asyncio.wait([search])
    else:
        await asyncio.wait([search])
    if search.cancelled():
        return
    answer = search.result()
    if isinstance(answer, InHistory):
        await _offer_a_new_key(ls, key, answer)
        return
    if isinstance(answer, NotInHistory):
        words = not_in_history_words(is_shallow=answer.is_shallow)
    else:
        words = unsearched_words(answer)
    if asked_for:
        ls.tell(words)
    elif answer is not Unsearched.NO_REPOSITORY:
        ls.session.log(words)


async def _search(key: Key, folders: tuple[Path, ...]) -> Answer:
    answers = [await search_history(folder, key) for folder in folders]
    return min(answers, key=_rank, default=Unsearched.NO_REPOSITORY)


async def _offer_a_new_key(ls: OpenRouterServer, key: Key, found: InHistory) -> None:
    manager = ls.managing_key()
    may_rotate = manager not in (None, key) and not ls.session.unasked
    titles = (ROTATE, NEW_KEY) if may_rotate else (NEW_KEY,)
    words = in_history_words(found.commit, found.at, is_forgotten=found.is_forgotten)
    chosen = await choose(ls, words, types.MessageType.Warning, *titles)
    if chosen is not None:
        await ls.commands[_COMMANDS[chosen]](ls, NewKeyArgument(key.fingerprint))


def _rank(answer: Answer) -> int:
    """Order answers: found counts most, then not known, then not there, then no repository."""
    if isinstance(answer, InHistory):
        return 0
    if isinstance(answer, NotInHistory):
        return 2
    return 3 if answer is Unsearched.NO_REPOSITORY else 1
