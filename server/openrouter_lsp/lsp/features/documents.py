"""Documents that the editor has open."""

import asyncio

from lsprotocol import types

from openrouter_lsp.lsp.folders import look_around
from openrouter_lsp.lsp.ignoring import look_at_list
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.sources import ask_git_about, look_at_document, look_at_file
from openrouter_lsp.workspace import IGNORE_FILE, is_environment_file, path_of, same_form


async def did_open(ls: OpenRouterServer, params: types.DidOpenTextDocumentParams) -> None:
    """Look at a document at once, then at what lies around it."""
    uri = params.text_document.uri
    ls.session.opened[same_form(uri)] = uri
    await _look_now(ls, uri)
    path = path_of(uri)
    if path is not None:
        await look_around(ls, path)


def did_change(ls: OpenRouterServer, params: types.DidChangeTextDocumentParams) -> None:
    """Look at a document when its edits pause."""
    uri = params.text_document.uri
    _stop_waiting(ls, uri)
    loop = asyncio.get_running_loop()
    ls.pending[uri] = loop.call_later(ls.debounce, look_at_document, ls, uri)


async def did_save(ls: OpenRouterServer, params: types.DidSaveTextDocumentParams) -> None:
    """Look at a document without waiting for a pause."""
    await _look_now(ls, params.text_document.uri)


async def did_close(ls: OpenRouterServer, params: types.DidCloseTextDocumentParams) -> None:
    """Go back to the disk's text of an environment file; look away from any other."""
    uri = params.text_document.uri
    _stop_waiting(ls, uri)
    ls.session.opened.pop(same_form(uri), None)
    path = path_of(uri)
    if path and is_environment_file(path.name, ls.session.settings.environment_files):
        await look_at_file(ls.session, path)
    else:
        ls.session.look_away(uri)
        if path and path.name == IGNORE_FILE:
            await look_at_list(ls, path)


async def _look_now(ls: OpenRouterServer, uri: str) -> None:
    _stop_waiting(ls, uri)
    source = look_at_document(ls, uri)
    if source is not None:
        await ask_git_about(ls.session, source)


def _stop_waiting(ls: OpenRouterServer, uri: str) -> None:
    waiting = ls.pending.pop(uri, None)
    if waiting is not None:
        waiting.cancel()
