"""An environment file is added to .gitignore."""

import asyncio
from pathlib import Path

from openrouter_lsp.editing import ignore_in_git, pattern_for
from openrouter_lsp.lsp.after_edits import AfterEdit
from openrouter_lsp.lsp.changes import Changes
from openrouter_lsp.lsp.history import tell_of_history
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.messages import EditArgument
from openrouter_lsp.lsp.new_files import changed
from openrouter_lsp.lsp.newest_texts import nearest_of_key, newest_text, text_of
from openrouter_lsp.lsp.sources import current_source
from openrouter_lsp.reporting.actions import (
    GONE,
    NO_FOLDER,
    NO_GITIGNORE,
    NOT_COMMITTED,
    UNTRUSTED_GIT,
    ignored_words,
    tracked_words,
)
from openrouter_lsp.workspace import UnreadableFileError, path_of
from openrouter_lsp.workspace.sharing import git_view


async def find_ignoring(ls: OpenRouterServer, argument: EditArgument) -> Changes | str:
    """Find what makes git ignore an environment file."""
    source = current_source(ls, argument.uri)
    finding = nearest_of_key(source, argument.fingerprint, argument.line) if source else None
    path = path_of(source.uri) if source else None
    if path is None or finding is None or finding.key is None:
        return GONE
    if not ls.session.trusted:
        return UNTRUSTED_GIT
    root = ls.folder_around(path)
    if root is None:
        return NO_FOLDER
    try:
        changes, words = await ignoring(ls, path, root)
    except UnreadableFileError as error:
        return str(error)
    if not changes.places:
        return words or NOT_COMMITTED
    ls.after_edits.keep(argument, AfterEdit(words, finding.key, path))
    return changes


async def after_ignoring(ls: OpenRouterServer, argument: EditArgument) -> None:
    """Tell what git makes of the file now, and whether it keeps the key all the same."""
    after = ls.after_edits.take(argument)
    if after is not None:
        ls.tell(after.words)
        await tell_of_history(ls, after.key, (after.path.parent,), asked_for=False)


async def ignoring(ls: OpenRouterServer, path: Path, root: Path) -> tuple[Changes, str]:
    """Return what makes git ignore a file, and what is to be said of that; nothing if git does.

    Raises:
        UnreadableFileError: there is a .gitignore, and it is not read.
    """
    view = await asyncio.to_thread(git_view, path, root)
    if view is None or not view.is_committable:
        return Changes(()), ""
    tracked = tracked_words(path.relative_to(view.folder).as_posix(), view.folder.name)
    if view.fits_a_pattern:
        return Changes(()), tracked
    pattern = pattern_for(path.name)
    if view.gitignore is None or pattern is None:
        return Changes(()), NO_GITIGNORE
    gitignore = await newest_text(ls, view.gitignore)
    replacements = ignore_in_git(text_of(gitignore), pattern)
    words = tracked if view.is_tracked else ignored_words(path.name)
    return changed(gitignore, view.gitignore, replacements), words
