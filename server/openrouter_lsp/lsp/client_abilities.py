"""What the editor can do, resolved once."""

from collections.abc import Mapping

import attrs
from lsprotocol import types


@attrs.frozen(kw_only=True)
class ClientAbilities:
    """Flags from the editor's capabilities and initialization options.

    Attributes:
        configuration: it answers workspace/configuration.
        watched_files: it takes registrations of file watchers.
        relative_patterns: it takes file watchers for one folder.
        settings_changes: it takes a registration for changes of its settings.
        progress: it shows work-done progress.
        show_document: it opens documents and web pages on request.
        status: it wants `openrouter/didChangeStatus`.
        clipboard: it copies what a command for copying returns.
        terminals: it runs a command in a terminal, by the command `openrouter.runAgain`.
        apply_edit: it takes edits.
        document_changes: it takes edits that name the versions of documents.
        edit_metadata: it takes notice of what an edit is for.
        previews: it shows an edit before it makes it, where the edit asks for that.
        create_files: it makes files as part of an edit.
        markdown: it shows Markdown in hovers, and rather than plain text.
        literals: it takes code actions, and not commands alone.
        late_edits: it asks for the edit of a code action once that is chosen.
        hint_refreshes: it asks for inlay hints anew when it is told to.
        late_tooltips: it asks for the tooltip of an inlay hint once that is shown.
        link_tooltips: it shows tooltips of links.
        keys_notifications: it wants `openrouter/didChangeKeys`.
        inputs: it asks for a line of text, by the request `openrouter/input`.
        remote: its browser cannot come back to this machine's loopback address; None: not said.
        external_addresses: it tells, by the request `openrouter/externalAddress`, at which address
            the browser reaches a port of this machine.
    """

    configuration: bool = False
    watched_files: bool = False
    relative_patterns: bool = False
    settings_changes: bool = False
    progress: bool = False
    show_document: bool = False
    status: bool = False
    clipboard: bool = False
    terminals: bool = False
    apply_edit: bool = False
    document_changes: bool = False
    edit_metadata: bool = False
    previews: bool = False
    create_files: bool = False
    markdown: bool = True
    literals: bool = False
    late_edits: bool = False
    hint_refreshes: bool = False
    late_tooltips: bool = False
    link_tooltips: bool = False
    keys_notifications: bool = False
    inputs: bool = False
    remote: bool | None = None
    external_addresses: bool = False


def resolve(params: types.InitializeParams) -> ClientAbilities:
    """Read the flags off an initialize request."""
    workspace, window = params.capabilities.workspace, params.capabilities.window
    watching = workspace and workspace.did_change_watched_files
    changes = workspace and workspace.did_change_configuration
    show_document = window and window.show_document
    edits = workspace and workspace.workspace_edit
    document = params.capabilities.text_document
    hover = document and document.hover
    formats = hover and hover.content_format
    actions = document and document.code_action
    literals = actions and actions.code_action_literal_support
    resolves = actions and actions.resolve_support
    hints = document and document.inlay_hint
    resolved = hints and hints.resolve_support
    links = document and document.document_link
    refreshes = workspace and workspace.inlay_hint
    remote = initialization_option(params, "remote")
    return ClientAbilities(
        configuration=bool(workspace and workspace.configuration),
        watched_files=bool(watching and watching.dynamic_registration),
        relative_patterns=bool(watching and watching.relative_pattern_support),
        settings_changes=bool(changes and changes.dynamic_registration),
        progress=bool(window and window.work_done_progress),
        show_document=bool(show_document and show_document.support),
        status=initialization_option(params, "statusNotifications") is True,
        clipboard=initialization_option(params, "clipboard") is True,
        terminals=initialization_option(params, "terminals") is True,
        apply_edit=bool(workspace and workspace.apply_edit),
        document_changes=bool(edits and edits.document_changes),
        edit_metadata=bool(edits and edits.metadata_support),
        previews=bool(edits and edits.document_changes and edits.change_annotation_support),
        create_files=bool(
            edits
            and edits.document_changes
            and types.ResourceOperationKind.Create in (edits.resource_operations or ())
        ),
        markdown=not formats or formats[0] == types.MarkupKind.Markdown,
        literals=bool(literals),
        late_edits=bool(
            literals
            and actions
            and actions.data_support
            and resolves
            and {"edit"} <= set(resolves.properties)
        ),
        hint_refreshes=bool(refreshes and refreshes.refresh_support),
        late_tooltips=bool(resolved and "tooltip" in resolved.properties),
        link_tooltips=bool(links and links.tooltip_support),
        keys_notifications=initialization_option(params, "keysNotifications") is True,
        inputs=initialization_option(params, "inputs") is True,
        remote=remote if isinstance(remote, bool) else None,
        external_addresses=initialization_option(params, "externalAddresses") is True,
    )


def initialization_option(params: types.InitializeParams, name: str) -> object:
    """Return one of the initialization options; None where it is not given."""
    options = params.initialization_options
    return options.get(name) if isinstance(options, Mapping) else None


def is_trusted(params: types.InitializeParams) -> bool:
    """Whether the workspace's keys may be sent.

    An editor that knows no trust says nothing, and the user opened the folder in it. One that
    says anything but true does not trust.
    """
    options = params.initialization_options
    return not isinstance(options, Mapping) or options.get("trusted", True) is True
