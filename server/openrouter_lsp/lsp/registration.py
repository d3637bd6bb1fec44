"""Which method of the protocol goes to which function: the whole table."""

from typing import Any, Final

from lsprotocol import types

from openrouter_lsp.lsp import messages, startup
from openrouter_lsp.lsp.features import (
    configuration,
    document_links,
    documents,
    hover,
    inlay_hints,
    terminal_output,
    trust,
    watching,
)
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.lsp.messages import (
    CodeArgument,
    EditArgument,
    ExplainTextArgument,
    KeyArgument,
    LinksParams,
    NewKeyArgument,
    ReportArgument,
    RuleArgument,
    StopIgnoringArgument,
)
from openrouter_lsp.lsp.on_demand import ANYTHING, on_demand

_FEATURES: Final[tuple[tuple[str, Any, Any], ...]] = (
    (types.INITIALIZE, startup.initialize, None),
    (types.INITIALIZED, startup.initialized, None),
    (types.SHUTDOWN, startup.shutdown, None),
    ("openrouter/didChangeTrust", trust.did_change, None),
    (messages.DID_START, terminal_output.did_start, None),
    (messages.DID_WRITE, terminal_output.did_write, None),
    (messages.DID_END, terminal_output.did_end, None),
    (messages.LINKS, on_demand("terminal_links.links", LinksParams), None),
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
        on_demand("code_actions.code_actions", types.CodeActionParams),
        types.CodeActionOptions(
            code_action_kinds=[types.CodeActionKind.QuickFix], resolve_provider=True
        ),
    ),
    (types.CODE_ACTION_RESOLVE, on_demand("edits.resolve", types.CodeAction), None),
)

_COMMANDS: Final[tuple[tuple[str, Any], ...]] = (
    ("openrouter.checkAllKeys", on_demand("check_all.check_all_keys")),
    ("openrouter.listKeys", on_demand("key_list.list_keys")),
    ("openrouter.checkKey", on_demand("commands.check_key", KeyArgument)),
    ("openrouter.openKeyPage", on_demand("commands.open_key_page", KeyArgument)),
    ("openrouter.openKeysPage", on_demand("commands.open_keys_page")),
    ("openrouter.copyFingerprint", on_demand("commands.copy_fingerprint", KeyArgument)),
    ("openrouter.forget", on_demand("commands.forget")),
    ("openrouter.explain", on_demand("commands.explain", RuleArgument)),
    ("openrouter.ignoreKey", on_demand("ignoring.ignore_key", KeyArgument)),
    ("openrouter.stopIgnoring", on_demand("ignoring.stop_ignoring", StopIgnoringArgument)),
    ("openrouter.showIgnored", on_demand("ignoring.show_ignored")),
    ("openrouter.edit", on_demand("edits.edit", EditArgument)),
    ("openrouter.edited", on_demand("edits.edited")),
    ("openrouter.explainText", on_demand("explaining.explain_text", ExplainTextArgument)),
    ("openrouter.showKey", on_demand("explaining.show_key_of", KeyArgument)),
    ("openrouter.copyReport", on_demand("explaining.copy_report", ReportArgument)),
    ("openrouter.searchHistory", on_demand("history.search_history", KeyArgument)),
    ("openrouter.signIn", on_demand("sign_in.sign_in", NewKeyArgument)),
    ("openrouter.finishSignIn", on_demand("sign_in.finish_sign_in", CodeArgument)),
    ("openrouter.rotate", on_demand("rotate.rotate", NewKeyArgument)),
    ("openrouter.pasteKey", on_demand("paste.paste_key", NewKeyArgument)),
    ("openrouter.writeNewKey", on_demand("kept_keys.write_new_key", ANYTHING)),
)


def register(server: OpenRouterServer) -> None:
    """Register every feature and command with a server."""
    for method, handler, options in _FEATURES:
        server.feature(method, options)(handler)
    for name, handler in _COMMANDS:
        server.command(name)(handler)
    server.commands = dict(_COMMANDS)
