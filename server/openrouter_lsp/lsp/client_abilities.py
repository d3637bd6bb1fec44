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
        settings_changes: it takes a registration for changes of its settings.
        progress: it shows work-done progress.
        show_document: it opens documents and web pages on request.
        status: it wants `openrouter/didChangeStatus`.
    """

    configuration: bool = False
    watched_files: bool = False
    settings_changes: bool = False
    progress: bool = False
    show_document: bool = False
    status: bool = False


def resolve(params: types.InitializeParams) -> ClientAbilities:
    """Read the flags off an initialize request."""
    workspace, window = params.capabilities.workspace, params.capabilities.window
    watching = workspace and workspace.did_change_watched_files
    changes = workspace and workspace.did_change_configuration
    show_document = window and window.show_document
    return ClientAbilities(
        configuration=bool(workspace and workspace.configuration),
        watched_files=bool(watching and watching.dynamic_registration),
        settings_changes=bool(changes and changes.dynamic_registration),
        progress=bool(window and window.work_done_progress),
        show_document=bool(show_document and show_document.support),
        status=initialization_option(params, "statusNotifications") is True,
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
