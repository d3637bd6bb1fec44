"""Questions to the user, and what is waited for."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from openrouter_lsp.lsp.converting import message_of

if TYPE_CHECKING:
    from openrouter_lsp.lsp.language_server import OpenRouterServer

INPUT: Final = "openrouter/input"
"""Our own request to the editor: {title, prompt, secret} → a text, or null where none is given."""


async def choose(
    ls: "OpenRouterServer", sentence: str, kind: types.MessageType, *titles: str
) -> str | None:
    """Show a message with something to choose; return the title that was, None where none was."""
    actions = [types.MessageActionItem(title) for title in titles]
    params = types.ShowMessageRequestParams(kind, message_of(sentence), actions)
    try:
        chosen = await ls.window_show_message_request_async(params)
    except JsonRpcException:
        return None
    return chosen.title if chosen else None


async def ask_for_text(
    ls: "OpenRouterServer", title: str, prompt: str, *, secret: bool
) -> str | None:
    """Ask for a line of text, where the editor has an input box; None where none is given.

    Args:
        ls: the server.
        title: of the box.
        prompt: what to put in.
        secret: whether the box hides what is put in.
    """
    if not ls.session.abilities.inputs:
        return None
    params = {"title": title, "prompt": prompt, "secret": secret}
    try:
        text: object = await ls.protocol.send_request_async(INPUT, params)
    except JsonRpcException:
        return None
    return text if isinstance(text, str) and text.strip() else None


@asynccontextmanager
async def shown_waiting(
    ls: "OpenRouterServer", title: str, cancel: Callable[[], object]
) -> AsyncIterator[None]:
    """Show that something is waited for, where the editor shows progress.

    Args:
        ls: the server.
        title: what is waited for.
        cancel: called when the user does not want to wait any more.
    """
    token = await _begin(ls, title)
    if token is None:
        yield
        return
    tokens = ls.work_done_progress.tokens
    tokens[token].add_done_callback(lambda _: cancel())
    try:
        yield
    finally:
        ls.work_done_progress.end(token, types.WorkDoneProgressEnd())
        del tokens[token]


async def _begin(ls: "OpenRouterServer", title: str) -> str | None:
    if not ls.session.abilities.progress:
        return None
    # A token of its own each time, since pygls never drops one.
    token = f"openrouter/{uuid4()}"
    try:
        await ls.work_done_progress.create_async(token)
    except JsonRpcException:
        return None
    ls.work_done_progress.begin(token, types.WorkDoneProgressBegin(title=title, cancellable=True))
    return token
