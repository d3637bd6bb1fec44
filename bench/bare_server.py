"""A pygls server that does nothing, to compare with; told to echo, it answers every edit."""

import sys

from lsprotocol import types
from pygls.lsp.server import LanguageServer


def main() -> None:
    """Serve on standard input and output."""
    server = LanguageServer("bare", "0", types.TextDocumentSyncKind.Full)
    if "--echo" in sys.argv:
        server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(_echo)
    server.start_io()


def _echo(ls: LanguageServer, params: types.DidChangeTextDocumentParams) -> None:
    document = params.text_document
    ls.text_document_publish_diagnostics(
        types.PublishDiagnosticsParams(document.uri, [], document.version)
    )


if __name__ == "__main__":
    main()
