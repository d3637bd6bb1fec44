"""The other end of the wire, as a session sees it."""

from typing import Protocol

from lsprotocol import types

from openrouter_lsp.reporting import Summary


class Editor(Protocol):
    """The other end of the wire, as far as a session speaks to it."""

    def publish(self, params: types.PublishDiagnosticsParams) -> None:
        """Send diagnostics."""

    def tell_status(self, summary: Summary) -> None:
        """Send the state of all keys."""

    def log(self, sentence: str) -> None:
        """Put a line into the editor's log."""

    def tell(self, sentence: str, kind: types.MessageType) -> None:
        """Show a message."""

    def version_of(self, uri: str) -> int | None:
        """Return the version of an open document; None where it is not open."""
