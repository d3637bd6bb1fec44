"""An editor with a person and a browser in front of it: edits are taken, boxes filled in."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

import httpx
from lsprotocol import types

from openrouter_lsp.lsp.asking import INPUT
from openrouter_lsp.simulator import Simulator, State, Wording
from tests.lsp.editor import Editor

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST = "Get a new key through the browser"


class Desk:
    """What an editor does with edits and questions, beside what `Editor` does.

    Attributes:
        editor: the editor.
        edits: the edits that came.
        resolved: the edits that were asked for, of offers that were chosen.
        refusals: how many of the next edits are refused without a reason.
        meanwhile: called once when an edit comes, before it is taken.
        opens_unsaved: what is not open is opened for an edit and not saved, and told of only after
            the answer, as by VS Code where it does not save.
        is_lying: an edit is said to be made, and is not.
        inputs: what is put into the boxes that open, one after the other; None: nothing.
        boxes: the boxes that opened.
    """

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.edits: list[types.ApplyWorkspaceEditParams] = []
        self.resolved: list[types.WorkspaceEdit] = []
        self.refusals = 0
        self.meanwhile: Callable[[], None] | None = None
        self.opens_unsaved = False
        self.is_lying = False
        self.inputs: list[str | None] = []
        self.boxes: list[dict[str, Any]] = []
        self._open: dict[str, tuple[int, str]] = {}
        self._listen()

    def open(self, uri: str, text: str) -> None:
        """Open a document, whatever the disk says."""
        self._open[uri] = (1, text)
        self.editor.open(uri, text)

    def type(self, uri: str, text: str) -> None:
        """Change an open document."""
        version = self._open[uri][0] + 1
        self._open[uri] = (version, text)
        self.editor.edit(uri, text, version)

    def text(self, uri: str) -> str:
        """Return what stands in a file: in the editor, else on the disk."""
        if uri in self._open:
            return self._open[uri][1]
        return _path(uri).read_bytes().decode()

    async def choose(self, title: str, uri: str, line: int = 0) -> None:
        """Choose what the light bulb offers on a line: its edit first, then its command."""
        actions = {action.title: action for action in await self.editor.actions(uri, line)}
        action = actions[title]
        if action.data is not None:
            action = await self.editor.client.code_action_resolve_async(action)
            if action.edit is not None:
                self.resolved.append(action.edit)
                meanwhile, self.meanwhile = self.meanwhile, None
                if meanwhile is not None:
                    meanwhile()
                if not self._apply(action.edit):
                    return
        if (command := action.command) is not None:
            await self.editor.command(command.command, *(command.arguments or []))

    async def page(self) -> str:
        """Wait until a page opens in the browser; return its address."""
        await self.editor.until(lambda: any(one.external for one in self.editor.shown))
        return self.editor.shown[-1].uri

    async def told(self, words: str) -> str:
        """Wait for a message with some words in it; return the whole."""
        await self.editor.until(lambda: any(words in one for one in self.editor.messages))
        return next(one for one in self.editor.messages if words in one)

    async def asked(self, words: str) -> types.ShowMessageRequestParams:
        """Wait for a question with some words in it."""
        await self.editor.until(lambda: any(words in one.message for one in self.editor.asked))
        return next(one for one in self.editor.asked if words in one.message)

    def ensure_no_key_was_told(self, sim: Simulator, *more: str) -> None:
        """See that no key came from the server but in an edit."""
        received = (one for one in self.editor.received if "workspace/applyEdit" not in one)
        told = [one.partition("edit=WorkspaceEdit(")[0] for one in received]
        assert len(told) > 3
        for key in (*(key.text for key in sim.keys), *more):
            assert not any(key[20:] in one for one in told)
        assert all(edit.label == "New OpenRouter key" for edit in self.edits)

    def _listen(self) -> None:
        client: Any = self.editor.client

        @client.feature(types.WORKSPACE_APPLY_EDIT)  # type: ignore[untyped-decorator]
        def _(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
            self.edits.append(params)
            meanwhile, self.meanwhile = self.meanwhile, None
            if meanwhile is not None:
                meanwhile()
            if self.refusals:
                self.refusals -= 1
                return types.ApplyWorkspaceEditResult(applied=False)
            applied = self.is_lying or self._apply(params.edit)
            return types.ApplyWorkspaceEditResult(applied=applied)

        @client.feature(INPUT)  # type: ignore[untyped-decorator]
        def _(params: Any) -> str | None:
            self.boxes.append(params._asdict())
            return self.inputs.pop(0) if self.inputs else None

    def _apply(self, edit: types.WorkspaceEdit) -> bool:
        """Take an edit as VS Code's client does: none of it where a version is not the newest."""
        made = [one.uri for one in edit.document_changes or [] if isinstance(one, types.CreateFile)]
        changes = [
            (one.text_document.uri, one.text_document.version, one.edits)
            for one in edit.document_changes or []
            if isinstance(one, types.TextDocumentEdit)
        ] or [(uri, None, edits) for uri, edits in (edit.changes or {}).items()]
        for uri, version, _ in changes:
            if version is not None and (uri not in self._open or self._open[uri][0] != version):
                return False
        if any(_path(uri).exists() for uri in made):
            return False
        for uri in made:
            _path(uri).touch()
        for uri, _, edits in changes:
            after = _edited(self.text(uri), edits)
            if uri in self._open:
                self.type(uri, after)
            elif self.opens_unsaved:
                asyncio.get_running_loop().call_soon(self._open_unsaved, uri, after)
            else:
                _path(uri).write_bytes(after.encode())
                kind = types.FileChangeType
                self.editor.tell_of_change(uri, kind.Created if uri in made else kind.Changed)
        return bool(changes)

    def _open_unsaved(self, uri: str, after: str) -> None:
        self.open(uri, self.text(uri))
        self.type(uri, after)


def dead(sim: Simulator) -> str:
    """Make a key whose time is over, and whose refusal says so."""
    return sim.add(State.EXPIRED, wording=Wording.NEW)


async def with_a_dead_key(desk: Desk, sim: Simulator, **options: object) -> tuple[str, str]:
    """Open a workspace with a dead key in its .env; return its address and the key."""
    key = dead(sim)
    uri = desk.editor.write(".env", f"K={key}\n")
    await desk.editor.start(**options)
    desk.open(uri, f"K={key}\n")
    await desk.editor.until(lambda: desk.editor.codes(uri) == ["key-expired"])
    return uri, key


async def decide(url: str, decision: str) -> str:
    """Do what a person does on OpenRouter's page; return the text of where that leads."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    async with httpx.AsyncClient(trust_env=False, follow_redirects=True) as browser:
        assert (await browser.get(url)).status_code == 200
        page = url.partition("?")[0]
        return (await browser.post(page, data={**asked, "decision": decision})).text


def _path(uri: str) -> Path:
    return Path(unquote(urlsplit(uri).path))


def _edited(text: str, edits: Any) -> str:
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def offset(where: types.Position) -> int:
        line = lines[where.line] if where.line < len(lines) else ""
        return starts[where.line] + len(
            line.encode("utf-16-le")[: 2 * where.character].decode("utf-16-le")
        )

    for edit in sorted(edits, key=lambda one: offset(one.range.start), reverse=True):
        start, end = offset(edit.range.start), offset(edit.range.end)
        text = f"{text[:start]}{edit.new_text}{text[end:]}"
    return text
