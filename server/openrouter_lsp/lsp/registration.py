"""Which method of the protocol goes to which function: the whole table."""

from typing import Any, Final

from lsprotocol import types

from openrouter_lsp.lsp import messages, startup
from openrouter_lsp.lsp.features import (
    check_all,
    code_actions,
    commands,
    configuration,
    document_links,
    documents,
    edits,
    explaining,
    history,
    hover,
    ignoring,
    inlay_hints,
    kept_keys,
    key_list,
    paste,
    rotate,
    sign_in,
    terminal_output,
    trust,
    watching,
)
from openrouter_lsp.lsp.language_server import OpenRouterServer

_FEATURES: Final[tuple[tuple[str, Any, Any], ...]] = (
    (types.INITIALIZE, startup.initialize, None),
    (types.INITIALIZED, startup.initialized, None),
    (types.SHUTDOWN, startup.shutdown, None),
    ("openrouter/didChangeTrust", trust.did_change, None),
    (messages.DID_START, terminal_output.did_start, None),
    (messages.DID_WRITE, terminal_output.did_write, None),
    (messages.DID_END, terminal_output.did_end, None),
    (messages.LINKS, terminal_output.links, None),
    (types.WORKSPACE_DID_CHANGE_CONFIGURATION, configuration.did_change, None),
    (types.TEXT_DOCUMENT_DID_OPEN, documents.did_open, None),
    (types.TEXT_DOCUMENT_DID_CHANGE, documents.did_change, None),
    (types.TEXT_DOCUMENT_DID_SAVE, documents.did_save, None),
    (types.TEXT_DOCUMENT_DID_CLOSE, documents.did_close, None),
    (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, watching.did_change_watched_files, None),
    (types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, watching.did_change_folders, None),
    (types.TEXT_DOCUMENT_HOVER, hover.hover, None),
    (types.TEXT_DOCUMENT_INLAY_HINT, inlay_hints.inlay_hints, None),
    (types.INLAY_HINT_RESOLVE, inlay_hints.resolve, None),
    (types.TEXT_DOCUMENT_DOCUMENT_LINK, document_links.document_links, None),
    (types.DOCUMENT_LINK_RESOLVE, document_links.resolve, None),
    (
        types.TEXT_DOCUMENT_CODE_ACTION,
        code_actions.code_actions,
        types.CodeActionOptions(
            code_action_kinds=[types.CodeActionKind.QuickFix], resolve_provider=True
        ),
    ),
    (types.CODE_ACTION_RESOLVE, edits.resolve, None),
)

_COMMANDS: Final[tuple[tuple[str, Any], ...]] = (
    ("openrouter.checkAllKeys", check_all.check_all_keys),
    ("openrouter.listKeys", key_list.list_keys),
    ("openrouter.checkKey", commands.check_key),
    ("openrouter.openKeyPage", commands.open_key_page),
    ("openrouter.openKeysPage", commands.open_keys_page),
    ("openrouter.copyFingerprint", commands.copy_fingerprint),
    ("openrouter.forget", commands.forget),
    ("openrouter.explain", commands.explain),
    ("openrouter.ignoreKey", ignoring.ignore_key),
    ("openrouter.stopIgnoring", ignoring.stop_ignoring),
    ("openrouter.showIgnored", ignoring.show_ignored),
    ("openrouter.edit", edits.edit),
    ("openrouter.edited", edits.edited),
    ("openrouter.explainText", explaining.explain_text),
    ("openrouter.showKey", explaining.show_key_of),
    ("openrouter.copyReport", explaining.copy_report),
    ("openrouter.searchHistory", history.search_history),
    ("openrouter.signIn", sign_in.sign_in),
    ("openrouter.finishSignIn", sign_in.finish_sign_in),
    ("openrouter.rotate", rotate.rotate),
    ("openrouter.pasteKey", paste.paste_key),
    ("openrouter.writeNewKey", kept_keys.write_new_key),
)


def register(server: OpenRouterServer) -> None:
    """Register every feature and command with a server."""
    for method, handler, options in _FEATURES:
        server.feature(method, options)(handler)
    for name, handler in _COMMANDS:
        server.command(name)(handler)
    server.commands = dict(_COMMANDS)
