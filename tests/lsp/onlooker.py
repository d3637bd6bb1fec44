"""An editor that shows the state of keys at a glance: hints at lines' ends, a list of keys."""

import asyncio
from typing import Any

from lsprotocol import types

from tests.lsp.editor import Editor

FIRST_LINES = 1000


class Onlooker:
    """What an editor does with hints and the list of keys, beside what `Editor` does.

    Attributes:
        editor: the editor.
        refreshes: how often the server had the hints renewed.
        list_changes: how often it said that the list of keys has changed.
    """

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.refreshes = 0
        self.list_changes = 0
        self._news = asyncio.Event()
        client: Any = editor.client

        @client.feature(types.WORKSPACE_INLAY_HINT_REFRESH)  # type: ignore[untyped-decorator]
        def _(_params: None) -> None:
            self.refreshes += 1

        @client.feature("openrouter/didChangeKeys")  # type: ignore[untyped-decorator]
        def _(params: Any) -> None:
            assert params is None
            self.list_changes += 1

    async def hints(
        self, uri: str, start: int = 0, end: int = FIRST_LINES
    ) -> list[types.InlayHint]:
        """Return the hints of some lines."""
        lines = types.Range(types.Position(start, 0), types.Position(end, 0))
        found = await self.editor.client.text_document_inlay_hint_async(
            types.InlayHintParams(types.TextDocumentIdentifier(uri), lines)
        )
        return list(found or [])

    async def words(self, uri: str) -> list[tuple[int, str]]:
        """Return the lines that have hints, and their words."""
        return [(hint.position.line, str(hint.label)) for hint in await self.hints(uri)]

    async def links(self, uri: str) -> list[types.DocumentLink]:
        """Return the links of a document."""
        found = await self.editor.client.text_document_document_link_async(
            types.DocumentLinkParams(types.TextDocumentIdentifier(uri))
        )
        return list(found or [])

    async def keys(self) -> list[dict[str, Any]]:
        """Return the list of keys."""
        answer = await self.editor.command("openrouter.listKeys")
        keys: list[dict[str, Any]] = plain(answer)["keys"]
        return keys


async def opened(looker: Onlooker, text: str, *codes: str, **options: Any) -> str:
    """Open a .env with such a text, and wait until all of its keys that may be were checked."""
    editor = looker.editor
    uri = editor.write(".env", text)
    await editor.start(**options)
    editor.open(uri, text)
    open_questions = (
        ("being checked",) if "trusted" in options else ("being checked", "not checked")
    )

    def is_settled() -> bool:
        told = editor.statuses[-1] if editor.statuses else {"text": "", "tooltip": ""}
        is_told = bool(told["text"]) and not any(one in told["tooltip"] for one in open_questions)
        return is_told and editor.codes(uri) == list(codes)

    await editor.until(is_settled)
    return uri


def plain(value: Any) -> Any:
    """Return what came over the wire as it stood there: pygls makes objects of it."""
    if hasattr(value, "_asdict"):
        return {name: plain(each) for name, each in value._asdict().items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value
