"""Edits that were offered and are wanted now."""

from lsprotocol import types

from openrouter_lsp.lsp.changes import is_applied, workspace_edit
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.late_edits import LATE_EDITS
from openrouter_lsp.lsp.messages import EditArgument, read_edit
from openrouter_lsp.reporting.actions import (
    EDIT_LABEL,
    NO_SUCH_EDIT,
    NOT_EDITED,
    no_new_files_words,
)


async def resolve(ls: OpenRouterServer, params: types.CodeAction) -> types.CodeAction:
    """Give a chosen offer its edit; where there is none, tell why."""
    argument = read_edit(params.data)
    if argument is None:
        return params
    found = await _find(ls, argument)
    if isinstance(found, str):
        ls.tell(found, types.MessageType.Warning)
        # What was to follow the edit does not.
        params.command = None
    else:
        params.edit = found
    return params


async def edit(ls: OpenRouterServer, argument: EditArgument) -> None:
    """Make an edit, for an editor that does not resolve offers."""
    # Not waited for: the editor may ask the user before it answers.
    ls.session.start(_make(ls, argument))


async def edited(ls: OpenRouterServer) -> None:
    """Do what follows the edit that the editor has just made: the one that it asked for last."""
    argument = ls.after_edits.newest()
    if argument is not None:
        _follow(ls, argument)


def _follow(ls: OpenRouterServer, argument: EditArgument) -> None:
    late_edit = LATE_EDITS.get(argument.edit)
    if late_edit is not None and late_edit.then is not None:
        ls.session.start(late_edit.then(ls, argument))


async def _make(ls: OpenRouterServer, argument: EditArgument) -> None:
    found = await _find(ls, argument)
    if isinstance(found, str):
        ls.tell(found, types.MessageType.Warning)
    elif await is_applied(ls, found, EDIT_LABEL):
        _follow(ls, argument)
    else:
        ls.tell(NOT_EDITED, types.MessageType.Warning)


async def _find(ls: OpenRouterServer, argument: EditArgument) -> types.WorkspaceEdit | str:
    late_edit = LATE_EDITS.get(argument.edit)
    changes = NO_SUCH_EDIT if late_edit is None else await late_edit.find(ls, argument)
    if isinstance(changes, str):
        return changes
    if changes.made and not ls.session.abilities.create_files:
        return no_new_files_words([path.name for path, _ in changes.made])
    return workspace_edit(ls, changes)
