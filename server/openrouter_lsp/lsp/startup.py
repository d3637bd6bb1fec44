"""The first messages of a session, and the last."""

import asyncio
import os
from typing import Final

from lsprotocol import types

from openrouter_lsp.lsp.client_abilities import initialization_option, is_trusted, resolve
from openrouter_lsp.lsp.features import configuration
from openrouter_lsp.lsp.folders import look_at_folders, watch_files
from openrouter_lsp.lsp.ignoring import read_lists
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.parent import is_seen, wait_for_end
from openrouter_lsp.lsp.setting_names import early_section

_SOON: Final = 1.0
"""Seconds that the first look at the workspace waits for the settings, and an end for its work."""


def initialize(ls: OpenRouterServer, params: types.InitializeParams) -> None:
    """Take in what the editor can do."""
    ls.loop = asyncio.get_running_loop()
    session = ls.session
    session.abilities = resolve(params)
    session.encoding = str(ls.workspace.position_encoding or types.PositionEncodingKind.Utf16)
    session.trusted = is_trusted(params)
    management_key = initialization_option(params, "managementKey")
    if isinstance(management_key, str) and management_key:
        ls.management_key = management_key
    ls.early_settings = early_section(params.initialization_options)
    if params.process_id is not None and is_seen(params.process_id):
        ls.watch = asyncio.ensure_future(_leave_with(ls, params.process_id))


async def initialized(ls: OpenRouterServer, _params: types.InitializedParams) -> None:
    """Learn the settings, then look at the workspace's environment files.

    No key is sent before the settings are known, which may say that none is to be, and the lists
    of what is ignored. What needs no asking is shown though the editor takes its time to answer.
    """
    configuration.apply(ls, ls.early_settings)
    answer = ls.session.start(configuration.pull(ls))
    await read_lists(ls, ls.folders())
    await asyncio.wait([answer], timeout=_SOON)
    opening = ls.session.start(_open(ls, answer))
    # An answer that is there already has the keys asked about as they are found.
    if answer.done():
        await opening
    ls.looks_at_folders = True
    ls.session.start(configuration.register(ls))
    ls.session.start(watch_files(ls))
    await look_at_folders(ls, list(ls.workspace.folders.values()))
    ls.has_looked = True
    ls.glances.look_soon()
    ls.session.start(ls.output.follow_logs())
    await asyncio.to_thread(ls.shown_files.delete_leftovers)


async def _open(ls: OpenRouterServer, answer: asyncio.Task[None]) -> None:
    """Let keys be asked about once the settings are known, or the editor seems not to tell them."""
    await asyncio.wait([answer], timeout=ls.patience)
    if not answer.done():
        ls.session.log(
            "The editor has not told its settings yet; those that it began with hold until it does,"
            " and keys are asked about as they have it."
        )
    ls.session.ready.set()
    ls.session.look_again()


async def _leave_with(ls: OpenRouterServer, process_id: int) -> None:
    """End this process once the editor's is gone, though its input stays open."""
    await wait_for_end(process_id)
    try:
        async with asyncio.timeout(_SOON):
            await shutdown(ls, None)
    finally:
        # Python's own way would wait for the thread that reads the input.
        os._exit(1)


async def shutdown(ls: OpenRouterServer, _params: None) -> None:
    """Give up what is under way."""
    ls.output.close()
    ls.glances.close()
    await ls.session.close()
    await asyncio.to_thread(ls.shown_files.close)
