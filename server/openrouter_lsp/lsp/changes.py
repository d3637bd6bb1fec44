"""What is to change in texts, and the edit that the editor is asked to make of it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from openrouter_lsp.editing import Replacement
from openrouter_lsp.lsp.converting import range_of
from openrouter_lsp.reporting.actions import EDIT_LABEL
from openrouter_lsp.workspace import Source, uri_of

if TYPE_CHECKING:
    from openrouter_lsp.lsp.language_server import OpenRouterServer

_HEADING: Final = "openrouter"
_START: Final = types.Range(types.Position(0, 0), types.Position(0, 0))


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to change in each text, as the texts were a moment ago. Not to be shown.

    Attributes:
        of_sources: texts that there are, and what changes in each.
        made: files that there are not yet, and their texts.
    """

    of_sources: tuple[tuple[Source, tuple[Replacement, ...]], ...] = field(repr=False)
    made: tuple[tuple[Path, str], ...] = field(default=(), repr=False)

    @property
    def places(self) -> int:
        """How many places change."""
        return sum(len(replacements) for _, replacements in self.of_sources) + len(self.made)

    @property
    def files(self) -> int:
        """How many texts change."""
        return len(self.of_sources) + len(self.made)


def workspace_edit(ls: "OpenRouterServer", changes: Changes) -> types.WorkspaceEdit:
    """Return the changes as the protocol has them, with the versions of open documents.

    A file is made only where the editor can make it, and never over another: see
    `ClientAbilities.create_files`.
    """
    encoding = ls.session.encoding
    edits: dict[str, list[types.TextEdit]] = {
        source.uri: [
            types.TextEdit(range_of(source.lines, one.span, encoding), one.text)
            for one in replacements
        ]
        for source, replacements in changes.of_sources
    }
    if not ls.session.abilities.document_changes:
        return types.WorkspaceEdit(changes=edits)
    versions = {source.uri: source.version for source, _ in changes.of_sources}
    is_shown_first = ls.session.abilities.previews and ls.session.settings.preview_edits
    parts: list[types.CreateFile | types.TextDocumentEdit] = [
        # All files before all texts: VS Code undoes them together in this order alone.
        *(_file(uri_of(path)) for path, _ in changes.made),
        *(
            _text_edit(uri_of(path), None, [types.TextEdit(_START, text)])
            for path, text in changes.made
        ),
        *(_text_edit(uri, versions[uri], of_one) for uri, of_one in edits.items()),
    ]
    return _shown_first(parts) if is_shown_first else types.WorkspaceEdit(document_changes=parts)


async def is_applied(ls: "OpenRouterServer", edit: types.WorkspaceEdit, label: str) -> bool:
    """Have the editor make an edit; whether it did.

    Args:
        ls: the server.
        edit: the edit.
        label: what the editor calls it, in its undo list too.
    """
    abilities = ls.session.abilities
    if not abilities.apply_edit:
        return False
    # As a refactoring, so that VS Code saves the files that it had not open.
    metadata = types.WorkspaceEditMetadata(is_refactoring=True)
    params = types.ApplyWorkspaceEditParams(
        edit, label, metadata if abilities.edit_metadata else None
    )
    try:
        return (await ls.workspace_apply_edit_async(params)).applied
    except JsonRpcException:
        return False


def _shown_first(
    parts: list[types.CreateFile | types.TextDocumentEdit],
) -> types.WorkspaceEdit:
    """Return an edit whose every change waits for the user's word, all under one heading."""
    for part in parts:
        if isinstance(part, types.CreateFile):
            part.annotation_id = _HEADING
        else:
            part.edits = [
                types.AnnotatedTextEdit(_HEADING, edit.range, edit.new_text)
                for edit in part.edits
                if isinstance(edit, types.TextEdit)
            ]
    heading = types.ChangeAnnotation(EDIT_LABEL, needs_confirmation=True)
    return types.WorkspaceEdit(document_changes=parts, change_annotations={_HEADING: heading})


def _file(uri: str) -> types.CreateFile:
    return types.CreateFile(uri, options=types.CreateFileOptions(overwrite=False))


def _text_edit(
    uri: str, version: int | None, edits: list[types.TextEdit]
) -> types.TextDocumentEdit:
    return types.TextDocumentEdit(
        types.OptionalVersionedTextDocumentIdentifier(uri, version), edits
    )
