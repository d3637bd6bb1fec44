"""What is ignored: shown, added to and undone by command, beside the light bulb."""

from lsprotocol import types

from openrouter_lsp.keys import Fingerprint, Ignored
from openrouter_lsp.lsp.changes import Changes, is_applied, workspace_edit
from openrouter_lsp.lsp.converting import range_of
from openrouter_lsp.lsp.ignoring_edits import find_ignoring_key
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.messages import EditArgument, KeyArgument, StopIgnoringArgument
from openrouter_lsp.lsp.showing import show_file
from openrouter_lsp.lsp.stop_ignoring import find_stopping_everywhere
from openrouter_lsp.reporting import NOT_THERE, NOTHING_IGNORED, commented_words
from openrouter_lsp.reporting.actions import EDIT_LABEL, NOT_EDITED, no_new_files_words
from openrouter_lsp.workspace import IGNORE_FILE, path_of, same_form, uri_of


async def show_ignored(ls: OpenRouterServer) -> None:
    """Open the lists of what is ignored, and tell what comments have ignored."""
    lists = [folder / IGNORE_FILE for folder in ls.folders()]
    there = [
        path for path in lists if same_form(uri_of(path)) in ls.session.opened or path.is_file()
    ]
    commented = [
        (_shown(ls, source.uri), source.lines.line_of(finding.span.start) + 1)
        for source in ls.session.places
        for finding in source.findings
        if finding.ignored is Ignored.COMMENT
    ]
    if commented:
        ls.tell(commented_words(commented, has_list=bool(there)))
    elif not there:
        ls.tell(NOTHING_IGNORED)
    for path in there:
        await show_file(ls, path)


async def ignore_key(ls: OpenRouterServer, argument: KeyArgument) -> None:
    """Add a key to the list of the workspace folder that it stands in."""
    which = _place(ls, Fingerprint(argument.fingerprint))
    changes = await find_ignoring_key(ls, which) if which else NOT_THERE
    # Not waited for: the editor may ask the user before it answers.
    ls.session.start(_make(ls, changes))


async def stop_ignoring(ls: OpenRouterServer, argument: StopIgnoringArgument) -> None:
    """Have a key, a file, or what stands in a line looked at again."""
    changes = await find_stopping_everywhere(ls, argument)
    ls.session.start(_make(ls, changes))


def _place(ls: OpenRouterServer, fingerprint: Fingerprint) -> EditArgument | None:
    """Return a place of a key that lies in a workspace folder; or else any."""
    found = [
        (path is not None and ls.folder_around(path) is not None, source, finding)
        for source in ls.session.places
        for path in (path_of(source.uri),)
        for finding in source.findings
        if finding.key is not None and finding.key.fingerprint == fingerprint
    ]
    if not found:
        return None
    _, source, finding = max(found, key=lambda one: one[0])
    start = range_of(source.lines, finding.span, ls.session.encoding).start
    return EditArgument("ignoreKey", source.uri, start.line, start.character, fingerprint)


async def _make(ls: OpenRouterServer, changes: Changes | str) -> None:
    if isinstance(changes, str):
        ls.tell(changes, types.MessageType.Warning)
    elif changes.made and not ls.session.abilities.create_files:
        names = [path.name for path, _ in changes.made]
        ls.tell(no_new_files_words(names), types.MessageType.Warning)
    elif not await is_applied(ls, workspace_edit(ls, changes), EDIT_LABEL):
        ls.tell(NOT_EDITED, types.MessageType.Warning)


def _shown(ls: OpenRouterServer, uri: str) -> str:
    """Return a file as it is shown: below its workspace folder, or whole."""
    path = path_of(uri)
    folder = ls.folder_around(path) if path else None
    if path is None or folder is None:
        return str(path or uri)
    return path.relative_to(folder).as_posix()
