"""An editor for tests: pytest-lsp's client, the real server over stdio."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from cattrs import Converter
from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient
from pytest_lsp.client import register_lsp_features

from tests.environment import environment
from tests.lsp.capabilities import FLAGS, capabilities

PATIENCE = 20.0
"""Seconds after which a test gives up. What is waited for comes within one."""


class Editor:
    """One editor with one server.

    Attributes:
        client: pytest-lsp's client, for requests.
        root: the workspace folder.
        statuses: what came as `openrouter/didChangeStatus`.
        watchers: the globs that the server asked to have watched.
        asked: the questions that popped up.
        answer: the title that is chosen for each such question; None: it is put aside.
        received: every message of the server's, as text.
    """

    def __init__(self, client: LanguageClient, root: Path) -> None:
        self.client = client
        self.root = root
        self.statuses: list[dict[str, str]] = []
        self.watchers: list[str] = []
        self.asked: list[types.ShowMessageRequestParams] = []
        self.answer: str | None = None
        self.received: list[str] = []
        self._news = asyncio.Event()
        self._listen()

    def write(self, name: str, text: str | bytes) -> str:
        """Put a file into the workspace, without opening it; return its address."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path.as_uri()

    async def start(self, **options: Any) -> types.InitializeResult:
        """Open the workspace folder."""
        flags = {name: options.pop(name) for name in FLAGS if name in options}
        return await self.client.initialize_session(
            types.InitializeParams(
                capabilities=capabilities(**flags),
                root_uri=self.root.as_uri(),
                workspace_folders=[types.WorkspaceFolder(self.root.as_uri(), self.root.name)],
                initialization_options={"statusNotifications": True, **options},
            )
        )

    def tell_of_change(self, uri: str, kind: types.FileChangeType) -> None:
        """Say that a file changed on the disk, as the editor's watcher would."""
        self.client.workspace_did_change_watched_files(
            types.DidChangeWatchedFilesParams([types.FileEvent(uri, kind)])
        )

    def change_folders(
        self,
        added: Sequence[types.WorkspaceFolder] = (),
        removed: Sequence[types.WorkspaceFolder] = (),
    ) -> None:
        """Say that folders came into the window, or left it."""
        event = types.WorkspaceFoldersChangeEvent(added, removed)
        self.client.workspace_did_change_workspace_folders(
            types.DidChangeWorkspaceFoldersParams(event)
        )

    def save(self, uri: str) -> None:
        """Say that a document was saved."""
        self.client.text_document_did_save(
            types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri))
        )

    def close(self, uri: str) -> None:
        """Close a document."""
        self.client.text_document_did_close(
            types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
        )

    def notify(self, method: str, params: object) -> None:
        """Send a message of this project's own."""
        self.client.protocol.notify(method, params)

    def start_command(self, terminal: str, command: str | None, **more: str) -> None:
        """Say that a command begins in a terminal, its name that of the terminal."""
        params = {"terminalId": terminal, "name": terminal, "commandLine": command, **more}
        self.notify("openrouter/terminal/didStart", params)

    def show_output(self, terminal: str, *chunks: str) -> None:
        """Say what a terminal shows."""
        for chunk in chunks:
            params = {"terminalId": terminal, "data": chunk}
            self.notify("openrouter/terminal/didWrite", params)

    def end_command(self, terminal: str, code: int = 1) -> None:
        """Say that a terminal's command ended."""
        self.notify("openrouter/terminal/didEnd", {"terminalId": terminal, "exitCode": code})

    async def links(self, line: str) -> list[dict[str, Any]]:
        """Return what can be opened in a line of a terminal."""
        async with asyncio.timeout(PATIENCE):
            request: Any = self.client.protocol.send_request_async
            found: list[dict[str, Any]] = await request("openrouter/terminal/links", {"line": line})
        return found

    def open(self, uri: str, text: str, *, language: str = "plaintext") -> None:
        """Open a document."""
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def edit(self, uri: str, text: str, version: int) -> None:
        """Replace a document's text."""
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version=version, uri=uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def diagnostics(self, uri: str) -> list[types.Diagnostic]:
        """Return the diagnostics that the editor shows for a document."""
        return list(self.client.diagnostics.get(uri, []))

    def codes(self, uri: str) -> list[str]:
        """Return the rule codes that the editor shows for a document."""
        return [str(diagnostic.code) for diagnostic in self.diagnostics(uri)]

    async def hover(self, uri: str, line: int, character: int) -> str | None:
        """Return the hover's text at a position; None where there is none."""
        answer = await self.client.text_document_hover_async(
            types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        )
        if answer is None:
            return None
        assert isinstance(answer.contents, types.MarkupContent)
        return answer.contents.value

    async def actions(self, uri: str, line: int) -> list[types.CodeAction]:
        """Return what the light bulb offers on a line."""
        here = types.Position(line, 0)
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(
                types.TextDocumentIdentifier(uri),
                types.Range(here, here),
                types.CodeActionContext(
                    diagnostics=self.diagnostics(uri),
                    trigger_kind=types.CodeActionTriggerKind.Automatic,
                ),
            )
        )
        return [action for action in found or [] if isinstance(action, types.CodeAction)]

    async def command(self, name: str, *arguments: object) -> Any:
        """Have the server do a command."""
        async with asyncio.timeout(PATIENCE):
            return await self.client.workspace_execute_command_async(
                types.ExecuteCommandParams(name, list(arguments))
            )

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something that the server sends makes a condition true."""
        async with asyncio.timeout(PATIENCE):
            while not condition():
                self._news.clear()
                await self._news.wait()

    @property
    def messages(self) -> list[str]:
        """What popped up, so far."""
        return [message.message for message in self.client.messages]

    @property
    def shown(self) -> list[types.ShowDocumentParams]:
        """What the server had the editor open, so far."""
        return self.client.shown_documents

    @property
    def log(self) -> list[str]:
        """What stands in the log, so far."""
        return [message.message for message in self.client.log_messages]

    def _listen(self) -> None:
        client, news = self.client, self._news
        handle = client.protocol.handle_message

        def handle_message(message: Any) -> None:
            self.received.append(repr(message))
            handle(message)
            asyncio.get_running_loop().call_soon(news.set)

        client.protocol.handle_message = handle_message  # type: ignore[method-assign]

        @client.feature("openrouter/didChangeStatus")  # type: ignore[untyped-decorator]
        def _(params: Any) -> None:
            self.statuses.append(params._asdict())

        @client.feature(types.CLIENT_REGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
        def _(params: types.RegistrationParams) -> None:
            for registration in params.registrations:
                options: Any = registration.register_options
                for watcher in options.get("watchers", []):
                    glob = watcher["globPattern"]
                    self.watchers.append(
                        glob if isinstance(glob, str) else f"{glob['baseUri']}/{glob['pattern']}"
                    )

        @client.feature(types.CLIENT_UNREGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
        def _(params: types.UnregistrationParams) -> None:
            self.watchers = [each for each in self.watchers if each.startswith("**")]

        @client.feature(types.WINDOW_SHOW_MESSAGE_REQUEST)  # type: ignore[untyped-decorator]
        def _(params: types.ShowMessageRequestParams) -> types.MessageActionItem | None:
            self.asked.append(params)
            titles = [action.title for action in params.actions or []]
            chosen = self.answer if self.answer in titles else None
            return types.MessageActionItem(chosen) if chosen else None


def _converter() -> Converter:
    """Return pygls's converter, less a slip: it reads an action with a command as a command."""
    converter: Converter = default_converter()  # type: ignore[no-untyped-call]

    def read(value: Any, _: Any) -> types.CodeAction | types.Command:
        # A command by itself has its name there, an action another object or nothing.
        if not isinstance(value.get("command"), str):
            return converter.structure(value, types.CodeAction)
        return converter.structure(value, types.Command)

    converter.register_structure_hook(types.Command | types.CodeAction, read)
    return converter


@asynccontextmanager
async def started_editor(
    root: Path, base_url: str, *, program: Sequence[str] = ("-m", "openrouter_lsp"), **env: str
) -> AsyncIterator[Editor]:
    """Start a server over stdio, its OpenRouter on loopback; end it afterwards.

    Args:
        root: the workspace folder.
        base_url: of its OpenRouter.
        program: what Python is to run.
        env: variables of the server's.
    """
    client = LanguageClient(converter_factory=_converter)
    register_lsp_features(client)
    variables = environment(OPENROUTER_BASE_URL=base_url, PYTHONWARNINGS="error", **env)
    command = [sys.executable, "-P", *program]
    await client.start_io(*command, env=variables)
    editor = Editor(client, root)
    try:
        yield editor
        async with asyncio.timeout(PATIENCE):
            await client.shutdown_session()
    except BaseException:
        # Nobody has told it to end, and its end would be waited for without end.
        if client._server is not None:
            with suppress(ProcessLookupError):
                client._server.kill()
        raise
    finally:
        await client.stop()  # type: ignore[no-untyped-call]
