"""A pygls server with one session, and the session's editor."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from openrouter_lsp import __version__
from openrouter_lsp.checking import (
    MANAGEMENT_KEY,
    KeyChecker,
    Memory,
    Sends,
    memory_path,
    open_checker,
)
from openrouter_lsp.keys import Key
from openrouter_lsp.lsp.converting import message_of
from openrouter_lsp.lsp.messages import open_converter
from openrouter_lsp.lsp.news import News
from openrouter_lsp.lsp.protocol import OpenRouterProtocol
from openrouter_lsp.lsp.session import Session
from openrouter_lsp.lsp.settings import Settings
from openrouter_lsp.reporting import Summary
from openrouter_lsp.workspace import path_of

if TYPE_CHECKING:
    import asyncio

    from pygls.workspace import TextDocument

    from openrouter_lsp.lsp.after_edits import AfterEdits
    from openrouter_lsp.lsp.glances import Glances
    from openrouter_lsp.lsp.new_keys import NewKeys
    from openrouter_lsp.lsp.output import Output
    from openrouter_lsp.lsp.shown_files import ShownFiles
    from openrouter_lsp.lsp.sign_ins import SignIns


class OpenRouterServer(LanguageServer):
    """A pygls server with one session, and the session's editor.

    Args:
        clock: the time now, aware, UTC.
        open_client: makes the client that asks OpenRouter, for some settings.
        open_memory: makes what keeps OpenRouter's words across sessions, given where to log.
        environment: the variables that the server was started with.
    """

    protocol: OpenRouterProtocol

    def __init__(
        self,
        clock: Callable[[], datetime],
        open_client: Callable[[Settings], Sends],
        open_memory: Callable[[Callable[[str], None]], Memory],
        environment: Mapping[str, str],
    ) -> None:
        # Whole texts, since pygls splits lines where the protocol does not (form feed, U+2028),
        # and an edit in part would then land on another line than in the editor.
        super().__init__(
            "openrouter-lsp",
            __version__,
            types.TextDocumentSyncKind.Full,
            protocol_cls=OpenRouterProtocol,
            converter_factory=open_converter,
        )
        self.environment = environment
        self.management_key = environment.get(MANAGEMENT_KEY, "")
        """From the environment, or the editor's secret storage; empty where there is none."""
        self.memory = open_memory(self.log_from_a_thread)
        self.loop: asyncio.AbstractEventLoop | None = None
        """The loop that serves the editor; None before it does."""

        self.client: Sends
        """Whom to ask, as the settings have it now."""

        def checker_for(settings: Settings) -> KeyChecker:
            self.client = open_client(settings)
            return open_checker(
                self.client,
                self.memory,
                management_key=lambda: self.management_key,
                clock=clock,
                max_age=settings.max_age,
                warn_before=settings.warn_before,
            )

        self.after_edits: AfterEdits
        """What is told once an edit was made; given by whoever composes the server."""
        self.commands: Mapping[str, Callable[..., Any]] = {}
        """What commands do, by their names; given by whoever registers them."""
        self.glances: Glances
        """Keeps hints and the list of keys true; given by whoever composes the server."""
        self.news = News()
        """Tells when a text, or what is known of its keys, has changed."""
        self.session = Session(self, clock=clock, open_checker=checker_for, environment=environment)
        self.has_looked = False
        """Whether the workspace's folders were looked through since the start."""
        self.early_settings: object = None
        """The settings that came with initialize."""
        self.looks_at_folders = False
        """Whether the workspace's folders are being looked through, or were."""
        self.machine_settings = False
        """Whether no project can have set what the editor sends; so said whoever started us."""
        self.complaints: list[str] = []
        """What was last said of bad settings, so that it is said once."""
        self.too_long: set[str] = set()
        """The documents that were said to be too long to be looked at."""
        self.patience = 10.0
        """Seconds for which no key is sent while the editor does not tell its settings."""
        self.debounce = 0.2
        """Seconds between an edit and the look at it."""
        self.watch: asyncio.Task[None] | None = None
        """What ends this process once the editor's is gone."""
        self.pending: dict[str, asyncio.TimerHandle] = {}

    # Made when they are first needed, so that a start does not wait for their modules.

    @cached_property
    def output(self) -> "Output":
        """What reads what terminals and log files show."""
        from openrouter_lsp.lsp.output import Output  # noqa: PLC0415

        return Output(self)

    @cached_property
    def new_keys(self) -> "NewKeys":
        """What checks new keys and writes them."""
        from openrouter_lsp.lsp.new_keys import NewKeys  # noqa: PLC0415

        return NewKeys(self)

    @cached_property
    def sign_ins(self) -> "SignIns":
        """The sign-ins that are under way."""
        from openrouter_lsp.lsp.sign_ins import SignIns  # noqa: PLC0415

        return SignIns()

    @cached_property
    def shown_files(self) -> "ShownFiles":
        """What is written only to be shown."""
        from openrouter_lsp.lsp.shown_files import ShownFiles  # noqa: PLC0415

        return ShownFiles(memory_path().parent / "shown")

    def publish(self, params: types.PublishDiagnosticsParams) -> None:
        """Send diagnostics."""
        self.text_document_publish_diagnostics(params)

    def tell_status(self, summary: Summary) -> None:
        """Send the state of all keys, for a status bar."""
        params = {
            "status": summary.status or "none",
            "severity": summary.severity,
            "text": summary.text,
            "tooltip": summary.tooltip,
        }
        self.protocol.notify("openrouter/didChangeStatus", params)

    def log(self, sentence: str) -> None:
        """Put a line into the editor's log."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Info, sentence))

    def log_from_a_thread(self, sentence: str) -> None:
        """Put a line into the editor's log, from any thread."""
        if self.loop is not None:
            self.loop.call_soon_threadsafe(self.log, sentence)

    def tell(self, sentence: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """Show a message."""
        self.window_show_message(types.ShowMessageParams(kind, message_of(sentence)))

    def folders(self) -> tuple[Path, ...]:
        """Return the workspace folders that lie on the disk."""
        paths = (path_of(folder.uri) for folder in self.workspace.folders.values())
        return tuple(path for path in paths if path is not None)

    def folder_around(self, path: Path) -> Path | None:
        """Return the workspace folder that a file lies in, the innermost of several."""
        around = [folder for folder in self.folders() if folder in path.parents]
        return max(around, key=lambda folder: len(folder.parts), default=None)

    def managing_key(self) -> Key | None:
        """Return the management key; None where none is set, or no whole one."""
        try:
            return Key(self.management_key.strip())
        except ValueError:
            return None

    def document(self, uri: str) -> "TextDocument | None":
        """Return an open document, by its address as the editor writes it."""
        # pygls keeps documents by their addresses without escapes.
        documents: Mapping[str, TextDocument] = self.workspace.text_documents
        return documents.get(unquote(uri))

    def version_of(self, uri: str) -> int | None:
        """Return the version of an open document; None where it is not open."""
        document = self.document(uri)
        return document.version if document else None

    def report_server_error(self, error: Exception, source: type[Exception]) -> None:
        """Put an error into the log by its type; its text may hold what an editor sent."""
        self.log(f"A message could not be handled: {type(error).__name__} ({source.__name__}).")
