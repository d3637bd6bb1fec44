"""What the editor says of the disk: files that changed, folders that came and left."""

from lsprotocol import types

from openrouter_lsp.lsp.folders import look_at_folders
from openrouter_lsp.lsp.ignoring import forget_list, look_at_list, read_lists
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.sources import ask_git_about, look_at_file
from openrouter_lsp.workspace import IGNORE_FILE, is_environment_file, path_of, same_form


async def did_change_watched_files(
    ls: OpenRouterServer, params: types.DidChangeWatchedFilesParams
) -> None:
    """Look at what changed on the disk."""
    for change in params.changes:
        path = path_of(change.uri)
        if path is None:
            continue
        if path.name == ".gitignore":
            for source in ls.session.places:
                await ask_git_about(ls.session, source)
        elif path.name == IGNORE_FILE:
            await look_at_list(ls, path)
        elif await ls.output.logs.look_at(path) or same_form(change.uri) in ls.session.opened:
            continue
        elif change.type == types.FileChangeType.Deleted:
            ls.session.look_away(change.uri)
        elif is_environment_file(path.name, ls.session.settings.environment_files):
            await look_at_file(ls.session, path)


async def did_change_folders(
    ls: OpenRouterServer, params: types.DidChangeWorkspaceFoldersParams
) -> None:
    """Look at folders that came, and away from those that left."""
    for folder in params.event.removed:
        root = path_of(folder.uri)
        for source in ls.session.places:
            path = path_of(source.uri)
            is_open = same_form(source.uri) in ls.session.opened
            if root and path and path.is_relative_to(root) and not is_open:
                ls.session.look_away(source.uri)
        if root:
            forget_list(ls, root)
    roots = (path_of(folder.uri) for folder in params.event.added)
    await read_lists(ls, [root for root in roots if root])
    await look_at_folders(ls, params.event.added)
    await ls.output.follow_logs()
