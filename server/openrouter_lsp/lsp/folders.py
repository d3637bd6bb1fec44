"""Environment files on the disk: found, never opened, and watched where the editor does that."""

import asyncio
import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final
from uuid import uuid4

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.sources import look_at_file
from openrouter_lsp.workspace import (
    IGNORE_FILE,
    NAMES,
    environment_files_around,
    find_environment_files,
    path_of,
    same_form,
    uri_of,
)

_NOT_WATCHED: Final = "The editor watches no files: changes show when a file is opened."


async def watch_files(ls: OpenRouterServer) -> None:
    """Ask the editor to tell when an environment file changes, or a list of what is ignored."""
    if not ls.session.abilities.watched_files:
        ls.session.log(_NOT_WATCHED)
        return
    await _watch(ls, (*NAMES, *ls.session.settings.environment_files, ".gitignore", IGNORE_FILE))


async def look_at_further_names(ls: OpenRouterServer, before: Collection[str]) -> None:
    """Watch and look at the files whose names the settings count among environment files now.

    Args:
        ls: the server.
        before: the names that they counted so.
    """
    names = [name for name in ls.session.settings.environment_files if name not in before]
    if not names or not ls.looks_at_folders:
        return
    if ls.session.abilities.watched_files:
        ls.session.start(_watch(ls, names))
    await look_at_folders(ls, tuple(ls.workspace.folders.values()))


async def _watch(ls: OpenRouterServer, names: Iterable[str]) -> None:
    watchers = [types.FileSystemWatcher(glob_pattern=f"**/{name}") for name in names]
    registration = types.Registration(
        id=f"openrouter.environment_files.{uuid4()}",
        method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
        register_options=types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers),
    )
    try:
        await ls.client_register_capability_async(types.RegistrationParams([registration]))
    except JsonRpcException:
        ls.session.log(_NOT_WATCHED)


async def look_at_folders(ls: OpenRouterServer, folders: Iterable[types.WorkspaceFolder]) -> None:
    """Find the environment files of workspace folders and look at each."""
    session = ls.session
    for folder in folders:
        root = path_of(folder.uri)
        if root is None:
            continue
        found = await asyncio.to_thread(_find, root, session.settings.environment_files)
        for path in found:
            if same_form(uri_of(path)) not in session.opened:
                await look_at_file(session, path)


async def look_anew(ls: OpenRouterServer) -> None:
    """Look at the disk again: some editors tell of no change, and any may miss one."""
    await _look_away_from_what_is_gone(ls)
    await look_at_folders(ls, tuple(ls.workspace.folders.values()))


async def look_around(ls: OpenRouterServer, path: Path) -> None:
    """Look at the environment files near a file, those that nobody told of.

    An editor misses what comes together with a new folder, such as a clone's, and what becomes of
    it.
    """
    root = ls.folder_around(path)
    if root is None or not ls.has_looked:
        return
    await _look_away_from_what_is_gone(ls)
    extra = ls.session.settings.environment_files
    for near in await asyncio.to_thread(environment_files_around, path, root, extra):
        uri = uri_of(near)
        if ls.session.places.get(uri) is None and same_form(uri) not in ls.session.opened:
            await look_at_file(ls.session, near)


async def _look_away_from_what_is_gone(ls: OpenRouterServer) -> None:
    places = [(source.uri, path_of(source.uri)) for source in ls.session.places]
    files = [
        (uri, path) for uri, path in places if path and same_form(uri) not in ls.session.opened
    ]
    for uri in await asyncio.to_thread(_gone, files):
        if same_form(uri) not in ls.session.opened:
            ls.session.look_away(uri)


def _gone(files: Iterable[tuple[str, Path]]) -> list[str]:
    return [uri for uri, path in files if not os.path.lexists(path)]


def _find(root: Path, extra: tuple[str, ...]) -> list[Path]:
    return list(find_environment_files(root, extra))
