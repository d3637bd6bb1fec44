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
        inputs: it asks for a line of text, by the request `openrouter/input`.
        remote: its browser cannot come back to this machine's loopback address; None: not said.
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
    inputs: bool = False
    remote: bool | None = None


def resolve(params: types.InitializeParams) -> ClientAbilities:
    """Read the flags off an initialize request."""
    workspace, window = params.capabilities.workspace, params.capabilities.window
    watching = workspace and workspace.did_change_watched_files
    changes = workspace and workspace.did_change_configuration
    show_document = window and window.show_document
    edits = workspace and workspace.workspace_edit
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
        inputs=initialization_option(params, "inputs") is True,
        remote=remote if isinstance(remote, bool) else None,
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
