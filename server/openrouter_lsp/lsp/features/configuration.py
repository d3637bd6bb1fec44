"""The settings, from the editor to the session."""

from collections.abc import Mapping

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from openrouter_lsp.lsp.folders import look_at_further_names
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.setting_names import SECTION, of_section
from openrouter_lsp.lsp.settings import known_settings, read_settings


def apply(ls: OpenRouterServer, section: object) -> None:
    """Let settings hold; say which of them are bad."""
    settings, complaints = read_settings(section, are_the_machines=ls.machine_settings)
    if complaints and complaints != ls.complaints:
        ls.tell("\n".join(complaints), types.MessageType.Warning)
    ls.complaints = complaints
    names = ls.session.settings.environment_files
    ls.session.apply(settings)
    ls.session.start(look_at_further_names(ls, names))


async def pull(ls: OpenRouterServer) -> None:
    """Ask the editor for the settings, where it answers such questions."""
    if not ls.session.abilities.configuration:
        return
    item = types.ConfigurationItem(section=SECTION)
    try:
        answer = await ls.workspace_configuration_async(types.ConfigurationParams([item]))
    except JsonRpcException:
        ls.session.log("The editor did not tell its settings; those that it began with hold.")
        return
    # An editor that has no such section says null; what it gave at the start holds then.
    section = answer[0] if answer else None
    apply(ls, ls.early_settings if section is None else section)


async def register(ls: OpenRouterServer) -> None:
    """Ask the editor to tell when the settings change."""
    if not ls.session.abilities.settings_changes:
        return
    registration = types.Registration(
        id="openrouter.settings",
        method=types.WORKSPACE_DID_CHANGE_CONFIGURATION,
        register_options={"section": SECTION},
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
        apply(ls, _pushed(ls, params.settings))
    await ls.output.follow_logs()


def _pushed(ls: OpenRouterServer, settings: Mapping[str, object]) -> object:
    """Return the settings of ours among what may be all of an editor's.

    Where there are none, what it gave at the start holds: it may have said that no key is sent.
    """
    ours = of_section(settings)
    if ours is not None:
        return ours
    return known_settings(settings) or ls.early_settings
