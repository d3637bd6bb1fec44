"""The first messages of a session, and the last."""

import asyncio

from lsprotocol import types

from openrouter_lsp.lsp.client_abilities import initialization_option, is_trusted, resolve
from openrouter_lsp.lsp.features import configuration, watching
from openrouter_lsp.lsp.ignoring import read_lists
from openrouter_lsp.lsp.language_server import OpenRouterServer


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
    ls.early_settings = initialization_option(params, "settings")


async def initialized(ls: OpenRouterServer, _params: types.InitializedParams) -> None:
    """Learn the settings, then look at the workspace's environment files.

    No key is sent before the settings are known, which may say that none is to be, and the lists
    of what is ignored.
    """
    configuration.apply(ls, ls.early_settings)
    await configuration.pull(ls)
    await read_lists(ls, ls.folders())
    ls.session.ready.set()
    ls.session.look_again()
    await configuration.register(ls)
    await watching.register(ls)
    await watching.look_at_folders(ls, list(ls.workspace.folders.values()))
    ls.has_looked = True
    ls.glances.look_soon()
    await ls.output.follow_logs()
    await asyncio.to_thread(ls.shown_files.delete_leftovers)


async def shutdown(ls: OpenRouterServer, _params: None) -> None:
    """Give up what is under way."""
    ls.output.close()
    ls.glances.close()
    await ls.session.close()
    await asyncio.to_thread(ls.shown_files.close)
