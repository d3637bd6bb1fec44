"""How a key, or a file, is left alone, and looked at again."""

from lsprotocol import types

from openrouter_lsp.editing import comment_sign
from openrouter_lsp.keys import Ignored
from openrouter_lsp.lsp.offers.pointed import Pointed
from openrouter_lsp.workspace import name_of, path_of


def offers(at: Pointed) -> list[types.CodeAction]:
    """Offer to ignore a finding: here, in the workspace, with its file; or to ignore it no more."""
    by = at.finding.ignored
    if by is not None:
        what = "file" if by is Ignored.FILE else "key"
        return [
            at.edit(f"Stop ignoring this {what}", "stopIgnoring"),
            at.command("Show what is ignored", "openrouter.showIgnored"),
        ]
    actions = []
    if at.source.is_environment_file or comment_sign(name_of(at.source.uri)):
        actions.append(at.edit("Ignore this key here", "ignoreHere"))
    path = path_of(at.source.uri)
    if path is None or at.ls.folder_around(path) is None:
        return actions
    if at.finding.key is not None:
        actions.append(at.edit("Ignore this key in this workspace", "ignoreKey"))
    return [*actions, at.edit("Ignore this file", "ignoreFile")]
