"""Makes sources of what the editor has open and of what lies on the disk."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from openrouter_lsp.lsp.ignoring import heed_document
from openrouter_lsp.lsp.language_server import OpenRouterServer
from openrouter_lsp.reporting import too_long_words
from openrouter_lsp.scanning import Lines, scan, scan_dotenv
from openrouter_lsp.workspace import (
    Source,
    UnreadableFileError,
    is_committable,
    is_environment_file,
    name_of,
    path_of,
    read_text,
    same_form,
    uri_of,
)

if TYPE_CHECKING:
    from openrouter_lsp.lsp.session import Session

LONGEST: Final = 5_000_000
"""Characters. A longer text is not looked at."""
_KEYS_BEGIN: Final = "sk-or-"
_DOTENV_LANGUAGES: Final = frozenset({"dotenv", "env"})


def look_at_document(ls: OpenRouterServer, uri: str) -> Source | None:
    """Scan an open document and show what is known of its keys; return its source."""
    document = ls.document(uri)
    if document is None:
        return None
    session = ls.session
    text = document.source
    if len(text) > LONGEST:
        _tell_of_length(ls, uri, text)
        session.look_away(uri)
        return None
    heed_document(ls, uri, text)
    as_dotenv = document.language_id in _DOTENV_LANGUAGES or is_environment_file(
        name_of(uri), session.settings.environment_files
    )
    before = session.places.get(uri)
    source = Source(
        uri=uri,
        version=document.version,
        lines=Lines(text),
        findings=scan(text, as_dotenv=as_dotenv),
        is_environment_file=as_dotenv,
        is_committable=before is not None and before.is_committable,
    )
    return session.look_at(source)


def _tell_of_length(ls: OpenRouterServer, uri: str, text: str) -> None:
    """Say once that a document is not looked at; aloud only where it may hold a key."""
    if uri in ls.too_long:
        return
    ls.too_long.add(uri)
    words = too_long_words(name_of(uri), LONGEST)
    if _KEYS_BEGIN in text:
        ls.tell(words)
    else:
        ls.log(words)


def current_source(ls: OpenRouterServer, uri: str) -> Source | None:
    """Return the source at an address as it is now, scanned anew if an edit overtook it."""
    source = ls.session.places.get(uri)
    if source is None or ls.session.is_overtaken(source):
        return look_at_document(ls, ls.session.opened.get(same_form(uri), uri))
    return source


async def look_at_file(session: "Session", path: Path) -> None:
    """Read an environment file from the disk and show what is known of its keys.

    An open document is left alone: the editor's text holds, not the disk's.
    """
    uri = uri_of(path)
    try:
        source = await asyncio.to_thread(_read_source, path, ask_git=session.trusted)
    except UnreadableFileError as error:
        session.log(f"{path}: {error}")
        if same_form(uri) not in session.opened:
            session.look_away(uri)
        return
    if same_form(uri) not in session.opened:
        session.look_at(source)


async def ask_git_about(session: "Session", source: Source) -> None:
    """Find out whether git would commit an environment file with a key, and show it."""
    path = path_of(source.uri)
    if path is None or not session.trusted or not source.is_environment_file:
        return
    holds_key = any(finding.holds_key for finding in source.findings)
    committable = holds_key and await asyncio.to_thread(is_committable, path)
    now = session.places.get(source.uri)
    if now is not None and now.is_committable != committable:
        session.look_at(replace(now, is_committable=committable))


def _read_source(path: Path, *, ask_git: bool) -> Source:
    text = read_text(path)
    findings = scan_dotenv(text)
    holds_key = any(finding.holds_key for finding in findings)
    return Source(
        uri=uri_of(path),
        version=None,
        lines=Lines(text),
        findings=findings,
        is_environment_file=True,
        is_committable=ask_git and holds_key and is_committable(path),
    )
