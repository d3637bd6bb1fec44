"""Opens pages and files in the editor, or says where they are."""

import asyncio
from pathlib import Path

from lsprotocol import types

from openrouter_lsp.keys import Fingerprint
from openrouter_lsp.lsp.converting import range_of
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.scanning import Finding
from openrouter_lsp.workspace import Source, path_of, uri_of
from openrouter_lsp.workspace.suspects import Suspect, read_source


async def show_page(ls: OpenRouterServer, uri: str, *, external: bool) -> None:
    """Open a page, or say its address where the editor opens none.

    Args:
        ls: the server.
        uri: the page's address.
        external: whether a browser is to open it.
    """
    params = types.ShowDocumentParams(uri=uri, external=external, take_focus=True)
    if not await _is_shown(ls, params):
        ls.tell(f"See {uri}")


async def show_file(ls: OpenRouterServer, path: Path) -> None:
    """Open a file, or say its path where the editor opens none."""
    if not await _is_shown(ls, types.ShowDocumentParams(uri=uri_of(path), take_focus=True)):
        ls.tell(f"See {path}")


async def show_key(
    ls: OpenRouterServer, fingerprint: Fingerprint, suspect: Suspect | None = None
) -> bool:
    """Open the file that a key stands in, the key selected, or say where that is.

    Args:
        ls: the server.
        fingerprint: the key.
        suspect: where it was found last, where that is known: the first place to look.

    Returns:
        False where the key stands in no file that is known.
    """
    sources = sorted(ls.session.places, key=lambda source: not _is_of(source, suspect))
    path = suspect.path if suspect is not None else None
    if path is not None and ls.session.places.get(uri_of(path)) is None:
        sources.insert(0, await asyncio.to_thread(read_source, path))
    for source in sources:
        for finding in source.findings:
            if finding.key is not None and finding.key.fingerprint == fingerprint:
                await _show_finding(ls, source, finding)
                return True
    return False


def _is_of(source: Source, suspect: Suspect | None) -> bool:
    return suspect is not None and path_of(source.uri) == suspect.path


async def _show_finding(ls: OpenRouterServer, source: Source, finding: Finding) -> None:
    where = range_of(source.lines, finding.span, ls.session.encoding)
    params = types.ShowDocumentParams(uri=source.uri, take_focus=True, selection=where)
    if not await _is_shown(ls, params):
        ls.tell(f"See {path_of(source.uri) or source.uri}:{where.start.line + 1}")


async def _is_shown(ls: OpenRouterServer, params: types.ShowDocumentParams) -> bool:
    if not ls.session.abilities.show_document:
        return False
    return (await ls.window_show_document_async(params)).success
