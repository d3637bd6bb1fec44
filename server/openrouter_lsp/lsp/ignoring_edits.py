"""The edits that have a key, or a file, ignored."""

import asyncio
from pathlib import Path

from lsprotocol import types

from openrouter_lsp.editing import add_entry, applied, file_entry, silence
from openrouter_lsp.lsp.changes import Changes
from openrouter_lsp.lsp.converting import finding_at
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.messages import EditArgument
from openrouter_lsp.lsp.new_files import changed
from openrouter_lsp.lsp.newest_texts import nearest_of_key, newest_text, text_of
from openrouter_lsp.lsp.sources import current_source
from openrouter_lsp.reporting import (
    NEW_LIST,
    NO_COMMENT_HERE,
    NOT_IN_A_FOLDER,
    NOT_THERE,
    NOT_TO_BE_LISTED,
    entry_words,
)
from openrouter_lsp.scanning import Finding
from openrouter_lsp.workspace import (
    IGNORE_FILE,
    Source,
    UnreadableFileError,
    name_of,
    path_of,
    read_ignore_list,
)


def pointed_at(ls: OpenRouterServer, argument: EditArgument) -> tuple[Source, Finding] | None:
    """Return what an edit is about, in the newest text; None where it is gone.

    A key may have moved; what is none is known by its place alone.
    """
    source = current_source(ls, argument.uri)
    if source is None:
        return None
    where = types.Position(argument.line, argument.character)
    finding = finding_at(source, where, ls.session.encoding)
    there = finding.key.fingerprint if finding and finding.key else None
    if finding is None or there != argument.fingerprint:
        finding = nearest_of_key(source, argument.fingerprint, argument.line)
    return (source, finding) if finding is not None else None


async def find_ignoring_here(ls: OpenRouterServer, argument: EditArgument) -> Changes | str:
    """Find the comment that has a finding ignored where it stands."""
    pointed = pointed_at(ls, argument)
    if pointed is None:
        return NOT_THERE
    source, finding = pointed
    # A large source takes up to a second to be understood.
    comment = await asyncio.to_thread(
        silence,
        name_of(source.uri),
        source.lines.text,
        finding,
        as_dotenv=source.is_environment_file,
    )
    return NO_COMMENT_HERE if comment is None else Changes(((source, (comment,)),))


async def find_ignoring_key(ls: OpenRouterServer, argument: EditArgument) -> Changes | str:
    """Find the entry that has a key ignored wherever it stands."""
    pointed = pointed_at(ls, argument)
    if pointed is None or pointed[1].key is None:
        return NOT_THERE
    source, finding = pointed
    path = path_of(source.uri)
    folder = ls.folder_around(path) if path else None
    if path is None or folder is None:
        return NOT_IN_A_FOLDER
    words = entry_words(finding.masked, path.relative_to(folder).as_posix())
    return await _added(ls, folder, f"{pointed[1].key.fingerprint}  # {words}", path, finding)


async def find_ignoring_file(ls: OpenRouterServer, argument: EditArgument) -> Changes | str:
    """Find the entry that has a file ignored."""
    path = path_of(argument.uri)
    folder = ls.folder_around(path) if path else None
    if path is None or folder is None:
        return NOT_IN_A_FOLDER
    entry = file_entry(path.relative_to(folder).as_posix())
    return NOT_TO_BE_LISTED if entry is None else await _added(ls, folder, entry, path, None)


async def _added(
    ls: OpenRouterServer, folder: Path, entry: str, path: Path, finding: Finding | None
) -> Changes | str:
    """Return what adds an entry to a folder's list, if it counts there."""
    place = folder / IGNORE_FILE
    try:
        now = await newest_text(ls, place)
    except UnreadableFileError as error:
        return str(error)
    added = add_entry(text_of(now), entry if now else f"{NEW_LIST}\n{entry}")
    after = read_ignore_list(folder, applied(text_of(now), (added,)))
    key = finding.key.fingerprint if finding and finding.key else None
    if not (after.covers(path) if key is None else key in after.keys):
        return NOT_TO_BE_LISTED
    return changed(now, place, (added,))
