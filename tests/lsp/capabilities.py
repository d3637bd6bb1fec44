"""What an editor for tests says that it can do."""

from typing import Final

from lsprotocol import types

FLAGS: Final = (
    "progress", "show_document", "watching", "apply_edit", "document_changes", "edit_metadata",
    "late_edits", "create_files", "previews", "hint_refreshes", "late_tooltips", "link_tooltips",
    "settings_by_request", "literals", "markdown",
)  # fmt: skip


def capabilities(**flags: bool) -> types.ClientCapabilities:
    """What VS Code 1.93 can do, as far as this server asks.

    Args:
        flags: False for what the editor cannot do, True for what only newer ones can; see `FLAGS`.
    """
    return types.ClientCapabilities(
        workspace=types.WorkspaceClientCapabilities(
            apply_edit=flags.get("apply_edit", True),
            workspace_edit=types.WorkspaceEditClientCapabilities(
                document_changes=flags.get("document_changes", True),
                metadata_support=flags.get("edit_metadata", False),
                change_annotation_support=(
                    types.ChangeAnnotationsSupportOptions(groups_on_label=True)
                    if flags.get("previews", True)
                    else None
                ),
                resource_operations=(
                    [types.ResourceOperationKind.Create] if flags.get("create_files", True) else []
                ),
            ),
            configuration=flags.get("settings_by_request", True),
            did_change_configuration=types.DidChangeConfigurationClientCapabilities(
                dynamic_registration=True
            ),
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
                dynamic_registration=flags.get("watching", True),
                relative_pattern_support=True,
            ),
            inlay_hint=types.InlayHintWorkspaceClientCapabilities(
                refresh_support=flags.get("hint_refreshes", True)
            ),
            workspace_folders=True,
        ),
        text_document=types.TextDocumentClientCapabilities(
            code_action=types.CodeActionClientCapabilities(
                code_action_literal_support=types.ClientCodeActionLiteralOptions(
                    types.ClientCodeActionKindOptions([types.CodeActionKind.QuickFix])
                )
                if flags.get("literals", True)
                else None,
                data_support=flags.get("late_edits", True),
                resolve_support=types.ClientCodeActionResolveOptions(["edit"])
                if flags.get("late_edits", True)
                else None,
            ),
            hover=types.HoverClientCapabilities(
                content_format=[types.MarkupKind.Markdown, types.MarkupKind.PlainText]
                if flags.get("markdown", True)
                else [types.MarkupKind.PlainText]
            ),
            document_link=types.DocumentLinkClientCapabilities(
                tooltip_support=flags.get("link_tooltips", True)
            ),
            inlay_hint=types.InlayHintClientCapabilities(
                resolve_support=types.ClientInlayHintResolveOptions(["tooltip"])
                if flags.get("late_tooltips", True)
                else None
            ),
        ),
        window=types.WindowClientCapabilities(
            work_done_progress=flags.get("progress", True),
            show_document=types.ShowDocumentClientCapabilities(
                support=flags.get("show_document", True)
            ),
        ),
        general=types.GeneralClientCapabilities(
            position_encodings=[types.PositionEncodingKind.Utf16]
        ),
    )
