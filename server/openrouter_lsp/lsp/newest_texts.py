"""The texts of files as they are at this moment, for an edit, whether a key stands there or not."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from openrouter_lsp.scanning import Finding, Lines
from openrouter_lsp.workspace import (
    Source,
    UnreadableFileError,
    read_editable_text,
    same_form,
    uri_of,
)

if TYPE_CHECKING:
    from openrouter_lsp.lsp.language_server import OpenRouterServer


async def newest_text(ls: "OpenRouterServer", path: Path) -> Source | None:
    """Return a file's text, the editor's if it has it open; None where there is no such file.

    Nothing is looked for in it: the source has no findings.

    Raises:
        UnreadableFileError: what lies there is not read, or an edit would damage it. The message
            names it.
    """
    uri = ls.session.opened.get(same_form(uri_of(path)))
    document = ls.document(uri) if uri is not None else None
    if uri is not None and document is not None:
        if is_torn(document.source):
            await asyncio.to_thread(_read, path)
        return Source(uri, document.version, Lines(document.source), (), is_environment_file=False)
    text = await asyncio.to_thread(_read, path)
    if text is None:
        return None
    return Source(uri_of(path), None, Lines(text), (), is_environment_file=False)


def is_torn(text: str) -> bool:
    """Whether an editor may have lost bytes of a file when it read it: the disk's tell."""
    return "\ufffd" in text


def _read(path: Path) -> str | None:
    try:
        return read_editable_text(path)
    except UnreadableFileError as error:
        if path.exists() or path.is_symlink():
            raise UnreadableFileError(f"{path.name}: {error} Nothing was changed.") from error
        return None


def text_of(source: Source | None) -> str:
    """Return a source's text; nothing where there is none yet."""
    return source.lines.text if source is not None else ""


def nearest_of_key(source: Source, fingerprint: str | None, line: int) -> Finding | None:
    """Return the key of a fingerprint that stands nearest to a line; None where none stands."""
    there = [
        finding
        for finding in source.findings
        if finding.key is not None and finding.key.fingerprint == fingerprint
    ]
    by_distance = {abs(source.lines.line_of(one.span.start) - line): one for one in there[::-1]}
    return by_distance[min(by_distance)] if by_distance else None
