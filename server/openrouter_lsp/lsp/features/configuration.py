"""The settings, from the editor to the session."""

from collections.abc import Mapping
from typing import Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.settings import read_settings

_SECTION: Final = "openrouter"


def apply(ls: OpenRouterServer, section: object) -> None:
    """Let settings hold; say which of them are bad."""
    settings, complaints = read_settings(section)
    if complaints and complaints != ls.complaints:
        ls.tell("\n".join(complaints), types.MessageType.Warning)
    ls.complaints = complaints
    ls.session.apply(settings)


async def pull(ls: OpenRouterServer) -> None:
    """Ask the editor for the settings, where it answers such questions."""
    if not ls.session.abilities.configuration:
        return
    item = types.ConfigurationItem(section=_SECTION)
    try:
        answer = await ls.workspace_configuration_async(types.ConfigurationParams([item]))
    except JsonRpcException:
        ls.session.log("The editor did not tell its settings; those that it began with hold.")
        return
    # An editor that has no such section says null; what it gave at the start holds then.
    if answer and answer[0] is not None:
        apply(ls, answer[0])


async def register(ls: OpenRouterServer) -> None:
    """Ask the editor to tell when the settings change."""
    if not ls.session.abilities.settings_changes:
        return
    registration = types.Registration(
        id="openrouter.settings",
        method=types.WORKSPACE_DID_CHANGE_CONFIGURATION,
        register_options={"section": _SECTION},
    )
    try:
        await ls.client_register_capability_async(types.RegistrationParams([registration]))
    except JsonRpcException:
        ls.session.log("The editor does not tell when the settings change.")


async def did_change(ls: OpenRouterServer, params: types.DidChangeConfigurationParams) -> None:
    """Take in changed settings: by asking, else as they come."""
    if ls.session.abilities.configuration:
        await pull(ls)
    elif isinstance(params.settings, Mapping):
        apply(ls, params.settings.get(_SECTION))
    await ls.output.follow_logs()
